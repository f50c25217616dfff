"""What the visit page shows before and while a visit is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.kit import clock, hooks
from alongside.kit.hooks import Panel
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital
from alongside.pathway import queries as pathway
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import FactLine
from alongside.people.rules import the_family, within
from alongside.plans import queries as plans
from alongside.plans.queries import Doers
from alongside.practice.rules import ListItem
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import EntryLine, StageLine
from alongside.visits.queries.base import Somebody, lately, offered, to_know
from alongside.visits.queries.planning import PlannedVisit, planned_visit
from alongside.visits.rules import (
    CHILD_SAID,
    VISIT,
    Afterwards,
    VisitTold,
    Words,
)

LISTS = (
    "visit_purpose",
    "visit_place",
    "direct_work_tool",
    "engagement",
    "engagement_barrier",
    "identity_prompt",
    "four_i",
)
SAID_LATELY = 20
"""Among so many sayings the newest of each child is looked for."""


@dataclass(frozen=True, slots=True)
class VisitPage:
    """The family, its people, the lists of its practice model, and what is known already so that nobody asks twice."""

    family: Family
    involvement: Involvement
    children: tuple[Somebody, ...]
    adults: tuple[Somebody, ...]
    lists: Mapping[str, tuple[ListItem, ...]]
    to_know: tuple[tuple[str, FactLine], ...]
    last_visit: Entry | None
    said: tuple[tuple[str, EntryLine], ...]
    left_to_talk: Afterwards
    planned: PlannedVisit | None
    lately: tuple[Entry, ...]
    stage: StageLine | None
    doers: Doers
    panels: tuple[Panel, ...]

    @property
    def usual_place(self) -> str:
        """Where the last visit was, "" before there is one."""
        return str(self.last_visit.facts.get("place_id", "")) if self.last_visit else ""

    def on_the_day(self, day: date) -> list[Entry]:
        """Other visits of that day: an adult's and a child's belong together (001:40, 45)."""
        return [entry for entry in self.lately if entry.happened_on == day]

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.family.name)

    @property
    def called_first(self) -> str:
        """The family at the beginning of a line: "The Smith family"."""
        return capital(self.called)

    def words(self, names: Mapping[UUID, str], day: date) -> Words:
        """The words that the ids of a visit told for that day stand for; people are called as the family says them."""
        stage = self.stage if self.stage and day >= self.stage.since else None
        labels = {name: {item.id: item.label for item in items} for name, items in self.lists.items()}
        called = {person_id: within(name, self.family.name) for person_id, name in names.items()}
        return Words(
            called, labels["visit_purpose"], labels["visit_place"], labels["direct_work_tool"], labels["engagement"],
            labels["engagement_barrier"],
            stage.name if stage else "", stage.stage_id if stage else "",
        )  # fmt: skip


def visit_page(user: User, family_id: int, today: date, stands: VisitTold | None = None) -> VisitPage:
    """Everything the page of recording a visit needs. Raises NotAllowed before there is an involvement.

    `stands`: the visit to put right. Whoever was part of it is offered, though they may have left, died or grown up
    since, or what was told of them would be lost.
    """
    family = people.family(user, family_id)
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        raise NotAllowed
    everybody = people.people_of(family_id, user, today)
    names = {line.person_id: within(line.name, family.name) for line in everybody}
    timeline.read_together("visit", family_id, user)
    said = timeline.page(family_id, user, kinds=[CHILD_SAID], limit=SAID_LATELY).deeds
    visits = lately(user, involvement)
    last = next((line for line in visits if line.entry.kind == VISIT), None)
    now = clock.now()
    children, adults = offered(user, family, everybody, stands)
    return VisitPage(
        family=family,
        involvement=involvement,
        children=children,
        adults=adults,
        lists=pathway.items_of(involvement, *LISTS),
        to_know=to_know(user, family, everybody),
        last_visit=last.entry if last else None,
        left_to_talk=Afterwards.from_content(last.content) if last else Afterwards(),
        planned=planned_visit(visits, names, today),
        lately=tuple(line.entry for line in visits if line.entry.kind == VISIT),
        stage=timeline.stage_of(family_id, user),
        doers=plans.doers(family, user, now),
        panels=tuple(hooks.panels_on("visit", family_id=family_id, user=user, at=now)),
        said=tuple(
            (within(", ".join(line.names("said")), family.name), line)
            for line in _newest_of_each(line for deed in said for line in deed.entries)
        ),
    )


def _newest_of_each(said: Iterable[EntryLine]) -> tuple[EntryLine, ...]:
    """What each child said last, of entries that come newest first."""
    newest: dict[UUID, EntryLine] = {}
    for line in said:
        for person_id, _, _ in line.about:
            newest.setdefault(person_id, line)
    return tuple(newest.values())
