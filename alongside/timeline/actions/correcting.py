"""Saying that something did not happen, changing who may read it, keeping it from somebody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit import hooks
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people import actions as people
from alongside.people.models import Withholding
from alongside.people.queries import kept, wait_for_family
from alongside.timeline import permissions
from alongside.timeline.actions._apart import keep_unless_safe
from alongside.timeline.actions._attached import attach_again
from alongside.timeline.actions._kept import keep_alike
from alongside.timeline.actions._protected import refuse_keeping_no_longer, refuse_opening
from alongside.timeline.actions._versions import insert_entries
from alongside.timeline.actions.due import refresh_due
from alongside.timeline.kinds import instead_of_taking_back, read_with, why_not_opened
from alongside.timeline.models import Entry, EntryAbout, EntryContent, EntryHelper, EntryText, Strand
from alongside.timeline.rules import Audience

NO_MORE = "It is not asked for any more"


@transaction.atomic
def retract(
    *, by: User, family_id: int, entry_ids: Sequence[UUID], why: str, at: datetime, deed_id: UUID
) -> list[Entry]:
    """Say that these did not happen. The versions stay; the newest of each says why it does not count. What rooms above
    made of them is put right in the same transaction (their hook `after_retraction`).

    Raises NotAllowed; Unacceptable without a reason, or saying what puts one right that cannot be taken back;
    AlreadyCorrected when somebody changed one meanwhile.
    """
    permissions.require_staff(by)
    if not says_something(why):
        raise Unacceptable("why", "Say why this did not happen")
    wait_for_family(family_id)
    those = _live(family_id, entry_ids)
    for entry in those:
        instead = instead_of_taking_back(entry.kind, entry.facts)
        if instead:
            raise Unacceptable("", instead)
    rows = _retractions(by, those, why, at, deed_id)
    kinds = {row.kind for row in rows}
    for _, follow in hooks.answers("after_retraction"):
        follow(by=by, family_id=family_id, kinds=kinds, at=at)
    refresh_due(by=by, family_id=family_id, at=at)
    return rows


@transaction.atomic
def ask_no_more(*, by: User, family_id: int, entry_ids: Sequence[UUID], at: datetime) -> None:
    """What was asked for and is needless now is due no longer; without any, nothing is written. Raises NotAllowed."""
    if entry_ids:
        retract(by=by, family_id=family_id, entry_ids=entry_ids, why=NO_MORE, at=at, deed_id=uuid7())


@transaction.atomic
def change_audience(
    *, by: User, family_id: int, strand_id: UUID, audience: Audience, why: str, at: datetime, deed_id: UUID,
    why_safe: Mapping[UUID, str] = MappingProxyType({}),
) -> Entry:  # fmt: skip
    """Let others read it, or fewer: the old strand is retracted and the same content restated in a new one that
    continues it. What its kind says is read with it goes along. Whoever would read it now and must be kept away does
    not, unless it is said of them why that is safe (`why_safe`, by person), which is kept as it is where such a person
    is chosen. Said of something that the family may read already, it lets them in where it was kept for that alone.

    Raises NotAllowed; Unacceptable without a reason or without a change, when its kind says what stands against it, or
    when somebody would read what is protected and does not know it.
    """
    permissions.require_staff(by)
    if not says_something(why):
        raise Unacceptable("why", "Say why others may read this, or may not")
    wait_for_family(family_id)
    old = Entry.objects.live().filter(family_id=family_id, strand_id=strand_id).first()
    if old is None:
        raise NotAllowed
    if old.audience == audience.value and not (audience is Audience.FAMILY and why_safe):
        raise Unacceptable("audience", "This is who may read it already. Choose another answer, or leave it as it is")
    refused = why_not_opened(old.kind, by=by, entry=old, audience=audience, at=at)
    if refused:
        raise Unacceptable("audience", refused)
    beside = _live(family_id, read_with(old.kind, by=by, entry=old, audience=audience))
    restated = [_for_others(each, by=by, audience=audience, why=why, at=at, deed_id=deed_id) for each in (old, *beside)]
    if audience is Audience.FAMILY:
        keep_unless_safe(by, old, restated, why_safe, deed_id)
    refuse_opening(by, restated, at)
    refresh_due(by=by, family_id=family_id, at=at)
    return restated[0]


def _for_others(old: Entry, *, by: User, audience: Audience, why: str, at: datetime, deed_id: UUID) -> Entry:
    new = _restated(old, by, audience, at, deed_id)
    _retractions(by, [old], why, at, deed_id)
    # What was kept from somebody stays kept from them when more people may read it.
    keep_alike(by, old.family_id, old.strand_id, new.strand_id, at)
    return new


@transaction.atomic
def withhold_strand(
    *, by: User, family_id: int, strand_id: UUID, from_person_id: UUID, why: str, at: datetime,
    partners_may_read: bool = False,
) -> Withholding:  # fmt: skip
    """Keep every version of one thing from one person, from now on, and from partners unless they may read it. Raises
    NotAllowed, Unacceptable without a reason.
    """
    permissions.require_withholder(by)
    wait_for_family(family_id)
    if not Strand.objects.filter(pk=strand_id, family_id=family_id).exists():
        raise NotAllowed
    return people.withhold(
        by=by, family_id=family_id, from_person_id=from_person_id, why=why, at=at, strand_id=strand_id,
        partners_may_read=partners_may_read,
    )  # fmt: skip


@transaction.atomic
def end_withholding(*, by: User, family_id: int, withholding_id: UUID, at: datetime) -> None:
    """Keep something from somebody no longer; that it was kept stays on the record. Raises NotAllowed; Unacceptable
    while they must be kept away and would read it, or when somebody would read what is protected and does not know it.
    """
    permissions.require_withholder(by)
    wait_for_family(family_id)
    ends = next((each for each in kept(family_id, by) if each.id == withholding_id), None)
    people.stop_withholding(by=by, family_id=family_id, withholding_id=withholding_id, at=at)
    if ends is not None:
        refuse_keeping_no_longer(by, family_id, ends, at)


def _live(family_id: int, entry_ids: Sequence[UUID]) -> list[Entry]:
    entries = list(Entry.objects.live().filter(family_id=family_id, pk__in=entry_ids))
    if len(entries) != len(set(entry_ids)):
        raise NotAllowed
    return entries


def _retractions(by: User, entries: Sequence[Entry], why: str, at: datetime, deed_id: UUID) -> list[Entry]:
    rows = [_version(old, by, at, deed_id, supersedes=old, retracts=True) for old in entries]
    insert_entries(rows)
    EntryText.objects.bulk_create(EntryText(id=uuid7(), part="reason", body=why, **_strand_of(row)) for row in rows)
    return rows


def _restated(old: Entry, by: User, audience: Audience, at: datetime, deed_id: UUID) -> Entry:
    strand = Strand(id=uuid7(), family_id=old.family_id, audience=audience.value, continues_id=old.strand_id)
    strand.save(force_insert=True)
    new = _version(old, by, at, deed_id, supersedes=None, retracts=False)
    new.strand_id, new.audience = strand.pk, strand.audience
    insert_entries([new])
    here = _strand_of(new)
    EntryAbout.objects.bulk_create(
        EntryAbout(id=uuid7(), person_id=row.person_id, part=row.part, **here) for row in old.about.all()
    )
    EntryText.objects.bulk_create(
        EntryText(id=uuid7(), person_id=row.person_id, part=row.part, body=row.body, **here) for row in old.texts.all()
    )
    EntryHelper.objects.bulk_create(
        EntryHelper(id=uuid7(), user_id=row.user_id, professional_id=row.professional_id, **here)
        for row in old.helpers.all()
    )
    EntryContent.objects.bulk_create(
        EntryContent(id=uuid7(), content=row.content, **here) for row in EntryContent.objects.filter(entry=old)
    )
    attach_again({old.pk: new} if old.facts.get("media_type") else {})
    return new


def _version(old: Entry, by: User, at: datetime, deed_id: UUID, *, supersedes: Entry | None, retracts: bool) -> Entry:
    # A retraction is its own deed; what is restated stays part of the deed it was, so that a visit's words stay
    # with the visit.
    return Entry(
        id=uuid7(),
        strand_id=old.strand_id,
        family_id=old.family_id,
        audience=old.audience,
        deed_id=old.deed_id if not retracts else deed_id,
        involvement_id=old.involvement_id,
        kind=old.kind,
        subtype=old.subtype,
        nature=old.nature,
        happened_on=old.happened_on,
        happened_to=old.happened_to,
        happened_at=old.happened_at,
        precision=old.precision,
        minutes=old.minutes,
        sentence=old.sentence,
        facts=old.facts,
        recorded_at=at,
        recorded_by=by,
        supersedes=supersedes,
        retracts=retracts,
    )


def _strand_of(row: Entry) -> dict[str, object]:
    return {"strand_id": row.strand_id, "family_id": row.family_id, "audience": row.audience, "entry_id": row.pk}
