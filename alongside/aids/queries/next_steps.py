"""What was said of the time each child has, of what comes next, and of legal planning meetings that were asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access import queries as access
from alongside.access.models import User
from alongside.aids.queries.work import Work, work_with
from alongside.aids.rules import (
    CAME_BACK,
    IS_MET,
    LEGAL_KINDS,
    LEGAL_PLANNING,
    MEETING_ANSWERED,
    MEETING_ASKED,
    MEETING_BOOKED,
    NEXT_STEP,
    NEXT_STEPS,
    NOT_MET,
    STEP_KINDS,
    TIMESCALE,
    Said,
    Waiting,
    gone_on,
    time_left,
)
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.people.queries import PersonLine
from alongside.people.rules import the_family, within
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine

TOLD_OF_A_FAMILY = (NEXT_STEP,)


@dataclass(frozen=True, slots=True)
class TimescaleLine:
    """What time a child has, as it was said once. `told`: whether the parents know of the other plan; None where none
    is asked for. `age`: of the child that day.
    """

    line: ToldLine
    since: date
    by: date
    age: str
    met: str
    told: bool | None
    changed: str
    why: str
    other_plan: str
    told_words: str

    @property
    def child(self) -> str:
        return str(self.line.facts["child"])

    @property
    def met_words(self) -> str:
        """ "Yes", "No", "Too soon to say"."""
        return IS_MET[self.met]

    @property
    def is_missed(self) -> bool:
        return self.met == NOT_MET

    def gone_on(self, today: date) -> str:
        return gone_on(self.since, today)

    def time_left(self, today: date) -> str:
        return time_left(self.by, today)


@dataclass(frozen=True, slots=True)
class NextStepLine:
    """What comes next for a child or several, as it was said once, and why. `whom`: id and name of each."""

    line: ToldLine
    words: str
    reason: str
    whom: tuple[tuple[str, str], ...]

    @property
    def children(self) -> frozenset[str]:
        return frozenset(child for child, _ in self.whom)

    @property
    def names(self) -> str:
        return listed([name for _, name in self.whom])


@dataclass(frozen=True, slots=True)
class MeetingRequest:
    """A legal planning meeting that was asked for, with what the manager answered, None until then. `back`: what came
    back to whoever leads the help; `booked`: that the meeting is on a day.
    """

    line: ToldLine
    texts: Mapping[str, str]
    answer: ToldLine | None = None
    answer_words: str = ""
    back: ToldLine | None = None
    booked: ToldLine | None = None

    @property
    def id(self) -> str:
        return str(self.line.facts["promise_id"])

    @property
    def children(self) -> frozenset[str]:
        return frozenset(self.line.facts["children"])

    @property
    def names(self) -> str:
        return listed(self.line.facts["names"])

    @property
    def whom(self) -> tuple[tuple[str, str], ...]:
        """Id and name of each child, as they were called then."""
        return tuple(zip(self.line.facts["children"], self.line.facts["names"], strict=True))

    @property
    def manager(self) -> str:
        return str(self.line.facts["who"])

    @property
    def due_on(self) -> date:
        return date.fromisoformat(self.line.facts["due_on"])

    @property
    def meets_on(self) -> date | None:
        """The day of the meeting, where it was agreed to."""
        day = self.answer.facts["day"] if self.answer else ""
        return date.fromisoformat(day) if day else None

    @property
    def how_it_waits(self) -> str:
        """Why nobody is asked once more."""
        if self.answer is None:
            return f"{self.manager} was asked already for {self.names}, and has not answered yet"
        day = day_long(self.meets_on) if self.meets_on else ""
        return f"A legal planning meeting for {self.names} is on {day} already"

    def text(self, part: str) -> str:
        return self.texts.get(part, "")

    def is_of(self, line: ToldLine) -> bool:
        return line.facts["request"] == self.id


@dataclass(frozen=True, slots=True)
class StepsTold:
    """Everything of it, the last first."""

    timescales: tuple[TimescaleLine, ...] = ()
    steps: tuple[NextStepLine, ...] = ()
    requests: tuple[MeetingRequest, ...] = ()

    def times_of(self, child: UUID) -> list[TimescaleLine]:
        """What was said of the time of this child, the last first."""
        return [each for each in self.timescales if each.child == str(child)]

    def next_for(self, child: UUID) -> NextStepLine | None:
        """What comes next for this child, as it was said last."""
        return next((each for each in self.steps if str(child) in each.children), None)

    @property
    def now(self) -> list[NextStepLine]:
        """What stands, the last first, each for those of its children of whom nothing was said since."""
        seen, found = set[str](), list[NextStepLine]()
        for each in self.steps:
            left = tuple((child, name) for child, name in each.whom if child not in seen)
            if left:
                found.append(replace(each, whom=left))
            seen |= each.children
        return found

    @property
    def before(self) -> list[NextStepLine]:
        """What was said before that, and stands for nobody any more."""
        now = {each.line.id for each in self.now}
        return [each for each in self.steps if each.line.id not in now]

    def open_for(self, children: Collection[str], today: date) -> MeetingRequest | None:
        """What a manager was asked for one of these children, and has not answered; or whose meeting is to be held."""
        asked = [each for each in self.requests if each.children & set(children)]
        return next((each for each in asked if each.answer is None or self._to_be_held(each, children, today)), None)

    def _to_be_held(self, request: MeetingRequest, children: Collection[str], today: date) -> bool:
        day, booked = request.meets_on, request.booked
        if day is None or booked is None or day < today:
            return False
        said = [each for each in self.steps if each.line.entry.happened_on >= day and _after(each.line, booked)]
        return not (request.children & set(children)) <= {child for each in said for child in each.children}

    @property
    def waiting(self) -> list[Waiting]:
        """What came back and waits for a next step, as far as that was not said since."""
        return [
            Waiting(
                each.back.facts["promise_id"], each.children,
                tuple(Said(step.children) for step in self.steps if _after(step.line, each.back)),
            )
            for each in self.requests
            if each.back is not None
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChildNamed:
    """A child as a form offers them."""

    child: PersonLine
    name: str

    @property
    def id(self) -> str:
        return str(self.child.person_id)


@dataclass(frozen=True, slots=True)
class StepForms:
    """What the forms of the next step show: the family, its children, and what was said so far. `offered`: the next
    steps of the practice model, with what each means; `legal`: the one that is a request of its own.
    """

    family: Family
    called: str
    work: Work
    children: tuple[ChildNamed, ...]
    said: StepsTold
    today: date
    managers: tuple[tuple[str, str], ...] = ()

    @property
    def offered(self) -> list[tuple[str, str, str]]:
        return [each for each in self.work.choices_explained(NEXT_STEPS) if each[0] != LEGAL_PLANNING]

    @property
    def legal(self) -> tuple[str, str, str] | None:
        return next((each for each in self.work.choices_explained(NEXT_STEPS) if each[0] == LEGAL_PLANNING), None)

    def named(self, child_id: UUID) -> ChildNamed | None:
        return next((each for each in self.children if each.child.person_id == child_id), None)

    def names_of(self, children: Collection[str]) -> list[str]:
        """The names of these children, the eldest first."""
        return [each.name for each in self.children if each.id in children]


def step_forms(family: Family, user: User, *, at: datetime, of: Work | None = None) -> StepForms | None:
    """Of the newest work, or of another. None before the work began, and where no practice model has scales. As many
    queries whatever was said.
    """
    work, today = of or work_with(family.pk, user), london_day(at)
    if work is None or work.light_bulb is None:
        return None
    children = children_named(family, user, today)
    managers = access.colleagues(family.lead_team, roles=["manager"], at=at)
    return StepForms(
        family, the_family(family.name), work, children, steps_told(family.pk, user, work), today,
        tuple((str(each.pk), each.name) for each in managers),
    )  # fmt: skip


def children_named(family: Family, user: User, today: date) -> tuple[ChildNamed, ...]:
    """The children of the family, the eldest first."""
    children = people.children_of(family.pk, user, today)
    return tuple(ChildNamed(each, within(each.name, family.name)) for each in children)


def steps_told(family_id: int, user: User, work: Work, kinds: Collection[str] = STEP_KINDS) -> StepsTold:
    """What was said in this work, of these kinds. Two queries at most; none where the page read them with others."""
    lines = timeline.told(family_id, user, kinds, involvement_id=work.involvement_id, with_about=False)
    texts = timeline.words_told(lines, user)
    of: dict[str, list[ToldLine]] = {kind: [] for kind in STEP_KINDS}
    for line in sorted(lines, key=lambda each: (each.entry.happened_on, _strand(each)), reverse=True):
        of[line.entry.kind].append(line)
    return StepsTold(
        tuple(_timescale(line, texts[line.id]) for line in of[TIMESCALE]),
        tuple(
            NextStepLine(
                line, line.facts["step_words"], texts[line.id].get("reason", ""),
                tuple(zip(line.facts["children"], line.facts["names"], strict=True)),
            )
            for line in of[NEXT_STEP]
        ),
        tuple(_request(line, texts, of) for line in of[MEETING_ASKED]),
    )  # fmt: skip


def open_requests(family_id: int, user: User, at: datetime) -> list[str]:  # noqa: ARG001 - every room is told the moment
    """What a manager was asked and has not answered, as it is said when the work ends. One query, or none where the
    page read it with the others.
    """
    told = timeline.told(family_id, user, (MEETING_ASKED, MEETING_ANSWERED), with_about=False)
    done = {each.facts["promise_id"] for each in told if each.entry.kind == MEETING_ANSWERED}
    return [
        f"{each.facts['who']} has not answered yet whether there will be a legal planning meeting for "
        f"{listed(each.facts['names'])}"
        for each in told
        if each.entry.kind == MEETING_ASKED and each.facts["promise_id"] not in done
    ]


def needless(family_id: int, user: User) -> list[UUID]:
    """What came back from a manager, or is booked, although the request, or the answer, was taken back since. Two
    queries at most.
    """
    told = timeline.told(family_id, user, LEGAL_KINDS, with_about=False)
    stand = {kind: {each.facts["request"] for each in told if each.entry.kind == kind} for kind in LEGAL_KINDS}
    answered = stand[MEETING_ASKED] & stand[MEETING_ANSWERED]
    return [
        each.id
        for each in told
        if each.entry.kind in (CAME_BACK, MEETING_BOOKED) and each.facts["request"] not in answered
    ]


def _timescale(line: ToldLine, texts: Mapping[str, str]) -> TimescaleLine:
    facts = line.facts
    return TimescaleLine(
        line, date.fromisoformat(facts["since"]), date.fromisoformat(facts["by"]), facts["age"], facts["met"],
        facts["told"], texts.get("changed", ""), texts.get("reason", ""), texts.get("other_plan", ""),
        texts.get("told", ""),
    )  # fmt: skip


def _request(
    line: ToldLine, texts: Mapping[UUID, Mapping[str, str]], of: Mapping[str, Sequence[ToldLine]]
) -> MeetingRequest:
    asked = MeetingRequest(line, texts[line.id])

    def its(kind: str) -> ToldLine | None:
        return next((each for each in of[kind] if asked.is_of(each)), None)

    answer = its(MEETING_ANSWERED)
    words = texts[answer.id].get("reason", "") if answer else ""
    return MeetingRequest(line, texts[line.id], answer, words, its(CAME_BACK), its(MEETING_BOOKED))


def _after(line: ToldLine, other: ToldLine) -> bool:
    """Identifiers tell what was recorded first: of the strand, for a correction is recorded later."""
    return _strand(line) > _strand(other)


def _strand(line: ToldLine) -> UUID:
    return line.first_strand or UUID(str(line.entry.strand_id))
