"""Recording where somebody sees a goal, and how far they are with changing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.refusals import Unacceptable
from alongside.plans import permissions, queries
from alongside.plans.actions._deed import Deed, recorded
from alongside.plans.rules import MOST, SCALED, STAGE_SEEN
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class NewScale:
    """Where one person sees a goal. `lower`: what stopped it being lower; `exception`: when it was better; `higher`:
    what one higher would look like; `enough_words`: the day on which it would be good enough; `solved`: what they would
    notice if it were solved; `kept_going`: how they have kept going so far.
    """

    person_id: UUID
    value: int
    on: date
    good_enough: int | None = None
    words: str = ""
    lower: str = ""
    exception: str = ""
    higher: str = ""
    enough_words: str = ""
    solved: str = ""
    kept_going: str = ""


@dataclass(frozen=True, slots=True)
class NewStage:
    """How far somebody is with changing. `they_say`: whether they see it so themselves. `commitment`: what they said
    aloud that they want to change. The last four are asked when somebody has fallen back.
    """

    person_id: UUID
    stage: str
    on: date
    they_say: bool
    reading: str = ""
    words: str = ""
    commitment: str = ""
    success: str = ""
    needed: str = ""
    whose_part: str = ""
    goal_now: str = ""


@transaction.atomic
def scale(*, by: User, deed_id: UUID, family_id: int, goal_id: str, told: NewScale, at: datetime) -> Entry:
    """Where one person sees one goal on one day. Raises NotAllowed; Unacceptable for a value off the scale."""
    permissions.require(by, family_id)
    of = queries.goal_of(by, family_id, goal_id, told.person_id, at)
    for field, value in (("value", told.value), ("good_enough", told.good_enough)):
        if value is not None and not of.least <= value <= MOST:
            raise Unacceptable(field, f"The scale goes from {of.least} to {MOST}")
    facts = {
        "goal_id": goal_id, "who": str(told.person_id), "name": of.name, "value": told.value, "least": of.least,
        "good_enough": told.good_enough,
    }  # fmt: skip
    texts = [
        NewText("words", told.words, told.person_id), NewText("note", told.lower), NewText("tried", told.exception),
        NewText("response", told.higher), NewText("adapted", told.enough_words),
        NewText("reason", told.solved, told.person_id), NewText("working", told.kept_going, told.person_id),
    ]  # fmt: skip
    entry = NewEntry(SCALED, Nature.VOICE, facts, [(told.person_id, Part.SAID)], texts)
    return recorded(by, Deed(deed_id, family_id, told.on, at), [entry])[0]


@transaction.atomic
def see_stage(
    *, by: User, deed_id: UUID, family_id: int, goal_id: str, told: NewStage, at: datetime, corrects: UUID | None = None
) -> Entry:
    """How far one person is with one goal. `corrects`: the entry that this puts right. Raises NotAllowed; Unacceptable
    for a stage the practice model does not have; AlreadyCorrected when somebody put it right meanwhile.
    """
    permissions.require(by, family_id)
    of = queries.goal_of(by, family_id, goal_id, told.person_id, at)
    if told.stage not in of.stages:
        raise Unacceptable("stage", "Choose from the stages shown")
    facts = {
        "goal_id": goal_id, "who": str(told.person_id), "name": of.name, "stage_id": told.stage,
        "stage": of.stages[told.stage], "they_say": told.they_say,
    }  # fmt: skip
    texts = [
        NewText("words", told.words, told.person_id), NewText("reading", told.reading),
        NewText("reason", told.commitment, told.person_id), NewText("tried", told.success),
        NewText("note", told.needed), NewText("response", told.whose_part), NewText("adapted", told.goal_now),
    ]  # fmt: skip
    about = [(told.person_id, Part.FOR)]
    entry = NewEntry(STAGE_SEEN, Nature.PROCESS, facts, about, texts, subtype=told.stage, supersedes_id=corrects)
    return recorded(by, Deed(deed_id, family_id, told.on, at), [entry])[0]
