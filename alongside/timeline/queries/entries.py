"""Entries as pages show them: a page of deeds, one deed, one entry with its versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber

from alongside.access import scope
from alongside.access.models import User
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout, EntryText, FirstStrand, Strand
from alongside.timeline.queries.chronology import EVERYTHING, Chosen, narrowed
from alongside.timeline.rules import HEADINGS, Audience, Nature, Part


@dataclass(frozen=True, slots=True)
class TextLine:
    """Long text of an entry; `person_name` is whom it concerns, "" when nobody alone."""

    part: str
    body: str
    person_id: UUID | None
    person_name: str
    heading: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry with everything a page shows of it. `about`: (person id, name, part)."""

    entry: Entry
    title: str
    texts: tuple[TextLine, ...]
    about: tuple[tuple[UUID, str, str], ...]

    @property
    def id(self) -> UUID:
        return self.entry.pk

    def names(self, *parts: str) -> list[str]:
        """Names of the people who had one of these parts."""
        return [name for _, name, part in self.about if part in parts]

    def text(self, part: str, person_id: UUID | None = None) -> str:
        """The text of that part (about that person when given), "" when there is none."""
        for line in self.texts:
            if line.part == part and (person_id is None or line.person_id == person_id):
                return line.body
        return ""


@dataclass(frozen=True, slots=True)
class DeedLine:
    """What one deed left, its process first and the voices after."""

    deed_id: UUID
    entries: tuple[EntryLine, ...]

    @property
    def first(self) -> EntryLine:
        return self.entries[0]

    @property
    def in_short(self) -> tuple[tuple[EntryLine, int], ...]:
        """What stands of it in a list of deeds, each with how many more it stands for, as their kind says."""
        here = {line.entry.kind for line in self.entries}
        found: dict[str | UUID, tuple[EntryLine, int]] = {}
        for line in self.entries:
            told_by = _told_by(line)
            if told_by not in here:
                place = line.entry.kind if told_by else line.id
                first, more = found.get(place, (line, -1))
                found[place] = first, more + 1
        return tuple(found.values())

    @property
    def happened_on(self) -> date:
        return self.first.entry.happened_on

    @property
    def by_name(self) -> str:
        return str(self.first.entry.recorded_by)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page of the timeline. `before` continues it ("" at its end)."""

    deeds: tuple[DeedLine, ...]
    before: str


@dataclass(frozen=True, slots=True)
class KeptFrom:
    """From whom something is kept, and why. `from_partners`: from partners too. `through`: the newest entry of what it
    was made of, where that is what is kept; None where it is kept itself.
    """

    withholding_id: UUID
    person_id: UUID
    name: str
    why: str
    from_partners: bool
    through: Entry | None = None

    @property
    def through_title(self) -> str:
        """What it was made of, and is kept with; "" where it is kept itself."""
        return _title(self.through) if self.through else ""


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One entry opened: its newest version, all versions oldest first, and from whom it is kept.

    `newer_id`: the version that took its place, when the address names an older one.
    """

    line: EntryLine
    versions: tuple[EntryLine, ...]
    kept_from: tuple[KeptFrom, ...]
    newer_id: UUID | None
    correct_url_name: str
    continues_strand: UUID | None

    @property
    def is_live(self) -> bool:
        return not self.line.entry.retracts

    @property
    def last_told(self) -> EntryLine:
        """The newest version that tells what happened: of what was retracted, the one before."""
        return next(version for version in reversed(self.versions) if not version.entry.retracts)


NATURE_ORDER = {"process": 0, "intervention": 1, "difference": 2, "voice": 3}


def page(
    family_id: int,
    user: User,
    *,
    before: str = "",
    limit: int = 30,
    kinds: Sequence[str] = (),
    which: Chosen = EVERYTHING,
) -> TimelinePage:
    """The newest deeds of a family, `limit` entries' worth; the same number of queries whatever there is."""
    live = narrowed(Entry.objects.visible_to(user).live().filter(family_id=family_id), which, family_id, user)
    if kinds:
        live = live.filter(kind__in=kinds)
    chosen = live.order_by("-happened_on", "-id")
    above = _cursor(before)
    if above:
        chosen = chosen.filter(_older_than(*above))
    places = list(chosen.values_list("deed_id", "happened_on", "id")[: limit + 1])
    shown, more = places[:limit], len(places) > limit
    deed_ids = list(dict.fromkeys(deed_id for deed_id, _, _ in shown))
    entries = list(live.filter(deed_id__in=deed_ids).select_related("recorded_by"))
    if above:
        # A deed whose first entry stood on the page before was shown there whole.
        begun = {row.deed_id for row in entries if (row.happened_on, row.pk) >= above}
        deed_ids = [deed_id for deed_id in deed_ids if deed_id not in begun]
    by_deed = _grouped(_lines(entries, family_id, user))
    deeds = tuple(DeedLine(deed_id, by_deed[deed_id]) for deed_id in deed_ids)
    return TimelinePage(deeds, _place(*shown[-1][1:]) if more else "")


def happened_last(family_id: int, user: User, *, most: int) -> tuple[DeedLine, ...]:
    """The newest deeds in which the family and the service were in touch; where there are fewer of them, the newest of
    the others too, which is one query more. By day, the newest first.
    """
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id).order_by("-happened_on", "-id")
    chosen: list[UUID] = []
    for rows in (live.filter(contact()), live):
        if len(chosen) < most:
            newest = dict.fromkeys(rows.exclude(deed_id__in=chosen).values_list("deed_id", flat=True)[: 8 * most])
            chosen += list(newest)[: most - len(chosen)]
    entries = list(live.filter(deed_id__in=chosen).select_related("recorded_by"))
    by_deed = _grouped(_lines(entries, family_id, user))
    return tuple(DeedLine(deed_id, by_deed[deed_id]) for deed_id in dict.fromkeys(row.deed_id for row in entries))


def deed(user: User, family_id: int, deed_id: UUID) -> DeedLine | None:
    """The live entries of one deed; None when there is none to see."""
    entries = list(
        Entry.objects.visible_to(user).live().filter(family_id=family_id, deed_id=deed_id).select_related("recorded_by")
    )
    return DeedLine(deed_id, _grouped(_lines(entries, family_id, user))[deed_id]) if entries else None


def entry(user: User, family_id: int, entry_id: UUID) -> EntryDetail | None:
    """One entry with its history; None when there is none to see. Any version's id opens it."""
    asked = Entry.objects.visible_to(user).filter(family_id=family_id, pk=entry_id).first()
    if asked is None:
        return None
    rows = list(
        Entry.objects.visible_to(user)
        .filter(family_id=family_id, strand_id=asked.strand_id)
        .select_related("recorded_by")
        .order_by("recorded_at", "id")
    )
    lines = {line.id: line for line in _lines(rows, family_id, user)}
    superseded = {row.supersedes_id for row in rows}
    newest = next((row for row in reversed(rows) if row.pk not in superseded), rows[-1])
    kind = all_kinds().get(asked.kind)
    continues = Strand.objects.values_list("continues_id", flat=True).filter(pk=asked.strand_id).first()
    return EntryDetail(
        line=lines[newest.pk],
        versions=tuple(lines[row.pk] for row in rows),
        kept_from=_kept_from(family_id, user, asked.strand_id, continues),
        newer_id=newest.pk if newest.pk != asked.pk else None,
        correct_url_name=kind.correct_url_name if kind else "",
        continues_strand=continues,
    )


@dataclass(frozen=True, slots=True)
class SaidSince:
    """What people said, in their own words, the newest first, and how much more there is."""

    lines: tuple[EntryLine, ...]
    more: int


def said_since(family_id: int, user: User, since: date, *, most: int) -> SaidSince:
    """What was said after that day, the newest `most` of it. Four queries at most, whatever there is."""
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id, nature=Nature.VOICE.value)
    said = live.filter(happened_on__gt=since).annotate(whole=Window(Count("pk")))
    rows = list(said.select_related("recorded_by").order_by("-happened_on", "-id")[:most])
    return SaidSince(tuple(_lines(rows, family_id, user)), rows[0].whole - len(rows) if rows else 0)


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """A page of what somebody may read of themselves. `before` continues it ("" at its end)."""

    lines: tuple[EntryLine, ...]
    before: str


def own_entries(user: User, *, before: str = "", limit: int = 50) -> OwnEntries:
    """For a parent or a child: what is recorded for the family to read, about themselves or their child. Newest
    first, `limit` on a page. Each entry says in `first_by` who wrote it first, whoever changed it or who reads it
    since; None where they may not see it as it was written.
    """
    about_me = EntryAbout.objects.visible_to(user).filter(scope.OfOneself("person_id"))
    mine = about_me.exclude(part=Part.MENTIONED.value).values("entry_id")
    apart = [key for key, kind in all_kinds().items() if kind.read_apart]
    found = Entry.objects.visible_to(user).live().filter(audience=Audience.FAMILY.value, pk__in=mine)
    found = found.exclude(kind__in=apart)
    if above := _cursor(before):
        found = found.filter(_older_than(*above))
    first = Entry.objects.visible_to(user).filter(strand_id=OuterRef("first_strand"), strand__continues__isnull=True)
    first_by = Subquery(first.order_by("id").values("recorded_by__name")[:1])
    found = found.annotate(first_strand=FirstStrand("strand_id")).annotate(first_by=first_by)
    rows = list(found.select_related("recorded_by").order_by("-happened_on", "-id")[: limit + 1])
    shown = rows[:limit]
    more = _place(shown[-1].happened_on, shown[-1].pk) if len(rows) > limit else ""
    return OwnEntries(tuple(_lines(shown, None, user)), more)


def texts_of_parts(
    family_id: int, user: User, parts: Sequence[str], *, limit: int = 5
) -> dict[str, list[tuple[TextLine, Entry]]]:
    """The newest live texts of each part, with whom they concern and the entry they stand in. For "what worries us" and
    "what is working".
    """
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id)
    names = people.names_of(family_id, user)
    found: dict[str, list[tuple[TextLine, Entry]]] = {part: [] for part in parts}
    newest = ("-entry__happened_on", "-entry_id", "id")
    rows = (
        EntryText.objects.visible_to(user)
        .filter(family_id=family_id, part__in=parts, entry__in=live)
        .annotate(place=Window(RowNumber(), partition_by="part", order_by=newest))
        .filter(place__lte=limit)
        .select_related("entry", "entry__recorded_by")
        .order_by(*newest)
    )
    for row in rows:
        heading = _heading(row.entry.kind, row.part)
        name = names.get(row.person_id, "somebody") if row.person_id else ""
        found[row.part].append((TextLine(row.part, row.body, row.person_id, name, heading), row.entry))
    return found


def contact() -> Q:
    """Which entries say that a family was in touch with us: sessions with minutes, and deeds whose kind says that they
    are contacts.
    """
    found = Q(minutes__isnull=False)
    for key, kind in all_kinds().items():
        if kind.contact_unless is not None:
            found |= Q(kind=key) & ~Q(facts__contains=dict(kind.contact_unless))
    return found & Q(nature="process")


def last_contact_of(family_ids: Sequence[int], user: User) -> dict[int, Entry]:
    """The last time each family was in touch: the newest live session with minutes, or other deed whose kind says that
    it is a contact. Two queries.
    """
    newest = (
        Entry.objects.live()
        .filter(contact(), family_id=OuterRef("pk"))
        .order_by("-happened_on", "-id")
        .values("id")[:1]
    )
    last = Family.objects.visible_to(user).filter(pk__in=list(family_ids)).values_list(Subquery(newest), flat=True)
    return {row.family_id: row for row in Entry.objects.visible_to(user).filter(pk__in=[pk for pk in last if pk])}


def _lines(entries: Sequence[Entry], family_id: int | None, user: User) -> list[EntryLine]:
    ids = [entry.pk for entry in entries]
    names = people.names_of(family_id, user) if family_id is not None else _names_in_scope(user)
    about: dict[UUID, list[tuple[UUID, str, str]]] = {}
    persons = EntryAbout.objects.visible_to(user).filter(entry_id__in=ids).order_by("id")
    for entry_id, person_id, part in persons.values_list("entry_id", "person_id", "part"):
        about.setdefault(entry_id, []).append((person_id, names.get(person_id, "somebody"), part))
    texts: dict[UUID, list[TextLine]] = {}
    kinds = {entry.pk: entry.kind for entry in entries}
    for text in EntryText.objects.visible_to(user).filter(entry_id__in=ids).order_by("id"):
        name = names.get(text.person_id, "") if text.person_id else ""
        heading = _heading(kinds[text.entry_id], text.part)
        line = TextLine(text.part, text.body, text.person_id, name, heading)
        texts.setdefault(text.entry_id, []).append(line)
    return [
        EntryLine(entry, _title(entry), tuple(texts.get(entry.pk, ())), tuple(about.get(entry.pk, ())))
        for entry in entries
    ]


def _names_in_scope(user: User) -> dict[UUID, str]:
    return {person_id: name for (_, person_id), name in people.names_in_scope(user).items()}


def _heading(kind: str, part: str) -> str:
    known = all_kinds().get(kind)
    return known.heading(part) if known else HEADINGS.get(part, "More")


def _told_by(line: EntryLine) -> str:
    known = all_kinds().get(line.entry.kind)
    return known.told_by if known else ""


def _title(entry: Entry) -> str:
    kind = all_kinds().get(entry.kind)
    return kind.title if kind else "Entry"


def _grouped(lines: Iterable[EntryLine]) -> dict[UUID, tuple[EntryLine, ...]]:
    groups: dict[UUID, list[EntryLine]] = {}
    for line in lines:
        groups.setdefault(line.entry.deed_id, []).append(line)
    return {
        deed_id: tuple(sorted(group, key=lambda line: (NATURE_ORDER[line.entry.nature], line.id)))
        for deed_id, group in groups.items()
    }


def _kept_from(family_id: int, user: User, strand_id: UUID, continues: UUID | None) -> tuple[KeptFrom, ...]:
    """From whom a strand is kept, for itself (as itself or as what it continues) or with what it was made of."""
    names = people.names_of(family_id, user)
    found = [each for each in people.kept(family_id, user) if each.until is None and strand_id in each.strands]
    elsewhere = {each.strand_id for each in found} - {strand_id, continues}
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, strand_id__in=elsewhere)
    through = {row.strand_id: row for row in rows.order_by("recorded_at", "id")} if elsewhere else {}
    return tuple(
        KeptFrom(
            each.id, each.from_person_id, names.get(each.from_person_id, "somebody"), each.why,
            not each.partners_may_read, through.get(each.strand_id) if each.strand_id else None,
        )
        for each in found
    )  # fmt: skip


def _place(day: date, pk: UUID) -> str:
    return f"{day.isoformat()}_{pk}"


def _older_than(day: date, pk: UUID) -> Q:
    return Q(happened_on__lt=day) | Q(happened_on=day, pk__lt=pk)


def _cursor(before: str) -> tuple[date, UUID] | None:
    day, _, pk = before.partition("_")
    try:
        return (date.fromisoformat(day), UUID(pk)) if before else None
    except ValueError:
        return None
