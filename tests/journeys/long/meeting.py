"""Meetings of the team around the family: the referral meeting, and the reviews."""

from datetime import date

from alongside.kit.dates import day_typed
from tests.journeys import doing
from tests.journeys.long.family import NGOZI, TOBI
from tests.journeys.long.writer import Writer


def is_planned(joanne: Writer, family_id: int, kind: str, day: date) -> None:
    """With the family asked first, and what it is for explained."""
    joanne.opens(f"/families/{family_id}/meetings/")
    joanne.follows(kind, within="main")
    joanne.writes("Day", day_typed(day))
    joanne.writes("Time", "3.45pm")
    joanne.writes("Where", "Northgate Primary, the library")
    joanne.writes("Who leads the meeting", "Sam Whittaker")
    joanne.chooses(NGOZI, of="To whom did you explain what it is for and how it goes?")
    joanne.writes("How did you explain it?", "With the drawing of the table")
    for name, answer in ((NGOZI, "Coming"), (TOBI, "Sends their views"), ("Sunita Rao", "Coming")):
        group = doing.asks(joanne, name)
        joanne.selects("Asked in person", of="Asked to come?", group=group)
        joanne.selects(answer, of="What they answered", group=group)
    joanne.saves("Save the plan")


def is_held(
    worker: Writer, words: dict[str, str], action: tuple[str, str, date], meets_again: date,
    reward: tuple[str, date] | None = None,
) -> None:  # fmt: skip
    """From the meeting's page. `words`: own words of those who were there; `action`: what, who and by when; `reward`:
    the one that has run out and is set again, and until when.
    """
    worker.presses("Write it down")
    worker.writes("How long, in minutes", "60")
    for name, said in words.items():
        worker.selects("Was there", of="How did they take part?", group=doing.child_group(worker, name))
        worker.writes(f"{name}’s own words", said)
    for helper in ("Sam Whittaker", "Sunita Rao"):
        worker.chooses("Came", of=f"Did {helper} come?")
    worker.writes("What was said", "Sleep, and who is there in the mornings.", group="Talked about 1")
    worker.writes("What was decided", "We look at the mornings first", group="Decision 1")
    worker.writes("Because", "Ngozi and Tobi both asked for it", group="Decision 1")
    if reward:
        worker.chooses("Set it again", of="What now?", group=f"Reward: {reward[0]}")
        worker.writes("Until when", day_typed(reward[1]), group=f"Reward: {reward[0]}")
    what, who, by_when = action
    worker.writes("What will be done", what, group="Something agreed 1")
    worker.selects(who, of="Who does it", group="Something agreed 1")
    worker.writes("By when", day_typed(by_when), group="Something agreed 1")
    if worker.heading() == "Referral meeting":
        worker.chooses("Yes, they agree", of="Does the family agree to an assessment?")
    worker.writes("When do we meet again?", day_typed(meets_again))
    worker.saves("Save the meeting")


def is_prepared(worker: Writer) -> None:
    """From the meeting's page: what changed since the last one, and whether what was agreed was kept."""
    worker.follows("Prepare the review")
    worker.looked_at("long-review-prepared")
    for group in ("What the family said it would do",):
        worker.chooses("Kept in part", of="Was it kept?", group=group)
    worker.saves("Save what I found")
