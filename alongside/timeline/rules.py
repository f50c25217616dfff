"""What an entry is made of, as plain values.

A deed writes one or more entries: one per nature, per session, and per child's own words. Natures follow the
practice framework (000:17-54): a *process* is a step we are required to do, an *intervention* is help that reaches
somebody, a *voice* is what a person said, a *difference* is evidence that something changed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from alongside.kit.clock import LONDON
from alongside.kit.dates import day_long
from alongside.kit.files import CheckedFile
from alongside.kit.words import listed
from alongside.practice.rules import PracticeModel, QuestionSet


class Nature(StrEnum):
    """What an entry is evidence of."""

    PROCESS = "process"
    INTERVENTION = "intervention"
    DIFFERENCE = "difference"
    VOICE = "voice"


class Audience(StrEnum):
    """Who may read: the service's own staff; also partners; also the family. Each includes the one before."""

    TEAM = "team"
    AROUND = "around"
    FAMILY = "family"


class Part(StrEnum):
    """What part a person had in an entry."""

    SEEN = "seen"
    SEEN_ALONE = "seen_alone"
    PRESENT = "present"
    WITH = "with"
    FOR = "for"
    SAID = "said"
    MENTIONED = "mentioned"


Facts = Mapping[str, Any]

HEADINGS = {
    "words": "Own words",
    "reading": "What we saw, and what we make of it",
    "response": "How the parents or carers took part",
    "adapted": "How we adapted it",
    "note": "Note",
    "reason": "Why",
    "worries": "What worries us",
    "working": "What is working",
    "tried": "What has been tried",
}
"""Part of a text → what stands above it, unless the entry's kind says otherwise."""

OWN_HEADINGS = {
    "words": "In their own words",
    "reading": "What {writer} wrote about what we saw",
    "response": "What {writer} wrote about how it went",
    "adapted": "What {writer} did to make it easier",
    "note": "What {writer} wrote",
    "reason": "Why",
    "worries": "What worries us",
    "working": "What is going well",
    "tried": "What we have tried",
}
"""The same on the own page of a parent or child. What stands under them was written of them, and does not say "you"."""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One thing told, under its heading. `under`: what several stand under. `ours`: for our own staff to read alone."""

    heading: str
    words: str
    under: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What content is read with. `names`: of the people this reader may know, by id; `models`: the practice models of
    the involvement; `version`: a practice model by the id of its version.
    """

    names: Mapping[str, str]
    models: Sequence[PracticeModel] = ()
    version: Callable[[UUID], PracticeModel] | None = None

    def name(self, person: object) -> str:
        """What somebody is called, "Somebody" when the reader may not know."""
        return self.names.get(str(person), "Somebody")

    def labels(self, list_name: str) -> dict[str, str]:
        """The words of a list of the practice models, by id."""
        return {item.id: item.label for model in reversed(self.models) for item in model.items(list_name)}

    def questions(self, version_id: str, set_id: str) -> QuestionSet | None:
        """A set of questions as it was asked then; None when that cannot be known."""
        return self.version(UUID(version_id)).question_set(set_id) if self.version else None


Reads = Callable[[Mapping[str, Any], Sight], Sequence[ReadLine]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A parent or child who reads of themselves. `names`: what the facts of entries call them, and nobody else."""

    names: Collection[str] = ()

    def who(self, *names: str) -> str:
        """These people in words, the reader as "you": "Amy and you"."""
        return listed(["you" if name in self.names else name for name in names])

    def whose(self, name: str) -> str:
        """ "your", or "Amy’s"."""
        return "your" if name in self.names else f"{name}’s"

    def were(self, *names: str) -> str:
        """ "was" of one other person, "were" of several and of the reader."""
        return "was" if len(names) == 1 and names[0] not in self.names else "were"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """How entries of a kind stand on the own page of a parent or child, in words a child of nine understands.

    sentence: told to the reader from the entry's facts; without one it is told as it was recorded. headings: what
    stands above its texts where that differs from the usual, with `{writer}` for who wrote them.
    """

    title: str
    sentence: Callable[[Facts, Reader], str] | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    def heading(self, part: str, writer: str) -> str:
        """What stands above a text of that part which `writer` wrote."""
        return (self.headings.get(part) or OWN_HEADINGS.get(part, "More")).format(writer=writer)


ENTRY_PAGE = "timeline:entry"


@dataclass(frozen=True, slots=True)
class Books:
    """That an entry of some kind plans something for a day, which its fact `day` names (ISO).

    words: what is planned, when and where, from the entry's content. ended_by: the kinds whose entry says that it was
    held, or called off: the one with the same fact `shares`, or naming `each` on its day or later (facts: the first
    here, any of them there), or else as `still_booked` says. opens: the page, by family_id and entry_id; "" for that
    of its kind.
    """

    words: Callable[[Mapping[str, Any]], str]
    ended_by: frozenset[str]
    shares: str = ""
    each: tuple[str, ...] = ()
    opens: str = ""


@dataclass(frozen=True, slots=True)
class InTheirName:
    """What stands in a key worker’s name, by the entry `stands`. kind, facts, asks: of what asks to change it."""

    kind: str
    facts: Facts
    asks: str
    stands: UUID


@dataclass(frozen=True, slots=True)
class Running:
    """Something that runs on after the last day of the work, unless it ends with it.

    key: by which its room knows it. entry_id, strand_id: its entry’s. stands: how, so that a form shown before
    it changed is known. words: a whole sentence; note: more of it, never kept. day: for which it is booked. about: whom
    it concerns. agreed: somebody said yes to it. question: the sentence it is asked under with others, asked_under the
    first of those. expected: whom it concerns waits unless they hear otherwise. not_ours: others lead it; it goes on.
    """

    key: UUID
    entry_id: UUID
    strand_id: UUID
    stands: UUID
    words: str
    note: str = ""
    day: date | None = None
    about: tuple[UUID, ...] = ()
    agreed: bool = True
    question: str = ""
    asked_under: UUID | None = None
    expected: bool = False
    not_ours: bool = False

    def runs_after(self, last_day: date) -> bool:
        """Whether it runs on after that last day: what is booked for it, or before, is left as it is."""
        return self.day is None or self.day > last_day


GOES_ON = "goes_on"
"""The fact of the end of the work that names, by their strands, what was booked and goes on afterwards."""


def ended_with_the_work(on: date) -> str:
    """Why what was booked for later is called off when the work ends on that day."""
    return f"Our work with the family ended on {day_long(on)}"


def still_booked(planned: Iterable[tuple[UUID, date]], held: Iterable[tuple[UUID, date]]) -> set[UUID]:
    """Which of these plans still stand: of each plan and of each thing held the strand in which it was first recorded,
    and its day.

    What is held on the day of a plan, and recorded after it was made, is that plan come true, and only that one: a
    second plan of the day stands until there is a second of them. What is held on a later day ends what came before.
    Identifiers tell what was recorded first.
    """
    left, came = set[UUID](), sorted(held)
    for plan, day in sorted(planned, key=lambda each: (each[1], each[0])):
        after = [one for one in came if one[0] > plan]
        if any(on > day for _, on in after):
            continue
        true = next((one for one in after if one[1] == day), None)
        if true is None:
            left.add(plan)
        else:
            came.remove(true)
    return left


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A kind of deed that a room can record.

    key: "room.verb". natures: those its entries may have. sentence: plain words from the entry's facts, never free
    text. subtypes_from: "stages", "list:<name>" of the practice model, or a fixed set; None when the kind has no
    subtypes. audience: who may read unless the writer says otherwise. url_name: the page that shows it, taking
    family_id and entry_id. correct_url_name: the page that corrects it, taking family_id and deed_id; "" when it
    cannot be corrected, only retracted.

    promises: an entry of this kind is something somebody said they would do by a day, and stands in the list of what
    is due until it is settled. Its facts hold `promise_id`, `due_on` (ISO day), `who` (in words) and `owner_id` (the
    worker who sees to it; None leaves it to the key worker); its text "note" says what. settles: an entry of this kind
    ends the promise that its fact `promise_id` names, and those that `settles_too` lists.

    for_manager: a promise of this kind is for the manager to see from the moment it is recorded, whoever sees to it;
    its facts may say `urgent`.
    books: an entry of this kind plans something for a day, and is due until that is held or called off. waits: asked
    with the facts of such a promise or plan, and who is a child of the family still, whether it is due at all.
    contact_unless: an entry of this kind is a contact with the family, though nobody spent time with it, unless its
    facts say this.

    reads: how the content of such an entry reads, for the page of any entry; `texts_say_all`: its texts say already
    whatever its content tells. An entry may have content only when its kind has one of these, or a page of its own:
    what was told can always be read.
    own: how it stands on the own page of a parent or child; `read_apart`: it stands on another page of theirs.
    told_by: in a list of deeds an entry of that kind, else one of its own, stands for all of its kind of one deed.

    refuses_readers: why more may not read such an entry, "" when nothing stands against it; asked with `by`, the entry,
    the audience and the moment (`at`) before it is opened to others. ours_alone: keys of its content that only our own
    staff read. holds_protected: what to do before others read one that holds what is protected.
    readers_are_chosen: whether the form that records one asks who reads it. room_keeps_apart: its room itself keeps it
    from whoever must be kept away.
    read_with: which other entries are read by whoever reads such an entry, and by nobody else; asked with `by`, the
    entry and the audience when others are to read it, for those that go along, by their ids.
    put_right_elsewhere: that an entry of this kind did not happen cannot be said, because more follows from it than is
    undone by saying so; these words say what puts it right. undone_with: the name of the fact without which that holds,
    and with which its room undoes what followed; "" when it always holds.
    """

    key: str
    natures: frozenset[Nature]
    sentence: Callable[[Facts], str]
    title: str
    subtypes_from: str | frozenset[str] | None = None
    audience: Audience = Audience.TEAM
    url_name: str = ENTRY_PAGE
    correct_url_name: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    promises: bool = False
    settles: bool = False
    for_manager: bool = False
    books: Books | None = None
    waits: Callable[[Facts, Collection[str]], bool] | None = None
    contact_unless: Mapping[str, str] | None = None
    reads: Reads | None = None
    texts_say_all: bool = False
    own: OwnWords | None = None
    read_apart: bool = False
    told_by: str = ""
    refuses_readers: Callable[..., str] | None = None
    read_with: Callable[..., Sequence[UUID]] | None = None
    ours_alone: frozenset[str] = frozenset()
    holds_protected: str = "Correct it first, or leave it to our own staff"
    readers_are_chosen: bool = False
    room_keeps_apart: bool = False
    put_right_elsewhere: str = ""
    undone_with: str = ""

    def instead_of_taking_back(self, facts: Facts) -> str:
        """What puts an entry with these facts right, as it cannot be said that it did not happen; "" when it can."""
        return "" if self.undone_with and facts.get(self.undone_with) else self.put_right_elsewhere

    @property
    def has_own_page(self) -> bool:
        """Whether all of it stands on a page of its own."""
        return self.url_name != ENTRY_PAGE

    @property
    def can_be_read(self) -> bool:
        """Whether what its content tells can be read."""
        return self.reads is not None or self.texts_say_all or self.has_own_page

    def heading(self, part: str) -> str:
        """What stands above a text of that part in an entry of this kind, where that differs from the usual."""
        return self.headings.get(part) or HEADINGS.get(part, "More")

    @property
    def own_words(self) -> OwnWords:
        """How it stands on the own page of a parent or child: as for everybody, where its room says nothing else."""
        return self.own or OwnWords(self.title)


def with_own_words(kinds: Iterable[EntryKind], words: Mapping[str, OwnWords]) -> list[EntryKind]:
    """A room's kinds, each with its words for the own page of a parent or child, where there are some."""
    return [replace(kind, own=words.get(kind.key)) for kind in kinds]


@dataclass(frozen=True, slots=True)
class Happened:
    """When something happened: London days, first and last possible, and the instant when it is known."""

    on: date
    to: date
    at: datetime | None = None
    precision: str = "day"

    @classmethod
    def day(cls, day: date) -> "Happened":
        """On that day, at a time nobody wrote down."""
        return cls(day, day)

    @classmethod
    def instant(cls, moment: datetime) -> "Happened":
        """At that aware moment."""
        local = moment.astimezone(LONDON)
        return cls(local.date(), local.date(), local, "instant")

    @classmethod
    def vague(cls, first: date, last: date, precision: str) -> "Happened":
        """Some time between the two days; precision is "day", "month" or "year"."""
        return cls(first, last, None, precision)


@dataclass(frozen=True, slots=True)
class NewText:
    """Long text of a new entry, kept exactly as typed. `person_id`: whom it concerns, when it concerns one."""

    part: str
    body: str
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One entry to record. `supersedes_id`: the version it corrects; it then restates everything in the same strand.

    `audience`: who may read, None for the kind's own. `about`: persons with the part each had. `helpers`: users who
    took part. `content`: what was told in the shape the room gives it, of plain JSON values; may hold free text.
    `kept_as`: entries that this was made of, or settles; what of them is kept from somebody, now or later, is kept of
    this too. `takes_place_of`: an earlier one in whose place it stands; it is kept as that one is itself, and not as
    what that one was made of. `kept_from`: from whom, and so from partners, its room keeps it in this transaction.
    `attached`: the file that it brings.
    """

    kind: str
    nature: Nature
    facts: dict[str, Any] = field(default_factory=dict)
    about: Sequence[tuple[UUID, Part]] = ()
    texts: Sequence[NewText] = ()
    subtype: str | None = None
    minutes: int | None = None
    audience: Audience | None = None
    supersedes_id: UUID | None = None
    helpers: Sequence[UUID] = ()
    content: Mapping[str, Any] | None = None
    kept_as: tuple[UUID, ...] = ()
    takes_place_of: UUID | None = None
    kept_from: Collection[UUID] = ()
    attached: CheckedFile | None = None
