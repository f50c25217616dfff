"""One family on one screen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.agreements import queries as agreements
from alongside.agreements.queries import CoverShown
from alongside.assessments import queries as assessments
from alongside.desk.queries.beside import news_besides
from alongside.desk.rules import Opening, opening, parts_of_assessment, told_together
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.hooks import Panel
from alongside.kit.words import capital
from alongside.pathway import queries as pathway
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import HelperLine, PersonLine
from alongside.people.rules import LEGAL_STATUS, age_said, in_law, initials, the_family, within
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import DeedLine, DueLine, TextLine

LATEST = 3
TEXTS = 4
NEXT = 5


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody of the family. `note`: their place in it, or a child's school.

    Not named, only described: a dashed face with a question mark.
    """

    person_id: UUID
    name: str
    age: str
    note: str
    initials: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A worry or a strength: how it begins, whom it is about ("" for the family as a whole), who wrote it and when, and
    the entry it stands in.
    """

    opening: Opening
    about: str
    by: str
    day: date
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class Words:
    """A child's own words as they begin, with the entry they stand in."""

    name: str
    opening: Opening
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happened: what was done in sentences, and what children said apart from it."""

    title: str
    by: str
    day: date
    minutes: int | None
    sentences: tuple[str, ...]
    voices: tuple[Words, ...]
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """Everything the family page shows. `name`: "The Smith family"; `about`: the same inside a sentence; `cover`: what
    a partner may read of it, and `open_parts` how many parts of the assessment. `in_law`: how its children stand in
    law, as sentences without their stop. `is_all_news`: whether everything that is new to the reader stands here;
    `seen`: what they have seen of what is news, as `access.note_look` keeps it.
    """

    family_id: int
    reference: str
    name: str
    about: str
    stage: str
    since: date | None
    in_law: tuple[str, ...]
    faces: tuple[Face, ...]
    worries: tuple[Said, ...]
    working: tuple[Said, ...]
    due: tuple[DueLine, ...]
    more_due: int
    deeds: tuple[Deed, ...]
    helpers: tuple[HelperLine, ...]
    panels: tuple[Panel, ...]
    may_record: bool
    followed_up: bool
    waits_for_decision: bool
    may_change_key_worker: bool
    cover: CoverShown | None
    open_parts: int
    is_all_news: bool
    seen: tuple[UUID, ...]

    @property
    def may_read(self) -> str:
        """What a partner may read of the assessment, in words that lead to it; "" for whoever reads it elsewhere."""
        if self.open_parts:
            return f"{capital(parts_of_assessment(self.open_parts))} open to you"
        return "The assessment, as far as it is open to you" if self.cover else ""


def family_page(family: Family, user: User, *, at: datetime) -> FamilyPage:
    """Who they are, what worries us, what works, what is next, what happened last, who is around them."""
    # Asked first: whatever comes to be there while the page is read is news the next time.
    records = user_may(user, Permission.RECORD_HELP)
    lately = timeline.seen_lately(family.pk, user, at) if records else ()
    stage = timeline.stage_of(family.pk, user)
    texts = timeline.texts_of_parts(family.pk, user, ("worries", "working"), limit=TEXTS)
    # What is due, and what other rooms make of the record, rests on entries that a partner does not all see.
    due = timeline.what_is_due(family.pk, user, at) if records else []
    latest = timeline.happened_last(family.pk, user, most=LATEST)
    shown = _entries_shown(latest, texts)
    is_all_news = records and not news_besides(family.pk, user, shown, at)
    if records:
        timeline.read_together("family", family.pk, user, with_words=True)
    return FamilyPage(
        family_id=family.pk,
        reference=family.reference,
        name=capital(the_family(family.name)),
        about=the_family(family.name),
        stage=stage.words if stage else "",
        since=stage.opened_on if stage else None,
        in_law=_in_law(family, user),
        faces=_faces(family, user, london_day(at)),
        worries=tuple(_said(family, *pair) for pair in texts["worries"]),
        working=tuple(_said(family, *pair) for pair in texts["working"]),
        due=tuple(due[:NEXT]),
        more_due=max(0, len(due) - NEXT),
        deeds=tuple(_deed(deed) for deed in latest),
        helpers=tuple(people.helpers_of(family.pk, user, at)),
        panels=tuple(hooks.panels_on("family", family_id=family.pk, user=user, at=at)) if records else (),
        may_record=records,
        followed_up=stage is not None and stage.closed,
        waits_for_decision=user_may(user, Permission.ALLOCATE)
        and pathway.waits_for_decision(user, family.pk, london_day(at)),
        may_change_key_worker=pathway.may_change_key_worker(user, family.pk, london_day(at)),
        cover=None if records else agreements.own_cover(user, at).get(family.pk),
        open_parts=0 if records else assessments.open_parts(user, family.pk),
        is_all_news=is_all_news,
        seen=lately if is_all_news else shown,
    )


def _entries_shown(
    latest: Iterable[DeedLine], texts: Mapping[str, Iterable[tuple[TextLine, Entry]]]
) -> tuple[UUID, ...]:
    deeds = [line.id for deed in latest for line in deed.entries]
    return (*deeds, *(entry.pk for pairs in texts.values() for _, entry in pairs))


def _in_law(family: Family, user: User) -> tuple[str, ...]:
    """What holds today, those of one day together: "On a child protection plan since 3 March 2026: Kerry"."""
    facts = [fact for fact in people.facts_of(family.pk, user) if fact.kind == LEGAL_STATUS and not fact.protected]
    names = people.names_of(family.pk, user) if facts else {}
    told: dict[tuple[date, str], list[str]] = {}
    for fact in facts:
        told.setdefault((fact.since, fact.value), []).append(within(names[fact.person_id], family.name))
    return tuple(in_law(sorted(whose), status, since) for (since, status), whose in told.items())


def face(person: PersonLine, name: str, note: str, today: date) -> Face:
    """How a person shows beside the others: under this name, with a note unless it says no more than the name does."""
    return Face(
        person_id=person.person_id,
        name=name,
        age=age_said(person.birth, person.due_on, person.died_on, today),
        note="" if note.casefold() in (name.casefold(), "child") else note,
        initials=initials(name) if person.is_named else "?",
        is_named=person.is_named,
    )


def _faces(family: Family, user: User, today: date) -> tuple[Face, ...]:
    facts = people.facts_of(family.pk, user)
    schools = {fact.person_id: fact.words for fact in facts if fact.kind == "school" and not fact.protected}
    return tuple(
        face(person, within(person.name, family.name), _note(person, schools), today)
        for person in people.people_of(family.pk, user, today)
    )


def _note(person: PersonLine, schools: Mapping[UUID, str]) -> str:
    note = schools.get(person.person_id, person.role) if person.is_child else person.role
    if person.moved_out_on is None:
        return note
    elsewhere = f"lives elsewhere since {day_long(person.moved_out_on)}"
    return ", ".join(each for each in (note, elsewhere) if each and each != "child")


def _said(family: Family, text: TextLine, entry: Entry) -> Said:
    about = within(text.person_name, family.name) if text.person_name else ""
    return Said(opening(text.body), about, str(entry.recorded_by), entry.happened_on, entry.pk)


def _deed(deed: DeedLine) -> Deed:
    voices = [line for line in deed.entries if line.entry.nature == "voice"]
    # What somebody said stands under their name; where no name stands there, the sentence says who it was.
    named = {line.id for line in voices if any(text.part == "words" and text.person_name for text in line.texts)}
    return Deed(
        title=deed.first.title,
        by=deed.by_name,
        day=deed.happened_on,
        minutes=deed.first.entry.minutes,
        sentences=told_together([line.entry.sentence for line, _ in deed.in_short if line.id not in named]),
        voices=tuple(
            Words(text.person_name, opening(text.body), line.id)
            for line in voices
            for text in line.texts
            if text.part == "words"
        ),
        entry_id=deed.first.id,
    )
