"""Who reads a version: what there is to open, and what each was able to read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.agreements import queries as agreements
from alongside.assessments import rules
from alongside.assessments.queries.held import Held, assessment, held
from alongside.assessments.queries.reading import AgreePage, keys_in_order
from alongside.assessments.rules import Assessment, Chosen, Offered, Version
from alongside.kit.clock import at as noon
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed
from alongside.kit.telling import found_in, secret_parts
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.queries import Kept
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Everything of a version of which somebody says who reads it. `everybody`: of the family, who may read; `apart`:
    who must be kept away; `through`: by person, through whom they read (themselves, children they hold responsibility
    for); `strands`: of each source; `named`: who is in it; `may_withhold`: whether the reader of this page may keep
    things from one person; `partners`: helpers of other agencies, each with the people of whom they may read.

    `last`: the copy of each source that was opened last, now or of an earlier version, and though it was taken back;
    `earlier`: copies of earlier
    versions that are read still; `later`: whether it was said already who reads a later version; `protected`: what of
    each source is protected, in words; `away_then`: who had to be kept away when it was said who reads it.
    """

    held: Held
    version: Version
    rows: tuple[Offered, ...]
    everybody: tuple[UUID, ...]
    apart: frozenset[UUID]
    through: Mapping[UUID, frozenset[UUID]]
    strands: Mapping[UUID, UUID]
    named: Mapping[UUID, tuple[UUID, ...]]
    withheld: tuple[Kept, ...]
    opened: Mapping[UUID, ToldLine]
    said: Mapping[UUID, Chosen]
    said_in: UUID | None
    may_withhold: bool
    last: Mapping[UUID, rules.Copied] = MappingProxyType({})
    earlier: tuple[UUID, ...] = ()
    later: bool = False
    protected: Mapping[UUID, Sequence[str]] = MappingProxyType({})
    partners: tuple[str, ...] = ()
    away_then: tuple[UUID, ...] = ()

    @property
    def through_of(self) -> tuple[UUID, ...]:
        """Everybody who may come to read something: all who are here, and whoever holds responsibility for a child."""
        return tuple(dict.fromkeys([*(one.person_id for one in self.held.people if not one.is_unborn), *self.through]))

    @property
    def the_family(self) -> str:
        """Who reads what is for the family: "Katie, Amy and Liam"."""
        return listed([self.held.name(person) for person in self.everybody])

    @property
    def through_a_child(self) -> str:
        """Who reads it besides, because they hold responsibility for a child; "" for nobody."""
        return listed([self.held.name(each) for each in self.through if each not in {*self.everybody, *self.apart}])

    def could_read(self, person: UUID) -> int:
        """How much of it somebody can read."""
        return sum(
            self.reads_through(person, [each for each, part in line.about if part != "mentioned"])
            and person not in {each.from_person_id for each in self.withheld if line.entry.strand_id in each.strands}
            for line in self.opened.values()
            if line.entry.audience == "family"
        )

    def reads_all_the_same(self, row: Offered, one: Chosen) -> list[UUID]:
        """From whom a part is to be kept, and who would read it through somebody else it is about."""
        about = rules.about_of(row, one, self.everybody)
        settled = self.kept_from(row.source) | self.away_from(row)
        return [person for person in one.kept_from if person not in settled and self.reads_through(person, about)]

    def still_read(self, persons: Sequence[UUID]) -> str:
        """What to say of these, to whoever may not keep things from one person."""
        who = listed([self.held.name(person) for person in persons])
        return (
            f"{who} would still read it, holding responsibility for a child it is about. "
            f"Choose “{rules.READERS[rules.TEAM]}”, or ask a manager to open it without {who}"
        )

    def reads_through(self, person: UUID, about: Collection[UUID]) -> bool:
        return bool(self.through.get(person, frozenset({person})) & set(about))

    @property
    def kept_away(self) -> str:
        """Who must be kept away: "Dean"; "" for nobody."""
        return listed([self.held.name(person) for person in self.held.names if person in self.apart])

    @property
    def away_no_more(self) -> str:
        """Of whom it is recorded no longer since it was said who reads it; "" for nobody."""
        return listed([self.held.name(person) for person in self.away_then if person not in self.apart])

    def away_from(self, row: Offered) -> frozenset[UUID]:
        """Who must be kept away and so never reads it; what is somebody's own is not kept from them."""
        return self.apart - {row.belongs_to} if row.belongs_to else self.apart

    def stays_kept(self, row: Offered) -> tuple[UUID, ...]:
        """From whom it is kept until somebody says that they may read it; whoever must be kept away never does."""
        kept = self.kept_from(row.source) - self.away_from(row)
        return tuple(person for person in self.through_of if person in kept)

    def but_not_away(self, row: Offered) -> tuple[UUID, ...]:
        """From whom it is kept by somebody's word, and not because they must be kept away."""
        return tuple(person for person in row.kept_from if person not in self.away_from(row))

    def closed_to_partners(self, row: Offered) -> bool:
        """Whether it is kept from partners, and not for the reader of this page to open to them."""
        return not self.may_withhold and any(not each.partners_may_read for each in self.kept(row.source))

    def with_kept(self, row: Offered, one: rules.Chosen) -> rules.Chosen:
        """What somebody chose, and from whom it stays kept because they did not choose otherwise."""
        stays = (person for person in self.stays_kept(row) if person not in one.let_in)
        return replace(one, kept_from=tuple(dict.fromkeys([*one.kept_from, *stays])))

    def kept(self, source: UUID) -> tuple[Kept, ...]:
        """What keeps a source, or the copy that was opened of it last, from somebody now."""
        last = self.last.get(source)
        of = {self.strands.get(source, source), *([last.strand_id] if last else [])}
        return tuple(each for each in self.withheld if of & each.strands)

    def kept_from(self, source: UUID) -> frozenset[UUID]:
        return frozenset(each.from_person_id for each in self.kept(source))

    def kept_as_opened(self, source: UUID) -> frozenset[UUID]:
        """From whom the copy itself is kept, whatever becomes of what it was made of."""
        last, own = self.last.get(source), self.strands.get(source)
        kept = (each for each in self.withheld if last and last.strand_id in each.strands and each.strand_id != own)
        return frozenset(each.from_person_id for each in kept)


def open_page(user: User, family_id: int, number: int, today: date) -> OpenPage:
    """What of a complete version can be opened. Raises NotAllowed for a version that is not complete."""
    timeline.read_together("opening", family_id, user)
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    version = found.version(number)
    if version is None:
        raise NotAllowed
    kinds = (rules.OPENED, rules.READERS_SAID, rules.SECTION, rules.VIEW)
    told = timeline.told(family_id, user, kinds, involvement_id=where.involvement.pk)
    lines = [line for line in told if line.entry.kind in (rules.OPENED, rules.READERS_SAID)]
    of_it = [line for line in lines if line.facts["version"] == number]
    opened = {UUID(line.content["source"]): line for line in of_it if line.entry.kind == rules.OPENED}
    decided = next((line for line in of_it if line.entry.kind == rules.READERS_SAID), None)
    sources = [line for line in told if line.entry.kind in (rules.SECTION, rules.VIEW)]
    strands = {line.id: line.entry.strand_id for line in sources}
    named = {line.id: tuple(line.persons()) for line in sources}
    apart = frozenset(UUID(person) for person in people.kept_away(where.family))
    known = people.people_of(family_id, user, today)
    protected = {line.person_id for line in known if line.protected}
    everybody = tuple(
        one.person_id for one in where.people
        if one.is_here and not one.is_unborn and one.person_id not in apart | protected
    )  # fmt: skip
    said = [rules.Chosen.from_content(each) for each in (decided.content["choices"] if decided else ())]
    before = [line for line in lines if line.facts["version"] < number]
    rows = _kept_before(_rows(where, found, number), before)
    page = OpenPage(
        where, version, (), everybody, apart, _through(user, family_id, today), strands, named,
        tuple(each for each in people.kept(family_id, user) if each.until is None), opened,
        {each.source: each for each in said}, decided.id if decided else None, user_may(user, Permission.WITHHOLD),
        last=_last(rows, _ever_opened(user, where, number)),
        earlier=tuple(line.id for line in before if line.entry.kind == rules.OPENED),
        away_then=rules.away_then(decided.content) if decided else (),
        later=any(line.facts["version"] > number for line in lines),
    )  # fmt: skip
    return replace(page, rows=tuple(_as_it_stands(page, row) for row in rows))


def page_to_open(user: User, family_id: int, number: int, at: datetime) -> OpenPage:
    """The same with what is protected in each part; a part with something protected is for our own staff unless
    somebody says else. Up to three queries more.
    """
    page = open_page(user, family_id, number, london_day(at))
    secrets: dict[str, frozenset[str]] = {}
    for secret in people.secrets_of(family_id, user, at):
        secrets[secret.what] = secrets.get(secret.what, frozenset()) | secret_parts([secret.words])
    protected = {row.source: found for row in page.rows if (found := _protected_in(row, secrets))}
    ours = [row.source for row in page.rows if row.source in protected and row.source not in page.said]
    rows = tuple(
        replace(row, readers=rules.TEAM, kept_from=page.but_not_away(row), why=PROTECTED) if row.source in ours else row
        for row in page.rows
    )  # fmt: skip
    return replace(page, rows=rows, protected=protected)


def agree_page(user: User, family_id: int, number: int, today: date) -> AgreePage:
    """Everybody to ask about a complete version. Raises NotAllowed for one that is not complete."""
    where = held(user, family_id, today)
    found, where = assessment(user, where)
    version = found.version(number)
    if version is None:
        raise NotAllowed
    helpers = people.helpers_of(family_id, user, noon(today, 23, 59))
    agencies = dict.fromkeys(line.agency for line in helpers if line.agency)
    said = {(one.person_id, one.whose): one for one in found.answers_to(number)}
    agencies |= dict.fromkeys(whose for person, whose in said if person is None)
    opened = open_page(user, family_id, number, today)
    signs_in = people.who_sign_in(family_id, user, noon(today, 23, 59))
    could = {person: number_read for person in signs_in if (number_read := opened.could_read(person))}
    return AgreePage(where, version, said, tuple(agencies), could, len(opened.rows))


def readers_page(user: User, family_id: int, number: int, at: datetime) -> OpenPage:
    """The same with what is protected in it and the helpers of other agencies who would read along. Up to twelve
    queries more.
    """
    page = page_to_open(user, family_id, number, at)
    found = agreements.consents(family_id, user, at)
    covered = {line.name: agreements.known_about(found, agreements.meant_by(line), at)
               for line in found.helpers if line.helper.user_id}  # fmt: skip
    names = {name: listed([page.held.name(person) for person in page.held.names if person in about])
             for name, about in covered.items() if about}  # fmt: skip
    return replace(page, partners=tuple(f"{name} (of {about})" for name, about in names.items()))


def opened_copies(user: User, family_id: int) -> list[tuple[UUID, UUID | None]]:
    """The strand of everything that is opened to be read, and whose own it is. One query."""
    told = timeline.told(family_id, user, [rules.OPENED], with_about=False)
    return [(line.entry.strand_id, rules.whose_own(line.content)) for line in told]


def fallen(user: User, family_id: int) -> list[UUID]:
    """What stands opened though what it was made of did not happen. Two queries."""
    told = timeline.told(family_id, user, [rules.OPENED, rules.SECTION, rules.VIEW], with_about=False)
    live = {str(line.id) for line in told}
    return [line.id for line in told if line.entry.kind == rules.OPENED and line.content["source"] not in live]


def _through(user: User, family_id: int, today: date) -> dict[UUID, frozenset[UUID]]:
    answering = people.answering_for(family_id, user, today)
    return {person: children | {person} for person, children in answering.items()}


def _ever_opened(user: User, where: Held, number: int) -> list[ToldLine]:
    """Every copy that was opened up to a version, the first first; also what was taken back, for what is kept of that
    is kept of what is opened in its place.
    """
    return timeline.ever_told_whole(
        where.family.pk, user, [rules.OPENED], involvement_id=where.involvement.pk, up_to=number
    )


def _last(rows: Sequence[Offered], lines: Sequence[ToldLine]) -> dict[UUID, rules.Copied]:
    """The copy of each source that was opened last: by what it was made of, else of the same part in the version
    before.
    """
    found: dict[str | rules.Part, rules.Copied] = {}
    for line in lines:
        copied = rules.Copied(line.id, line.entry.strand_id)
        found |= {line.content["source"]: copied, rules.part_opened(line.content): copied}
    last = {row.source: [found[one] for one in (str(row.source), *row.parts) if one in found] for row in rows}
    return {source: copies[0] for source, copies in last.items() if copies}


def _kept_before(rows: Iterable[Offered], lines: Iterable[ToldLine]) -> list[Offered]:
    """Each part as we would have it, kept from whom it was to be kept while our own staff alone read it: of that there
    is no copy of which it is kept.
    """
    found: dict[rules.Part | str, Chosen] = {}
    for line in sorted(lines, key=lambda line: line.facts["version"]):
        if line.entry.kind == rules.READERS_SAID:
            found |= {rules.part_chosen(each): Chosen.from_content(each) for each in line.content["choices"]}
    kept = {part: one for part, one in found.items() if one.readers == rules.TEAM and one.kept_from}
    last = [(row, kept.get(row.part) or kept.get(row.heading)) for row in rows]
    return [replace(row, kept_from=one.kept_from, why=one.why) if one else row for row, one in last]


def _protected_in(row: Offered, secrets: Mapping[str, frozenset[str]]) -> list[str]:
    return found_in("\n".join(line[3] for line in row.lines), secrets)


def _rows(where: Held, found: Assessment, number: int) -> list[Offered]:
    """Every section that stood in the version and every view beside it, with who reads it unless somebody says else."""
    standing = found.standing(number)
    rows: list[Offered] = []
    for key in keys_in_order(where, standing):
        one, about = standing[key], key[1]
        section, name = where.section_of(one), where.name(about)
        person = where.person(about) if about else None
        readers, why = rules.suggested(section, person)
        lines = rules.told_lines(where.to_read(one))
        rows.append(Offered(one.said, section, about, name, "", None, lines, readers, why=why))
        for view in found.views_of(key, number):
            whose = where.person(view.person_id) if view.person_id else None
            readers, why = rules.suggested_view(view, section, person, whose)
            words = (("", "", section.name, view.words),)
            rows.append(Offered(view.said, section, about, name, view.whose, view.person_id, words, readers, why=why))
    return rows


def _as_it_stands(page: OpenPage, row: Offered) -> Offered:
    """As somebody said it last, or as we would have it: kept from whoever it is kept from already, also while our own
    staff alone read it. Whoever must be kept away never reads it, and is nobody's choice.
    """
    if said := page.said.get(row.source):
        row = replace(row, readers=said.readers, kept_from=said.kept_from, why=said.why,
                      partners_may_read=said.partners_may_read)  # fmt: skip
    if keeps := [each for each in page.kept(row.source) if each.from_person_id not in page.away_from(row)]:
        row = replace(row, partners_may_read=all(each.partners_may_read for each in keeps))
    kept = tuple(dict.fromkeys([*page.but_not_away(row), *page.stays_kept(row)]))
    why = "" if row.why == KEPT else row.why
    return replace(row, kept_from=kept, why=why or KEPT if kept else why)


KEPT = "Somebody is kept from it already"
PROTECTED = "What is protected stands in it"
