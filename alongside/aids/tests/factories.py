"""What happens with the Smith family that a bulb looks at, recorded through the timeline as the rooms record it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from alongside.access import scope
from alongside.access.models import User
from alongside.aids import actions, queries
from alongside.aids.actions import NewBarrier, NewDifference
from alongside.aids.queries import Block, BulbPage
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions as pathway
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import DAY, SmithFamily, account

OPENED = DAY
"""The day on which the work with the Smiths began."""
TODAY = OPENED + timedelta(days=60)
APPROACH = "Short visits worked, long ones did not"
ANSWERS = {
    "said_approach_reflected": APPROACH,
    "said_relationship_judged": "She says she can tell me when she is cross",
    "said_did_what_i_said": "I rang on the day I said, also when she did not answer",
}


def at(smiths: SmithFamily, name: str, *more: object) -> str:
    """The address of a page of the aids."""
    return reverse(f"aids:{name}", args=[smiths.family.pk, *more])


def sends(client: Client, where: str, **typed: object) -> Any:
    """The form as the page shows it, with this typed."""
    return client.post(where, Page(client.get(where).content.decode()).as_sent() | typed)


def visit(
    smiths: SmithFamily, day: date, *children: UUID, tools: Sequence[UUID] = (), minutes: int = 60
) -> list[Entry]:
    """A visit at which these children were seen; with each of `tools` direct work was done."""
    facts = {"purposes": ["Plan"], "purpose_ids": ["plan"], "place": "Home", "place_id": "home"}
    process = NewEntry(
        "visits.visit", Nature.PROCESS, facts, [(child, Part.SEEN) for child in children], minutes=minutes,
        subtype="plan",
    )  # fmt: skip
    help_given = [
        NewEntry(
            "visits.direct_work", Nature.INTERVENTION, {"name": "a child", "tool": "Feelings cards"},
            [(child, Part.WITH)], [NewText("adapted", "With pictures", child)], subtype="feelings_cards", minutes=20,
        )
        for child in tools
    ]  # fmt: skip
    return record(smiths, day, process, *help_given)


def work_with_katie(smiths: SmithFamily, day: date, *helps: UUID) -> Entry:
    """Help to the mother, for these children where the worker said for whom."""
    about = [(smiths.katie, Part.WITH), *((child, Part.FOR) for child in helps)]
    return record(smiths, day, NewEntry(
        "visits.work_with_adult", Nature.INTERVENTION, {"name": "Katie", "tool": "Kids Need"}, about,
        subtype="kids_need", minutes=30,
    ))[0]  # fmt: skip


def meeting(smiths: SmithFamily, day: date, *about: UUID, subtype: str = "review") -> Entry:
    """A meeting of the team around the family."""
    facts = {"type": "Review", "present": ["Katie"], "helpers": [], "decisions": 0}
    kind = NewEntry("meetings.held", Nature.PROCESS, facts, [(each, Part.PRESENT) for each in about], subtype=subtype)
    return record(smiths, day, kind)[0]


def record(smiths: SmithFamily, day: date, *entries: NewEntry) -> list[Entry]:
    """These entries as one deed of that day, told by the key worker."""
    with scope.acting_as(smiths.worker):
        return timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(day), entries=entries,
            at=clock.now(),
        )  # fmt: skip


def difference(smiths: SmithFamily, day: date, child: UUID, **told: Any) -> Entry:
    """Something is different for a child."""
    given = {"what": "Amy is at school before the bell", "who": "Miss Begum", "rests_on": ()} | told
    with scope.acting_as(smiths.worker):
        return actions.see_difference(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, told=NewDifference(child, on=day, **given),
            at=clock.now(),
        )  # fmt: skip


def barrier(smiths: SmithFamily, day: date, child: UUID, again_in: int = 14) -> Entry:
    """Something stands in the way."""
    told = NewBarrier(
        child, "over_optimism", "Every Monday is a new beginning", "Amy stops telling us", "Ask school each Friday",
        smiths.worker.name, clock.today() + timedelta(days=again_in), day,
    )  # fmt: skip
    with scope.acting_as(smiths.worker):
        return actions.name_barrier(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, told=told, at=clock.now()
        )


def look_again(smiths: SmithFamily, entry: Entry, day: date, *, gone: bool) -> list[Entry]:
    """What became of what stood in the way."""
    again_on = None if gone else clock.today() + timedelta(days=14)
    with scope.acting_as(smiths.worker):
        return actions.look_again_at_barrier(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, barrier_id=entry.pk,
            how="School rings us now", again_on=again_on, on=day, at=clock.now(),
        )  # fmt: skip


def page_of(smiths: SmithFamily, child: UUID, **asked: Any) -> BulbPage:
    """A child's bulb opened."""
    with scope.acting_as(smiths.worker):
        found = queries.bulb_page(smiths.family, smiths.worker, child, at=clock.now(), **asked)
    assert found is not None
    return found


def allocated(smiths: SmithFamily) -> SmithFamily:
    """The same family, whose key worker the record knows of."""
    record(smiths, OPENED, NewEntry("pathway.allocated", Nature.PROCESS, {"name": smiths.worker.name}))
    return smiths


def main(client: Client, where: str) -> str:
    """What a page says."""
    return " ".join(Page(client.get(where).content.decode()).one("main").text.split())


def with_(smiths: SmithFamily, other: UUID, who: User | None = None) -> Block:
    """The relationship of the key worker with somebody, as it stands."""
    reader = who or smiths.worker
    with scope.acting_as(reader):
        found = queries.street(smiths.family, reader, clock.now()).block(other)
    assert found is not None
    return found


def moves_on(worker: Client, smiths: SmithFamily, on: date = TODAY) -> None:
    """The key worker and Katie move on to the second stage."""
    where = at(smiths, "move_on", smiths.katie, "sustaining")
    assert sends(worker, where, **ANSWERS, on=day_typed(on)).status_code == 302


def recorded(smiths: SmithFamily, kind: str) -> list[Entry]:
    """What the manager sees of one kind, as it was recorded."""
    with scope.acting_as(smiths.manager):
        return list(Entry.objects.visible_to(smiths.manager).live().filter(kind=kind).order_by("recorded_at", "id"))


def taken_over(smiths: SmithFamily) -> User:
    """Another key worker takes over, as a manager allocates again."""
    sam = account("key_worker", team=smiths.family.lead_team)
    with scope.acting_as(smiths.manager):
        pathway.allocate_again(
            by=smiths.manager,
            family_id=smiths.family.pk,
            deed_id=uuid7(),
            worker=sam,
            reason="Part time",
            at=clock.now(),
        )
    return sam


def school(smiths: SmithFamily) -> UUID:
    """A class teacher joins those who help."""
    with scope.acting_as(smiths.worker):
        helper = pathway.helper_joins(
            by=smiths.worker, family_id=smiths.family.pk, deed_id=uuid7(), role="school", name="Mrs Dar",
            job_title="Class teacher", agency="Hill Primary", at=clock.now(),
        )  # fmt: skip
    assert helper.professional_id is not None
    return helper.professional_id
