"""How the work ends: what is asked, and what everybody is told of it. Pure.

Basis: closure and keeping in touch (002:1191-1199, 002:3872-3901); what the family is told belongs to its ending.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit.dates import day_long
from alongside.kit.words import gives_a_reason, says_something, uncapital
from alongside.timeline.rules import Reader

Facts = Mapping[str, Any]


EXIT_PLANNED = "endings.exit_planned"
LEFT_UNCHANGED = "pathway.left_unchanged"
"""What was said of one child when the work ended: facts child, name; `reached` where help had reached them."""
ASKS_WHY = frozenset({"family_ended_it", "lost_contact", "handed_over", "stepped_up"})
ASKS_WHO_LEADS = frozenset({"handed_over", "stepped_up"})
"""Ways to end of which more is asked when no exit plan tells it: why, and who leads now (002:3874, 3886-3888)."""


@dataclass(frozen=True, slots=True)
class Unlit:
    """A child whom no help had reached on the last day, and what shows it, in a sentence. Not `dark`: help had, and
    what was typed while another day was the last stands with that.
    """

    child_id: UUID
    name: str
    words: str
    dark: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """What is said of such a child before the work ends: what stays unchanged, and which other way is suggested."""

    unchanged: str
    instead: str


NOTHING_LEFT = Left("", "")


def says_left(left: Left) -> bool:
    """Whether anything is said of the child."""
    return says_something(left.unchanged) or says_something(left.instead)


def is_typed(left: Left, unchanged: str) -> bool:
    """Whether somebody typed something: `unchanged` stood there when the page was opened."""
    return says_left(left) and (left.instead.strip() != "" or left.unchanged.split() != unchanged.split())


def left_refused(name: str, left: Left) -> dict[str, str]:
    """What must still be said of a child whom no help had reached: the field and the words (000:24)."""
    asked = {
        "unchanged": (left.unchanged, f"Say what stays unchanged for {name}"),
        "instead": (left.instead, f"Say what else could be tried for {name}, and by whom"),
    }
    says = {"unchanged": says_something, "instead": gives_a_reason}
    return {field: words for field, (said, words) in asked.items() if not says[field](said)}


def asked_at_close(reason: str, *, exit_planned: bool, why: str, leads_now: str) -> tuple[str, str] | None:
    """What must still be said before the work ends in that way: the field and the words; None when nothing."""
    if exit_planned:
        return None
    if reason in ASKS_WHO_LEADS and not leads_now.strip():
        return "leads_now", "Say who leads now. No exit plan says it"
    if reason in ASKS_WHY and not says_something(why):
        return "why", "Say why it ended so, and what was tried. No exit plan says it"
    return None


def earlier_refused(promised: Sequence[str], told: str) -> tuple[str, str] | None:
    """What must be said where days are promised that do not come any more: the field and the words."""
    if promised and not says_something(told):
        return "earlier", f"Say what they were told: our work ends earlier than was promised. {promised[0]}"
    return None


def closed(facts: Facts) -> str:
    """`reason`: the words of the list; `leads_now`: who leads on, where that was said."""
    leads = f" {facts['leads_now']} leads now." if facts.get("leads_now") else ""
    return f"The work with the family ended: {uncapital(facts['reason'])}.{leads}"


def left_unchanged(facts: Facts) -> str:
    """`name`: the child’s; `reached`: that help had reached them."""
    if facts.get("reached"):
        return f"When the work ended, it was said what stays unchanged for {facts['name']}."
    return f"In the last weeks of the work, no help reached {facts['name']}."


def goes_on(facts: Facts) -> str:
    """`what`: a sentence."""
    return f"This goes on after our work. {facts['what']}"


def called_off(facts: Facts) -> str:
    """`what`: a sentence."""
    return f"{facts['what']} This is called off, as our work ended."


def told_of_the_end(facts: Facts) -> str:
    """`on`: the last day (ISO); `met`: whether any of the family was; `follow_up_by`, until `until` (ISO)."""
    return f"The family is told of the end. {_who_keeps_in_touch(facts)}"


def own_end(facts: Facts, to: Reader) -> str:  # noqa: ARG001 - as every kind is told
    """The same, to the family."""
    day = day_long(date.fromisoformat(facts["on"]))
    ended = f"Our work with your family ended on {day}." if facts["met"] else f"Since {day} we offer help no longer."
    return f"{ended} {_who_keeps_in_touch(facts)}"


def _who_keeps_in_touch(facts: Facts) -> str:
    return f"{facts['follow_up_by']} keeps in touch until {day_long(date.fromisoformat(facts['until']))}."
