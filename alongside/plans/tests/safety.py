"""A safety plan of Amy's for the tests: written, changed, tried out, and who reads it."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.plans import actions, queries
from alongside.plans.rules import Does, Rings, SafetyPlan, TriedOut
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily

HOME = "4 Mill Lane, Leeds LS1 2AB"


def somebody(smiths: SmithFamily, name: str, role: str) -> UUID:
    """Somebody of the family who does not live with them."""
    with scope.acting_as(smiths.worker):
        return people.add_person(
            by=smiths.worker, family_id=smiths.family.pk, at=clock.now(), name=name, role=role, in_household=False
        ).person_id


def known(smiths: SmithFamily, person: UUID, kind: str, value: str, *, protected: bool = True) -> None:
    """A fact is recorded of them."""
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=person, kind=kind, value=value, at=clock.now(),
            protected=protected,
        )  # fmt: skip


def keep_away(smiths: SmithFamily, person: UUID, words: str = "He must not learn where they live") -> None:
    """It is recorded that they must be kept away."""
    known(smiths, person, "keep_away", words)


def change(smiths: SmithFamily, entry: Entry, plan: SafetyPlan) -> Entry:
    """The plan is told anew."""
    with scope.acting_as(smiths.worker):
        return actions.change_safety_plan(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, corrects=entry.pk, plan=plan,
            on=entry.happened_on, at=clock.now(),
        )[0]  # fmt: skip


def amys(smiths: SmithFamily, **changed) -> SafetyPlan:
    plan = SafetyPlan(
        whose=str(smiths.amy), made_with=(str(smiths.amy),), safe_from="When Dad shouts at the door",
        signs="My tummy hurts and the bell goes on and on",
        does=(
            Does("I go to my room with Liam", "Amy", f"person:{smiths.amy}"),
            Does("Rings the police", "Katie", f"person:{smiths.katie}"),
        ),
        where_to="Mrs Kaur, number 3", rings=(Rings("Nan", "01632 960182"), Rings("Police", "999")), word="Pineapple",
        otherwise="Out by the back, to the shop", copies="At school, with Miss Begum", agreed_by=str(smiths.katie),
        look_on=(clock.today() + timedelta(days=30)).isoformat(),
    )  # fmt: skip
    return replace(plan, **changed)


def write(smiths: SmithFamily, plan: SafetyPlan | None = None, **more) -> Entry:
    given = {"by": smiths.worker, "audience": Audience.FAMILY, "on": clock.today() - timedelta(days=9), **more}
    with scope.acting_as(given["by"]):
        return actions.write_safety_plan(
            deed_id=uuid7(), family_id=smiths.family.pk, plan=plan or amys(smiths), at=clock.now(), **given
        )


def try_out(smiths: SmithFamily, entry: Entry, worked: str = "yes", **more):
    with scope.acting_as(smiths.worker):
        return actions.try_out_safety_plan(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, entry_id=entry.pk,
            told=TriedOut("Amy rang Nan", worked, "Nan came", "Ring twice"), together=[smiths.amy, smiths.katie],
            at=clock.now(), **{"on": clock.today(), **more},
        )  # fmt: skip


def stands(smiths: SmithFamily) -> list[queries.SafetyLine]:
    with scope.acting_as(smiths.worker):
        return queries.safety_plans(smiths.family.pk, smiths.worker)


def due(smiths: SmithFamily) -> list[tuple[str, object]]:
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return [(line.name, line.due_on) for line in lines if "afety plan" in line.name]


def typed(smiths: SmithFamily, **more) -> dict[str, object]:
    """Amy's plan as the worker types it."""
    plan = amys(smiths)
    words = {name: getattr(plan, name) for name in ("safe_from", "signs", "where_to", "word", "otherwise", "copies")}
    rows = {
        "does-total": "1", "does-0-what": "I go to my room", "does-0-who": f"person:{smiths.amy}",
        "rings-total": "2", "rings-0-name": "Nan", "rings-0-number": "01632 960182", "rings-1-name": "",
    }  # fmt: skip
    return {
        "form_key": str(uuid7()), "on": day_typed(clock.today()), "whose": str(smiths.amy),
        "made_with": [str(smiths.amy)], **words, **rows, "at_home": "no", "agreed_by": str(smiths.katie),
        "not_agreed_why": "", "look_on": day_typed(plan.day), "audience": "family", **more,
    }  # fmt: skip
