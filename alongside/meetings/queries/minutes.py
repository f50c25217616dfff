"""Minutes of a meeting, made for one reader; and who has had them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.meetings.queries.around import Around, HelperChoice, PersonChoice, around
from alongside.meetings.queries.consent import covered
from alongside.meetings.queries.meetings import Meeting, actions_of_meeting, meeting
from alongside.meetings.rules import (
    LEAD_FOUND,
    LEAD_SEEN_TO,
    Minuted,
    Minutes,
    Promised,
    Reader,
    Recipient,
    lead_promise,
    minutes_for,
    minutes_of,
)
from alongside.people import queries as people
from alongside.people.queries import Kept
from alongside.people.rules import SAFE_LETTERS, KnownOfLetters
from alongside.timeline.queries import ToldLine


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """Somebody who may have minutes: their key in an address, what is left out for them, when they had them.

    `nothing`: why there is nothing to give them, "" when there is. `keep_away`: what they must not learn or do, "" of
    everybody who need not be kept away. `safely`: how they can be reached safely; `letters`: what is recorded of
    letters to them.
    """

    key: str
    recipient: Recipient
    note: str
    left_out: int
    nothing: str
    given: tuple[ToldLine, ...]
    keep_away: str = ""
    safely: tuple[str, ...] = ()
    letters: KnownOfLetters | None = None


@dataclass(frozen=True, slots=True)
class MinutesChoice:
    """For whom minutes of a meeting can be made."""

    around: Around
    meeting: Meeting
    readers: tuple[ReaderLine, ...]


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """Minutes for one reader."""

    around: Around
    meeting: Meeting
    reader: ReaderLine
    minutes: Minutes


def minutes_choice(user: User, family_id: int, meeting_id: UUID, at: datetime) -> MinutesChoice | None:
    """Everybody for whom minutes can be made; None when the meeting was not held, or is not there."""
    found = _prepared(user, family_id, meeting_id, at)
    if found is None:
        return None
    here, held, minuted, recipients = found
    every = minutes_of(minuted, [who for _, _, who in recipients])
    lines = tuple(_reader(each, here, held, minuted, made) for each, made in zip(recipients, every, strict=True))
    return MinutesChoice(here, held, lines)


def minutes_page(user: User, family_id: int, meeting_id: UUID, key: str, at: datetime) -> MinutesPage | None:
    """The minutes for one reader, named by their key; None when there is no such reader, or nothing they may read."""
    found = _prepared(user, family_id, meeting_id, at)
    if found is None:
        return None
    here, held, minuted, recipients = found
    meant = next((each for each in recipients if each[0] == key), None)
    if meant is None:
        return None
    made = minutes_for(minuted, meant[2])
    line = _reader(meant, here, held, minuted, made)
    if line.nothing:
        return None
    who = meant[2].person_id
    facts = people.facts_of(family_id, user, who) if who else []
    safely = tuple(f"{fact.label}: {fact.words}" for fact in facts if fact.kind in ("safe_contact", SAFE_LETTERS))
    letters = next((KnownOfLetters(fact.words) for fact in facts if fact.kind == SAFE_LETTERS), None)
    return MinutesPage(here, held, replace(line, safely=safely, letters=letters), made)


type _Named = tuple[str, str, Recipient]
type _Recipients = Sequence[_Named]
"""Key, note, reader."""


def _prepared(
    user: User, family_id: int, meeting_id: UUID, at: datetime
) -> tuple[Around, Meeting, Minuted, _Recipients] | None:
    found = meeting(family_id, user, meeting_id)
    if found is None or found.held is None or found.told is None:
        return None
    here = around(user, family_id, at)
    return here, found, _minuted(user, here, found), _recipients(user, here, found, at)


def _minuted(user: User, here: Around, found: Meeting) -> Minuted:
    assert found.held is not None
    assert found.told is not None
    facts = people.facts_of(here.family.pk, user, ended=True)
    shielded = [each for each in here.people if each.protected]
    named = [each.name for each in here.people if not each.protected]
    secret = [words for fact in facts for words in people.telling_words(fact, named)]
    return Minuted(
        held=found.held,
        names=here.names,
        everyone=_everyone(here, found),
        strand=found.told.entry.strand_id,
        voices=found.voice_strands,
        apart=found.places_apart,
        actions=_actions(user, found),
        protected=(*secret, *(each.name for each in shielded if " " in each.name)),
        shielded=frozenset(each.person_id for each in shielded),
        review=found.reviewed.entry.strand_id if found.reviewed else None,
    )


def _everyone(here: Around, found: Meeting) -> frozenset[UUID]:
    """Whom a meeting concerns: everybody of the household and the children, and whoever took part."""
    close = {each.person_id for each in here.people if each.close}
    return frozenset(close | set(found.told.persons() if found.told else ()))


def _actions(user: User, found: Meeting) -> tuple[Promised, ...]:
    # A worry that is kept out of somebody's minutes is not given away by who sees to it.
    hidden = found.held and found.held.concern and found.held.concern.not_for
    left_out = {str(lead_promise(found.meeting_id, what)) for what in (LEAD_FOUND, LEAD_SEEN_TO)} if hidden else set()
    return tuple(
        Promised(each.what, each.who, each.by_when, tuple(person for person, _ in each.about), each.strand_id)
        for each in actions_of_meeting(user, found)
        if each.promise_id not in left_out
    )


def _recipients(user: User, here: Around, found: Meeting, at: datetime) -> _Recipients:
    """Who may have minutes: whoever is named in them or lives in the family, whoever holds parental responsibility for
    a child of it, wherever they live and whether or not they came, and who helps. A neighbour or an aunt who was not
    there gets none, and no parent for being called one.
    """
    named = {each.person_id for each in found.held.people} if found.held else set()
    responsible = people.responsibilities_of(here.family.pk, user, london_day(at))
    holders = {each.holder_person_id for each in responsible if each.holder_person_id}
    concerned = _everyone(here, found) | named | holders
    rows = [each for each in people.kept(here.family.pk, user) if each.holds(at)]
    covers = covered(here.family.pk, user, at)
    lines = [
        (f"person-{each.person_id}", each.note, _of_family(each, rows))
        for each in here.people
        if each.person_id in concerned
    ]
    at_work = [(f"helper-{each.helper_id}", _work(each), _at_work(each, covers, rows)) for each in here.helpers]
    return [*lines, *at_work]


def _of_family(person: PersonChoice, kept: Sequence[Kept]) -> Recipient:
    mine = [each for each in kept if each.from_person_id == person.person_id]
    return Recipient(
        Reader.FAMILY,
        person.name,
        person_id=person.person_id,
        kept_strands=_strands(mine),
        kept_subjects=_subjects(mine),
    )


def _at_work(helper: HelperChoice, covers: Mapping[UUID, frozenset[UUID]], kept: Sequence[Kept]) -> Recipient:
    """Our own staff read everything; from a partner is kept what is kept from anybody of the family (ADR 14)."""
    if helper.ours:
        return Recipient(Reader.STAFF, helper.name, helper_id=helper.helper_id)
    hidden = [each for each in kept if not each.partners_may_read]
    return Recipient(
        Reader.PARTNER,
        helper.name,
        helper_id=helper.helper_id,
        covers=covers.get(helper.helper_id, frozenset()),
        kept_strands=_strands(hidden),
        kept_subjects=_subjects(hidden),
    )


def _strands(kept: Iterable[Kept]) -> frozenset[UUID]:
    return frozenset[UUID]().union(*(each.strands for each in kept))


def _subjects(kept: Iterable[Kept]) -> frozenset[UUID]:
    return frozenset(each.subject_id for each in kept if each.subject_id)


def _work(helper: HelperChoice) -> str:
    return ", ".join(part for part in (helper.role, helper.agency) if part)


def _reader(named: _Named, here: Around, held: Meeting, minuted: Minuted, made: Minutes) -> ReaderLine:
    key, note, who = named
    return ReaderLine(
        key,
        who,
        note,
        made.left_out,
        _nothing(who, minuted),
        tuple(each for each in held.given if each.facts["key"] == key),
        people.kept_away(here.family).get(str(who.person_id), ""),
    )


def _nothing(who: Recipient, minuted: Minuted) -> str:
    if who.reader is Reader.PARTNER and not who.covers:
        return "No consent covers sharing with them"
    if minuted.strand in who.kept_strands:
        family = who.reader is Reader.FAMILY
        return "This meeting is kept from them" if family else "This meeting is kept from the family, so from partners"
    return ""
