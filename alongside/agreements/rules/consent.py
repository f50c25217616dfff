"""Consent: who may give it for whom, and whether it stands at a moment. Pure.

Basis: S9 (002:2796-2808, 2922-2960). Each person consents for themselves; for a child one holder of parental
responsibility may (Children Act 1989, section 2(7)), and so may a child recorded as able to decide. A refusal or a
withdrawal by another holder, or by such a child, closes it for that child and goes to the manager: our rule, the
careful one. What was said counts by when it was said, never by when it was written down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from alongside.kit.clock import LONDON

GIVEN = "agreements.consent_given"
REFUSED = "agreements.consent_refused"
WITHDRAWN = "agreements.consent_withdrawn"
ENDED_WITH_WORK = "agreements.consent_ended"
CONSENT_KINDS = (GIVEN, REFUSED, WITHDRAWN, ENDED_WITH_WORK)
ADULT_AT = 18


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """To whom something may be shown: "agency", "user" (a partner who signs in) or "professional", and which."""

    kind: str
    id: UUID

    @property
    def key(self) -> str:
        """As forms send it."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def of_key(cls, key: str) -> "Recipient":
        """Raises ValueError for what is no key."""
        kind, _, pk = key.partition(":")
        return cls(kind, UUID(pk))


NEW_AGENCY = Recipient("agency", UUID(int=0))
"""An agency that nobody named here before: its name is told with it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing somebody said of sharing: yes, no, or no longer.

    `on`: the London day, `at`: the instant when it is known. `since`, `until`: for which days a yes holds, the last
    one included; `until` is None while nothing ends it. `able`: recorded as able to decide for themselves, though a
    child. `ended_on`: the day on which a yes ended with our work, from which on it counts no more.
    """

    deed_id: UUID
    kind: str
    by: UUID
    about: frozenset[UUID]
    to: Recipient
    on: date
    at: datetime | None = None
    since: date | None = None
    until: date | None = None
    able: bool = False
    ended_on: date | None = None

    @property
    def is_yes(self) -> bool:
        return self.kind == GIVEN

    def before(self, other: "Said") -> bool:
        """Whether it was surely said before the other; on one day only instants tell."""
        if self.on == other.on and self.at is not None and other.at is not None:
            return self.at < other.at
        return self.on < other.on

    def heard_by(self, moment: datetime) -> bool:
        """Whether it had been said at that moment; of a day without an instant, from its beginning."""
        return self.at <= moment if self.at is not None else self.on <= _day(moment)


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of somebody. `adult_from`: their eighteenth birthday, the last it can be; None when no birth
    is known, and then `child` says what they are. `since`: nobody says anything here before that day.
    """

    person_id: UUID
    child: bool
    since: date
    adult_from: date | None = None

    def is_child_on(self, day: date) -> bool:
        return day < self.adult_from if self.adult_from is not None else self.child


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody holds parental responsibility for a child, from a day up to and without another."""

    child_id: UUID
    person_id: UUID
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Record:
    """All that the question rests on: what was said, who everybody is, who holds responsibility for whom."""

    said: tuple[Said, ...]
    people: dict[UUID, Known]
    holders: tuple[Holder, ...]


class Stand(StrEnum):
    """How consent stands for one person and one recipient."""

    OPEN = "open"
    STOPPED = "stopped"
    NO = "no"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    LATER = "later"
    NOT_ASKED = "not_asked"


STAND_WORDS = {
    Stand.OPEN: "Yes",
    Stand.STOPPED: "Stopped: somebody else who decides said no",
    Stand.NO: "No",
    Stand.WITHDRAWN: "No longer",
    Stand.ENDED: "Ended",
    Stand.LATER: "Yes, from a later day",
    Stand.NOT_ASKED: "Not asked",
}


@dataclass(frozen=True, slots=True)
class State:
    """How it stands. `rests_on`: the yeses that count; `against`: the noes that close it. `until`: the last day."""

    stand: Stand
    rests_on: tuple[Said, ...] = ()
    against: tuple[Said, ...] = ()
    until: date | None = None

    @property
    def is_open(self) -> bool:
        return self.stand is Stand.OPEN


def may_consent_for(record: Record, by: UUID, about: UUID, day: date, *, able: bool) -> bool:
    """Whether somebody may say yes or no about somebody on that day: an adult for themselves, a holder for the child, a
    child able to decide for themselves; nobody before both are known here.
    """
    speaker, person = record.people.get(by), record.people.get(about)
    if speaker is None or person is None or day < max(speaker.since, person.since):
        return False
    if by == about:
        return able or not person.is_child_on(day)
    return person.is_child_on(day) and any(
        each.child_id == about and each.person_id == by and each.on(day) for each in record.holders
    )


def state(record: Record, about: UUID, to: Iterable[Recipient], moment: datetime) -> State:
    """How it stands at a moment for one person and one recipient, who may be meant in several ways: a helper by name
    and by their agency.
    """
    day, heard = _day(moment), _heard(record, about, to, moment)
    if not heard:
        return State(Stand.NOT_ASKED)
    standing = [yes for yes in heard if yes.is_yes and not _taken_back(yes, heard)]
    against = tuple(no for no in heard if not no.is_yes and not _reconsidered(no, heard))
    running = tuple(yes for yes in standing if _runs(record, yes, about, day))
    if running:
        if against:
            return State(Stand.STOPPED, running, against)
        return State(Stand.OPEN, running, until=_last_day(record, running, about))
    if against:
        withdrawn = all(no.kind == WITHDRAWN for no in against)
        return State(Stand.WITHDRAWN if withdrawn else Stand.NO, against=against)
    if any(yes.since is not None and yes.since > day and not _is_over(yes, day) for yes in standing):
        return State(Stand.LATER, tuple(standing))
    return State(Stand.ENDED, tuple(standing))


def stands(record: Record, yes: Said, about: UUID, to: Iterable[Recipient], moment: datetime) -> bool:
    """Whether a yes counts for somebody at a moment or will on a later day: neither taken back nor over."""
    heard = _heard(record, about, to, moment)
    day, last = _day(moment), last_day(record, yes, about)
    over = _is_over(yes, day) or (last is not None and last < day)
    return yes in heard and not _taken_back(yes, heard) and not over


def _heard(record: Record, about: UUID, to: Iterable[Recipient], moment: datetime) -> list[Said]:
    """All that was said by then about somebody and that recipient, by whoever decides."""
    recipients = frozenset(to)
    heard = [
        said
        for said in record.said
        if about in said.about
        and said.to in recipients
        and said.heard_by(moment)
        and may_consent_for(record, said.by, about, said.on, able=said.able)
    ]
    if about in record.people and not record.people[about].is_child_on(_day(moment)):
        # What others said for a child ends when the child is grown up.
        return [said for said in heard if said.by == about]
    return heard


def stands_since(state: State) -> date | None:
    """Since which day it stands so: the first of the yeses that count, or the last no."""
    if state.against:
        return max(no.on for no in state.against)
    return min((yes.since or yes.on for yes in state.rests_on), default=None)


def ended_with_work(state: State) -> date | None:
    """On which day the last of what was said ended with our work; None when it stands, or ended otherwise."""
    if state.stand is not Stand.ENDED:
        return None
    return max((yes.ended_on for yes in state.rests_on if yes.ended_on is not None), default=None)


def covered(record: Record, to: Iterable[Recipient], moment: datetime) -> frozenset[UUID]:
    """Everybody for whom it stands open to that recipient at that moment."""
    recipients = frozenset(to)
    return frozenset(person for person in record.people if state(record, person, recipients, moment).is_open)


def last_day(record: Record, yes: Said, about: UUID) -> date | None:
    """The last day on which a yes can count for somebody: a parent's ends before the child is grown up."""
    adult_from = record.people[about].adult_from
    if yes.by == about or adult_from is None:
        return yes.until
    eve = date.fromordinal(adult_from.toordinal() - 1)
    return min(eve, yes.until) if yes.until is not None else eve


def _taken_back(yes: Said, heard: Sequence[Said]) -> bool:
    """A no of the same person takes a yes back unless it was surely said before it."""
    return any(not no.is_yes and no.by == yes.by and not no.before(yes) for no in heard)


def _reconsidered(no: Said, heard: Sequence[Said]) -> bool:
    """A no counts no longer when the same person surely said yes after it."""
    return any(yes.is_yes and yes.by == no.by and no.before(yes) for yes in heard)


def _runs(record: Record, yes: Said, about: UUID, day: date) -> bool:
    last = last_day(record, yes, about)
    return (yes.since or yes.on) <= day and (last is None or day <= last) and not _is_over(yes, day)


def _is_over(yes: Said, day: date) -> bool:
    """Whether it ended with our work by then."""
    return yes.ended_on is not None and yes.ended_on <= day


def _last_day(record: Record, running: Sequence[Said], about: UUID) -> date | None:
    """When the last of several ends; None when one of them has no end."""
    ends = [last_day(record, yes, about) for yes in running]
    return None if None in ends else max(end for end in ends if end is not None)


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Helping:
    """A partner who signs in and helps now: as which helper, and as whom a consent may mean them."""

    helper_id: UUID
    user_id: UUID
    agency_id: UUID | None
    until: datetime | None = None

    @property
    def recipients(self) -> frozenset[Recipient]:
        own = {Recipient("user", self.user_id)}
        return frozenset(own | {Recipient("agency", self.agency_id)} if self.agency_id else own)


@dataclass(frozen=True, slots=True)
class Grant:
    """What one deed opens to one helper: whom it covers, from when, until the moment it ends."""

    helper_id: UUID
    user_id: UUID
    basis: str
    deed_id: UUID
    covers: frozenset[UUID]
    since: datetime = field(compare=False)
    until: datetime | None = None


BASIS = "consent"


def grants(record: Record, helping: Sequence[Helping], moment: datetime) -> list[Grant]:
    """Everything that consents open to these helpers from that moment on, by the deed each rests on.

    A yes for later days opens on its first day. People whose cover ends on different days are in different grants.
    """
    found = []
    for helper in helping:
        for yes in record.said:
            if yes.is_yes and yes.to in helper.recipients:
                found += _grants_of(record, helper, yes, moment)
    return found


def _grants_of(record: Record, helper: Helping, yes: Said, moment: datetime) -> list[Grant]:
    since = max(moment, start_of(yes.since)) if yes.since else moment
    ends: dict[date | None, set[UUID]] = {}
    for person in yes.about & record.people.keys():
        found = state(record, person, helper.recipients, since)
        if found.is_open and yes in found.rests_on:
            ends.setdefault(last_day(record, yes, person), set()).add(person)
    made = []
    for last, covers in ends.items():
        until = _first_end(end_of(last) if last else None, helper.until)
        if until is None or until > since:
            made.append(Grant(helper.helper_id, helper.user_id, BASIS, yes.deed_id, frozenset(covers), since, until))
    return made


def start_of(day: date) -> datetime:
    """The first instant of a London day."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def end_of(day: date) -> datetime:
    """The instant after the last of a London day."""
    return start_of(date.fromordinal(day.toordinal() + 1))


def _first_end(*ends: datetime | None) -> datetime | None:
    return min((end for end in ends if end is not None), default=None)
