"""Recording a deed: its entries, whom they are about, their texts; and what is due afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people.queries import wait_for_family
from alongside.timeline import permissions
from alongside.timeline.actions._apart import keep_recorded_apart
from alongside.timeline.actions._attached import attach
from alongside.timeline.actions._kept import keep_as_before
from alongside.timeline.actions._protected import refuse_recording
from alongside.timeline.actions._versions import insert_entries
from alongside.timeline.actions.due import refresh_due
from alongside.timeline.kinds import kind_of
from alongside.timeline.models import Entry, EntryAbout, EntryContent, EntryHelper, EntryText, Strand
from alongside.timeline.rules import Happened, NewEntry


@transaction.atomic
def record(
    *,
    by: User,
    deed_id: UUID,
    family_id: int,
    involvement_id: UUID | None,
    happened: Happened,
    entries: Sequence[NewEntry],
    at: datetime,
) -> list[Entry]:
    """Write the entries of one deed and refresh what is due. Returns them in the order given.

    Raises NotAllowed; Unacceptable for a day that has not come, and for what is protected where somebody reads it who
    does not know it; AlreadyCorrected (with the id of the other version) when somebody corrected one of the superseded
    entries meanwhile; KeyError for a kind no room declares; ValueError for a nature the kind does not have.
    """
    permissions.require_writer(by)
    wait_for_family(family_id)
    if happened.on > london_day(at):
        raise Unacceptable("day", "This day has not come yet. Give the day it happened")
    # "Some day this month" is some day until today, or it would count only when the month is over.
    happened = replace(happened, to=min(happened.to, london_day(at)))
    corrected = _corrected(family_id, entries)
    deed = _Deed(by, deed_id, family_id, involvement_id, happened, at)
    rows = [_row(new, deed, corrected) for new in entries]
    _add(rows, entries)
    keep_as_before(by, rows, entries, at)
    refuse_recording(by, rows, entries, at)
    keep_recorded_apart(by, rows, entries, at)
    refresh_due(by=by, family_id=family_id, at=at)
    return rows


def _corrected(family_id: int, entries: Sequence[NewEntry]) -> dict[UUID, Entry]:
    wanted = [new.supersedes_id for new in entries if new.supersedes_id]
    found = {entry.pk: entry for entry in Entry.objects.filter(family_id=family_id, pk__in=wanted)} if wanted else {}
    if len(found) != len(set(wanted)):
        raise NotAllowed
    return found


@dataclass(frozen=True, slots=True)
class _Deed:
    """What all entries of one deed share."""

    by: User
    deed_id: UUID
    family_id: int
    involvement_id: UUID | None
    happened: Happened
    at: datetime


def _row(new: NewEntry, deed: _Deed, corrected: dict[UUID, Entry]) -> Entry:
    kind = kind_of(new.kind)
    if new.nature not in kind.natures:
        raise ValueError(f"{new.kind} is never {new.nature}")
    if new.content is not None and not kind.can_be_read:
        raise ValueError(f"{new.kind} does not say how its content reads, so nobody could read it again")
    old = corrected.get(new.supersedes_id) if new.supersedes_id else None
    audience = old.audience if old else (new.audience or kind.audience).value
    strand_id = old.strand_id if old else uuid7()
    if old is None:
        Strand(id=strand_id, family_id=deed.family_id, audience=audience).save(force_insert=True)
    return Entry(
        id=uuid7(),
        strand_id=strand_id,
        family_id=deed.family_id,
        audience=audience,
        deed_id=deed.deed_id,
        involvement_id=deed.involvement_id,
        kind=new.kind,
        subtype=new.subtype,
        nature=new.nature.value,
        happened_on=deed.happened.on,
        happened_to=deed.happened.to,
        happened_at=deed.happened.at,
        precision=deed.happened.precision,
        minutes=new.minutes,
        sentence=kind.sentence(new.facts),
        facts=new.facts,
        recorded_at=deed.at,
        recorded_by=deed.by,
        supersedes=old,
    )


def _add(rows: list[Entry], entries: Sequence[NewEntry]) -> None:
    about, texts, helpers, contents = [], [], [], []
    for row, new in zip(rows, entries, strict=True):
        strand = {"strand_id": row.strand_id, "family_id": row.family_id, "audience": row.audience, "entry_id": row.pk}
        about += [EntryAbout(id=uuid7(), person_id=person, part=part.value, **strand) for person, part in new.about]
        texts += [
            EntryText(id=uuid7(), part=text.part, body=text.body, person_id=text.person_id, **strand)
            for text in new.texts
            if text.body
        ]
        helpers += [EntryHelper(id=uuid7(), user_id=user, **strand) for user in new.helpers]
        contents += [EntryContent(id=uuid7(), content=new.content, **strand)] if new.content is not None else []
    insert_entries(rows)
    EntryAbout.objects.bulk_create(about)
    EntryText.objects.bulk_create(texts)
    EntryHelper.objects.bulk_create(helpers)
    EntryContent.objects.bulk_create(contents)
    attach(rows, entries)
