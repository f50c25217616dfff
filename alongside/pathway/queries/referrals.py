"""Referrals as a manager decides on them: those that wait, and one opened to everything it says."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.reads import once
from alongside.kit.refusals import NotAllowed
from alongside.pathway.models import Referral
from alongside.pathway.queries.involvement import items_of, standing_of, standings_of
from alongside.pathway.queries.submissions import LISTS, labels
from alongside.pathway.queries.workload import Load, workloads
from alongside.pathway.rules import ALLOCATED, ASKED, GIVEN, RECEIVED, RISK_ASSESSED, UNDECIDED, Standing
from alongside.people import queries as people
from alongside.people.models import Family, Involvement, PersonKnownAs
from alongside.people.queries import FactLine, KnownPerson, PersonLine
from alongside.people.rules import family_words, the_family
from alongside.timeline import queries as timeline
from alongside.timeline.clocks import CLOSED, DECLINED
from alongside.timeline.models import Entry
from alongside.timeline.queries import DueLine, EntryLine

MOST = 50
TOLD_OF_RISKS = (RECEIVED, RISK_ASSESSED)
NUMBERS = ("nhs", "upn")
VERY_CLOSE, CLOSE = 0.95, 0.6


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral in the list. Never says why the family is referred. `people`: names, the children first."""

    family_id: int
    family_name: str
    from_name: str
    agency: str
    received_on: date
    standing: Standing
    people: tuple[str, ...]
    due: tuple[DueLine, ...]

    @property
    def called(self) -> str:
        """The family in a list: "Smith family"."""
        return family_words(self.family_name)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a manager, the oldest first. `more`: how many are not shown."""

    to_decide: tuple[ReferralLine, ...]
    to_allocate: tuple[ReferralLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AllocationPage:
    """What waits for a manager, and how many families each key worker has."""

    waiting: Waiting
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A family in which people of the referral may be known already: who, and whom to ring.

    `known` is the closest match; `may_open`: the reader may see that family.
    """

    names: tuple[str, ...]
    known: KnownPerson
    may_open: bool

    @property
    def how_close(self) -> str:
        """How close the names are, in words; a number given by both is the closest there is."""
        return (
            "very close"
            if self.known.score >= VERY_CLOSE
            else "close"
            if self.known.score >= CLOSE
            else "not very close"
        )


@dataclass(frozen=True, slots=True)
class ReferralRead:
    """A referral as it reads: what it says, and what was asked and answered."""

    family: Family
    involvement: Involvement
    referral: Referral
    received: EntryLine
    exchanged: tuple[EntryLine, ...]
    criteria: tuple[str, ...]
    triggers: tuple[str, ...]
    route: str
    family_knows: str

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.family.name)

    @property
    def from_name(self) -> str:
        """Who asked for help."""
        return str(self.received.entry.facts["from_name"])

    @property
    def written_by(self) -> str:
        """Who of the team wrote down what was said when they rang; "" when they sent it themselves."""
        return str(self.received.entry.facts.get("written_by", ""))


@dataclass(frozen=True, slots=True)
class RisksTold:
    """What a referrer said that a worker should know before visiting, until we have assessed the risks ourselves.

    `words`: exactly as written, "" when they wrote nothing; `assessed`: a risk assessment has been made since.
    """

    family_id: int
    words: str
    from_name: str
    agency: str
    on: date
    assessed: bool

    @property
    def whose(self) -> str:
        """ "Ms Treadwell, Hillview Primary"."""
        return f"{self.from_name}, {self.agency}".removesuffix(", ")


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One referral opened to be decided: what it says, who is in the family, who may be known already, and how many
    families each key worker has.
    """

    read: ReferralRead
    standing: Standing
    people: tuple[tuple[PersonLine, tuple[FactLine, ...]], ...]
    due: tuple[DueLine, ...]
    earlier: tuple[Earlier, ...]
    not_looked_for: tuple[str, ...]
    loads: tuple[Load, ...]

    @property
    def undecided(self) -> bool:
        return self.standing in UNDECIDED


def referral_of(user: User, involvement: Involvement) -> Referral | None:
    """The referral with which an involvement began, with its author and its entry; None when it began otherwise."""
    rows = Referral.objects.visible_to(user).filter(family_id=involvement.family_id, involvement=involvement)
    found: Referral | None = rows.select_related("author", "entry").order_by("-received_at", "-id").first()
    return found


def waiting_referrals(user: User, at: datetime, *, most: int = MOST) -> Waiting:
    """Referrals without an answer, and families accepted who have no key worker yet. Six queries, whatever their
    number.
    """
    rows = list(_waiting(user).order_by("received_at", "id")[: most + 1])
    shown = rows[:most]
    today = london_day(at)
    standings = standings_of(user, {row.involvement_id: row.family_id for row in shown}, today)
    family_ids = [row.family_id for row in shown]
    names = _names(family_ids, user)
    due = timeline.next_due_of(family_ids, user, at)
    lines = [
        ReferralLine(
            family_id=row.family_id, family_name=row.family.name, from_name=row.entry.facts["from_name"],
            agency=row.agency, received_on=london_day(row.received_at), standing=standings[row.involvement_id],
            people=tuple(names.get(row.family_id, ())), due=tuple(due.get(row.family_id, ())),
        )
        for row in shown
    ]  # fmt: skip
    return Waiting(
        tuple(line for line in lines if line.standing in UNDECIDED),
        tuple(line for line in lines if line.standing is Standing.ACCEPTED),
        _waiting(user).count() - most if len(rows) > most else 0,
    )


def allocation_page(user: User, at: datetime) -> AllocationPage:
    """What waits, and who could help. The scope must hold all the reader's families."""
    return AllocationPage(waiting_referrals(user, at), tuple(workloads(user, at)))


def referral_page(user: User, family_id: int, at: datetime, request_id: uuid.UUID) -> ReferralPage:
    """One referral with everything behind it. Whoever may be known already is looked for through the declared door,
    which writes the look down before it answers. The scope must hold all the reader's families. Raises NotAllowed.
    """
    read = referral_read(user, family_id)
    today = london_day(at)
    lines = people.people_of(family_id, user, today)
    facts = people.facts_of(family_id, user)
    earlier, unknown = _earlier(user, family_id, lines, facts, request_id)
    return ReferralPage(
        read=read, standing=standing_of(user, read.involvement, today),
        people=tuple((line, tuple(fact for fact in facts if fact.person_id == line.person_id)) for line in lines),
        due=tuple(timeline.what_is_due(family_id, user, at)), earlier=earlier, not_looked_for=unknown,
        loads=tuple(workloads(user, at)),
    )  # fmt: skip


def referral_read(user: User, family_id: int, entry_id: uuid.UUID | None = None) -> ReferralRead:
    """The referral with which the family's newest involvement began, or the one that this entry tells of. Raises
    NotAllowed when there is none.
    """
    family = people.family(user, family_id)
    involvement = _told_in(user, family_id, entry_id) if entry_id else people.current_involvement(family_id, user)
    referral = referral_of(user, involvement) if involvement else None
    if involvement is None or referral is None:
        raise NotAllowed
    deeds = timeline.page(family_id, user, kinds=(RECEIVED, ASKED, GIVEN), limit=100).deeds
    entries = [line for deed in reversed(deeds) for line in deed.entries if line.entry.involvement_id == involvement.pk]
    received = next((line for line in entries if line.entry.kind == RECEIVED), None)
    if received is None:
        raise NotAllowed
    lists = items_of(involvement, *LISTS)
    return ReferralRead(
        family=family, involvement=involvement, referral=referral, received=received,
        exchanged=tuple(line for line in entries if line.entry.kind != RECEIVED),
        criteria=labels(lists, "referral_criterion", referral.criteria),
        triggers=labels(lists, "referral_trigger", referral.triggers),
        route=" ".join(labels(lists, "referral_route", [referral.route])),
        family_knows=" ".join(labels(lists, "family_knows", [referral.family_knows])),
    )  # fmt: skip


def _told_in(user: User, family_id: int, entry_id: uuid.UUID) -> Involvement | None:
    rows = Entry.objects.visible_to(user).filter(family_id=family_id, pk=entry_id, kind=RECEIVED)
    entry = rows.select_related("involvement").first()
    return entry.involvement if entry else None


@once
def risks_told(user: User, family_id: int) -> RisksTold | None:
    """What the referrer said of risks; None when the newest involvement began without a referral. Three queries."""
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        return None
    told = timeline.told(family_id, user, TOLD_OF_RISKS, involvement_id=involvement.pk, with_about=False)
    received = next((line for line in told if line.entry.kind == RECEIVED), None)
    if received is None:
        return None
    words = timeline.words_told([received], user).get(received.id, {})
    return RisksTold(
        family_id, words.get("note", ""), received.facts["from_name"], received.facts.get("agency", ""),
        received.entry.happened_on, assessed=any(line.entry.kind == RISK_ASSESSED for line in told),
    )  # fmt: skip


def _waiting(user: User) -> QuerySet[Any]:
    answered = Entry.objects.live().filter(
        family_id=OuterRef("family_id"),
        involvement_id=OuterRef("involvement_id"),
        kind__in=(DECLINED, ALLOCATED, CLOSED),
    )
    return Referral.objects.visible_to(user).filter(~Exists(answered)).select_related("family", "entry")


def _names(family_ids: Sequence[int], user: User) -> dict[int, list[str]]:
    """Everybody's name or description in each family, the youngest first, whose birth is not known last. One query."""
    found: dict[int, list[str]] = {}
    rows = PersonKnownAs.objects.visible_to(user).filter(family_id__in=family_ids).newest()
    for row in rows.order_by("family_id", F("birth").desc(nulls_last=True), "recorded_at", "id"):
        found.setdefault(row.family_id, []).append(str(row))
    return found


def _earlier(
    user: User, family_id: int, lines: Iterable[PersonLine], facts: Sequence[FactLine], request_id: uuid.UUID
) -> tuple[tuple[Earlier, ...], tuple[str, ...]]:
    """Who may be known in another family, and who cannot be looked for because neither birth nor number is known."""
    found: list[tuple[str, KnownPerson]] = []
    unknown = []
    for line in lines:
        numbers = [fact.value for fact in facts if fact.person_id == line.person_id and fact.kind in NUMBERS]
        asked: list[tuple[str, tuple[date, date] | None, str]] = [("", None, number) for number in numbers]
        if line.is_named and line.birth is not None:
            asked.append((line.name, line.birth, ""))
        if not asked:
            unknown.append(line.name)
        for name, birth, number in asked:
            matches = people.find_known_person(
                by=user, name=name, birth=birth, number=number, route="pathway:decide", request_id=request_id
            )
            found += [(line.name, match) for match in matches if match.family_id != family_id]
    return _opened(user, found), tuple(unknown)


def _opened(user: User, found: Sequence[tuple[str, KnownPerson]]) -> tuple[Earlier, ...]:
    """One line for each family, the closest first."""
    by_family: dict[int, list[tuple[str, KnownPerson]]] = {}
    for name, match in found:
        by_family.setdefault(match.family_id, []).append((name, match))
    mine = people.family_names(by_family, user)
    lines = [
        Earlier(
            tuple(dict.fromkeys(name for name, _ in matches)), max((match for _, match in matches), key=_score),
            family_id in mine,
        )
        for family_id, matches in by_family.items()
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (-line.known.score, -len(line.names), -line.known.family_id)))


def _score(match: KnownPerson) -> float:
    return match.score
