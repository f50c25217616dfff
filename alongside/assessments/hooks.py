"""What assessments answer to the rooms below: the kinds of deed they record, and what they show on other pages."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.urls import reverse

from alongside.access.models import User
from alongside.agreements.queries import COPY_PANEL, ToPrint
from alongside.assessments import actions, queries
from alongside.assessments.rules import (
    RISK,
    SECTION,
    STILL_ENTITLED,
    VIEW,
    completed_reads,
    kinds,
    opened_reads,
    readers_read,
    risk_reads,
)
from alongside.assessments.rules.own_words import OWN_WORDS
from alongside.kit.clock import london_day
from alongside.kit.hooks import Panel
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import OpenedEntry
from alongside.timeline.rules import Audience, EntryKind, Nature, with_own_words

_PROCESS = frozenset({Nature.PROCESS})
_SPOKEN = frozenset({Nature.PROCESS, Nature.VOICE})

CORRECT = "assessments:correct"

AGAIN = {"note": "What to look at"}


def said_by_version(*, by: User, entry: Entry, audience: Audience, at: datetime) -> str:  # noqa: ARG001 - asked alike
    """Who reads a section or a view is said of a version, where it is kept from whoever must not read it."""
    opens = audience is not Audience.TEAM
    return "Say who reads it on the page of its version, part by part, or leave it to our own staff" if opens else ""


entry_kinds = [
    EntryKind(
        kinds.STARTED, _PROCESS, kinds.started, "Assessment begun",
        headings={"reason": "Why it began without the family’s agreement"}, texts_say_all=True,
    ),
    EntryKind(
        kinds.SECTION, _SPOKEN, kinds.section_answered, "Assessment", correct_url_name=CORRECT, texts_say_all=True,
        refuses_readers=said_by_version,
    ),
    EntryKind(
        kinds.VIEW, _SPOKEN, kinds.view_given, "Another view", headings={"words": "How they see it"},
        correct_url_name=CORRECT, texts_say_all=True, refuses_readers=said_by_version,
    ),
    EntryKind(kinds.COMPLETED, _PROCESS, kinds.completed, "Assessment complete", reads=completed_reads),
    EntryKind(
        kinds.AGREED, _PROCESS, kinds.agreed, "Answer to the assessment", subtypes_from=frozenset(kinds.ANSWERS),
        texts_say_all=True,
    ),
    EntryKind(
        kinds.OPENED, _PROCESS, kinds.opened, "Opened to be read", reads=opened_reads, read_apart=True,
        room_keeps_apart=True, readers_are_chosen=True, told_by=kinds.READERS_SAID,
    ),
    EntryKind(kinds.READERS_SAID, _PROCESS, kinds.readers_said, "Who reads the assessment", reads=readers_read),
    EntryKind(
        kinds.RISK, _PROCESS, kinds.risk_assessed, "Risk assessment",
        subtypes_from=frozenset({kinds.MADE, kinds.IMPORTED}), correct_url_name=CORRECT,
        headings={"words": "What was taken over, in their words"}, reads=risk_reads,
    ),
    EntryKind(
        kinds.TO_LOOK_AGAIN, _PROCESS, kinds.to_look_again, "Risks to be looked at again", promises=True,
        headings=AGAIN, url_name="assessments:look_again",
    ),
    EntryKind(kinds.LOOKED_AGAIN, _PROCESS, kinds.looked_again, "Risks looked at again", settles=True),
]  # fmt: skip
entry_kinds = with_own_words(entry_kinds, OWN_WORDS)


def after_retraction(*, by: User, family_id: int, kinds: Collection[str], at: datetime) -> None:
    """What a risk assessment that did not happen said of people is undone, and so is what it asked to be looked at; a
    section or a view that did not happen is no longer there for the family to read.
    """
    if {SECTION, VIEW} & set(kinds):
        actions.close_what_fell(by=by, family_id=family_id, at=at)
    if RISK in kinds:
        actions.undo_what_followed(by=by, family_id=family_id, at=at)


def before_you_go(*, family_id: int, user: User, at: datetime) -> Panel:
    """What whoever visits has to know: what to watch, how to work safely, whom to reach how, who may not go alone."""
    known = queries.before_you_go(user, family_id, london_day(at))
    values = {"known": known, "still_entitled": STILL_ENTITLED, "short": False}
    return Panel("Before you go", "assessments/panel_before.jinja", values, "shield", at_hand=True)


def safely(*, family_id: int, user: User, at: datetime) -> Panel:
    """The same, short, where somebody decides how, when and with whom to reach the family."""
    known = queries.before_you_go(user, family_id, london_day(at))
    values = {"known": known, "still_entitled": STILL_ENTITLED, "short": True}
    return Panel("How they can be reached safely", "assessments/panel_before.jinja", values, "shield")


def assessment_to_print(*, family_id: int, user: User, **_: Any) -> Panel | None:
    """For a copy of what is written: the assessment, once one is whole. Of each part somebody reads what was opened."""
    told = timeline.told(family_id, user, [kinds.COMPLETED, SECTION, VIEW, kinds.OPENED], with_about=False)
    if all(line.entry.kind != kinds.COMPLETED for line in told):
        return None
    opened = {line.content["source"]: line.id for line in told if line.entry.kind == kinds.OPENED}
    read = tuple(opened.get(str(line.id), line.id) for line in told if line.entry.kind in (SECTION, VIEW))
    address = reverse("assessments:now", args=[family_id])
    to_print = [ToPrint("The assessment as it stands", address, tuple(line.id for line in told), read)]
    return Panel("The assessment", COPY_PANEL, {"to_print": to_print})


def where_it_is_said(*, family_id: int, user: User, opened: OpenedEntry, **_: Any) -> Panel | None:
    """On the page of who may read a section or a view: where that is said."""
    if opened.line.entry.kind not in (SECTION, VIEW):
        return None
    complete = timeline.told(family_id, user, [kinds.COMPLETED], with_about=False)
    number = max((int(line.facts["version"]) for line in complete), default=0)
    values = {"family_id": family_id, "number": number}
    return Panel("Who reads a version of the assessment", "assessments/panel_audience.jinja", values)


after_kept_away = actions.keep_opened_apart
after_move = actions.look_again_after_move
outstanding_at_close = queries.open_at_the_end
told_on = {
    "family": (RISK,), "visit": (RISK,), "close": queries.STILL_OPEN,
    "opening": (*queries.KINDS, kinds.OPENED, kinds.READERS_SAID),
}  # fmt: skip
panels = {
    "visit": [before_you_go], "family": [before_you_go], "reach": [safely], "copy": [assessment_to_print],
    "audience": [where_it_is_said],
}  # fmt: skip
