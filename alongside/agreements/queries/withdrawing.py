"""What the page of taking a yes back shows: what it said, what could be read on the ground of it, what ends with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.queries.consent import Consents, consents, known_about, state_of, told_of
from alongside.agreements.queries.pages import Header, Person, header, signs_in_for
from alongside.agreements.rules import consent as rules
from alongside.agreements.rules import reading, telling
from alongside.agreements.rules.consent import Record, Said
from alongside.kit.clock import london_day
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.timeline import queries as timeline
from alongside.timeline.queries import OpenedOutside


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something that could be read on the ground of a yes while it stood. `others`: whom it is about that the yes is
    not about.
    """

    entry_id: UUID
    day: date
    title: str
    sentence: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherYes:
    """Another yes that counts no longer once this one is taken back, and for whom."""

    name: str
    day: date
    to_name: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReaderAfter:
    """A partner who would read less: about whom they read still."""

    name: str
    still: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ends:
    """What ends when a yes is taken back for those it is told for. `beside`: what was open because others were
    covered as well, and is about them too.
    """

    yeses: tuple[OtherYes, ...] = ()
    readers: tuple[ReaderAfter, ...] = ()
    beside: tuple[Disclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """A yes that can be taken back: what it said, for whom it still stands, what could be read meanwhile, and what ends
    with it. `asked`: everybody it was about; `chosen`: for whom it is to be taken back, as far as that is said; `ends`
    is told for them, and for all it stands for while nobody is chosen. `ended_on`: the day on which it ended with our
    work.
    """

    header: Header
    told: telling.ConsentTold
    name: str
    about: tuple[Person, ...]
    asked: tuple[Person, ...]
    seen: tuple[Disclosure, ...]
    readers: tuple[str, ...]
    ends: Ends
    chosen: tuple[Person, ...] = ()
    ended_on: date | None = None

    @property
    def closed_to(self) -> tuple[str, ...]:
        """Who reads nothing of the family any more."""
        return tuple(each.name for each in self.ends.readers if not each.still)


def withdraw_page(
    family: Family, user: User, deed_id: UUID, at: datetime, *, chosen: Collection[str] = ()
) -> WithdrawPage | None:
    """A recorded yes as its own page shows it; None when there is none. `chosen`: the persons for whom it is to be
    taken back, as addresses and forms name them.
    """
    found = consents(family.pk, user, at)
    line = found.told.get(deed_id)
    if line is None or line.entry.kind != rules.GIVEN:
        return None
    told = told_of(line)
    asked = tuple(
        Person(person, found.names[person], found.record.people[person].is_child_on(london_day(at)))
        for person in told.about
    )
    standing = tuple(
        each
        for each in asked
        if deed_id not in found.over
        and deed_id in {yes.deed_id for yes in state_of(found, each.person_id, told.to, at).rests_on}
    )
    taken = standing if len(standing) == 1 else tuple(each for each in standing if str(each.person_id) in chosen)
    rows = [row for row in people.partner_access(family.pk, user) if row.since <= at]
    # Where nobody could read anything yet, there is nothing to list.
    opened = timeline.opened_outside(family.pk, user) if rows else []
    hidden = _hidden(found, people.kept_from_partners(family.pk, user)) if rows else []
    return WithdrawPage(
        header(family), told, found.names[told.by], standing, asked,
        tuple(_disclosed(rows, deed_id, opened, hidden, at)),
        tuple(each.name for each in found.helpers if signs_in_for(found, each, told.to)),
        _ends(found, _taken_back_now(told, deed_id, taken or standing, at), opened, hidden, at), taken,
        found.over[deed_id].entry.happened_on if deed_id in found.over else None,
    )  # fmt: skip


def _hidden(found: Consents, kept: Iterable[people.KeptFromPartners]) -> list[reading.Hidden]:
    """What was kept from partners, and who is protected."""
    return [
        *(reading.Hidden(each.strand_id, each.subject_id, each.since, each.until) for each in kept),
        *(reading.Hidden(None, person, since) for person, since in found.protected.items()),
    ]


def _disclosed(
    rows: Sequence[people.PartnerAccess], deed_id: UUID, opened: Sequence[OpenedOutside],
    hidden: Sequence[reading.Hidden], at: datetime,
) -> Iterable[Disclosure]:  # fmt: skip
    """What somebody could read that is about those whom this yes covered, with whatever covered others beside them."""
    readers: dict[UUID, list[reading.Access]] = {}
    for row in rows:
        until = min(row.until or at, at)
        readers.setdefault(row.user_id, []).append(reading.Access(row.basis_id, row.covers, row.since, until))
    told: set[UUID] = set()
    for line in opened:
        if line.entry.strand_id not in told and any(
            reading.read_on(deed_id, _version(line), accesses, hidden) for accesses in readers.values()
        ):
            told.add(line.entry.strand_id)
            yield _disclosure(line)


def _taken_back_now(told: telling.ConsentTold, deed_id: UUID, standing: Iterable[Person], at: datetime) -> Said:
    about = frozenset(each.person_id for each in standing)
    return Said(deed_id, rules.WITHDRAWN, told.by, about, told.to, london_day(at), at)


def _ends(
    found: Consents, back: Said, opened: Sequence[OpenedOutside], hidden: Sequence[reading.Hidden], at: datetime
) -> Ends:
    """What would be otherwise, if that were taken back now."""
    if not back.about:
        return Ends()
    after = Record((*found.record.said, back), found.record.people, found.record.holders)
    names = {line.helper.pk: line.name for line in found.helpers}
    less = {
        each.helper_id: (before, now)
        for each in found.helping
        if (before := known_about(found, each.recipients, at))
        != (now := known_about(found, each.recipients, at, record=after))
    }
    live = [each for each in hidden if each.since <= at and (each.until is None or at < each.until)]
    return Ends(
        tuple(_yeses_ended(found, after, back.deed_id, at)),
        tuple(ReaderAfter(names[pk], _named(now, found.names)) for pk, (_, now) in less.items()),
        tuple(
            _disclosure(line, _named(line.about - back.about, found.names))
            for line in opened
            if line.until is None and line.about - back.about and any(
                reading.is_read(_version(line), before, live) and not reading.is_read(_version(line), now, live)
                for before, now in less.values()
            )
        ),
    )  # fmt: skip


def _yeses_ended(found: Consents, after: Record, deed_id: UUID, at: datetime) -> Iterable[OtherYes]:
    for yes in found.record.said:
        if not yes.is_yes or yes.deed_id == deed_id:
            continue
        gone = [
            person
            for person in yes.about
            if _counts(found, found.record, yes, person, at) and not _counts(found, after, yes, person, at)
        ]
        if gone:
            to_name = found.told[yes.deed_id].content["to_name"]
            yield OtherYes(found.names[yes.by], yes.on, to_name, _named(gone, found.names))


def _counts(found: Consents, record: Record, yes: Said, person: UUID, at: datetime) -> bool:
    state = state_of(found, person, yes.to, at, record=record)
    return state.is_open and yes in state.rests_on


def _version(line: OpenedOutside) -> reading.Version:
    return reading.Version(line.entry.strand_id, line.about, line.named, line.entry.recorded_at, line.until)


def _disclosure(line: OpenedOutside, others: tuple[str, ...] = ()) -> Disclosure:
    return Disclosure(line.entry.pk, line.entry.happened_on, line.title, line.entry.sentence, others)


def _named(persons: Iterable[UUID], names: Mapping[UUID, str]) -> tuple[str, ...]:
    """What they are called, in the order of the record; somebody the reader may not know comes last, and unnamed."""
    found = set(persons)
    unknown = len(found - set(names))
    return (*(name for person, name in names.items() if person in found), *("somebody",) * bool(unknown))
