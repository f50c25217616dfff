"""What a risk assessment says, in the shapes pages and other floors need.

Printed: the risks to family and worker, factors to be watched, how to work safely, who did it, what an agency lets its
people do (002:1147-1151, 1283, 1685-1687, 2576); the danger when leaving, afterwards and in pregnancy, and contact and
letters that are safe for the victim (002:835-838).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from alongside.assessments.rules import kinds
from alongside.assessments.rules.assessment import Said
from alongside.assessments.rules.comparing import said_of
from alongside.assessments.rules.filled import Answers, Filled, SetRef, is_blank
from alongside.kit.dates import day_long
from alongside.kit.telling import all_words
from alongside.kit.words import is_named, listed, uncapital
from alongside.practice.rules import QuestionSet, Section
from alongside.timeline.rules import Nature, NewEntry, NewText, Part

STILL_ENTITLED = (
    "The family keeps everything it is entitled to by law. A restriction changes how an agency does its duty, never "
    "whether."
)
LONGEST_REASON = 300
AFTER_MOVE = timedelta(days=7)
"""Within how long the risks are looked at again when somebody in them moved; the days are ours."""
MOVED = "moved"
"""The fact of what asks for it that says who moved."""
SAFE_CONTACT = "safe_contact"
"""The section whose answers are kept as protected facts about people, and nowhere else."""
RESTRICTION_FACT = "visiting_restriction"
THEIR_WORDS = "their_words"
"""The question that takes over what somebody else wrote of risks."""
HARMED = "harmed"
"""The question whose answer is the person who is harmed."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """One thing that might harm somebody, in words."""

    what: str
    to_whom: str
    likelihood: str
    we_do: str

    @property
    def sentence(self) -> str:
        """ "The dog bites. It might harm a child (how likely: possible). What we do: Ring first." """
        whom = listed([uncapital(each) for each in self.to_whom.split("; ")])
        likely = uncapital(self.likelihood)
        return f"{_ended(self.what)} It might harm {whom} (how likely: {likely}). What we do: {self.we_do.strip()}"

    @property
    def short(self) -> str:
        """ "The dog bites: Ring first." On one line, for whoever is about to visit."""
        return f"{self.what.strip().rstrip('.')}: {' '.join(self.we_do.split())}"


@dataclass(frozen=True, slots=True)
class Restriction:
    """What an agency lets its people do at this family. `words` is how the fact about the person reads."""

    agency: str
    how: str
    because_of: UUID
    reason: str
    review_on: date

    @property
    def words(self) -> str:
        """ "Only with the police (Housing). Why: … To be looked at again by 3 March 2027."."""
        return (
            f"{self.how} ({self.agency.strip()}). Why: {_shortened(self.reason)}. "
            f"To be looked at again by {day_long(self.review_on)}."
        )


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk assessment as it was told."""

    said: Said
    ref: SetRef
    filled: tuple[Filled, ...]
    facts: Mapping[str, Any]

    @property
    def origin(self) -> str:
        return str(self.facts["origin"])

    @property
    def review_on(self) -> date:
        return date.fromisoformat(self.facts["review_on"])

    def answer(self, section: str, question: str) -> Any:
        """The answer to a question of a section asked once, None when there is none."""
        return next((one.answers.get(question) for one in self.filled if one.section == section), None)

    def of(self, section: str) -> list[Filled]:
        """Every filling of a section."""
        return [one for one in self.filled if one.section == section]

    @property
    def watch(self) -> list[str]:
        """The factors to watch, one to a line."""
        return [line for one in self.of("watch") for line in factors_of(one)]


def risk_of(said: Said, content: Mapping[str, Any], facts: Mapping[str, Any]) -> Risk:
    """A risk assessment read back from its entry."""
    return Risk(
        said, SetRef.from_content(content["set"]), tuple(Filled.from_content(one) for one in content["filled"]), facts
    )


def known_of_harm(risk: Risk, section: Section, person_id: UUID) -> Answers:
    """What a risk assessment says already of harm to somebody, by question of the section that asks them themselves:
    the answers to the questions of its own section of that name, when it names them as who is harmed.
    """
    harmed = next((one.answers for one in risk.of(section.id) if one.answers.get(HARMED) == str(person_id)), None)
    if harmed is None:
        return {}
    return {one.id: harmed[one.id] for one in section.questions if not is_blank(harmed.get(one.id))}


def hazards_of(risk: Risk, questions: QuestionSet) -> list[Hazard]:
    """What might harm somebody, as it was written."""
    return [hazard_of(questions.section("hazards"), one) for one in risk.of("hazards")]


def hazard_of(section: Section, one: Filled) -> Hazard:
    """One filling of the section of that name."""
    asked = [section.question(name) for name in ("hazard", "to_whom", "likelihood", "we_do")]
    return Hazard(*(said_of(question, one.answers.get(question.id), {}) for question in asked))


def factors_of(one: Filled) -> list[str]:
    """What to watch, one to a line; none of any other section."""
    written = str(one.answers.get("factors") or "") if one.section == "watch" else ""
    return [line.strip() for line in written.splitlines() if line.strip()]


def without_what_others_wrote(filled: Sequence[Filled]) -> list[Filled]:
    """An assessment that we make ourselves says nothing of what somebody else made."""

    def ours(one: Filled) -> Filled:
        made = one.section == "origin" and one.answers.get("origin") == kinds.MADE
        kept = {key: answer for key, answer in one.answers.items() if key in ("origin", "done_by")}
        return replace(one, answers=kept) if made else one

    return [ours(one) for one in filled]


def restrictions_of(filled: Iterable[Filled], questions: QuestionSet) -> list[Restriction]:
    """What agencies let their people do."""
    how = questions.section("restrictions").question("how")
    return [
        Restriction(
            str(one.answers["agency"]), how.words(one.answers["how"]), UUID(str(one.answers["because_of"])),
            str(one.answers["reason"]), _day(one.answers["review_on"]),
        )
        for one in filled
        if one.section == "restrictions"
    ]  # fmt: skip


def contact_facts(questions: QuestionSet, filled: Sequence[Filled]) -> list[tuple[UUID, str, str]]:
    """What the answers say of facts about people: (person, kind, value), of every question that names a fact."""
    found = []
    for one in filled:
        for question in questions.section(one.section).questions:
            answer = one.answers.get(question.id)
            if question.fact and one.person_id and not is_blank(answer):
                found.append((one.person_id, question.fact.removeprefix("person."), str(answer)))
    return found


def contact_cleared(questions: QuestionSet, filled: Sequence[Filled]) -> list[tuple[UUID, str]]:
    """Of whom which facts were asked of how to reach them safely, and left empty: (person, kind)."""
    asked = [one for one in filled if one.section == SAFE_CONTACT and one.person_id]
    return [
        (one.person_id, question.fact.removeprefix("person."))
        for one in asked
        for question in questions.section(one.section).questions
        if one.person_id and question.fact and question.id in one.answers and is_blank(one.answers[question.id])
    ]


def to_look_again(
    review_on: date, restrictions: Iterable[Restriction], *, of: UUID, ids: Callable[[], UUID]
) -> list[NewEntry]:
    """What an assessment leaves to be looked at again, each on its own day (S10, 002:1685-1687): itself, and every
    restriction. `of` names the assessment; `ids` gives new identifiers.
    """
    these: list[tuple[str, date, tuple[UUID, ...]]] = [("the risks, for the family and for us", review_on, ())]
    these += [(f"the restriction of {one.agency.strip()}", one.review_on, (one.because_of,)) for one in restrictions]
    return [_to_look(what, due_on, about, of, ids()) for what, due_on, about in these]


def names(content: Mapping[str, Any], person: UUID, name: str) -> bool:
    """Whether a risk assessment, as it is stored, rests on somebody: by choice, or because its words name them."""
    return str(person) in str(content) or any(is_named(words, name) for words in all_words(content))


def after_move(person: UUID, name: str, *, of: str, on: date, promise_id: UUID) -> NewEntry:
    """What asks for the assessment `of` to be looked at again because somebody in it lives elsewhere, or here, now."""
    what = f"the risks and restrictions that name {name}, whose home has changed"
    entry = _to_look(what, on + AFTER_MOVE, (person,), of, promise_id)
    return replace(entry, facts=entry.facts | {MOVED: str(person)})


def looked_again(open_ones: Iterable[tuple[str, str, tuple[UUID, ...]]], *, of: UUID) -> list[NewEntry]:
    """That a new assessment answers what was still to be looked at: (promise, what, about whom) of each."""
    return [
        NewEntry(
            kinds.LOOKED_AGAIN, Nature.PROCESS, {"promise_id": promise, "what": what, "of": str(of)},
            [(person, Part.MENTIONED) for person in about],
        )
        for promise, what, about in open_ones
    ]  # fmt: skip


def _to_look(what: str, due_on: date, about: tuple[UUID, ...], of: UUID | str, promise: UUID) -> NewEntry:
    facts = {
        "promise_id": str(promise), "due_on": due_on.isoformat(), "who": "", "owner_id": None, "what": what,
        "of": str(of),
    }  # fmt: skip
    texts = [NewText("note", f"Look again at {what}")]
    return NewEntry(kinds.TO_LOOK_AGAIN, Nature.PROCESS, facts, [(each, Part.MENTIONED) for each in about], texts)


def _shortened(reason: str) -> str:
    """A reason on one line and no longer than a fact may be; the whole of it stands in the assessment."""
    line = " ".join(reason.split()).rstrip(".")
    return line if len(line) <= LONGEST_REASON else f"{line[:LONGEST_REASON].rstrip()}…"


def _ended(words: str) -> str:
    """With a full stop."""
    return f"{words.strip().rstrip('.')}."


def _day(answer: Any) -> date:
    return answer if isinstance(answer, date) else date.fromisoformat(str(answer))
