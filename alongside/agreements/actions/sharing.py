"""Sharing without consent, and what the manager says of it and of consents that clash."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.access.permissions import Permission
from alongside.agreements import permissions, queries
from alongside.agreements.actions._shared import TO_LOOK_AT_WITHIN, manager_of, settled_recipient
from alongside.agreements.actions.access import settle_access
from alongside.agreements.rules import sharing as rules
from alongside.agreements.rules.consent import Recipient
from alongside.agreements.rules.ending import ended_entry
from alongside.agreements.rules.telling import LOOKED_AT, TO_LOOK_AT, for_the_manager
from alongside.kit.clock import london_day
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import listed, says_something
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline import queries as entries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, NewText, Part


@transaction.atomic
def share_without_consent(
    *, by: User, deed_id: UUID, family_id: int, sharing: rules.Sharing, at: datetime
) -> list[Entry]:
    """Share what concerns somebody without their consent, after the two steps; it goes to the manager.

    A recipient who signs in and helps sees what concerns those people until the last day. What is urgent is due for
    the manager on the same day. Raises NotAllowed; Unacceptable for a step without its reason, or a last day that is
    over.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    for field, words in rules.missing(sharing).items():
        raise Unacceptable(field, words)
    if sharing.until is not None and sharing.until < london_day(at):
        raise Unacceptable("until", "This day is over. Give the last day on which it is shared")
    found = queries.consents(family_id, by, at)
    involvement = people.current_involvement(family_id, by)
    if involvement is None or not set(sharing.about) <= found.names.keys():
        raise NotAllowed
    to = settled_recipient(by, found, Recipient.of_key(sharing.to), sharing.to_name)
    sharing = replace(sharing, to=to.key)
    names = [found.names[person] for person in sharing.about]
    decision = NewEntry(
        rules.SHARED, Nature.PROCESS, {"about": names, "to": sharing.to_name, "decided_by": sharing.decided_by},
        [(person, Part.FOR) for person in sharing.about], content=sharing.to_content(),
    )  # fmt: skip
    to_manager = for_the_manager(
        names, sharing.to_name, promise_id=deed_id, owner_id=manager_of(by, family_id, at), urgent=sharing.urgent,
        due_on=london_day(at if sharing.urgent else at + TO_LOOK_AT_WITHIN),
        why=f"What concerns {listed(names)} was shared with {sharing.to_name} without consent.",
    )  # fmt: skip
    rows = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, happened=Happened.instant(at),
        entries=[decision, to_manager], at=at,
    )  # fmt: skip
    settle_access(by=by, family_id=family_id, at=at)
    return rows


@transaction.atomic
def end_sharing(*, by: User, deed_id: UUID, family_id: int, ends: UUID, why: str, at: datetime) -> Entry:
    """Share it no longer, before its last day; partners see it no more from their next request on.

    `ends` is the deed of the decision to share. Raises NotAllowed, and for one whose last day is over; Unacceptable
    without a reason; AlreadyCorrected when somebody ended it meanwhile.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    found = queries.consents(family_id, by, at)
    line, sharing = found.sharings.get(ends, (None, None))
    if line is None or sharing is None:
        raise NotAllowed
    if ends in found.ended:
        raise AlreadyCorrected(found.ended[ends].id)
    if sharing.until is not None and sharing.until < london_day(at):
        raise NotAllowed
    if not says_something(why):
        raise Unacceptable("why", "Say why it is shared no longer")
    names = [found.names[person] for person in sharing.about if person in found.names]
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=line.entry.involvement_id, at=at,
        happened=Happened.instant(at), entries=[ended_entry(ends, sharing.about, names, sharing.to_name, why)],
    )  # fmt: skip
    settle_access(by=by, family_id=family_id, at=at)
    return row


@transaction.atomic
def look_at(*, by: User, deed_id: UUID, family_id: int, entry_id: UUID, note: str, at: datetime) -> Entry:
    """The manager looked at something that was sent to them, and says what follows.

    Raises NotAllowed; Unacceptable without words; AlreadyCorrected when somebody did so meanwhile.
    """
    permissions.require(by, family_id, Permission.OVERSEE_TEAM)
    wait_for_family(family_id)
    if not note.strip():
        raise Unacceptable("note", "Say what you looked at, and what follows")
    told = entries.told(family_id, by, [TO_LOOK_AT, LOOKED_AT])
    asked = next((line for line in told if line.id == entry_id and line.entry.kind == TO_LOOK_AT), None)
    if asked is None:
        raise NotAllowed
    promise = asked.facts["promise_id"]
    done = next((line for line in told if line.entry.kind == LOOKED_AT and line.facts["promise_id"] == promise), None)
    if done is not None:
        raise AlreadyCorrected(done.id)
    facts = {"about": asked.facts["about"], "to": asked.facts["to"], "promise_id": promise}
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=asked.entry.involvement_id, at=at,
        happened=Happened.instant(at),
        entries=[NewEntry(LOOKED_AT, Nature.PROCESS, facts, texts=[NewText("note", note)])],
    )  # fmt: skip
    return row
