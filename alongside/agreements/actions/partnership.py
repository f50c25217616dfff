"""Making and revising a partnership agreement."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import permissions, queries
from alongside.agreements.rules import agreement as rules
from alongside.agreements.rules.former import NAMES_FORMER
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.people.rules import within
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened


@transaction.atomic
def record_agreement(
    *, by: User, deed_id: UUID, family_id: int, on: date, agreement: rules.Agreement,
    answers: Sequence[rules.Answer], at: datetime,
) -> list[Entry]:  # fmt: skip
    """What the family and the worker agreed, and what each person said of it. Returns its entries, the agreement
    first.

    Raises NotAllowed; Unacceptable when nobody answered, for a day that has not come, or once the work has ended;
    AlreadyCorrected, with the deed of the other version, when somebody revised the same agreement meanwhile.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    if entries.work_is_over(family_id, by):
        raise Unacceptable("", "The work with this family has ended. What was agreed stays to be read")
    stood, asked = _still_stands(by, family_id, agreement.revises) if agreement.revises else (None, [])
    family = people.family(by, family_id)
    involvement = people.current_involvement(family_id, by)
    names = {person_id: within(name, family.name) for person_id, name in people.names_of(family_id, by).items()}
    if involvement is None or not {each.person_id for each in answers} <= names.keys():
        raise NotAllowed
    if not answers:
        raise Unacceptable("", "Say who took part, and what each of them answered")
    return timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, happened=Happened.day(on), at=at,
        entries=rules.entries_of(agreement, answers, names, stood, asked),
    )  # fmt: skip


@transaction.atomic
def look_again(
    *, by: User, deed_id: UUID, family_id: int, agreed: UUID, on: date, took_part: Sequence[UUID], note: str,
    at: datetime,
) -> Entry:  # fmt: skip
    """The agreement was looked at again with these people, and stays as it is. `agreed`: its deed.

    Raises NotAllowed; Unacceptable without anybody or without words, or for a day before it was made; AlreadyCorrected
    when it was agreed anew meanwhile.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    _, asked = _still_stands(by, family_id, agreed)
    if not took_part:
        raise Unacceptable("took_part", "Say who took part")
    if not note.strip():
        raise Unacceptable("note", "Say what they said of it")
    family = people.family(by, family_id)
    names = {person_id: within(name, family.name) for person_id, name in people.names_of(family_id, by).items()}
    line = next(each for each in entries.told(family_id, by, [rules.AGREED]) if each.entry.deed_id == agreed)
    if not set(took_part) <= names.keys():
        raise NotAllowed
    if on < line.entry.happened_on:
        raise Unacceptable("day", "It was agreed after that day. Give a later day")
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=line.entry.involvement_id, at=at,
        happened=Happened.day(on), entries=[rules.again_entry(agreed, took_part, names, note, asked)],
    )  # fmt: skip
    return row


def _still_stands(by: User, family_id: int, deed_id: UUID) -> tuple[UUID, list[str]]:
    """The entry of an agreement that no other took the place of, and what asks for it to be looked at again."""
    told = entries.told(family_id, by, [rules.AGREED, NAMES_FORMER])
    agreed = [line for line in told if line.entry.kind == rules.AGREED]
    versions = queries.versions_of(agreed)
    stands = next((line.id for line in agreed if line.entry.deed_id == deed_id), None)
    if stands is None:
        raise NotAllowed
    newer = next((version for version in versions if version.revises == deed_id), None)
    if newer is not None:
        raise AlreadyCorrected(newer.deed_id)
    return stands, queries.asked_of(told, deed_id)
