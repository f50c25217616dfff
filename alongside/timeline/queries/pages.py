"""What the timeline's own pages show: days with their deeds, one entry opened with everything beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from uuid import UUID

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit import clock
from alongside.kit.clock import london_day
from alongside.kit.dates import VagueDay, day_long, day_short, vague_words
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.rules import the_family
from alongside.timeline.kinds import all_kinds, instead_of_taking_back
from alongside.timeline.models import Entry, EntryHelper
from alongside.timeline.queries.apart import ForReaders, apart_from, who_reads, why_let_in
from alongside.timeline.queries.chronology import Chosen, Offered, counted, offered, read_chosen
from alongside.timeline.queries.deeds import continued_in
from alongside.timeline.queries.entries import DeedLine, EntryDetail, EntryLine, deed, entry, page
from alongside.timeline.queries.news import OLDEST_NEWS, seen_lately
from alongside.timeline.queries.reading import Read, read
from alongside.timeline.rules import Audience, Part


@dataclass(frozen=True, slots=True)
class DeedShown:
    """One deed. `recorded`: when it was written down, in words; "" on the day it happened."""

    line: DeedLine
    recorded: str


@dataclass(frozen=True, slots=True)
class Day:
    """The deeds of one day, or of a time that is known only vaguely: then `vague` says which."""

    first: Entry
    vague: str
    deeds: tuple[DeedShown, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The timeline of a family as its page shows it. `before` continues it; `chosen` is what of it is shown, in `words`
    ("" for all of it), recorded on `count` occasions; `offered`: what could be chosen. `seen`: what whoever has it
    before them has seen of what is news, as `access.note_look` keeps it.
    """

    family: Family
    called: str
    days: tuple[Day, ...]
    before: str
    is_newest: bool
    chosen: Chosen
    offered: Offered
    words: str
    count: int
    may_record: bool
    seen: tuple[UUID, ...]

    @property
    def is_all_news(self) -> bool:
        """Whether everything stands here: nobody who had it before them is told of it again. What was written down
        lately of a day long ago stands on an older page, where there is one.
        """
        return self.is_newest and not self.before and not self.chosen.anything


@dataclass(frozen=True, slots=True)
class OpenedEntry:
    """One entry opened.

    `others`: what else the same deed left. `told`: what each version told beyond its sentence and texts, by version.
    `goes_on_in`: the entry that took its place when who may read it changed; `went_before`: the one whose place it
    took. Both may lie in a strand this reader does not see: then None. `kept_apart`: who must be kept away and does not
    read it; `let_in`: who reads it all the same, and why that is safe; `let_in_then`: of whom that was said when it was
    changed, whether they read it still or not. `seen`: what of it may have been news.
    """

    family: Family
    called: str
    detail: EntryDetail
    deed_id: UUID
    others: tuple[EntryLine, ...]
    helpers: tuple[str, ...]
    goes_on_in: UUID | None
    went_before: UUID | None
    may_record: bool
    may_withhold: bool
    told: Mapping[UUID, Read]
    kept_apart: tuple[str, ...] = ()
    let_in: Mapping[str, str] = MappingProxyType({})
    let_in_then: Mapping[str, str] = MappingProxyType({})
    seen: tuple[UUID, ...] = ()

    @property
    def own_page(self) -> str:
        """The name of the address at which all of it stands, when its kind has a page of its own for our staff."""
        kind = all_kinds().get(self.line.entry.kind)
        return kind.url_name if kind and kind.has_own_page and self.may_record and self.detail.is_live else ""

    @property
    def put_right_elsewhere(self) -> str:
        """What puts it right, when it cannot be said that it did not happen; "" when it can."""
        return _instead(self.line)

    @property
    def with_it(self) -> tuple[EntryLine, ...]:
        """What else its deed left, when the whole of it can be said not to have happened."""
        return () if any(_instead(other) for other in self.others) else self.others

    @property
    def line(self) -> EntryLine:
        """The newest version."""
        return self.detail.line

    @property
    def last_told(self) -> EntryLine:
        """The newest version that tells what happened: of what was retracted, the one before."""
        return self.detail.last_told

    @property
    def vague(self) -> str:
        """When it happened, if that is known only roughly; else ""."""
        return when_vague(self.last_told.entry)

    @property
    def deed_entries(self) -> tuple[EntryLine, ...]:
        """Everything of its deed that counts, itself included."""
        return (self.line, *self.others) if self.detail.is_live else self.others

    @property
    def would_read(self) -> list[str]:
        """Whom of the family it is about: they read it on their own page once the family may."""
        return list(dict.fromkeys(name for _, name, part in self.line.about if part != Part.MENTIONED.value))

    @property
    def state(self) -> str:
        """Which versions are the newest now; a form shown before carries what it was then."""
        return " ".join(sorted(str(line.id) for line in (self.line, *self.others)))


def timeline_view(family: Family, user: User, *, asked: Mapping[str, str], at: datetime) -> TimelineView:
    """One page of a family’s timeline, by day: what was `asked` of it by person, kind, who, days and nature, from
    the place `before` on. What cannot be read or is not there chooses nothing; an unknown place gives the newest.
    """
    among, before = offered(family, user), asked.get("before", "")
    chosen = read_chosen(asked, among, clock.today())
    # Asked first: whatever comes to be there while the page is read is news the next time.
    lately = () if before or chosen.anything else seen_lately(family.pk, user, at)
    found = page(family.pk, user, before=before, which=chosen)
    shown = TimelineView(
        family=family,
        called=capital(the_family(family.name)),
        days=tuple(_days(found.deeds)),
        before=found.before,
        is_newest=not before,
        chosen=chosen,
        offered=among,
        words=among.words(chosen),
        count=counted(chosen, family.pk, user),
        may_record=user_may(user, Permission.RECORD_HELP),
        seen=lately,
    )
    if shown.is_all_news:
        return shown
    return replace(shown, seen=_newly((line.entry for one in found.deeds for line in one.entries), user, at))


def _newly(entries: Iterable[Entry], user: User, at: datetime) -> tuple[UUID, ...]:
    """Those of them that somebody else recorded so lately that they may be news."""
    oldest = at - OLDEST_NEWS
    return tuple(row.pk for row in entries if row.recorded_at > oldest and row.recorded_by_id != user.pk)


def opened_entry(family: Family, user: User, entry_id: UUID) -> OpenedEntry | None:
    """One entry with everything its page shows; None when there is none to see."""
    detail = entry(user, family.pk, entry_id)
    if detail is None:
        return None
    told = detail.last_told.entry
    whole = deed(user, family.pk, told.deed_id)
    may_withhold = user_may(user, Permission.WITHHOLD)
    opened = OpenedEntry(
        family=family,
        called=capital(the_family(family.name)),
        detail=detail if may_withhold else replace(detail, kept_from=()),
        deed_id=told.deed_id,
        others=tuple(line for line in whole.entries if line.id != detail.line.id) if whole else (),
        helpers=_helpers(user, told),
        goes_on_in=_newest_in(user, family.pk, continued_in(family.pk, [told.strand_id])),
        went_before=_newest_in(user, family.pk, [detail.continues_strand] if detail.continues_strand else []),
        may_record=user_may(user, Permission.RECORD_HELP),
        may_withhold=may_withhold,
        told=read(family, user, [version.entry for version in detail.versions]),
        seen=_seen(detail, whole, user),
    )
    return _with_apart(opened, detail, user) if opened.may_record and people.kept_away(family) else opened


def _seen(detail: EntryDetail, whole: DeedLine | None, user: User) -> tuple[UUID, ...]:
    """Every version of it and what its deed left; of what was taken back, all that was taken back with it. One query,
    or none.
    """
    newest = detail.line.entry
    rows = [each.entry for each in (*detail.versions, *(whole.entries if whole else ()))]
    if newest.retracts:
        rows += Entry.objects.visible_to(user).filter(family_id=newest.family_id, deed_id=newest.deed_id)
    return _newly({row.pk: row for row in rows}.values(), user, clock.now())


def _with_apart(opened: OpenedEntry, detail: EntryDetail, user: User) -> OpenedEntry:
    """With who must be kept away: from whom of them it is kept, and who was let in. Five queries at most."""
    away = people.kept_away(opened.family)
    kept = {each.person_id: each.name for each in detail.kept_from if str(each.person_id) in away}
    return replace(
        opened,
        kept_apart=tuple(kept.values()),
        let_in=_by_name(opened.family, user, _reading_still(opened, detail, user)),
        let_in_then=_by_name(opened.family, user, _said_then(opened, user)),
    )


def _reading_still(opened: OpenedEntry, detail: EntryDetail, user: User) -> dict[UUID, str]:
    """Who was let in and still reads it, with the words why that is safe."""
    entry, family_id = opened.line.entry, opened.family.pk
    if not (detail.is_live and detail.continues_strand and entry.audience == Audience.FAMILY.value):
        return {}
    said = why_let_in(family_id, user, detail.continues_strand)
    parts = {mentioned: {person for person, _, part in opened.line.about if (part == Part.MENTIONED.value) is mentioned}
             for mentioned in (False, True)}  # fmt: skip
    one = ForReaders(entry.strand_id, entry.audience, frozenset(parts[False]), frozenset(parts[True]))
    reads = who_reads(family_id, user, said, [one], clock.now())
    return {person: why for person, why in said.items() if person in reads}


def _said_then(opened: OpenedEntry, user: User) -> dict[UUID, str]:
    return why_let_in(opened.family.pk, user, opened.line.entry.strand_id) if opened.goes_on_in else {}


def _by_name(family: Family, user: User, said: Mapping[UUID, str]) -> dict[str, str]:
    names = people.names_of(family.pk, user) if said else {}
    return {names.get(person, "Somebody"): why for person, why in said.items()}


def people_to_keep_from(family: Family, user: User, strand_id: UUID) -> list[tuple[UUID, str]]:
    """The people of the family from whom an entry is not kept itself yet, with their names: what is kept from somebody
    only with what it was made of can be kept for itself as well.
    """
    found = people.kept(family.pk, user)
    kept = {each.from_person_id for each in found if each.until is None and each.strand_id == strand_id}
    return [(pk, name) for pk, name in people.names_of(family.pk, user).items() if pk not in kept]


def apart_by_name(opened: OpenedEntry, user: User, at: datetime) -> dict[UUID, tuple[str, str]]:
    """Who must be kept away and would read it once the family may: the name of each and what to know of them. No query
    where nobody must be kept away, else up to four.
    """
    about = [(person, part) for person, _, part in opened.line.about]
    found = apart_from(opened.family, user, opened.line.entry, about, at)
    names = people.names_of(opened.family.pk, user) if found else {}
    return {person: (names.get(person, "Somebody"), words) for person, words in found.items()}


def when_vague(entry: Entry) -> str:
    """ "March 2026" when it is known to the month or the year, first and last day when it lies between two; "" when
    the day is known.
    """
    if entry.precision == "month":
        return vague_words(VagueDay(entry.happened_on, entry.happened_to, "month"))
    if entry.precision == "year":
        return vague_words(VagueDay(entry.happened_on, entry.happened_to, "year"))
    if entry.happened_on != entry.happened_to:
        return f"Between {day_long(entry.happened_on)} and {day_long(entry.happened_to)}"
    return ""


def _instead(line: EntryLine) -> str:
    return instead_of_taking_back(line.entry.kind, line.entry.facts)


def _days(deeds: Sequence[DeedLine]) -> Iterable[Day]:
    for (_, vague), group in groupby(deeds, key=lambda deed: (deed.happened_on, when_vague(deed.first.entry))):
        those = tuple(group)
        yield Day(those[0].first.entry, vague, tuple(DeedShown(deed, _recorded(deed.first.entry)) for deed in those))


def _recorded(entry: Entry) -> str:
    on = london_day(entry.recorded_at)
    return "" if on <= entry.happened_to else f"recorded {day_short(on, entry.happened_to)}"


def _helpers(user: User, told: Entry) -> tuple[str, ...]:
    rows = (
        EntryHelper.objects.visible_to(user)
        .filter(family_id=told.family_id, entry_id=told.pk)
        .select_related("user", "professional")
        .order_by("id")
    )
    return tuple(str(row.user or row.professional) for row in rows)


def _newest_in(user: User, family_id: int, strand_ids: Sequence[UUID]) -> UUID | None:
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, strand_id__in=strand_ids)
    return rows.order_by("-recorded_at", "-id").values_list("pk", flat=True).first() if strand_ids else None
