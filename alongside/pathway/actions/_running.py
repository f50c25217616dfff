"""What runs on unless it ends with the work: consents, and what is booked for later. Each ends, or is said to go on."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from alongside.access.models import User
from alongside.kit import hooks
from alongside.kit.ids import derived_uuid7
from alongside.kit.refusals import AlreadyCorrected, Unacceptable
from alongside.kit.telling import is_protected
from alongside.kit.words import says_something
from alongside.pathway import queries
from alongside.pathway.actions._involvement import step
from alongside.people import queries as people_queries
from alongside.timeline.rules import Audience, NewEntry, Part, Running


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered of it. `goes_on`: why, by the entry that says what does; all else ends. `shown`: how each stood
    when the form was shown; None where nobody was shown any.
    """

    goes_on: Mapping[uuid.UUID, str]
    shown: Collection[uuid.UUID] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What goes on, and what is called off that somebody waits for: the entries of both; and the strands of what is
    booked and goes on.
    """

    entries: list[NewEntry]
    booked: list[str]


def end_what_runs(
    *, by: User, family_id: int, deed_id: uuid.UUID, on: date, asked: Asked, at: datetime,
    besides: Collection[uuid.UUID] = (),
) -> Kept:  # fmt: skip
    """End all that was not said to go on; what is booked for the last day or before it stays as it is. `besides`: what
    else the form was shown for.

    Raises AlreadyCorrected when something stands otherwise than it was shown; Unacceptable for what goes on without a
    reason.
    """
    running = queries.running(family_id, by, at)
    if asked.shown is not None and {*besides, *(each.stands for _, each in running)} != set(asked.shown):
        raise AlreadyCorrected(None)
    those = [(room, each) for room, each in running if each.runs_after(on)]
    kept = [each for _, each in those if each.entry_id in asked.goes_on]
    entries = [_goes_on(each, asked.goes_on[each.entry_id]) for each in kept]
    for room, end in hooks.answers("end_at_close"):
        ended = [each for its, each in those if its == room and each.entry_id not in asked.goes_on]
        if ended:
            end(by=by, family_id=family_id, deed_id=derived_uuid7(deed_id, room), on=on, ended=ended, at=at)
            entries += [_called_off(each) for each in ended if each.expected and each.about]
    entries = _without_protected(by, family_id, entries, at)
    return Kept(entries, [str(each.strand_id) for each in kept if each.day is not None])


def _goes_on(each: Running, why: str) -> NewEntry:
    if not says_something(why):
        raise Unacceptable("", f"Say why this goes on: {each.words}")
    entry = step("goes_on", {"what": each.words}, texts={"reason": why}, mentions=each.about)
    return replace(entry, kept_as=(each.entry_id,))


def not_coming(by: User, family_id: int, promised: Sequence[queries.PromisedDay], at: datetime) -> list[NewEntry]:
    """Whoever reads on their own page that a day is promised, reads there that it does not come any more."""
    entries = [
        replace(
            step("called_off", {"what": each.what}), about=[(person, Part.FOR) for person in each.about],
            audience=Audience.FAMILY, kept_as=(each.entry_id,),
        )
        for each in promised
        if each.what and each.entry_id
    ]  # fmt: skip
    return _without_protected(by, family_id, entries, at)


def _without_protected(by: User, family_id: int, entries: list[NewEntry], at: datetime) -> list[NewEntry]:
    """What was booked at a place that is protected is called off for our own staff alone."""
    secrets = [each.words for each in people_queries.secrets_of(family_id, by, at)] if entries else []
    return [
        replace(each, audience=Audience.TEAM)
        if each.audience == Audience.FAMILY and is_protected(str(each.facts.get("what", "")), secrets)
        else each
        for each in entries
    ]


def _called_off(each: Running) -> NewEntry:
    """Told to those who were to be there, and to nobody from whom that it was booked is kept."""
    entry = step("called_off", {"what": each.words})
    about = [(person, Part.FOR) for person in each.about]
    return replace(entry, about=about, audience=Audience.FAMILY, kept_as=(each.entry_id,))
