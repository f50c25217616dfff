"""Recording a visit, and putting one right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.models import Entry
from alongside.timeline.queries import DeedLine
from alongside.timeline.rules import Happened, NewEntry
from alongside.visits import permissions, queries
from alongside.visits.queries import VisitPage
from alongside.visits.rules import VISIT, Planned, VisitTold, entries_of

LEFT_OUT = "Left out when the visit was put right"


@transaction.atomic
def record_visit(*, by: User, deed_id: UUID, family_id: int, told: VisitTold, at: datetime) -> list[Entry]:
    """A visit, the direct work in it and what children said, as one deed. Returns its entries, the visit first.

    Raises NotAllowed; Unacceptable for a day that has not come, or before a child was born.
    """
    permissions.require(by, family_id)
    page = queries.visit_page(by, family_id, at.date())
    planned = _planned(by, family_id, page, told)
    return timeline.record(
        by=by, deed_id=deed_id, entries=[each.entry for each in planned], at=at, **_where_and_when(page, told)
    )


@transaction.atomic
def correct_visit(
    *, by: User, deed_id: UUID, family_id: int, corrects: UUID, told: VisitTold, at: datetime
) -> list[Entry]:
    """Put a visit right by telling it anew: each entry supersedes the one it corrects, what was left out is retracted.

    `corrects` is the deed that was on the screen. Raises as `record_visit`, and AlreadyCorrected with the newer
    deed when somebody put it right meanwhile.
    """
    permissions.require(by, family_id)
    before = entries.deed(by, family_id, corrects)
    newest = queries.newest_deed(by, family_id, corrects)
    if newest is None:
        raise NotAllowed
    if newest != corrects or before is None:
        raise AlreadyCorrected(newest)
    page = queries.visit_page(by, family_id, at.date())
    planned = _planned(by, family_id, page, told)
    matched, left = _matched(planned, before)
    try:
        rows = timeline.record(by=by, deed_id=deed_id, entries=matched, at=at, **_where_and_when(page, told))
    except AlreadyCorrected as collision:
        raise AlreadyCorrected(queries.newest_deed(by, family_id, corrects)) from collision
    if left:
        timeline.retract(by=by, family_id=family_id, entry_ids=left, why=LEFT_OUT, at=at, deed_id=deed_id)
    return rows


def _planned(by: User, family_id: int, page: VisitPage, told: VisitTold) -> list[Planned]:
    if not told.purposes:
        raise Unacceptable("purposes", "Say what the visit was for")
    _born_by_then(page, told)
    return entries_of(told, page.words(people.names_of(family_id, by)))


def _born_by_then(page: VisitPage, told: VisitTold) -> None:
    for line in page.children:
        seen = any(child.person_id == line.person_id and child.seen != "no" for child in told.children)
        if seen and line.birth is not None and told.day < line.birth[0]:
            born = day_long(line.birth[0])
            raise Unacceptable(
                "day", f"{line.name} was not born before {born}. Give a later day, or mark them not seen"
            )


def _where_and_when(page: VisitPage, told: VisitTold) -> dict[str, Any]:
    return {
        "family_id": page.family.pk,
        "involvement_id": page.involvement.pk,
        "happened": Happened.day(told.day),
    }


def _matched(planned: Sequence[Planned], before: DeedLine) -> tuple[list[NewEntry], list[UUID]]:
    """The planned entries, each superseding its earlier version, and the earlier ones that nothing takes the place
    of.
    """
    earlier = {(line.entry.kind, _only_person(line.about, line.entry.kind)): line.id for line in before.entries}
    matched = []
    for each in planned:
        old = earlier.pop((each.entry.kind, each.child), None)
        matched.append(replace(each.entry, supersedes_id=old))
    return matched, list(earlier.values())


def _only_person(about: Sequence[tuple[UUID, str, str]], kind: str) -> UUID | None:
    return about[0][0] if about and kind != VISIT else None
