"""What is kept from whoever must be kept away, because that was recorded of them: when something is recorded or opened,
and of all that stands once it is recorded. Who that is stands in `timeline.queries.apart`.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit import hooks
from alongside.kit.forms.safe import refuse_no_reason, safe_question
from alongside.kit.refusals import Unacceptable
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.timeline.models import Entry
from alongside.timeline.queries.apart import (
    away_and_reading,
    but_not_kept,
    by_its_room,
    for_that_alone,
    keeping,
    let_in,
    to_keep_apart,
)
from alongside.timeline.queries.readers import holding, stored, telling_if_let_in, to_be_read, whose
from alongside.timeline.rules import Audience, NewEntry


@transaction.atomic
def keep_as_recorded(*, by: User, family_id: int, persons: Mapping[UUID, Collection[UUID]], at: datetime) -> None:
    """Keep each strand from these `persons`, for no other reason than that they must be kept away. What was recorded is
    not copied: it may be protected. That is no reason against partners, who read it as before, but where something
    protected stands in it. Eleven queries at most, whatever their number. Raises NotAllowed.
    """
    persons = {strand: those for strand, those in persons.items() if those}
    if not persons:
        return
    shut = holding(family_id, by, stored(family_id, by, persons, ours_too=True), at)
    for partners_may_read in (True, False):
        here = {strand: those for strand, those in persons.items() if (strand not in shut) is partners_may_read}
        if here:
            people_actions.keep_strands_from(
                by=by, family_id=family_id, persons=here, why=people_actions.AS_RECORDED, at=at,
                partners_may_read=partners_may_read,
            )  # fmt: skip


def keep_recorded_apart(by: User, rows: Sequence[Entry], entries: Sequence[NewEntry], at: datetime) -> None:
    """What the family may read is kept as it is recorded. No query for what our own staff and partners read alone, nor
    for what its own room keeps; one where nobody must be kept away.
    """
    those = [
        to_be_read(row, new) for row, new in zip(rows, entries, strict=True) if not by_its_room(row)
    ]  # fmt: skip
    if those:
        family_id = rows[0].family_id
        persons = to_keep_apart(family_id, by, those, at)
        keep_as_recorded(by=by, family_id=family_id, persons=persons, at=at)


def keep_unless_safe(
    by: User, old: Entry, restated: Sequence[Entry], why_safe: Mapping[UUID, str], deed_id: UUID
) -> None:
    """What the family may read from now on is not read by whoever must be kept away, in it or not, unless it was said
    of them why that is safe: then what was kept from them for that alone ends. Raises Unacceptable where somebody keeps
    it from one of them for a reason of their own, or for a yes without a reason.
    """
    family_id, at = old.family_id, restated[0].recorded_at
    about = [(row.person_id, row.part) for row in old.about.all()]
    reading = away_and_reading(people.family(by, family_id), by, about, at)
    apart = but_not_kept(reading, by, restated[0], about, at)
    refuse_no_reason(why_safe)
    refuse_kept(by=by, entry=restated[0], persons=[person for person in why_safe if person not in apart])
    safe = {person: why for person, why in why_safe.items() if person in apart}
    for _, keep in hooks.answers("chosen_apart") if safe else ():
        keep(by=by, family_id=family_id, deed_id=deed_id, why={str(each): why for each, why in safe.items()}, at=at)
    # Also from whom only all about somebody is kept: a correction may leave that somebody out.
    persons = {new.strand_id: _kept_on(by, new, reading, safe) for new in restated} if reading else {}
    keep_as_recorded(by=by, family_id=family_id, persons=persons, at=at)


def _kept_on(by: User, new: Entry, reading: Collection[UUID], safe: Collection[UUID]) -> list[UUID]:
    """Who of those that would read it is not let in, and from whom it is not kept itself. Whoever is let in is."""
    held = keeping(new.family_id, by, new.strand_id, new.recorded_at)
    ends = [each.id for each in for_that_alone(held, new) if each.from_person_id in safe]
    people_actions.let_in_again(by=by, family_id=new.family_id, kept=ends, at=new.recorded_at)
    already = {each.from_person_id for each in held}
    return [person for person in reading if person not in safe and person not in already]


def refuse_kept(*, by: User, entry: Entry, persons: Collection[UUID]) -> None:
    """A yes of somebody from whom a new entry is kept, since the form was opened, is not lost without a word. Raises
    Unacceptable. No query without a yes; two with some, and one more to refuse.
    """
    about = [row.person_id for row in entry.about.all()] if persons else []
    held = keeping(entry.family_id, by, entry.strand_id, entry.recorded_at, about) if persons else []
    for person in (each.from_person_id for each in held if each.from_person_id in persons):
        name = people.names_of(entry.family_id, by).get(person, "them")
        raise Unacceptable(
            safe_question(person), f"It is kept from {name} since you opened this. Ask a manager, or choose no"
        )


@transaction.atomic
def keep_all_apart(
    *, by: User, family_id: int, at: datetime, newly: UUID | None = None, wrongly: UUID | None = None, **_: object
) -> None:
    """The same for everything that stands, once somebody must be kept away or holds responsibility: from `newly`, of
    whom it was just recorded, also what they are in. Of `wrongly` it was never true: nothing, of any room, is kept from
    them for that any more, but for what would tell what is protected. Whoever else was let into something, with a word
    why that is safe, reads it on. Raises NotAllowed.
    """
    wait_for_family(family_id)
    if wrongly is not None and str(wrongly) not in people.kept_away(people.family(by, family_id)):
        _let_in_again(by, family_id, wrongly, at)
    live = Entry.objects.live().filter(family_id=family_id, audience=Audience.FAMILY.value)
    rows = [row for row in live if not by_its_room(row)]
    if rows:
        persons = to_keep_apart(family_id, by, whose(by, rows), at, newly)
        safe = let_in(family_id, by, persons) if persons else {}
        persons = {strand: those - (safe.get(strand, set()) - {newly}) for strand, those in persons.items()}
        keep_as_recorded(by=by, family_id=family_id, persons=persons, at=at)


def _let_in_again(by: User, family_id: int, person: UUID, at: datetime) -> None:
    kept = [
        each for each in people.kept(family_id, by)
        if each.from_person_id == person and each.why == people_actions.AS_RECORDED and each.until is None
    ]  # fmt: skip
    if kept:
        still = telling_if_let_in(family_id, by, kept, person, at)
        people_actions.end_kept_as_kept_away(by=by, family_id=family_id, person_id=person, but_not=still, at=at)
