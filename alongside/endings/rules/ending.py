"""What makes an ending good, and how far this one is. Pure.

Basis: S18 (002:3862-3901): a planned ending whatever the outcome, negotiated and agreed, known about, prepared for,
planned for and staggered; the family looks back, at now and forward; a letter with dates; a tested safety plan; a
hand-over visit where somebody else leads on. That "planned for" means two weeks ahead, and "staggered" fewer hours in
the last four weeks than in the four before, is ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from alongside.endings.rules.safety import Safety
from alongside.kit.dates import day_long

EXIT_PLANNED = "endings.exit_planned"
JOURNEY_REVIEWED = "endings.journey_reviewed"
SAID_AT_THE_END = "endings.said_at_the_end"
HANDED_OVER = "endings.handed_over"
LETTER_GIVEN = "endings.letter_given"
PROTECTED_TOLD = "endings.protected_told"
"""Why a letter says what is protected to somebody who knows it."""

WAYS = {
    "community": "Back to the family’s own people and the help everybody has",
    "hand_over": "Handed over to another lead; the team around the family decided, and a worry may remain",
    "stepping_away": "The family steps away; the exit is planned all the same",
}
"""How the work is to end: the two of the source, and the exit that is written also when a family stops."""
WAYS_UNMET = {
    "stepping_away": "The family does not want our help or could not be reached",
    "community": "The family has what it needs from its own people and the help everybody has",
    "hand_over": WAYS["hand_over"],
}
"""The same where nobody of the family was ever met."""

LEAST_NOTICE = timedelta(days=14)
WEEKS_COMPARED = 4

type Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SteppingAway:
    """When a family stops: why, what was offered instead, and the talk with the supervisor (002:1392-1394, 3874)."""

    why: str = ""
    not_yet_ready: bool = False
    another_worker: bool = False
    supervision_on: str = ""
    what_may_follow: str = ""


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """How the work is meant to end. Days are ISO days or ""; `agreed_by` are person ids.

    `contact`: how contact grows less, as agreed; it and `last_visit_on` are "" only of a family that was never met.
    `ended_before`: how earlier endings were for this family. `decided_at`: the entry of the meeting that decided to
    hand over, and the place of that decision ("<id>/2") where it is known; `decided_how`: how it was decided elsewhere;
    `worry`: what remains of it. `unchanged`: what stays as it was, and what follows from that. `afterwards`: what we
    can still give.
    """

    way: str
    last_visit_on: str
    contact: str
    turn_to: str
    agreed_by: tuple[str, ...] = ()
    last_review_on: str = ""
    last_help_on: str = ""
    ended_before: str = ""
    feelings: str = ""
    unchanged: str = ""
    afterwards: str = ""
    hand_over_to: str = ""
    hand_over_on: str = ""
    decided_at: str = ""
    decided_how: str = ""
    worry: str = ""
    stepping_away: SteppingAway | None = None

    @property
    def way_words(self) -> str:
        """How it is to end, in words."""
        return (WAYS if self.last_visit_on else WAYS_UNMET)[self.way]

    def to_content(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "ExitPlan":
        """Back from what is stored."""
        given = dict(content)
        away = given.pop("stepping_away", None)
        given["agreed_by"] = tuple(given.get("agreed_by", ()))
        return cls(**given, stepping_away=SteppingAway(**away) if away else None)


@dataclass(frozen=True, slots=True)
class Ground:
    """Something the record says, with the entry it stands in when it stands in one."""

    words: str
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One feature of a good ending: whether the record shows it, on what grounds, and what would show it."""

    id: str
    label: str
    there: bool
    grounds: tuple[Ground, ...]
    to_do: str


@dataclass(frozen=True, slots=True)
class Done:
    """A deed towards the ending: the entry, its day, and who of the family had a part in it. `days`: of a letter, those
    that it names, as month and day ("11-30"); None where that was not taken down.
    """

    entry_id: UUID
    on: date
    names: tuple[str, ...] = ()
    days: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Everything the checks are made from. `hours`: direct hours of each week, the oldest first, up to this one.
    `safety`: the safety plans that stand; `no_safety`: where it is said that none is needed.

    `plans`: every version of the exit plan with its deed, the newest first. `met`: somebody of the family was.
    `closed_on`: the last day of the work, once it has ended.
    """

    plans: tuple[tuple[Done, ExitPlan], ...] = ()
    journeys: tuple[Done, ...] = ()
    safety: tuple[Safety, ...] = ()
    no_safety: tuple[Done, ...] = ()
    hand_overs: tuple[Done, ...] = ()
    letters: tuple[Done, ...] = ()
    hours: tuple[float, ...] = ()
    met: bool = True
    closed_on: date | None = None

    @property
    def plan(self) -> ExitPlan | None:
        return self.plans[0][1] if self.plans else None

    @property
    def cut_short(self) -> bool:
        """Whether the work ended before the last visit that was planned."""
        planned = day_of(self.plan.last_visit_on) if self.plan else None
        return bool(planned and self.closed_on and self.closed_on < planned)

    @property
    def last_day(self) -> date | None:
        """Of the last visit as it is planned, or the earlier day on which the work did end."""
        return self.closed_on if self.cut_short else day_of(self.plan.last_visit_on) if self.plan else None


def checks(ending: Ending, names: Mapping[str, str]) -> list[Check]:
    """The features of a good ending in the order of the source; of a family never met only what can be done without
    meeting. `names`: person id → name.
    """
    plan = ending.plan
    found = _together(ending, names) if ending.met else [_known(ending)]
    if plan is not None and plan.way == "stepping_away":
        found += _stepping_away(ending, plan.stepping_away or SteppingAway())
    if plan is not None and plan.way == "hand_over":
        found.append(_decided(ending, plan))
    if plan is not None and plan.way == "hand_over" and ending.met:
        found.append(
            _done("hand_over", "The new lead was introduced at a visit together", ending.hand_overs, "Visit together")
        )
    found.append(_said("turn_to", "The family knows whom to turn to", ending, "turn_to", "Say whom they can turn to"))
    found.append(
        _said("afterwards", "What we can still give is agreed", ending, "afterwards", "Agree what we can still give")
    )
    return found


def _together(ending: Ending, names: Mapping[str, str]) -> list[Check]:
    """What is done with a family that was met."""
    looked_back = "We looked back, at now, and forward together"
    return [
        _agreed(ending, names),
        _known(ending),
        _prepared(ending),
        _planned(ending),
        _staggered(ending),
        _done("journey", looked_back, ending.journeys, "Review the journey together"),
        _safety(ending),
    ]


def _stepping_away(ending: Ending, away: SteppingAway) -> list[Check]:
    """What is done when a family stops (002:1392-1394, 3874)."""
    supervised = day_of(away.supervision_on)
    asked = (
        ("another_worker", "Another worker was offered", away.another_worker, "Offer another worker"),
        (
            "not_yet_ready", "They know that they may come back when they are ready", away.not_yet_ready,
            "Tell them that the door stays open",
        ),
        (
            "supervision", f"Talked over in supervision{f' on {day_long(supervised)}' if supervised else ''}",
            supervised is not None, "Talk it over with your supervisor",
        ),
    )  # fmt: skip
    stands = (Ground("It stands in the exit plan", ending.plans[0][0].entry_id),)
    return [Check(id_, label, there, stands if there else (), to_do) for id_, label, there, to_do in asked]


def _agreed(ending: Ending, names: Mapping[str, str]) -> Check:
    grounds = tuple(
        Ground(f"Agreed by {names.get(person, 'somebody')}", ending.plans[0][0].entry_id)
        for person in (ending.plan.agreed_by if ending.plan else ())
    )
    return Check("agreed", "Negotiated and agreed", bool(grounds), grounds, "Plan the ending with the family")


def _known(ending: Ending) -> Check:
    """A letter without the day of the last visit makes no ending known."""
    last = ending.last_day
    told = [
        each for each in ending.letters
        if not ending.met or each.days is None or (f"{last:%m-%d}" in each.days if last else each.days)
    ]  # fmt: skip
    if ending.cut_short and ending.plan:
        # It may be dated on the last day and promise a later one all the same.
        planned = day_of(ending.plan.last_visit_on)
        told = [each for each in told if each.days is None or f"{planned:%m-%d}" not in each.days]
    grounds = tuple(Ground(f"A letter went to {_listed(each.names)}", each.entry_id) for each in told)
    dated = "Write the day of the last visit in a letter" if ending.letters else "Give the letter with the dates"
    if ending.cut_short and ending.letters and last:
        dated = f"Write again: the letter does not say that our work ended on {day_long(last)}"
    to_do = dated if ending.met else "Write to them how they can come back"
    return Check("known", "Known about", bool(grounds), grounds, to_do)


def _prepared(ending: Ending) -> Check:
    plan = ending.plan
    grounds = []
    if plan is not None and plan.ended_before:
        grounds.append(Ground("Earlier endings were talked about", ending.plans[0][0].entry_id))
    if plan is not None and plan.feelings:
        grounds.append(Ground("How it feels to end was talked about", ending.plans[0][0].entry_id))
    return Check(
        "prepared",
        "Prepared for",
        bool(grounds),
        tuple(grounds),
        "Ask how earlier endings were, and how this one feels",
    )


def _planned(ending: Ending) -> Check:
    grounds: list[Ground] = []
    if ending.plans and ending.plan is not None:
        first = ending.plans[-1][0]
        last = ending.last_day
        if last is not None and last - first.on >= LEAST_NOTICE:
            until = "our work ended" if ending.cut_short else "the last visit"
            grounds.append(Ground(f"Planned {(last - first.on).days} days before {until}", first.entry_id))
    to_do = "Plan it at least two weeks before the last visit"
    if ending.cut_short:
        to_do = "Tell the family why it ended earlier than was planned, less than two weeks after it was planned"
    return Check("planned", "Planned for", bool(grounds), tuple(grounds), to_do)


def _staggered(ending: Ending) -> Check:
    """Fewer hours are an ending's only where one is planned; else they may be a family that is let down."""
    hours = ending.hours
    last, before = sum(hours[-WEEKS_COMPARED:]), sum(hours[-2 * WEEKS_COMPARED : -WEEKS_COMPARED])
    enough = len(hours) >= 2 * WEEKS_COMPARED and before > 0
    there = ending.plan is not None and enough and 0 < last < before
    said = f"{round(last, 1):g} {'hour' if round(last, 1) == 1 else 'hours'}"
    words = f"{said} together in the last four weeks, {round(before, 1):g} in the four before" if enough else ""
    return Check(
        "staggered",
        "Staggered",
        there,
        (Ground(words),) if words else (),
        "Let the time together grow less, step by step" if ending.plan else "Plan how visits grow fewer",
    )


def _done(id_: str, label: str, deeds: Sequence[Done], to_do: str) -> Check:
    grounds = tuple(Ground("Done", each.entry_id) for each in deeds)
    return Check(id_, label, bool(grounds), grounds, to_do)


def _safety(ending: Ending) -> Check:
    """Open until each plan was tried out, and worked the last time; where there is none, until it is said why."""
    grounds = tuple(
        Ground(f"Done with the plan of {plan.whose}: {words}", pk) for plan in ending.safety for pk, words in plan.tried
    )
    label = "The safety plan was tried out, with another way if it fails"
    if not ending.safety:
        grounds = tuple(Ground("It is said why none is needed", each.entry_id) for each in ending.no_safety)
        to_do = "Write a safety plan together and try it out, or say why none is needed"
        return Check("safety", label, bool(grounds), grounds, to_do)
    untried = [plan.whose for plan in ending.safety if not plan.tried]
    failed = any(plan.failed for plan in ending.safety)
    to_do = f"Try out the safety plan of {_listed(untried)}" if untried else "Try out the safety plan"
    to_do = "Try it out again, another way: it did not work yet" if failed else to_do
    return Check("safety", label, not (untried or failed), grounds, to_do)


def _decided(ending: Ending, plan: ExitPlan) -> Check:
    """A hand-over with a worry that remains is decided by the team around the family (002:3886-3888)."""
    there = bool(plan.worry and (plan.decided_at or plan.decided_how))
    grounds = []
    if there and plan.decided_at:
        grounds.append(Ground("Decided at this meeting", UUID(plan.decided_at.partition("/")[0])))
    elif there:
        grounds.append(Ground("How it was decided stands in the exit plan", ending.plans[0][0].entry_id))
    return Check(
        "decided", "The team around the family decided it, and what worry remains is said", there, tuple(grounds),
        "Say at which meeting it was decided, and what worry remains",
    )  # fmt: skip


def _said(id_: str, label: str, ending: Ending, name: str, to_do: str) -> Check:
    said = bool(ending.plan and getattr(ending.plan, name))
    grounds = (Ground("It stands in the exit plan", ending.plans[0][0].entry_id),) if said else ()
    return Check(id_, label, said, grounds, to_do)


def signs_of_a_bad_ending(ending: Ending, today: date) -> list[str]:
    """What to look out for, as prompts: endings go badly when they are imposed, sudden, unprepared or not heard
    (002:3901).
    """
    plan = ending.plan
    if not ending.met:
        return ["We have never met this family. Was another day, another place and another worker tried?"]
    if plan is None:
        return []
    signs = []
    if not plan.agreed_by:
        signs.append("Nobody of the family has agreed to it. Could it feel imposed?")
    last = day_of(plan.last_visit_on)
    if last is not None and last - ending.plans[-1][0].on < LEAST_NOTICE:
        signs.append("There are fewer than two weeks between planning and the last visit. Could it feel sudden?")
    if not plan.feelings:
        signs.append(
            "Nobody’s feelings about it are written down. Anger, sadness and old worries often come back near an end."
        )
    if last is not None and last <= today and not ending.letters:
        signs.append("The last visit was planned for a day that has come, and no letter has gone out.")
    return signs


def day_of(text: str) -> date | None:
    """The day of an ISO text; None of ""."""
    return date.fromisoformat(text) if text else None


ON_ITS_DAY = {
    "last_review_on": "", "last_help_on": "The last help is not given after the last visit", "last_visit_on": "",
    "hand_over_on": "The visit together comes before the last visit, or is the last",
}  # fmt: skip
"""The days of an exit plan that come when the family is with us, and why they do not come after the last visit."""


PROMISED_DAYS = {
    "last_visit_on": "our last visit", "last_review_on": "the last meeting with everybody",
    "last_help_on": "the last thing we do together", "hand_over_on": "the visit together with who helps on",
}  # fmt: skip
"""What an exit plan promises on its days."""


def days_refused(days: Mapping[str, date | None], opened_on: date) -> list[tuple[str, str]]:
    """What is wrong with the days of an exit plan, as (field, words): one before the work began, or out of order."""
    last, wrong = days.get("last_visit_on"), []
    for name, out_of_order in ON_ITS_DAY.items():
        day = days.get(name)
        if day is not None and day < opened_on:
            wrong.append((name, f"The family was not yet with us. Give a day from {day_long(opened_on)} on"))
        elif day is not None and last is not None and day > last and out_of_order:
            wrong.append((name, f"{out_of_order}, on {day_long(last)}. Check both days"))
    return wrong


def _listed(names: Iterable[str]) -> str:
    return " and ".join(names) or "the family"
