"""Recording a visit, and putting one right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import queries as people
from alongside.plans import queries as plans
from alongside.plans.rules import NewAction
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.attaching import attached_still
from alongside.timeline.models import Entry
from alongside.timeline.queries import DeedLine
from alongside.timeline.rules import Happened, NewEntry, Part
from alongside.visits import permissions, queries
from alongside.visits.queries import VisitPage
from alongside.visits.rules import (
    ADULT_SAID,
    ADULT_WORK,
    ATTACHED,
    CHILD_SAID,
    DIRECT_WORK,
    VISIT,
    Planned,
    RecordedAlready,
    VisitPlan,
    VisitTold,
    entries_of,
    is_for_children,
    planned_entry,
)

OURS = frozenset({VISIT, DIRECT_WORK, CHILD_SAID, ADULT_WORK, ADULT_SAID})
"""What a visit told anew takes the place of; what was agreed in it is settled by itself."""
LEFT_OUT = "Left out when the visit was put right"


@transaction.atomic
def record_visit(
    *, by: User, deed_id: UUID, family_id: int, told: VisitTold, at: datetime, agreed: Sequence[NewAction] = (),
    another: bool = True,
) -> list[Entry]:  # fmt: skip
    """A visit, the direct work in it, what children said, and what was agreed, as one deed. Returns its entries, the
    visit first.

    `another`: whether it stands beside one of the same day with the same children. Raises NotAllowed; Unacceptable for
    a day that has not come, or before a child was born; RecordedAlready when there is such a one, and it may not.
    """
    permissions.require(by, family_id)
    people.wait_for_family(family_id)
    page = queries.visit_page(by, family_id, london_day(at))
    planned = _planned(by, family_id, page, told)
    same = None if another else queries.alike(by, family_id, told)
    if same is not None:
        raise RecordedAlready(same)
    promised = plans.entries_agreed(by, family_id, agreed, told.day)
    return timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=page.involvement.pk, at=at,
        happened=Happened.day(told.day), entries=[*(each.entry for each in planned), *promised],
    )  # fmt: skip


@transaction.atomic
def correct_visit(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    corrects: UUID,
    told: VisitTold,
    at: datetime,
    shown: Collection[UUID] | None = None,
    agreed: Sequence[NewAction] = (),
) -> list[Entry]:
    """Put a visit right by telling it anew: each entry supersedes the one it corrects, what was left out is retracted.

    `corrects` is the deed that was on the screen, `shown` the entries of it that counted then. The visit stays in
    the involvement in which it was made. What was agreed in it stands as it is; `agreed` is agreed beside it.

    Raises as `record_visit`, and AlreadyCorrected when somebody changed it meanwhile: with the newer deed, or with None
    when they said that the visit did not happen.
    """
    permissions.require(by, family_id)
    people.wait_for_family(family_id)
    if entries.told_then(by, family_id, corrects, VISIT) is None:
        raise NotAllowed
    before = entries.deed(by, family_id, corrects)
    stands = queries.told(by, family_id, corrects)
    if before is None or stands is None or (shown is not None and set(shown) != queries.entry_ids(before)):
        raise AlreadyCorrected(entries.newest_deed(by, family_id, corrects, VISIT))
    page = queries.visit_page(by, family_id, london_day(at), stands)
    planned = _planned(by, family_id, page, told)
    matched, left = _matched(planned, before)
    matched += _attached_still(before)
    promised = plans.entries_agreed(by, family_id, agreed, told.day)
    try:
        rows = timeline.record(
            by=by, deed_id=deed_id, family_id=family_id, involvement_id=before.first.entry.involvement_id, at=at,
            happened=Happened.day(told.day), entries=[*matched, *promised],
        )  # fmt: skip
    except AlreadyCorrected as collision:
        raise AlreadyCorrected(entries.newest_deed(by, family_id, corrects, VISIT)) from collision
    if left:
        timeline.retract(by=by, family_id=family_id, entry_ids=left, why=LEFT_OUT, at=at, deed_id=deed_id)
    return rows


@transaction.atomic
def plan_visit(
    *, by: User, deed_id: UUID, family_id: int, plan: VisitPlan, at: datetime, instead_of: UUID | None = None
) -> Entry:
    """A visit planned with the parent. The deed is the planning; its day may come yet.

    `instead_of`: the deed of the plan that this one takes the place of. Raises NotAllowed; Unacceptable for a day that
    has passed; AlreadyCorrected when somebody planned it anew meanwhile, with the newer deed, or with
    None when they said that it is not planned any more.
    """
    permissions.require(by, family_id)
    people.wait_for_family(family_id)
    involvement, names = people.current_involvement(family_id, by), people.names_of(family_id, by)
    if involvement is None or not set(plan.with_whom) <= names.keys():
        raise NotAllowed
    if plan.day < london_day(at):
        raise Unacceptable("day", "This day has passed. Give the day it is meant to be, or record the visit")
    entry = planned_entry(plan, names)
    if instead_of is not None:
        found = queries.planned_again(by, family_id, instead_of, london_day(at))
        if found is None:
            raise NotAllowed
        if found.line is None or found.newest != instead_of:
            raise AlreadyCorrected(found.newest)
        entry = replace(entry, supersedes_id=found.line.id)
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, at=at,
        happened=Happened.day(london_day(at)), entries=[entry],
    )  # fmt: skip
    return row


def _planned(by: User, family_id: int, page: VisitPage, told: VisitTold) -> list[Planned]:
    names = people.names_of(family_id, by)
    helped = {child for adult in told.adults for child in adult.helps}
    if not {*(child.person_id for child in told.children), *told.there, *helped} <= names.keys():
        raise NotAllowed
    if not told.purposes:
        raise Unacceptable("purposes", "Say what the visit was for")
    _for_whom(page, names, told)
    _born_by_then(page, told)
    _within_the_visit(names, told)
    return entries_of(told, page.words(names, told.day))


def _for_whom(page: VisitPage, names: Mapping[UUID, str], told: VisitTold) -> None:
    whom = {item.id: (item.label, item.group) for item in page.lists["direct_work_tool"]}
    for child in told.children:
        label, group = whom.get(child.tool, ("", ""))
        if not is_for_children(group):
            name = names[child.person_id]
            raise Unacceptable("response", f"“{label}” is done with a parent, not with {name}. Add it for the parent")


def _born_by_then(page: VisitPage, told: VisitTold) -> None:
    seen = {child.person_id for child in told.children if child.seen != "no"}
    for child in page.children:
        if child.person_id in seen and child.born is not None and told.day < child.born:
            born = day_long(child.born)
            raise Unacceptable(
                "day", f"{child.name} was not born before {born}. Give a later day, or mark them not seen"
            )


def _within_the_visit(names: Mapping[UUID, str], told: VisitTold) -> None:
    for each in told.each_of:
        if each.minutes and each.minutes > told.minutes:
            name, part, whole = names[each.person_id], each.minutes, told.minutes
            raise Unacceptable(
                "minutes",
                f"The direct work with {name} took {part} minutes, the whole visit {whole}. Put one of them right",
            )


def _matched(planned: Sequence[Planned], before: DeedLine) -> tuple[list[NewEntry], list[UUID]]:
    """The planned entries, each superseding its earlier version, and the earlier ones that nothing takes the place
    of.
    """
    ours = [line for line in before.entries if line.entry.kind in OURS]
    earlier = {(line.entry.kind, _only_person(line.about, line.entry.kind)): line.id for line in ours}
    matched = []
    for each in planned:
        old = earlier.pop((each.entry.kind, each.person), None)
        matched.append(replace(each.entry, supersedes_id=old))
    return matched, list(earlier.values())


def _attached_still(before: DeedLine) -> list[NewEntry]:
    """What was attached to the visit stays with it."""
    return [
        attached_still(
            line.id, line.entry.facts, [(person, Part(part)) for person, _, part in line.about], ATTACHED,
            line.text("note"),
        )
        for line in before.entries if line.entry.kind == ATTACHED
    ]  # fmt: skip


def _only_person(about: Sequence[tuple[UUID, str, str]], kind: str) -> UUID | None:
    return about[0][0] if about and kind != VISIT else None
