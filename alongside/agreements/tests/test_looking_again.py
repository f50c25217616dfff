"""The agreement is looked at again when the plan stands, and when the ending is planned."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.rules.own import parts_for
from alongside.agreements.tests.factories import agreed
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
STANDS = "agreement_again"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def happens(smiths: SmithFamily, kind: str, subtype: str | None, facts: dict[str, object]) -> None:
    with scope.acting_as(smiths.worker):
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, involvement_id=smiths.involvement.pk,
            happened=Happened.day(clock.today()), at=clock.now(),
            entries=[NewEntry(kind, Nature.PROCESS, facts, subtype=subtype)],
        )  # fmt: skip


def the_plan_stands(smiths: SmithFamily) -> None:
    happens(smiths, "plans.put_in_force", "first", {"version_id": str(uuid7()), "number": 1, "audience": "team"})


def asked(smiths: SmithFamily) -> list[str]:
    """Until when the agreement is to be looked at again."""
    with scope.acting_as(smiths.worker):
        lines = entries.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return [line.name for line in lines if line.clock_id == STANDS]


def look_again(smiths: SmithFamily, deed_id, **changed):
    given = {"agreed": deed_id, "on": clock.today(), "took_part": [smiths.katie], "note": "Mondays still fit"}
    with scope.acting_as(smiths.worker):
        return actions.look_again(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(), **{**given, **changed}
        )


@pytest.mark.parametrize(
    ("kind", "subtype", "facts"),
    [
        ("plans.put_in_force", "first", {"version_id": "1", "number": 1, "audience": "team"}),
        ("endings.exit_planned", "community", {"way": "community", "last_visit_on": clock.today().isoformat()}),
    ],
)
def test_a_plan_in_force_and_a_planned_ending_ask_for_the_agreement_to_be_looked_at_again(
    smiths, kind, subtype, facts
) -> None:
    assert asked(smiths) == []
    happens(smiths, kind, subtype, facts)
    assert asked(smiths) == ["Look at the agreement with the family again"]


def test_looking_at_it_again_and_agreeing_anew_each_answer(smiths) -> None:
    first = agreed(smiths)[0].deed_id
    with scope.acting_as(smiths.worker):
        before = entries.told(smiths.family.pk, smiths.worker, ["agreements.partnership_agreed"])
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[before[0].id], why="Another day",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    the_plan_stands(smiths)
    with pytest.raises(NotAllowed):
        look_again(smiths, first)
    assert asked(smiths)
    agreed(smiths)
    assert not asked(smiths)


def test_looked_at_again_it_stays_as_it_is_and_nothing_more_is_asked(smiths) -> None:
    first = agreed_before(smiths)
    the_plan_stands(smiths)
    assert asked(smiths)
    row = look_again(smiths, first)
    with scope.acting_as(smiths.worker):
        assert row.sentence == "The agreement was looked at again with Katie, and stays as it is."
    assert not asked(smiths)


def agreed_before(smiths: SmithFamily):
    """An agreement of some days ago; its deed."""
    with scope.acting_as(smiths.worker):
        rows = actions.record_agreement(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, on=clock.today() - timedelta(days=9),
            at=clock.now(),
            agreement=Agreement(purpose="A plan", hours="Mondays", seeing_less="First weekly, then a call"),
            answers=[Answer(smiths.katie, "yes")],
        )  # fmt: skip
    return rows[0].deed_id


def test_who_took_part_and_what_they_said_are_needed_and_a_newer_agreement_wins(smiths) -> None:
    first = agreed_before(smiths)
    for lacking in ({"took_part": []}, {"note": " "}, {"on": clock.today() - timedelta(days=20)}):
        with pytest.raises(Unacceptable):
            look_again(smiths, first, **lacking)
    with pytest.raises(NotAllowed):
        look_again(smiths, first, took_part=[uuid7()])
    agreed(smiths, revises=first)
    with pytest.raises(AlreadyCorrected):
        look_again(smiths, first)


def test_the_page_shows_what_was_agreed_of_seeing_less_and_keeps_what_was_said(worker, smiths) -> None:
    first = agreed_before(smiths)
    here = reverse("agreements:look_again", args=[smiths.family.pk, first])
    shown = Page(worker.get(here).content.decode())
    assert "First weekly, then a call" in shown.one("main").text
    said = {"form_key": str(uuid7()), "day": day_typed(clock.today()), "took_part": [str(smiths.katie)],
            "note": "Mondays still fit"}  # fmt: skip
    refused = worker.post(here, said | {"took_part": []})
    assert "Say who took part" in refused.content.decode()
    assert "Mondays still fit" in refused.content.decode()
    assert worker.post(here, said).status_code == 302
    overview = Page(worker.get(reverse("agreements:overview", args=[smiths.family.pk])).content.decode())
    assert here in [link.attributes.get("href") for link in overview.all("a")]
    agreed(smiths, revises=first)
    late = worker.post(here, said | {"form_key": str(uuid7())})
    assert late.status_code == 409
    assert "It was agreed anew meanwhile" in late.content.decode()
    assert "Mondays still fit" in late.content.decode()


def test_another_familys_worker_finds_nothing(smiths, client) -> None:
    first = agreed_before(smiths)
    here = reverse("agreements:look_again", args=[smiths.family.pk, first])
    client.force_login(smith_family(clock.now()).worker)
    assert client.get(here).status_code == 404
    assert client.post(here, {"form_key": str(uuid7())}).status_code == 404


def test_the_family_reads_what_changes_as_we_see_each_other_less() -> None:
    agreement = Agreement(seeing_less="Once a week, then a call")
    assert parts_for(agreement, child=False) == [("When we see each other less", "Once a week, then a call")]
    assert parts_for(agreement, child=True) == [("When we come less often", "Once a week, then a call")]
