"""What of an entry is protected, before somebody reads it who does not know it; and who must be kept away from it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.telling import all_words, is_protected
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import Kept
from alongside.people.rules import Secret
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout, EntryContent, EntryText
from alongside.timeline.rules import Audience, NewEntry, Part

OF = "” of "
"""What stands in the name of something protected before whose it is."""


@dataclass(frozen=True, slots=True)
class ForReaders:
    """An entry as those read it who may. `about`: whose it is, besides who is merely mentioned; `typed`: what was
    written in it; `facts`: what it says besides; `kept_from`: from whom its room keeps it in this transaction.
    """

    strand_id: UUID
    audience: str
    about: frozenset[UUID]
    typed: str
    facts: str
    kept_from: frozenset[UUID] = frozenset()


def to_be_read(row: Entry, new: NewEntry) -> ForReaders:
    """A new entry as its readers will have it. No query."""
    about = frozenset(person for person, part in new.about if part is not Part.MENTIONED)
    return ForReaders(
        row.strand_id,
        row.audience,
        about,
        "\n".join(answers_of(new)),
        "\n".join(all_words(new.facts)),
        frozenset(new.kept_from),
    )


def answers_of(new: NewEntry) -> list[str]:
    """What was written in a new entry, answer by answer, but for what our own staff read alone."""
    return [*(text.body for text in new.texts), *_told(new.kind, new.content or {})]


def stored(family_id: int, user: User, strands: Collection[UUID]) -> list[ForReaders]:
    """What stands in these strands for others than our own staff, as they read it. Four queries, or one."""
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id, strand_id__in=strands)
    rows = list(live.exclude(audience=Audience.TEAM.value))
    if not rows:
        return []
    here = {"family_id": family_id, "entry__in": rows}
    typed: dict[UUID, list[str]] = {row.pk: [] for row in rows}
    for text in EntryText.objects.visible_to(user).filter(**here).order_by("id"):
        typed[text.entry_id].append(text.body)
    kinds = {row.pk: row.kind for row in rows}
    for held in EntryContent.objects.visible_to(user).filter(**here):
        typed[held.entry_id] += _told(kinds[held.entry_id], held.content)
    about: dict[UUID, set[UUID]] = {row.pk: set() for row in rows}
    for part in EntryAbout.objects.visible_to(user).filter(**here).exclude(part=Part.MENTIONED.value):
        about[part.entry_id].add(part.person_id)
    return [
        ForReaders(
            row.strand_id, row.audience, frozenset(about[row.pk]), "\n".join(typed[row.pk]),
            "\n".join(all_words(row.facts)),
        )
        for row in rows
    ]  # fmt: skip


def strands_about(family_id: int, user: User, person: UUID) -> set[UUID]:
    """Whatever stands for others than our own staff in which somebody has a part, be it that they are mentioned: what
    is hidden where everything about them is kept. One query.
    """
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id, about__person_id=person)
    return set(live.exclude(audience=Audience.TEAM.value).values_list("strand_id", flat=True))


def would_read(family_id: int, user: User, person: UUID, those: Sequence[ForReaders], at: datetime) -> bool:
    """Whether somebody reads any of these that is not theirs alone, as far as it is kept from them now. Two queries,
    or none.
    """
    others = [one for one in those if one.audience == Audience.FAMILY.value and one.about != {person}]
    if not others:
        return False
    held = people.responsibilities_of(family_id, user, london_day(at))
    through = {person} | {each.child_id for each in held if each.holder_person_id == person}
    kept = [each for each in people.kept(family_id, user) if each.from_person_id == person and each.holds(at)]
    return any(one.about & through and not any(_keeps(each, one) for each in kept) for one in others)


def _keeps(kept: Kept, one: ForReaders) -> bool:
    return one.strand_id in kept.strands or kept.subject_id in one.about


def told_if_let_in(family_id: int, user: User, strands: Collection[UUID], person: UUID, at: datetime) -> list[str]:
    """What these would give away, in words, if they were kept from that person no longer."""
    return protected_told(family_id, user, stored(family_id, user, strands), at, let_in=person)


def protected_told(
    family_id: int, user: User, those: Sequence[ForReaders], at: datetime, *, let_in: UUID | None = None
) -> list[str]:
    """What these would give away to somebody who reads them and does not know it, in words; `let_in`: though it is kept
    from that person now.

    Partners know nothing that is protected, and read what is kept from nobody. The family reads it as `_readers` says.
    No query for what our own staff read alone; four, and four more where something protected stands in it.
    """
    wider = [one for one in those if one.audience != Audience.TEAM.value]
    secrets = people.secrets_of(family_id, user, at) if wider else ()
    held = [(one, secret) for one in wider for secret in secrets if _says(one, secret)]
    if not held:
        return []
    names = people.names_of(family_id, user)
    kept = [each for each in people.kept(family_id, user) if each.from_person_id != let_in]
    found: dict[str, list[str]] = {}
    for one, secret in held:
        if secret.words in {names.get(person) for person in one.about} and not _speaks_of(one.typed, secret.words):
            continue
        readers = _readers(family_id, user, one, kept, at)
        if readers is None or not readers <= secret.known_to:
            found.setdefault(secret.words, []).append(secret.what)
    return list(dict.fromkeys(_said_once(list(dict.fromkeys(whats))) for whats in found.values()))


def _said_once(whats: Sequence[str]) -> str:
    """What several share is said once: "“Address” of Katie" and "“Address” of Amy" are "“Address” of Katie and Amy"."""
    parted = [what.partition(OF) for what in whats]
    alike = len({label for label, _, _ in parted}) == 1 and all(of for _, of, _ in parted)
    return parted[0][0] + OF + listed([whose for _, _, whose in parted]) if alike else listed(whats)


def apart_from(family: Family, user: User, strand_id: UUID, about: Iterable[UUID], at: datetime) -> dict[UUID, str]:
    """Who must be kept away and would read an entry about these once the family may, without those it is kept from
    already: what to know of each. What is somebody's own alone is not kept from them. No query where nobody must be
    kept away, else two at most.
    """
    away, whose = {UUID(person): words for person, words in people.kept_away(family).items()}, frozenset(about)
    reading = whose | _holders(family.pk, user, whose, at) if away and whose else frozenset()
    found = {person: words for person, words in away.items() if person in reading and whose != {person}}
    kept = people.kept(family.pk, user) if found else []
    but_not = {each.from_person_id for each in kept if strand_id in each.strands and each.holds(at)}
    return {person: words for person, words in found.items() if person not in but_not}


def _readers(family_id: int, user: User, one: ForReaders, kept: Sequence[Kept], at: datetime) -> frozenset[UUID] | None:
    """Who of the family reads it: whom it is about, and whoever holds responsibility for one of them, but from whom it
    is kept. None where partners read it too, or somebody who must be kept away, so that nothing is excused.
    """
    holding = [each for each in kept if one.strand_id in each.strands and each.holds(at)]
    hides = one.kept_from | {each.from_person_id for each in holding if not each.partners_may_read}
    if one.audience != Audience.FAMILY.value or not hides:
        return None
    but_not = hides | {each.from_person_id for each in holding}
    away = {UUID(person) for person in people.kept_away(people.family(user, family_id))}
    readers = (one.about | _holders(family_id, user, one.about, at)) - but_not
    return None if away & readers else readers


def _holders(family_id: int, user: User, about: Collection[UUID], at: datetime) -> frozenset[UUID]:
    held = people.responsibilities_of(family_id, user, london_day(at))
    return frozenset(each.holder_person_id for each in held if each.child_id in about and each.holder_person_id)


def _says(one: ForReaders, secret: Secret) -> bool:
    return is_protected(one.typed, [secret.words]) or is_protected(one.facts, [secret.words])


def _speaks_of(typed: str, name: str) -> bool:
    """Whether words say a name, other than where it stands alone: whose entry it is stands in it by name."""
    return is_protected("\n".join(line for line in typed.splitlines() if line.strip() != name), [name])


def _told(kind: str, content: object) -> list[str]:
    """What stands in the content, without what our own staff read alone."""
    known = all_kinds().get(kind)
    return list(all_words(content, but_not=known.ours_alone if known else frozenset()))
