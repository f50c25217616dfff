"""What pages that plan a visit show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit import clock, hooks
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.hooks import Panel
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import FactLine
from alongside.people.rules import the_family, within
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine
from alongside.timeline.rules import ReadLine, Running, Sight, still_booked
from alongside.visits.queries.base import Somebody, lately, offered, to_know
from alongside.visits.rules import (
    PLANNED,
    VISIT,
    Afterwards,
    VisitPlan,
    booked_words,
    plan_reads,
)

PLANNED_AND_MADE = (PLANNED, VISIT)


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit planned with the family, and the deed that planned it. `with_whom`: names."""

    line: ToldLine
    plan: VisitPlan
    with_whom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What planning a visit needs: who may be there, and what both sides wanted to talk about."""

    family: Family
    involvement: Involvement
    people: tuple[Somebody, ...]
    left_to_talk: Afterwards
    panels: tuple[Panel, ...]
    to_know: tuple[tuple[str, FactLine], ...]

    @property
    def called_first(self) -> str:
        """The family at the beginning of a line: "The Smith family"."""
        return capital(the_family(self.family.name))


def plan_page(user: User, family_id: int, today: date) -> PlanPage:
    """Everything the page of planning a visit needs. Raises NotAllowed before there is an involvement."""
    family = people.family(user, family_id)
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        raise NotAllowed
    everybody = people.people_of(family_id, user, today)
    children, adults = offered(user, family, everybody, None)
    last = next((line for line in lately(user, involvement) if line.entry.kind == VISIT), None)
    left = Afterwards.from_content(last.content) if last else Afterwards()
    panels = tuple(hooks.panels_on("reach", family_id=family_id, user=user, at=clock.now()))
    return PlanPage(family, involvement, (*children, *adults), left, panels, to_know(user, family, everybody))


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A visit that is planned, to read before its day. `at_hand`: what to know before going there."""

    family: Family
    line: ToldLine
    plan: VisitPlan
    reads: tuple[ReadLine, ...]
    at_hand: tuple[Panel, ...]

    @property
    def called_first(self) -> str:
        """The family at the beginning of a line: "The Smith family"."""
        return capital(the_family(self.family.name))


def planned_page(user: User, family_id: int, entry_id: UUID) -> PlannedPage | None:
    """A visit as it is planned; None when this entry does not say so any more."""
    line = next((each for each in timeline.told(family_id, user, [PLANNED]) if each.id == entry_id), None)
    if line is None:
        return None
    family = people.family(user, family_id)
    panels = hooks.panels_on("visit", family_id=family_id, user=user, at=clock.now())
    at_hand = tuple(panel for panel in panels if panel.at_hand)
    return PlannedPage(family, line, VisitPlan.from_content(line.content), _reads(line, family, user), at_hand)


def _reads(line: ToldLine, family: Family, user: User) -> tuple[ReadLine, ...]:
    names = {str(person): within(name, family.name) for person, name in people.names_of(family.pk, user).items()}
    return tuple(each for each in plan_reads(line.content, Sight(names)) if each.words)


def planned_visit(visits: Sequence[ToldLine], names: Mapping[UUID, str], today: date) -> PlannedVisit | None:
    """The visit planned for about now that was not made yet: of those that still stand, the one with the nearest
    day.
    """
    still = _still_planned(visits)
    if not still:
        return None
    line, plan = min(still, key=lambda each: (abs((each[1].day - today).days), each[1].day))
    return PlannedVisit(line, plan, tuple(names[each] for each in plan.with_whom if each in names))


def open_at_the_end(family_id: int, user: User, at: datetime) -> list[str]:
    """Planned visits whose day has passed with no visit recorded on it or since. What is booked, `running_at_close`
    asks about.
    """
    lines, today = timeline.told(family_id, user, PLANNED_AND_MADE), london_day(at)
    return [
        f"A visit was planned for {day_long(day)}, and nothing is recorded of it"
        for day in sorted(plan.day for _, plan in _still_planned(lines))
        if day < today
    ]


def running_at_close(family_id: int, user: User, at: datetime) -> list[Running]:
    """Every visit planned for today or later, the first one first: booked, unless it is called off."""
    today = london_day(at)
    planned = _still_planned(timeline.told(family_id, user, PLANNED_AND_MADE))
    return [
        Running(
            key=line.id, entry_id=line.id, strand_id=line.entry.strand_id, stands=line.id, day=plan.day,
            words=f"A visit is planned for {day_long(plan.day)}.", note=booked_words(line.content),
            about=tuple(line.persons()), expected=True,
        )
        for line, plan in sorted(planned, key=lambda each: each[1].day)
        if plan.day >= today
    ]  # fmt: skip


def _still_planned(lines: Sequence[ToldLine]) -> list[tuple[ToldLine, VisitPlan]]:
    """The planned visits among these that were not made yet."""
    plans = [(line, VisitPlan.from_content(line.content)) for line in lines if line.entry.kind == PLANNED]
    made = [(_first(line), line.entry.happened_on) for line in lines if line.entry.kind == VISIT]
    left = still_booked([(_first(line), plan.day) for line, plan in plans], made)
    return [(line, plan) for line, plan in plans if _first(line) in left]


def _first(line: ToldLine) -> UUID:
    return line.first_strand or UUID(str(line.entry.strand_id))


@dataclass(frozen=True, slots=True)
class PlannedAgain:
    """A planned visit to plan anew. `line`: the plan that stands, None when it was said that it does not; `reads`: as
    it reads; `newest`: the deed it is now.
    """

    page: PlanPage
    line: ToldLine | None
    reads: tuple[ReadLine, ...]

    @property
    def newest(self) -> UUID | None:
        return self.line.entry.deed_id if self.line else None


def planned_again(user: User, family_id: int, deed_id: UUID, today: date) -> PlannedAgain | None:
    """What planning a visit anew needs; None for a deed that never planned a visit of this family."""
    if timeline.told_then(user, family_id, deed_id, PLANNED) is None:
        return None
    page, newest = plan_page(user, family_id, today), timeline.newest_deed(user, family_id, deed_id, PLANNED)
    lines = timeline.told(family_id, user, [PLANNED]) if newest else []
    line = next((each for each in lines if each.entry.deed_id == newest), None)
    return PlannedAgain(page, line, _reads(line, page.family, user) if line else ())
