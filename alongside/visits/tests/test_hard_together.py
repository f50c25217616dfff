"""When nobody was seen, or it was hard to get together: why, what it did, what was tried and what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
SAID = {
    "engagement": "nobody_there", "barriers": ["isolated_problems", "low_hopes"], "effect": "Amy missed the swimming.",
    "tried": "A text the evening before", "result": "Katie rang back.",
}  # fmt: skip


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, name: str, *more: object) -> str:
    return reverse(f"{name}", args=[smiths.family.pk, *more])


def sent(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "minutes": "15", "purposes": ["safety"],
        "place": "home", f"child-{smiths.amy}-seen": "no", f"child-{smiths.liam}-seen": "no", **changed,
    }  # fmt: skip


def text_of(answer) -> str:
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def test_why_it_was_hard_can_be_read_where_the_visit_is(worker, smiths) -> None:
    assert worker.post(at(smiths, "visits:record"), sent(smiths, **SAID)).status_code == 302
    with scope.acting_as(smiths.worker):
        (visit,) = timeline.told(smiths.family.pk, smiths.worker, ["visits.visit"])

    text = text_of(worker.get(at(smiths, "timeline:entry", visit.id)))
    for words in ("Little hope, or daunted by services", "Amy missed the swimming.", "A text the", "Katie rang back."):
        assert words in text

    page = Page(worker.get(at(smiths, "visits:correct", visit.entry.deed_id)).content.decode())
    assert page.written_in("effect") == "Amy missed the swimming."
    checked = {one["value"] for one in page.named("barriers") if "checked" in one.attributes}
    assert checked == {"isolated_problems", "low_hopes"}


def test_a_need_that_nobody_has_seen_yet_may_be_why(worker, smiths) -> None:
    page = Page(worker.get(at(smiths, "visits:record")).content.decode())
    (box,) = [one for one in page.named("barriers") if one["value"] == "unseen_need"]
    assert page.label_of(box["id"]) == "A need nobody has seen yet"

    told = sent(smiths, **SAID | {"barriers": ["unseen_need"]})
    assert worker.post(at(smiths, "visits:record"), told).status_code == 302
    with scope.acting_as(smiths.worker):
        (visit,) = timeline.told(smiths.family.pk, smiths.worker, ["visits.visit"])
    assert "A need nobody has seen yet" in text_of(worker.get(at(smiths, "timeline:entry", visit.id)))


def test_the_question_is_folded_away_until_an_answer_opens_it(worker, smiths) -> None:
    page = Page(worker.get(at(smiths, "visits:record")).content.decode())
    opening = {one["value"] for one in page.all("option") if "data-opens" in one.attributes}
    assert opening == {"did_not_want_to", "could_not", "nobody_there"}
    assert [one["class"].split() for one in page.all("div") if "al-hard" in one.attributes.get("class", "")] == [
        ["al-hard"]
    ]

    again = Page(worker.post(at(smiths, "visits:record"), sent(smiths, **SAID, minutes="")).content.decode())
    assert any("al-hard--told" in one.attributes.get("class", "") for one in again.all("div"))


def test_what_to_bear_in_mind_stands_beside_the_direct_work(worker, smiths) -> None:
    text = text_of(worker.get(at(smiths, "visits:record")))
    assert "inform, involve, invest, influence" in text
    assert "gender, geography, race, religion" in text
