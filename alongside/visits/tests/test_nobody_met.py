"""Of each child it is said whether they were seen; a visit at which nobody was met is no time with the family."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
WHY = "All of them were at school"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def many(smiths) -> list[str]:
    """Four children."""
    with scope.acting_as(smiths.worker):
        more = [
            people.add_person(by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name=name, role="child")
            for name in ("Tia", "Noor")
        ]
    return [str(smiths.amy), str(smiths.liam), *(str(each.person_id) for each in more)]


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, name: str = "visits:record", *more: object) -> str:
    return reverse(name, args=[smiths.family.pk, *more])


def sent(**changed: object) -> dict[str, object]:
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "minutes": "15", "purposes": ["safety"],
        "place": "home", **changed,
    }  # fmt: skip


def refusals(answer) -> list[str]:
    links = Page(answer.content.decode()).all("a")
    return [link.text for link in links if link.attributes.get("href", "").startswith("#id_")]


def visit(smiths: SmithFamily):
    with scope.acting_as(smiths.worker):
        (found,) = timeline.told(smiths.family.pk, smiths.worker, ["visits.visit"])
        return found


def test_each_of_many_children_is_asked_about_and_none_is_answered_for(worker, smiths, many) -> None:
    page = Page(worker.get(at(smiths)).content.decode())
    answers = [one for name in many for one in page.named(f"child-{name}-seen")]
    assert len(answers) == 16
    assert not any("checked" in one.attributes for one in answers)

    assert len([words for words in refusals(worker.post(at(smiths), sent())) if "was seen" in words]) == 4


def test_one_tick_says_of_the_others_that_they_were_not_part_of_it(worker, smiths, many) -> None:
    assert worker.post(at(smiths), sent(rest="yes", **{f"child-{many[2]}-seen": "alone"})).status_code == 302
    assert visit(smiths).entry.sentence == "Visit: home. Tia seen alone."


def test_that_none_of_many_children_were_part_of_it_is_said_with_its_reason(worker, smiths, many) -> None:
    why = "Say why none of the children were part of it"
    for reason in ("", " \u200b"):
        assert refusals(worker.post(at(smiths), sent(rest="yes", why_no_children=reason))) == [why]

    assert worker.post(at(smiths), sent(rest="yes", why_no_children=WHY)).status_code == 302
    found = visit(smiths)
    assert WHY in Page(worker.get(at(smiths, "timeline:entry", found.id)).content.decode()).one("main").text
    form = Page(worker.get(at(smiths, "visits:correct", found.entry.deed_id)).content.decode())
    assert form.named("why_no_children")[0]["value"] == WHY
    assert "checked" in form.named("rest")[0].attributes


def test_a_family_of_few_children_has_no_such_tick(worker, smiths) -> None:
    assert Page(worker.get(at(smiths)).content.decode()).named("rest") == []


def test_a_visit_at_which_nobody_was_met_is_no_time_with_the_family(worker, smiths) -> None:
    since = clock.now() - timedelta(days=3)
    support = {"stage": "Support", "order": 4, "of": 6}
    with scope.acting_as(smiths.worker):
        timeline_actions.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.instant(since), at=since,
            entries=[NewEntry("pathway.stage_began", Nature.PROCESS, support, subtype="support")],
            **smiths.where,
        )  # fmt: skip

    def due_on():
        with scope.acting_as(smiths.worker):
            lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
            return next(line.due_on for line in lines if line.clock_id == "direct_contact")

    asked = due_on()
    nobody = {f"child-{smiths.amy}-seen": "none", f"child-{smiths.liam}-seen": "no"}
    assert worker.post(at(smiths), sent(**nobody)).status_code == 302
    assert visit(smiths).entry.sentence.endswith("Liam was not seen. Nobody of the family was met.")
    assert due_on() == asked

    assert worker.post(at(smiths), sent(**nobody, present=[str(smiths.katie)])).status_code == 302
    assert due_on() > asked
