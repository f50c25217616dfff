"""What is done with a parent, and what a parent says, has a place of its own in a visit."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.timeline import queries as timeline
from alongside.timeline.queries import EntryLine
from alongside.timeline.tests.factories import SmithFamily, smith_family
from alongside.visits import actions
from alongside.visits.rules import ChildSeen, VisitTold

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, name: str = "record", *more: object) -> str:
    return reverse(f"visits:{name}", args=[smiths.family.pk, *more])


def sent(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """A visit to Katie with the cards, while Amy and Liam were at school; Katie stands in a row of her own."""
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "minutes": "60", "purposes": ["direct_work"],
        "place": "home", f"child-{smiths.amy}-seen": "none", f"child-{smiths.liam}-seen": "none",
        "adult-total": "1", "adult-0-who": str(smiths.katie), "adult-0-tool": "kids_need", "adult-0-minutes": "40",
        "adult-0-words": "They need me to sleep.", "adult-0-reading": "She smiled.", **changed,
    }  # fmt: skip


def entries(smiths: SmithFamily) -> dict[str, EntryLine]:
    with scope.acting_as(smiths.worker):
        deeds = timeline.page(smiths.family.pk, smiths.worker).deeds
        return {line.entry.kind: line for deed in deeds for line in deed.entries}


def test_somebody_is_added_by_one_step_and_nothing_typed_is_lost(worker, smiths) -> None:
    assert Page(worker.get(at(smiths)).content.decode()).named("adult-0-who") == []

    form = sent(smiths, **{"adult-total": "0", "adult-more": "", "response": "Ngozi laughed"})
    page = Page(worker.post(at(smiths), form).content.decode())

    assert [one.attributes["name"] for one in page.all("select") if "adult-0" in one.attributes["name"]] == [
        "adult-0-who", "adult-0-tool",
    ]  # fmt: skip
    assert page.written_in("response") == "Ngozi laughed"
    assert entries(smiths) == {}


def test_a_parents_tool_and_words_are_theirs_and_never_work_with_a_child(worker, smiths) -> None:
    assert worker.post(at(smiths), sent(smiths)).status_code == 302

    found = entries(smiths)
    assert sorted(found) == ["visits.adult_said", "visits.visit", "visits.work_with_adult"]
    work, said = found["visits.work_with_adult"], found["visits.adult_said"]
    assert (work.entry.nature, work.entry.sentence, work.entry.minutes) == (
        "intervention", "Work with Katie: Kids Need.", 40,
    )  # fmt: skip
    assert (work.names("with"), said.names("said")) == (["Katie"], ["Katie"])
    assert said.text("words") == "They need me to sleep."
    assert said.entry.sentence == "Katie said, in their own words."
    visit = found["visits.visit"]
    assert visit.names("present") == ["Katie"]
    assert visit.text("reading", smiths.katie) == "She smiled."


def test_each_is_offered_the_tools_that_are_for_them(worker, smiths) -> None:
    page = worker.post(at(smiths), sent(smiths, **{"adult-more": ""})).content.decode()

    def offered(name: str) -> set[str]:
        select = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)
        assert select is not None
        return set(re.findall(r'<option[^>]*value="(\w+)"', select[0]))

    child, adult = offered(f"child-{smiths.amy}-tool"), offered("adult-0-tool")
    assert "kids_need" in adult - child
    assert {"three_houses", "feelings_cards"} <= child - adult
    assert {"life_work", "cultural_genogram", "scaling"} <= child & adult


def test_a_parents_tool_is_refused_for_a_child_however_it_is_told(smiths) -> None:
    told = VisitTold(clock.today(), 60, ("direct_work",), "home", (ChildSeen(smiths.amy, "seen", "kids_need"),))
    with scope.acting_as(smiths.worker), pytest.raises(Unacceptable, match=r"Kids Need.*done with a parent"):
        actions.record_visit(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, told=told, at=clock.now()
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"adult-0-who": ""}, "Say who it was"),
        ({"adult-0-minutes": "75"}, "took 75 minutes, the whole visit 60"),
        ({"adult-0-tool": ""}, "Say what you did together"),
        ({"adult-0-tool": "three_houses"}, "Choose from the answers shown"),
        ({"adult-0-who": str(uuid7())}, "Choose from the answers shown"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(worker, smiths, changed, why) -> None:
    answer = worker.post(at(smiths), sent(smiths, **changed))
    assert answer.status_code == 200
    assert why in answer.content.decode()
    assert entries(smiths) == {}


def test_nobody_stands_in_two_rows(worker, smiths) -> None:
    twice = {"adult-total": "2", "adult-1-who": str(smiths.katie), "adult-1-words": "And me to eat."}
    answer = worker.post(at(smiths), sent(smiths, **twice))
    assert "stands here twice" in answer.content.decode()
    assert entries(smiths) == {}


def test_what_was_told_of_a_parent_is_put_right_and_left_out(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths))
    here = at(smiths, "correct", entries(smiths)["visits.visit"].entry.deed_id)
    page = Page(worker.get(here).content.decode())
    assert page.written_in("adult-0-words") == "They need me to sleep."
    assert page.written_in("adult-0-reading") == "She smiled."
    stood = page.named("stood")[0]["value"]

    silent = {"adult-0-words": "", "adult-0-tool": "", "adult-0-minutes": "", "adult-0-reading": "", "stood": stood}
    assert worker.post(here, sent(smiths, **silent)).status_code == 302

    found = entries(smiths)
    assert list(found) == ["visits.visit"]
    assert found["visits.visit"].names("present") == ["Katie"]


def test_a_parent_unchanged_stays_when_something_else_is_put_right(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths))
    here = at(smiths, "correct", entries(smiths)["visits.visit"].entry.deed_id)
    stood = Page(worker.get(here).content.decode()).named("stood")[0]["value"]

    assert worker.post(here, sent(smiths, place="school", stood=stood)).status_code == 302

    found = entries(smiths)
    assert found["visits.adult_said"].text("words") == "They need me to sleep."
    assert found["visits.work_with_adult"].entry.minutes == 40


def test_help_to_a_parent_reaches_a_child_only_where_it_was_said_for_whom(worker, smiths) -> None:
    assert worker.post(at(smiths), sent(smiths, **{"adult-0-helps": [str(smiths.amy)]})).status_code == 302

    work = entries(smiths)["visits.work_with_adult"]
    assert [(person, part) for person, _, part in work.about] == [(smiths.katie, "with"), (smiths.amy, "for")]
    assert work.entry.sentence == "Work with Katie, for Amy: Kids Need."
    page = Page(worker.get(reverse("visits:correct", args=[smiths.family.pk, work.entry.deed_id])).content.decode())
    ticked = [one["value"] for one in page.named("adult-0-helps") if "checked" in one.attributes]
    assert ticked == [str(smiths.amy)]


def test_whom_it_helps_needs_something_that_was_done(worker, smiths) -> None:
    helps = {"adult-0-tool": "", "adult-0-minutes": "", "adult-0-helps": [str(smiths.amy)]}
    answer = worker.post(at(smiths), sent(smiths, **helps))

    assert "Say what you did together, or clear what else you said of it" in answer.content.decode()
    assert entries(smiths) == {}
