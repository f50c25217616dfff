"""What plans answer to the rooms below: the kinds of deed they record."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.access.models import User
from alongside.agreements.queries import COPY_PANEL, ToPrint
from alongside.kit.clock import london_day
from alongside.kit.dates import count_words
from alongside.kit.hooks import Panel
from alongside.plans import actions, queries, rules
from alongside.plans.rules.own_words import OWN_WORDS
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, EntryKind, Nature, with_own_words


def days_to_look_again(*, by: User, entry: Entry, audience: Audience) -> list[UUID]:
    """Each day on which a safety plan is, or was, to be looked at again since it was tried out, where others read it
    than are to read the plan.
    """
    told = timeline.told(entry.family_id, by, [rules.SAFETY_AGAIN], with_about=False)
    of_it = [line for line in told if line.facts["safety_id"] == entry.facts["safety_id"]]
    return [line.id for line in of_it if line.entry.audience != audience.value]


def not_apart_from_the_plan(*, by: User, entry: Entry, audience: Audience, **_: object) -> str:
    """A day to look at a safety plan again is read by those who read the plan, and not by others."""
    plans = queries.safety_plans(entry.family_id, by)
    plan = next((line.audience for line in plans if line.safety_id == entry.facts["safety_id"]), audience.value)
    return "" if plan == audience.value else "Whoever reads the safety plan reads this. Say it of the plan"


PROCESS, INTERVENTION = frozenset({Nature.PROCESS}), frozenset({Nature.INTERVENTION})

entry_kinds = [
    EntryKind(
        rules.AGREED, PROCESS, rules.agreed_sentence, "Action agreed", url_name="plans:action",
        headings={"note": "What will be done"}, promises=True,
    ),
    EntryKind(
        rules.DONE, PROCESS, rules.done_sentence, "What became of an action",
        subtypes_from=frozenset(rules.HOW_IT_WENT), headings={"note": "More about it"}, settles=True,
    ),
    EntryKind(
        rules.TAKEN_OVER, PROCESS, rules.taken_over_sentence, "Action taken over",
        headings={"note": "What will be done"},
        put_right_elsewhere="It stands with whoever took it over. Say what became of it, and agree it anew with "
        "whoever does it",
    ),
    EntryKind(
        rules.WRITTEN, PROCESS, rules.written_sentence, "Part of the support plan",
        subtypes_from=rules.WRITTEN_SUBTYPES, reads=rules.part_reads,
    ),
    EntryKind(
        rules.DRAFTED, PROCESS, rules.drafted_sentence, "Support plan", subtypes_from=rules.WHICH,
        reads=rules.plan_reads,
    ),
    EntryKind(
        rules.ANSWERED, frozenset({Nature.PROCESS, Nature.VOICE}), rules.answered_sentence,
        "Answer to the support plan", subtypes_from=frozenset(rules.ANSWERS), headings={"reason": "Why"},
        readers_are_chosen=True,
    ),
    EntryKind(
        rules.IN_FORCE, PROCESS, rules.in_force_sentence, "Support plan in force", subtypes_from=rules.WHICH,
        reads=rules.plan_reads, readers_are_chosen=True,
    ),
    EntryKind(
        rules.WENT_ON, PROCESS, rules.went_on_sentence, "Why the plan went on",
        headings={"reason": "Why it is in force all the same"},
    ),
    EntryKind(
        rules.REVIEWED, PROCESS, rules.reviewed_sentence, "What the review decided about the plan",
        reads=rules.reviewed_reads,
    ),
    EntryKind(
        rules.SCALED, frozenset({Nature.VOICE}), rules.scaled_sentence, "Where they see it on the scale",
        headings={
            "note": "What stopped it being lower", "tried": "When it was better, and what was different",
            "response": "What one higher would look like", "adapted": "What good enough looks like",
            "reason": "What they would notice if it were solved", "working": "How they have kept going so far",
        },
    ),
    EntryKind(
        rules.STAGE_SEEN, PROCESS, rules.stage_sentence, "Stage of change", subtypes_from="list:change_stage",
        correct_url_name="plans:correct_stage",
        headings={
            "note": "What is needed to get back", "response": "Whose part is what",
            "adapted": "What the goal becomes", "tried": "What has gone well so far",
            "reason": "What they said they want to change",
        },
    ),
    EntryKind(
        rules.SAFETY_PLAN, INTERVENTION, rules.safety_plan_sentence, "Safety plan", url_name="plans:safety_plan",
        correct_url_name="plans:change_safety_plan", promises=True, reads=rules.safety_reads,
        ours_alone=frozenset({"not_agreed_why"}), holds_protected="Change the plan first",
        read_with=days_to_look_again, room_keeps_apart=True, readers_are_chosen=True,
    ),
    EntryKind(
        rules.SAFETY_TRIED, INTERVENTION, rules.safety_tried_sentence, "Safety plan tried out",
        subtypes_from=frozenset(rules.WORKED), settles=True, reads=rules.safety_tried_reads,
        holds_protected="Leave it to our own staff", room_keeps_apart=True,
    ),
    EntryKind(
        rules.SAFETY_AGAIN, PROCESS, rules.safety_again_sentence, "Safety plan to be looked at again", promises=True,
        url_name="plans:safety_plan", refuses_readers=not_apart_from_the_plan, room_keeps_apart=True,
    ),
    EntryKind(
        rules.SAFETY_FORMER, PROCESS, rules.safety_former_sentence, "Safety plan to be changed", promises=True,
        headings={"note": "What is asked"}, url_name="plans:safety_plan", room_keeps_apart=True,
    ),
    EntryKind(
        rules.SAFETY_ANEW, PROCESS, rules.safety_anew_sentence, "Safety plan to be made anew", promises=True,
        url_name="plans:safety_plan", room_keeps_apart=True,
    ),
]  # fmt: skip
entry_kinds = with_own_words(entry_kinds, OWN_WORDS)


def after_retraction(*, by: User, family_id: int, kinds: Collection[str], at: datetime) -> None:
    """What a safety plan, or trying it out, asked to be looked at is due no longer when that did not happen."""
    if {rules.SAFETY_PLAN, rules.SAFETY_TRIED} & set(kinds):
        timeline_actions.ask_no_more(
            by=by, family_id=family_id, entry_ids=queries.safety_needless(family_id, by), at=at
        )  # fmt: skip


MOST_SHOWN = 5


def plan_beside_the_family(*, family_id: int, user: User, at: datetime) -> Panel:
    """What the family works on now."""
    found, today = queries.versions_of(family_id, user), london_day(at)
    late = sum(action.is_late(today) for action in queries.open_actions(family_id, user))
    shown = {"family_id": family_id, "current": rules.current(found), "newest": next(iter(found), None), "late": late,
             "over": timeline.work_is_over(family_id, user)}  # fmt: skip
    return Panel("The plan", "plans/panel_plan.jinja", shown, "leaf")


def agreed_and_open(*, family_id: int, user: User, at: datetime) -> Panel | None:
    """What was agreed and nobody has settled, so that it is asked about at the next visit and not lost at the end."""
    lines = queries.open_actions(family_id, user)
    if not lines:
        return None
    more = max(0, len(lines) - MOST_SHOWN)
    shown = {"family_id": family_id, "lines": lines[:MOST_SHOWN], "more": more, "today": london_day(at)}
    return Panel("What we agreed, still open", "plans/panel_agreed.jinja", shown, "next")


def safety_at_hand(*, family_id: int, user: User, at: datetime) -> Panel | None:  # noqa: ARG001 - every panel is told when
    """Whoever goes to a family knows its safety plans."""
    lines = queries.safety_plans(family_id, user)
    shown = {"family_id": family_id, "lines": lines}
    return Panel("Safety plan", "plans/panel_safety.jinja", shown, "shield", at_hand=True) if lines else None


def open_at_the_end(family_id: int, user: User, at: datetime) -> list[str]:  # noqa: ARG001 - every room is told when
    """What was agreed and nobody has settled."""
    number = len(queries.open_actions(family_id, user))
    if not number:
        return []
    return [f"{count_words(number).capitalize()} {'thing' if number == 1 else 'things'} agreed, and not settled yet"]


def plan_to_print(*, family_id: int, user: User, **_: Any) -> Panel | None:
    """For a copy of what is written: the plan in force."""
    current = rules.current(queries.versions_of(family_id, user))
    if current is None:
        return None
    entries, read = (current.entry_id, *current.made_of.values()), (current.in_force_id or current.entry_id,)
    to_print = [ToPrint("The support plan in force", reverse("plans:plan", args=[family_id]), entries, read)]
    return Panel("The plan", COPY_PANEL, {"to_print": to_print})


outstanding_at_close = open_at_the_end
promised_by_agencies = queries.promised
promised_by_worker = queries.promised_by_worker
promises_taken_over = actions.take_over
names_former = queries.safety_names_former
needless = queries.safety_needless
after_kept_away = actions.keep_safety_plans_apart
told_on = {
    "family": (*queries.PLAN_KINDS, *queries.ACTION_KINDS), "visit": (*queries.SAFETY_KINDS, *queries.ACTION_KINDS),
    "close": (*queries.SAFETY_KINDS, *queries.ACTION_KINDS),
}  # fmt: skip
panels = {
    "family": [plan_beside_the_family], "visit": [safety_at_hand, agreed_and_open], "close": [agreed_and_open],
    "copy": [plan_to_print],
}  # fmt: skip
