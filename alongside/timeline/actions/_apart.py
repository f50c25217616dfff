"""Whoever must be kept away reads nothing of a child only because they answer for it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout
from alongside.timeline.queries.readers import told_if_let_in
from alongside.timeline.rules import Audience, Part


def keep_apart(by: User, rows: Sequence[Entry], at: datetime) -> None:
    """Keep what the family may read from everybody who must be kept away and would read it as somebody who holds
    responsibility for a child in it. Who is in it themselves was chosen, and the form asked why that is safe. Partners
    read it as before. Some kinds are kept apart by their own room. No query for what our own staff and partners read
    alone; one where nobody must be kept away.
    """
    those = [row for row in rows if row.audience == Audience.FAMILY.value and not _by_its_room(row.kind)]
    if not those:
        return
    family_id = those[0].family_id
    away = {UUID(person) for person in people.kept_away(people.family(by, family_id))}
    answers_for = _children_of(away, by, family_id, at) if away else {}
    about = _about(those) if answers_for else {}
    for row in those if answers_for else ():
        whose = about.get(row.pk, set())
        apart = [person for person, children in answers_for.items() if person not in whose and children & whose]
        if apart:
            people_actions.keep_opened_from(
                by=by, family_id=family_id, strand_id=row.strand_id, persons=apart, why=people_actions.AS_RECORDED,
                at=at, partners_may_read=True,
            )  # fmt: skip


@transaction.atomic
def keep_all_apart(*, by: User, family_id: int, at: datetime, wrongly: UUID | None = None, **_: object) -> None:
    """The same for everything that stands, once somebody must be kept away or holds responsibility. Of `wrongly` it was
    never true: nothing, of any room, is kept from them for that any more, but for what would tell what is protected.
    Raises NotAllowed.
    """
    wait_for_family(family_id)
    if wrongly is not None and str(wrongly) not in people.kept_away(people.family(by, family_id)):
        _let_in_again(by, family_id, wrongly, at)
    live = Entry.objects.live().filter(family_id=family_id, audience=Audience.FAMILY.value)
    keep_apart(by, list(live), at)


def _let_in_again(by: User, family_id: int, person: UUID, at: datetime) -> None:
    kept = [
        each for each in people.kept(family_id, by)
        if each.from_person_id == person and each.why == people_actions.AS_RECORDED and each.until is None
    ]  # fmt: skip
    still = [each.id for each in kept if told_if_let_in(family_id, by, each.strands, person, at)]
    if kept:
        people_actions.end_kept_as_kept_away(by=by, family_id=family_id, person_id=person, but_not=still, at=at)


def _by_its_room(kind: str) -> bool:
    known = all_kinds().get(kind)
    return known is not None and known.room_keeps_apart


def _children_of(away: set[UUID], by: User, family_id: int, at: datetime) -> Mapping[UUID, set[UUID]]:
    children: dict[UUID, set[UUID]] = {}
    for each in people.responsibilities_of(family_id, by, london_day(at)):
        if each.holder_person_id in away:
            children.setdefault(each.holder_person_id, set()).add(each.child_id)
    return children


def _about(rows: Sequence[Entry]) -> Mapping[UUID, set[UUID]]:
    about: dict[UUID, set[UUID]] = {}
    told = EntryAbout.objects.filter(entry__in=rows).exclude(part=Part.MENTIONED.value)
    for entry_id, person_id in told.values_list("entry_id", "person_id"):
        about.setdefault(entry_id, set()).add(person_id)
    return about
