"""How what the plan leaves stands on the own page of a parent or child, in words a child of nine understands."""

from datetime import date

from alongside.kit.dates import day_long
from alongside.kit.words import capital
from alongside.plans.rules.agreed import AGREED, DONE, HOW_IT_WENT, TAKEN_OVER
from alongside.plans.rules.change import SCALED, STAGE_SEEN
from alongside.plans.rules.plan import PARTS
from alongside.plans.rules.review import REVIEWED
from alongside.plans.rules.safety import SAFETY_AGAIN, SAFETY_PLAN, SAFETY_TRIED
from alongside.plans.rules.versions import ANSWERED, ANSWERS, DRAFTED, IN_FORCE, LEFT_OUT, WENT_ON, WRITTEN
from alongside.timeline.rules import Facts, OwnWords, Reader


def _taken_over(facts: Facts, to: Reader) -> str:  # noqa: ARG001 - as every kind is told
    return f"{facts['who']} does this from now on. Before, it was {facts['before']}."


def _agreed(facts: Facts, to: Reader) -> str:
    """ "You will do this by 12 March 2026, for Amy." """
    whom = f", for {to.who(*facts['for'])}" if facts.get("for") else ""
    by = day_long(date.fromisoformat(facts["due_on"]))
    first = f" {facts['before'][0]} said yes to it first." if facts.get("before") else ""
    return f"{capital(to.who(facts['who']))} will do this by {by}{whom}.{first}"


def _done(facts: Facts, to: Reader) -> str:
    return f"What {to.who(facts['who'])} said yes to: {HOW_IT_WENT[facts['how']].lower()}."


def _written(facts: Facts, _: Reader) -> str:
    if facts["of"] == LEFT_OUT:
        return "A goal is left out of our next plan."
    return f"We wrote this for our plan: {PARTS[facts['of']].lower()}."


def _drafted(facts: Facts, _: Reader) -> str:
    goals = "1 goal" if facts["goals"] == 1 else f"{facts['goals']} goals"
    return f"We put together our plan, number {facts['number']}: {goals}."


def _answered(facts: Facts, to: Reader) -> str:
    """ "Your answer to our plan, number 2: yes." """
    answer = ANSWERS[facts["answer"]].lower()
    return f"{capital(to.whose(facts['name']))} answer to our plan, number {facts['number']}: {answer}."


def _in_force(facts: Facts, _: Reader) -> str:
    return f"Our plan, number {facts['number']}, began."


def _went_on(facts: Facts, to: Reader) -> str:
    """ "Our plan, number 2, began although Dean said no, and you were not asked." """
    refused, left, waits = facts["refused"], facts.get("not_asked", ()), facts.get("not_agreed", ())
    spite = [f"{to.who(*refused)} said no"] if refused else []
    spite += [f"{to.who(*left)} {to.were(*left)} not asked"] if left else []
    spite += [f"{to.who(*waits)} had not said yes yet"] if waits else []
    return f"Our plan, number {facts['number']}, began although {', and '.join(spite)}."


def _reviewed(facts: Facts, _: Reader) -> str:
    day = day_long(date.fromisoformat(facts["day"]))
    return f"We met on {day} to look at our plan, and said what stays and what changes."


def _stage(facts: Facts, to: Reader) -> str:
    return f"{capital(to.whose(facts['name']))} steps towards the change: {facts['stage'].lower()}."


def _safety(facts: Facts, to: Reader) -> str:
    return f"We made a plan to keep safe, for {to.who(facts['whose'])}."


def _safety_tried(facts: Facts, to: Reader) -> str:
    return f"We tried out the plan to keep safe with {to.who(facts['names'])}: {facts['worked']}."


def _safety_again(facts: Facts, to: Reader) -> str:
    day = day_long(date.fromisoformat(facts["due_on"]))
    return f"We look at the plan to keep safe, for {to.who(facts['whose'])}, again by {day}."


OWN_WORDS = {
    SAFETY_PLAN: OwnWords("The plan to keep safe", _safety),
    SAFETY_TRIED: OwnWords("The plan to keep safe", _safety_tried),
    SAFETY_AGAIN: OwnWords("The plan to keep safe", _safety_again),
    AGREED: OwnWords("Who does what", _agreed, {"note": "What will be done"}),
    DONE: OwnWords("What came of it", _done, {"note": "More about it"}),
    TAKEN_OVER: OwnWords("Who does what", _taken_over, {"note": "What will be done"}),
    WRITTEN: OwnWords("Our plan", _written),
    DRAFTED: OwnWords("Our plan", _drafted),
    ANSWERED: OwnWords("What was said of our plan", _answered, {"reason": "Why"}),
    IN_FORCE: OwnWords("Our plan", _in_force),
    WENT_ON: OwnWords("Our plan", _went_on, {"reason": "Why it began all the same"}),
    REVIEWED: OwnWords("Our plan", _reviewed),
    SCALED: OwnWords(
        "How far we have got",
        headings={
            "note": "What stopped it being lower", "tried": "When it was better, and what was different",
            "response": "What one higher would look like", "adapted": "What good enough looks like",
            "reason": "What would be there if it were solved", "working": "What has helped to keep going",
        },
    ),
    STAGE_SEEN: OwnWords(
        "How far we have got", _stage,
        {
            "note": "What is needed to get back", "response": "Who does what",
            "adapted": "What the goal becomes", "tried": "What has gone well so far",
        },
    ),
}  # fmt: skip
"""Kind → its words for the family."""
