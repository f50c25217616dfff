"""The risk assessment: what stands, what other floors show of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.assessments import rules
from alongside.assessments.queries.held import FIRST_RISK, Held, held, said, with_sets
from alongside.assessments.rules import Hazard, Restriction, Risk
from alongside.pathway import queries as pathway
from alongside.pathway.queries import RisksTold
from alongside.people import queries as people
from alongside.people.queries import FactLine, PersonLine
from alongside.people.rules import KEEP_AWAY, within
from alongside.practice import queries as practice
from alongside.practice.rules import PracticeModel
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine

BESIDE_REACHING = (KEEP_AWAY, "visiting_restriction")
ORIGIN = "origin"
"""The section that says whether the assessment is ours or taken over."""
SAFETY_FACTS = ("safe_contact", "safe_letters", *BESIDE_REACHING)


@dataclass(frozen=True, slots=True)
class RiskPage:
    """The risk assessments of an involvement, newest first, the facts about people that came from them, and what the
    referrer said of risks.
    """

    held: Held
    risks: tuple[Risk, ...]
    facts: tuple[FactLine, ...]
    referrer: RisksTold | None = None
    again: tuple[ToldLine, ...] = ()
    still_entitled: str = rules.STILL_ENTITLED

    @property
    def newest(self) -> Risk | None:
        return self.risks[0] if self.risks else None

    @property
    def hazards(self) -> list[Hazard]:
        """What might harm somebody, as it stands."""
        return rules.hazards_of(self.newest, self.held.sets[self.newest.ref.version_id]) if self.newest else []

    @property
    def restrictions(self) -> list[Restriction]:
        """What agencies let their people do, as it stands."""
        if self.newest is None:
            return []
        return rules.restrictions_of(self.newest.filled, self.held.sets[self.newest.ref.version_id])

    @property
    def to_look(self) -> list[UUID]:
        """The entries of what is still to be looked at again."""
        return [line.id for line in self.again]

    def was(self, section_id: str) -> dict[str, str]:
        """What was taken over last time, else what the referrer wrote: shown beside the question that asks it anew."""
        words = self.newest.answer(section_id, rules.THEIR_WORDS) if self.newest else None
        if not words and self.newest and self.referrer and section_id == ORIGIN:
            words = self.referrer.words
        return {rules.THEIR_WORDS: str(words)} if words else {}

    def lines(self, section_id: str) -> list[tuple[str, list[rules.Line]]]:
        """A section of the newest, to read."""
        if self.newest is None:
            return []
        section = self.held.sets[self.newest.ref.version_id].section(section_id)
        lines = [
            line
            for one in self.newest.of(section_id)
            for line in rules.lines_of(section, one.answers, self.held.names, self.held.name(one.person_id))
        ]
        return rules.grouped(lines)

    def known(self, kind: str) -> list[tuple[str, FactLine]]:
        """Facts of one kind with whose they are."""
        return [(self.held.name(fact.person_id), fact) for fact in self.facts if fact.kind == kind]


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives; `protected`: nobody but our own staff may learn of it."""

    words: str
    protected: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody is reached: their numbers, and what makes it safe, in words beside the number; `elsewhere`: where
    they live, when it is not with the family.
    """

    name: str
    phones: tuple[str, ...]
    safely: tuple[str, ...]
    elsewhere: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class BeforeYouGo:
    """What whoever visits has to know, short: how each adult is reached, the `home` of those who live with the family,
    what might harm somebody and what we do about it, what to watch, how we work, what else is known of people; `told`:
    what the referrer said of risks, until we have assessed them. `abuse`: whether there is, in words, "" when nobody
    said or there is none.
    """

    risk: Risk | None
    measures: tuple[str, ...]
    hazards: tuple[Hazard, ...]
    abuse: str
    danger: tuple[str, ...]
    told: RisksTold | None
    reach: tuple[Reach, ...]
    home: tuple[Address, ...]
    facts: tuple[tuple[str, FactLine], ...]
    family_id: int

    @property
    def watch(self) -> list[str]:
        return self.risk.watch if self.risk else []

    @property
    def restricted(self) -> bool:
        return any(fact.kind == rules.RESTRICTION_FACT for _, fact in self.facts)


def risk_page(user: User, family_id: int, today: date) -> RiskPage:
    """Every risk assessment of the involvement. The same number of queries whatever there is. Raises NotAllowed."""
    where = held(user, family_id, today, FIRST_RISK)
    told = timeline.told(
        family_id, user, [rules.RISK, rules.TO_LOOK_AGAIN, rules.LOOKED_AGAIN], involvement_id=where.involvement.pk
    )
    risks = tuple(rules.risk_of(said(line), line.content, line.facts) for line in told if line.entry.kind == rules.RISK)
    looked = {line.facts["promise_id"] for line in told if line.entry.kind == rules.LOOKED_AGAIN}
    again = [line for line in told if line.entry.kind == rules.TO_LOOK_AGAIN]
    return RiskPage(
        with_sets(where, [risk.ref for risk in risks]), risks, tuple(_safety_facts(user, family_id)),
        pathway.risks_told(user, family_id), tuple(line for line in again if line.facts["promise_id"] not in looked),
    )  # fmt: skip


def rests_on(user: User, family_id: int, person_id: UUID, name: str) -> ToldLine | None:
    """The newest risk assessment, where it rests on this person, or a restriction on visits does, and nobody is asked
    yet to look at it again for that. Three queries.
    """
    told = timeline.told(family_id, user, [rules.RISK, rules.TO_LOOK_AGAIN, rules.LOOKED_AGAIN])
    newest = next((line for line in told if line.entry.kind == rules.RISK), None)
    if newest is None:
        return None
    known = people.facts_of(family_id, user, person_id)
    rests = any(fact.kind in BESIDE_REACHING for fact in known) or rules.names(newest.content, person_id, name)
    return newest if rests and not _asked_after_move(told, person_id) else None


def asked_after_move(user: User, family_id: int, person_id: UUID, moved_at: datetime) -> list[UUID]:
    """What is still asked for because of the move that was written down at that moment, which asked it then. Three
    queries.
    """
    told = timeline.told(family_id, user, [rules.TO_LOOK_AGAIN, rules.LOOKED_AGAIN])
    return [line.id for line in _asked_after_move(told, person_id) if line.entry.recorded_at == moved_at]


def _asked_after_move(told: Sequence[ToldLine], person_id: UUID) -> list[ToldLine]:
    done = {line.facts["promise_id"] for line in told if line.entry.kind == rules.LOOKED_AGAIN}
    return [
        line
        for line in told
        if line.entry.kind == rules.TO_LOOK_AGAIN
        and line.facts.get(rules.MOVED) == str(person_id)
        and line.facts["promise_id"] not in done
    ]


def before_you_go(user: User, family_id: int, today: date) -> BeforeYouGo:
    """What whoever visits has to know. Nine queries."""
    told = timeline.told(family_id, user, [rules.RISK], limit=1, with_about=False)
    risk = rules.risk_of(said(told[0]), told[0].content, told[0].facts) if told else None
    family = people.family(user, family_id)
    everybody = [line for line in people.people_of(family_id, user, today) if not line.died_on]
    names = {line.person_id: within(line.name, family.name) for line in everybody}
    known = [fact for fact in people.facts_of(family_id, user) if fact.person_id in names]
    away = people.kept_away(family)
    reached = [line for line in everybody if str(line.person_id) not in away]
    reach = tuple(_reach(line, names, known) for line in reached)
    here = [line.person_id for line in reached if line.in_household]
    model = practice.model_of(risk.ref.version_id) if risk else None
    hazards = rules.hazards_of(risk, model.question_set(risk.ref.set_id)) if risk and model else ()
    theirs = pathway.risks_told(user, family_id)
    return BeforeYouGo(
        risk, _measures(risk, model), tuple(hazards), _abuse(risk, model), _danger(risk, model),
        theirs if theirs and theirs.words and not theirs.assessed else None,
        tuple(one for one in reach if one.phones or one.safely or one.elsewhere), _lives_at(here, known),
        tuple((names[fact.person_id], fact) for fact in known if fact.kind in BESIDE_REACHING), family_id,
    )  # fmt: skip


def _reach(line: PersonLine, names: Mapping[UUID, str], known: Sequence[FactLine]) -> Reach:
    theirs = [fact for fact in known if fact.person_id == line.person_id]
    phones = tuple(fact.words for fact in theirs if fact.kind == "phone")
    safely = [fact.words for fact in theirs if fact.kind == "safe_contact"]
    safely += [f"Letters: {fact.words}" for fact in theirs if fact.kind == "safe_letters"]
    elsewhere = () if line.in_household else _lives_at([line.person_id], theirs)
    return Reach(names[line.person_id], phones, tuple(safely), elsewhere)


def _lives_at(who: Collection[UUID], known: Sequence[FactLine]) -> tuple[Address, ...]:
    """Where they live, each place once; protected when it is so for one of them."""
    protected: dict[str, bool] = {}
    for fact in known:
        if fact.kind == "address" and fact.person_id in who:
            protected[fact.words] = protected.get(fact.words, False) or fact.protected
    return tuple(Address(words, kept) for words, kept in protected.items())


def _safety_facts(user: User, family_id: int) -> list[FactLine]:
    return [line for line in people.facts_of(family_id, user) if line.kind in SAFETY_FACTS]


def _measures(risk: Risk | None, model: PracticeModel | None) -> tuple[str, ...]:
    return _words(risk, model, "working_safely", "measures")


def _danger(risk: Risk | None, model: PracticeModel | None) -> tuple[str, ...]:
    return _words(risk, model, "domestic_abuse", "danger")


def _abuse(risk: Risk | None, model: PracticeModel | None) -> str:
    known = risk.answer("domestic_abuse", "known") if risk else None
    if risk is None or model is None or known in (None, "", "no"):
        return ""
    return model.question_set(risk.ref.set_id).section("domestic_abuse").question("known").words(known)


def _words(risk: Risk | None, model: PracticeModel | None, section: str, question: str) -> tuple[str, ...]:
    if risk is None or model is None:
        return ()
    asked = model.question_set(risk.ref.set_id).section(section).question(question)
    chosen: Sequence[str] = risk.answer(section, question) or ()
    return tuple(asked.words(each) for each in chosen)
