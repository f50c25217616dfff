"""Meetings of the Smith family, told as a key worker tells them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.kit.ids import uuid7
from alongside.meetings import actions
from alongside.meetings.rules import REFERRAL_MEETING, Held, HelperThere, Invited, Piece, Plan, TookPart
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily

KATIES_WORDS = "I want the shouting to stop. I would like somebody to come in the mornings."
AMYS_WORDS = "I like it when Nan comes."


def a_plan(smiths: SmithFamily, **more: object) -> Plan:
    """A referral meeting in a week, Katie asked and coming."""
    usual = Plan(
        REFERRAL_MEETING, DAY + timedelta(days=7), "14:30", "Hillview Primary", "Sam Whittaker", "To hear each other",
        "Hello\nGoodbye", (smiths.katie,), "At home", (Invited(smiths.katie, None, "Katie", "in_person", "coming"),),
    )  # fmt: skip
    return replace(usual, **more)  # type: ignore[arg-type]


def held(smiths: SmithFamily, day: date = DAY, **more: object) -> Held:
    """A referral meeting with Katie there, Amy's words read out, Liam spoken for; two decisions."""
    usual = Held(
        type=REFERRAL_MEETING,
        day=day,
        minutes=60,
        place="Hillview Primary",
        chair="Sam Whittaker",
        people=(
            TookPart(smiths.katie, "present", words=KATIES_WORDS),
            TookPart(smiths.amy, "read_out", by="Joanne Mercer", words=AMYS_WORDS, open_to="own"),
            TookPart(smiths.liam, "represented", by="Nursery"),
        ),
        helpers=(
            HelperThere("Helen Spragg", "came", "Head of year", "Hillview Primary", "01632 960111", "Amy is tired."),
            HelperThere("Dr Rao", "apologies", "GP", "Mill Surgery"),
        ),
        pieces=(
            Piece("background", "School asked for help in May."),
            Piece("talked", "Mornings are hard."),
            Piece("decided", "Breakfast club goes on", "Amy eats there"),
            Piece("decided", "Nan comes on Tuesdays", "Amy asked for it", (smiths.amy,)),
        ),
        agrees=True,
        next_on=day + timedelta(days=56),
        message="We are here to help with mornings.",
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def as_typed(what: Held | None) -> Held | None:
    """A meeting as it was typed: without knowing who is on file."""
    return replace(what, helpers=tuple(replace(each, professional_id=None) for each in what.helpers)) if what else None


def plan_it(smiths: SmithFamily, plan: Plan | None = None, at: datetime = NOON) -> Entry:
    """The key worker plans a meeting."""
    return actions.plan_meeting(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, plan=plan or a_plan(smiths), at=at
    )


def hold_it(
    smiths: SmithFamily, what: Held | None = None, at: datetime = NOON, meeting_id: UUID | None = None
) -> list[Entry]:
    """The key worker writes a meeting down."""
    return actions.hold_meeting(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, held=what or held(smiths), at=at,
        meeting_id=meeting_id,
    )  # fmt: skip
