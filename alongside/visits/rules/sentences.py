"""How the entries of a visit read."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from alongside.kit.dates import day_long, minutes_words, time_words
from alongside.kit.words import listed, uncapital
from alongside.timeline.rules import ReadLine, Sight
from alongside.visits.rules.values import ASSESSMENT, HARD, NO_CHILDREN, Afterwards, VisitPlan

Facts = Mapping[str, Any]


def visit_sentence(facts: Facts) -> str:
    """ "Home visit. Amy and Liam seen, Amy alone." Facts: `place` in words; `seen`, `seen_alone`, `not_seen`: names."""
    alone, seen, missed = facts.get("seen_alone", []), facts.get("seen", []), facts.get("not_seen", [])
    sentences = [f"Visit: {uncapital(facts['place'])}."]
    if alone or seen:
        sentences.append(_who_was_seen(alone, seen))
    if missed:
        sentences.append(f"{listed(missed)} {'was' if len(missed) == 1 else 'were'} not seen.")
    if facts.get("met_nobody"):
        sentences.append("Nobody of the family was met.")
    helped = [name for name in ("interpreter", "advocate") if facts.get(name)]
    if helped:
        sentences.append(f"With an {listed(helped)}.")
    if facts.get("talked_through"):
        sentences.append("Talked through with the children afterwards.")
    return " ".join(sentences)


def direct_work_sentence(facts: Facts) -> str:
    """ "Direct work with Amy: Feelings cards." Facts: `name`, `tool` in words; `stage_id`.

    Help given during the assessment already is said to be so (002:1167; 001:15).
    """
    return _work("Direct work", facts)


def adult_work_sentence(facts: Facts) -> str:
    """ "Work with Katie, for Amy: Life work." Facts: `name`, `tool` in words; `stage_id`; `helps`, the names of the
    children it helps.
    """
    return _work("Work", facts)


def planned_sentence(facts: Facts) -> str:
    """ "Visit planned with the family for 3 December 2026, 2:30pm." """
    at = f", {time_words(time.fromisoformat(facts['time']))}" if facts["time"] else ""
    return f"Visit planned with the family for {day_long(date.fromisoformat(facts['day']))}{at}."


def booked_words(content: Mapping[str, Any]) -> str:
    """ "Visit, 2:30pm, At home", from the content of a plan."""
    plan = VisitPlan.from_content(content)
    return ", ".join(part for part in ("Visit", plan.time_words, plan.place) if part)


def afterwards_reads(content: Mapping[str, Any], _: Sight) -> list[ReadLine]:
    """Why it was hard to get together, and what goes on from a visit, to read."""
    after, hard = Afterwards.from_content(content), content.get(HARD) or {}
    return [
        ReadLine("Why none of the children were part of it", content.get(NO_CHILDREN, "")),
        ReadLine("What stood in the way", "; ".join(hard.get("barrier_words", ()))),
        ReadLine("What it did to the children", hard.get("effect", "")),
        ReadLine("What we tried", hard.get("tried", "")),
        ReadLine("What came of it", hard.get("result", "")),
        ReadLine("What the family wants to talk about next", after.topics_family),
        ReadLine("What we want to talk about next", after.topics_ours),
        ReadLine("How the day was talked through with the children", after.talked_through),
        ReadLine("Interpreter", after.interpreter),
        ReadLine("Advocate", after.advocate),
    ]


def plan_reads(content: Mapping[str, Any], sight: Sight) -> list[ReadLine]:
    """A visit planned with the parent, to read."""
    plan = VisitPlan.from_content(content)
    when = [day_long(plan.day), plan.time_words, minutes_words(plan.minutes) if plan.minutes else ""]
    return [
        ReadLine("When", ", ".join(part for part in when if part)),
        ReadLine("Where", plan.place),
        ReadLine("With whom", listed([sight.name(person) for person in plan.with_whom])),
        ReadLine("Who else is there", plan.others),
        ReadLine("What would make it harder", plan.harder),
        ReadLine("What helps during it and after", plan.support),
        ReadLine("What it may do to the children", plan.children),
        ReadLine("What the family wants to talk about", plan.topics_family),
        ReadLine("What we want to talk about", plan.topics_ours),
    ]


def said_sentence(facts: Facts) -> str:
    """ "Amy said, in their own words." Facts: `name`."""
    return f"{facts['name']} said, in their own words."


def _work(what: str, facts: Facts) -> str:
    early = ", during the assessment" if facts.get("stage_id") == ASSESSMENT else ""
    helps = f", for {listed(facts['helps'])}" if facts.get("helps") else ""
    return f"{what} with {facts['name']}{helps}: {facts['tool']}{early}."


def _who_was_seen(alone: Sequence[str], seen: Sequence[str]) -> str:
    sentence = f"{listed([*alone, *seen])} seen"
    if alone and seen:
        return f"{sentence}, {listed(alone)} alone."
    return f"{sentence} alone." if alone else f"{sentence}, not alone."
