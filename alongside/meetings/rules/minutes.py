"""Minutes of a meeting for one reader: only what this reader may read.

Pure. One assessment went whole to two parents who had parted, letters carried an address that was to stay unknown: so
minutes are made anew for each reader, line by line. Basis: need to know (S13; 002:3518-3525), consent (S9),
professionals' details in the minutes (S7; 002:1155). What is left out is never hinted at in the minutes themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.telling import holds, secret_parts
from alongside.kit.words import gives_a_reason
from alongside.meetings.rules.values import CAME, HOW, SENT_AS, Held, HelperThere, Piece, TookPart
from alongside.people.rules import FACT_KINDS, KEEP_AWAY, KnownOfLetters, letter_refused


class Reader(StrEnum):
    """What sort of reader: the service's own staff, another agency, somebody of the family."""

    STAFF = "staff"
    PARTNER = "partner"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom minutes are made.

    person_id: who they are in the family. helper_id: which helper they are. covers: the people about whom a partner may
    read. kept_strands, kept_subjects: what, and everything about whom, is kept from somebody of the family; for a
    partner, from anybody of the family, unless partners may read it all the same.
    """

    reader: Reader
    name: str
    person_id: UUID | None = None
    helper_id: UUID | None = None
    covers: frozenset[UUID] = frozenset()
    kept_strands: frozenset[UUID] = frozenset()
    kept_subjects: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Promised:
    """An action as minutes show it: what, by whom, by when. `about`: whom of the family it names."""

    what: str
    who: str
    by: date | None
    about: tuple[UUID, ...] = ()
    strand_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Minuted:
    """A meeting as minutes are made of it.

    everyone: whom it concerns when nobody is named. protected: words that stand in nobody's minutes but our own, such
    as an address that is to stay unknown. shielded: people whose name and part stand in nobody's but their own.
    strand: of the meeting; voices: the strand of each person's words; apart: the strand of each part kept apart;
    review: the strand of what was decided about the plan.
    """

    held: Held
    names: Mapping[UUID, str]
    everyone: frozenset[UUID]
    strand: UUID
    voices: Mapping[UUID, UUID]
    apart: Mapping[int, UUID]
    actions: tuple[Promised, ...] = ()
    protected: tuple[str, ...] = ()
    shielded: frozenset[UUID] = frozenset()
    review: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of minutes. `said`: own words. `text`: what stands; `who`: whose it is; `more`: why, until when.

    about: whom it concerns; named: those of them who were ticked by name. not_for: whose minutes must not hold it.
    own_of: the only person of the family who may read it. of_work: about somebody at work and nobody of the family.
    readers: which sort of reader may read it at all.
    """

    section: str
    text: str
    who: str = ""
    more: str = ""
    about: frozenset[UUID] = frozenset()
    named: frozenset[UUID] = frozenset()
    not_for: frozenset[UUID] = frozenset()
    strands: frozenset[UUID] = frozenset()
    own_of: UUID | None = None
    helper_id: UUID | None = None
    of_work: bool = False
    said: bool = False
    readers: frozenset[Reader] = frozenset(Reader)


READERS_OF_A_PLAN = {
    "team": frozenset({Reader.STAFF}),
    "around": frozenset({Reader.STAFF, Reader.PARTNER}),
    "family": frozenset(Reader),
}
"""Who may read a plan → for whose minutes what was decided about it is."""

SECTIONS = {
    "there": "Who was there",
    "missing": "Apologies, and who was not there",
    "concern": "What the worry is",
    "safety": "Keeping the children safe",
    "verified": "Before the review",
    "background": "What went before",
    "views": "What each person said",
    "talked": "What was talked about",
    "decided": "What was decided",
    "plan": "What was decided about the plan",
    "actions": "Who does what",
    "assessment": "An assessment",
    "message": "What we all say to the family",
    "next": "When we meet again",
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes for one reader. `sections`: heading and lines. `left_out`: how many lines this reader may not read."""

    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    left_out: int
    place: str
    chair: str

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for _, lines in self.sections for line in lines)


def giving_refused(
    to: Recipient, how: str, *, keep_away: str, why_safe: str, letters: KnownOfLetters | None, safe: bool | None,
    as_known: bool,
) -> list[tuple[str, str]]:  # fmt: skip
    """What is not said yet before this reader may be given their minutes so, as (field, words).

    `keep_away`: what they must not learn or do, "" of everybody who need not be kept away; `letters`: what is recorded
    of letters to them. Minutes that are sent to somebody of the family are a letter (S10).
    """
    refused = []
    if keep_away and not gives_a_reason(why_safe):
        away = f"{FACT_KINDS[KEEP_AWAY].label}. {to.name}: {keep_away.rstrip('.')}"
        refused.append(("why_safe", f"{away}. Is it safe? Say why, or do not give them these"))
    if to.reader is Reader.FAMILY and how in SENT_AS:
        letter = letter_refused(SENT_AS[how], letters, safe=safe, as_known=as_known, name=to.name)
        refused += [letter] if letter else []
    return refused


def minutes_for(meeting: Minuted, to: Recipient) -> Minutes:
    """The minutes that this reader may read."""
    (made,) = minutes_of(meeting, [to])
    return made


def minutes_of(meeting: Minuted, readers: Iterable[Recipient]) -> list[Minutes]:
    """The minutes that each of these readers may read. What is protected is looked for once for all of them."""
    secret = secret_parts(meeting.protected)
    lines = [(line, any(holds(text, secret) for text in (line.text, line.who, line.more))) for line in _lines(meeting)]
    place, chair = (("" if holds(text, secret) else text) for text in (meeting.held.place, meeting.held.chair))
    return [_made(meeting, to, lines, (place, chair)) for to in readers]


def _made(meeting: Minuted, to: Recipient, lines: Sequence[tuple[Line, bool]], unprotected: tuple[str, str]) -> Minutes:
    """`lines`: each with whether it holds something protected; `unprotected`: place and chair, "" when they do."""
    ours, kept = to.reader is Reader.STAFF, meeting.strand in to.kept_strands
    read = [line for line, protected in lines if ours or (not protected and _may_read(line, meeting, to))]
    sections = [(heading, tuple(line for line in read if line.section == key)) for key, heading in SECTIONS.items()]
    place, chair = (meeting.held.place, meeting.held.chair) if ours else ("", "") if kept else unprotected
    return Minutes(
        sections=tuple((heading, found) for heading, found in sections if found),
        left_out=len(lines) - len(read),
        place=place,
        chair=chair,
    )


def _may_read(line: Line, meeting: Minuted, to: Recipient) -> bool:
    """Whether a line without anything protected may stand in the minutes of a reader who is not our own staff."""
    others = (line.named & meeting.shielded) - {to.person_id}
    if to.reader not in line.readers:
        return False
    if others or meeting.strand in to.kept_strands or line.strands & to.kept_strands:
        return False
    return _partner(line, to) if to.reader is Reader.PARTNER else _of_family(line, to)


def _partner(line: Line, to: Recipient) -> bool:
    if line.of_work or (to.helper_id is not None and line.helper_id == to.helper_id):
        return True
    # What was written apart from a parent, and everything about somebody kept from one, is kept from partners too.
    if line.not_for or line.about & to.kept_subjects:
        return False
    return line.own_of is None and line.about <= to.covers


def _of_family(line: Line, to: Recipient) -> bool:
    if to.person_id in line.not_for:
        return False
    if line.own_of is not None and line.own_of != to.person_id:
        return False
    return not line.named & to.kept_subjects


def _lines(meeting: Minuted) -> list[Line]:
    held = meeting.held
    lines = [_person_line(each, meeting) for each in held.people]
    lines += [_helper_line(each) for each in held.helpers]
    lines += _concern_lines(meeting)
    if held.not_verified:
        words = "The plan and any contract were not verified before this review."
        because, work = f"Because: {held.not_verified}", frozenset({Reader.STAFF, Reader.PARTNER})
        lines.append(Line("verified", words, more=because, about=meeting.everyone, readers=work))
    lines += [_view_line(each, meeting) for each in held.people if each.words]
    lines += [
        Line("views", each.view, each.name, about=meeting.everyone, helper_id=each.helper_id)
        for each in held.helpers
        if each.view
    ]
    lines += _piece_lines(meeting)
    lines += _plan_lines(meeting)
    lines += [_action_line(each, meeting) for each in meeting.actions]
    return [*lines, *_outcome_lines(meeting)]


def _person_line(person: TookPart, meeting: Minuted) -> Line:
    there = person.how == "present"
    more = ". ".join(part for part in (person.by, person.why) if part)
    one = frozenset({person.person_id})
    section = "there" if there else "missing"
    return Line(section, "" if there else HOW[person.how], meeting.names[person.person_id], more, about=one, named=one)


def _helper_line(helper: HelperThere) -> Line:
    came = helper.came == "came"
    work = ", ".join(part for part in (helper.role, helper.agency, helper.contact) if part)
    return Line(
        "there" if came else "missing", work if came else CAME[helper.came], helper.name, "" if came else work,
        of_work=True, helper_id=helper.helper_id,
    )  # fmt: skip


def _concern_lines(meeting: Minuted) -> list[Line]:
    concern = meeting.held.concern
    if concern is None:
        return []
    common = Line(
        "safety", "", about=frozenset(concern.about) or meeting.everyone, named=frozenset(concern.about),
        not_for=frozenset(concern.not_for),
        strands=frozenset(strand for place, strand in meeting.apart.items() if place == 0 and concern.not_for),
    )  # fmt: skip
    raised = f"Raised by {concern.raised_by}." if concern.raised_by else ""
    lines = [replace(common, section="concern", text=concern.what, more=raised)]
    if concern.at_risk:
        told = f"{concern.told_whom} was told{', ' + concern.told_when if concern.told_when else ''}."
        lines.append(replace(common, text=told if concern.told_whom else "A child may be at risk of harm."))
        if concern.social_worker:
            lines.append(replace(common, text=f"{concern.leads} is the social worker and leads."))
    return lines


def _view_line(person: TookPart, meeting: Minuted) -> Line:
    one = frozenset({person.person_id})
    return Line(
        "views", person.words, meeting.names[person.person_id], about=one, named=one, said=True,
        own_of=person.person_id if person.open_to == "own" else None,
        strands=frozenset({meeting.voices[person.person_id]} if person.person_id in meeting.voices else ()),
    )  # fmt: skip


def _piece_lines(meeting: Minuted) -> list[Line]:
    first = 1 if meeting.held.concern else 0
    return [_piece_line(piece, meeting, place) for place, piece in enumerate(meeting.held.pieces, start=first)]


def _piece_line(piece: Piece, meeting: Minuted, place: int) -> Line:
    return Line(
        piece.kind, piece.text, more=piece.because, about=frozenset(piece.about) or meeting.everyone,
        named=frozenset(piece.about), not_for=frozenset(piece.not_for),
        strands=frozenset({meeting.apart[place]} if place in meeting.apart else ()),
    )  # fmt: skip


def _plan_lines(meeting: Minuted) -> list[Line]:
    """What was decided about the plan, for whoever may read the plan."""
    review = meeting.held.review
    if review is None:
        return []
    common = Line(
        "plan", "", about=meeting.everyone, readers=READERS_OF_A_PLAN[review.audience],
        strands=frozenset({meeting.review} if meeting.review else ()),
    )  # fmt: skip
    lines = [
        replace(common, text=each.line.what, who=each.line.kind_words, more=f"{each.decided_words}.")
        for each in review.lines
    ]
    for goal in review.goals:
        whose = frozenset(UUID(person) for person in goal.whose)
        because = f" Because: {goal.because}" if goal.because else ""
        line = replace(common, text=goal.words, who="Goal", more=f"{goal.decided_words}.{because}")
        lines.append(replace(line, about=whose or meeting.everyone, named=whose))
    return lines


def _action_line(action: Promised, meeting: Minuted) -> Line:
    return Line(
        "actions", action.what, action.who, f"By {day_long(action.by)}." if action.by else "",
        about=frozenset(action.about) or meeting.everyone, named=frozenset(action.about),
        strands=frozenset({action.strand_id} if action.strand_id else ()),
    )  # fmt: skip


def _outcome_lines(meeting: Minuted) -> Sequence[Line]:
    held, everyone = meeting.held, meeting.everyone
    lines = []
    if held.agrees is not None:
        words = "The family agrees to an assessment." if held.agrees else "The family does not agree to an assessment."
        lines.append(Line("assessment", words, about=everyone))
    if held.message:
        lines.append(Line("message", held.message, about=everyone))
    if held.next_on:
        lines.append(Line("next", day_long(held.next_on), of_work=True))
    return lines
