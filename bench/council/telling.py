"""How a family of the council is told: by the actions, at the pace of the model's clocks, with tokens for words.

A tale begins so many days ago; what would lie in days to come is not told, so that the same tale told for 30, 90 and
600 days is a family in its assessment, one at work and one whose follow-up is over.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access import actions as access
from alongside.access.models import Team, User
from alongside.demo.families import Telling
from alongside.people import queries as people
from alongside.practice import queries as practice
from alongside.practice.rules import PracticeModel
from bench.council.tokens import letters, token
from bench.council.wanted import STAFF

MODEL = "family_intervention"
SURNAME, OTHER_SURNAME = token("s", "aa"), token("s", "bb")


@dataclass(frozen=True, slots=True)
class TaleTold:
    """What a tale is to tell. `days`: since the referral. `ends`: "" while it goes on as far as the days reach,
    "declined", "stepped_away" or "planned". `meets_every`: days between visits, at least the pace of the model's clock
    of direct contact. `before`: whether another worker led the help at first.
    """

    standing: str
    days: int
    children: int = 2
    ends: str = "planned"
    meets_every: int = 10
    before: bool = False
    asks_more: bool = False
    reviews: int = 2
    unborn: bool = False
    step_parent: bool = False
    grandparents: bool = False
    full: bool = True


class Done(Exception):
    """The tale has come to today."""


@dataclass(slots=True)
class Tale(Telling):
    """A family being told. `offset`s are days since the referral."""

    told: TaleTold = field(default_factory=lambda: TaleTold("live", 1))
    model: PracticeModel = field(default_factory=lambda: practice.current_model(MODEL))
    drawn: random.Random = field(default_factory=lambda: random.Random(1))
    words: int = 0
    risks: UUID | None = None
    waits: list[tuple[int, Callable[[int], object]]] = field(default_factory=list)

    def ago(self, offset: int) -> int:
        """How many days ago that was, once what was to come before it is told. Raises Done for a day that has not
        gone by.
        """
        reached = min(offset, self.told.days - 1)
        while self.waits and min(self.waits, key=_offset)[0] <= reached:
            comes = min(self.waits, key=_offset)
            self.waits.remove(comes)
            comes[1](self.told.days - comes[0])
        if offset >= self.told.days:
            raise Done
        return self.told.days - offset

    def on(self, offset: int) -> date:
        """The day of an offset, also of one that is still to come."""
        return self.day(self.told.days - offset) if offset <= self.told.days else self.coming(offset - self.told.days)

    def later(self, offset: int, tells: Callable[[int], object]) -> None:
        """Tell something when that day is reached; it is given how many days ago that is."""
        self.waits.append((offset, tells))

    def within(self, clock_id: str) -> int:
        """The days a clock of the model gives; of months, about."""
        span = self.model.clock(clock_id).within
        return int(span.days or span.working_days or 0) or 30 * int(span.months or 0) or 1

    def in_time(self, clock_id: str) -> int:
        """Some day within what a clock gives, now and then a little after it."""
        gives = self.within(clock_id)
        return max(1, int(gives * self.drawn.uniform(0.4, 1.1)))

    def any_of(self, name: str, *, but: tuple[str, ...] = ()) -> str:
        """An item of a list of the model."""
        return self.drawn.choice([item.id for item in self.model.items(name) if item.id not in but])

    def says(self, theme: str) -> str:
        """A place for prose of a theme."""
        self.words += 1
        return token("p", theme + letters(self.words % 676))

    def aids(self, who: str, action: Callable[..., Any], ago: int, hour: int = 17, /, **given: Any) -> Any:
        """As `do`, for an action that takes the family as a row."""

        def taking(*, by: User, family_id: int, **more: Any) -> Any:
            return action(by=by, family=people.family(by, family_id), **more)

        return self.do(who, taking, ago, hour, **given)


def _offset(waiting: tuple[int, Callable[[int], object]]) -> int:
    return waiting[0]


def staff(at: datetime) -> tuple[Mapping[str, User], Team]:
    """The accounts every tale needs, in the team that receives referrals."""
    from django.conf import settings  # noqa: PLC0415 (settings are read when Django is set up)

    team = access.add_team(by=None, name=settings.RECEIVING_TEAM)
    made = {}
    for number, (key, role) in enumerate(STAFF.items()):
        called = " ".join(token("w", letters(2 * number + word)) for word in (0, 1))
        made[key] = access.add_account(
            by=None, sign_in_name=f"told.{key}", name=called, role=role,
            password="told and not signed in", job_title="", telephone="", at=at,
            team=None if key == "referrer" else team,
        )  # fmt: skip
    # What the demonstration's telling calls the manager who may read a family that was just referred.
    return {**made, "denise": made["manager"]}, team
