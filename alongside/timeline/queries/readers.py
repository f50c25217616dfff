"""What of an entry is protected, before somebody reads it who does not know it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.telling import all_words, is_protected, quoted
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import Kept
from alongside.people.rules import Secret, it_is, said_once, told_once
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout, EntryContent, EntryText
from alongside.timeline.queries.apart import Answering, ForReaders, holders
from alongside.timeline.queries.attached import FILE, words_attached
from alongside.timeline.queries.reading import read
from alongside.timeline.rules import HEADINGS, Audience, NewEntry, Part


def to_be_read(row: Entry, new: NewEntry) -> ForReaders:
    """A new entry as its readers will have it. No query."""
    return ForReaders(
        row.strand_id,
        row.audience,
        frozenset(person for person, part in new.about if part is not Part.MENTIONED),
        frozenset(person for person, part in new.about if part is Part.MENTIONED),
        "\n".join(answers_of(new)),
        "\n".join(all_words(new.facts)),
        frozenset(new.kept_from),
    )


def answers_of(new: NewEntry) -> list[str]:
    """What was written in a new entry, answer by answer, but for what our own staff read alone."""
    return [*(text.body for text in new.texts), *_told(new.kind, new.content or {})]


def stored(family_id: int, user: User, strands: Collection[UUID], *, ours_too: bool = False) -> list[ForReaders]:
    """What stands in these strands for others than our own staff, or for anybody, as they read it. Four queries, or
    one.
    """
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id, strand_id__in=strands)
    rows = list(live if ours_too else live.exclude(audience=Audience.TEAM.value))
    if not rows:
        return []
    here = {"family_id": family_id, "entry__in": rows}
    typed: dict[UUID, list[str]] = {row.pk: [] for row in rows}
    for text in EntryText.objects.visible_to(user).filter(**here).order_by("id"):
        typed[text.entry_id].append(text.body)
    kinds = {row.pk: row.kind for row in rows}
    for held in EntryContent.objects.visible_to(user).filter(**here):
        typed[held.entry_id] += _told(kinds[held.entry_id], held.content)
    for entry_id, words in words_attached(family_id, user, [row.pk for row in rows if row.facts.get(FILE)]).items():
        typed[entry_id].append(words)
    return [
        replace(one, typed="\n".join(typed[row.pk]), facts="\n".join(all_words(row.facts)))
        for row, one in zip(rows, whose(user, rows), strict=True)
    ]


def whose(user: User, rows: Sequence[Entry]) -> list[ForReaders]:
    """Stored entries with whose they and their older versions are and whom they mention, and not what they say. One
    query.
    """
    parts: dict[UUID, set[tuple[UUID, bool]]] = {row.pk: set() for row in rows}
    ever: dict[UUID, set[UUID]] = {row.strand_id: set() for row in rows}
    found = EntryAbout.objects.visible_to(user).filter(family_id__in={row.family_id for row in rows})
    told = found.filter(strand_id__in=ever).values_list("strand_id", "entry_id", "person_id", "part")
    for strand_id, entry_id, person_id, part in told:
        mentioned = part == Part.MENTIONED.value
        if entry_id in parts:
            parts[entry_id].add((person_id, mentioned))
        if not mentioned:
            ever[strand_id].add(person_id)
    return [
        ForReaders(
            row.strand_id,
            row.audience,
            frozenset(person for person, mentioned in parts[row.pk] if not mentioned),
            frozenset(person for person, mentioned in parts[row.pk] if mentioned),
            before=frozenset(ever[row.strand_id]),
        )
        for row in rows
    ]


def strands_about(family_id: int, user: User, person: UUID) -> set[UUID]:
    """Whatever stands for others than our own staff in which somebody has a part, be it that they are mentioned: what
    is hidden where everything about them is kept. One query.
    """
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id, about__person_id=person)
    return set(live.exclude(audience=Audience.TEAM.value).values_list("strand_id", flat=True))


def telling_if_let_in(family_id: int, user: User, kept: Sequence[Kept], person: UUID, at: datetime) -> frozenset[UUID]:
    """Which of these keepings, all from one person, keep what is protected from them. Asked at one go."""
    those = stored(family_id, user, {strand for each in kept for strand in each.strands})
    telling = {one.strand_id for one, _ in _told_to_readers(family_id, user, those, at, let_in=person)}
    return frozenset(each.id for each in kept if not telling.isdisjoint(each.strands))


def holding(family_id: int, user: User, those: Sequence[ForReaders], at: datetime) -> frozenset[UUID]:
    """The strands of these in which something protected stands, whoever knows it. As many queries as `secrets_of`."""
    secrets = people.secrets_of(family_id, user, at) if those else ()
    return frozenset(one.strand_id for one in those if any(_says(one, secret) for secret in secrets))


def protected_told(family_id: int, user: User, those: Sequence[ForReaders], at: datetime) -> list[str]:
    """What these would give away to somebody who reads them and does not know it, in words.

    Partners know nothing that is protected, and read what is kept from nobody. The family reads it as `_Known` says.
    No query for what our own staff read alone; four, and four more where something protected stands in it.
    """
    return told_once(secret for _, secret in _told_to_readers(family_id, user, those, at))


def protected_standing(family: Family, user: User, rows: Sequence[Entry], at: datetime) -> list[str]:
    """The same of stored entries, one sentence for each thing that is protected, quoted, with the answers in which it
    stands: whoever reads the entry reads the words. Six queries more where something is told.
    """
    those = stored(family.pk, user, {row.strand_id for row in rows})
    found: dict[str, list[str]] = {}
    for _, secret in _told_to_readers(family.pk, user, those, at):
        found.setdefault(secret.words, []).append(secret.what)
    answers = _headed(family, user, rows) if found else []
    return [_stands(words, whats, answers) for words, whats in found.items()]


def _stands(words: str, whats: Sequence[str], answers: Sequence[tuple[str, str]]) -> str:
    held = [(heading, quoted(body, words)) for heading, body in answers]
    held = [(heading, quote) for heading, quote in held if quote]
    if not held:
        return f"It holds what is protected: {said_once(whats)}"
    return f"“{held[0][1]}” stands in {listed([*dict.fromkeys(heading for heading, _ in held)])}. {it_is(whats)}"


def _headed(family: Family, user: User, rows: Sequence[Entry]) -> list[tuple[str, str]]:
    """What was written in each answer of these entries, under what it stands."""
    kinds, names = all_kinds(), people.names_of(family.pk, user)
    found = []
    texts = EntryText.objects.visible_to(user).filter(family_id=family.pk, entry__in=rows).select_related("entry")
    for text in texts.order_by("id"):
        known = kinds.get(text.entry.kind)
        heading = known.heading(text.part) if known else HEADINGS.get(text.part, "More")
        whose = names.get(text.person_id, "") if text.person_id else ""
        found.append((f"“{heading}{': ' + whose if whose else ''}”", text.body))
    for row in rows:
        groups = read(family, user, [row]).get(row.pk, ())
        found += [(f"“{line.heading}”", line.words) for _, lines in groups for line in lines]
    return found


def _told_to_readers(
    family_id: int, user: User, those: Sequence[ForReaders], at: datetime, *, let_in: UUID | None = None
) -> list[tuple[ForReaders, Secret]]:
    """What of these gives which secret away; `let_in`: though it is kept from that person now."""
    wider = [one for one in those if one.audience != Audience.TEAM.value]
    secrets = people.secrets_of(family_id, user, at) if wider else ()
    held = [(one, secret) for one in wider for secret in secrets if _says(one, secret)]
    if not held:
        return []
    known = _Known.of(family_id, user, at, let_in)
    return [(one, secret) for one, secret in held if known.tells(one, secret)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What it takes to know who reads something: names, what is kept, who must be kept away, who answers for whom."""

    names: Mapping[UUID, str]
    kept: Sequence[Kept]
    away: frozenset[UUID]
    answering: Answering

    @classmethod
    def of(cls, family_id: int, user: User, at: datetime, let_in: UUID | None) -> "_Known":
        """Four queries."""
        return cls(
            people.names_of(family_id, user),
            [each for each in people.kept(family_id, user) if each.from_person_id != let_in and each.holds(at)],
            frozenset(UUID(person) for person in people.kept_away(people.family(user, family_id))),
            people.answering_for(family_id, user, london_day(at)),
        )

    def tells(self, one: ForReaders, secret: Secret) -> bool:
        """Whether one that holds it gives it away to somebody who does not know it."""
        named = secret.words in {self.names.get(person) for person in one.about}
        if named and not _speaks_of(one.typed, secret.words):
            return False
        readers = self.readers(one)
        return readers is None or not readers <= secret.known_to

    def readers(self, one: ForReaders) -> frozenset[UUID] | None:
        """Who of the family reads it: whom it is about, and whoever holds responsibility for one of them, but from whom
        it is kept. None where partners read it too, or somebody who must be kept away, so that nothing is excused.
        """
        holding = [each for each in self.kept if one.strand_id in each.strands]
        hides = one.kept_from | {each.from_person_id for each in holding if not each.partners_may_read}
        if not one.for_family or not hides:
            return None
        but_not = hides | {each.from_person_id for each in holding}
        readers = (one.about | holders(one.about, self.answering)) - but_not
        return None if self.away & readers else readers


def _says(one: ForReaders, secret: Secret) -> bool:
    return is_protected(one.typed, [secret.words]) or is_protected(one.facts, [secret.words])


def _speaks_of(typed: str, name: str) -> bool:
    """Whether words say a name, other than where it stands alone: whose entry it is stands in it by name."""
    return is_protected("\n".join(line for line in typed.splitlines() if line.strip() != name), [name])


def _told(kind: str, content: object) -> list[str]:
    """What stands in the content, without what our own staff read alone."""
    known = all_kinds().get(kind)
    return list(all_words(content, but_not=known.ours_alone if known else frozenset()))
