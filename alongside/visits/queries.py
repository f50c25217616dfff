"""What the visit page shows before and while a visit is recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access.models import User
from alongside.kit import clock, hooks
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.hooks import Panel
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import capital
from alongside.pathway import queries as pathway
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import FactLine, PersonLine
from alongside.people.rules import the_family, within
from alongside.plans import queries as plans
from alongside.plans.queries import Doers
from alongside.practice.rules import ListItem
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry, EntryContent, Strand
from alongside.timeline.queries import DeedLine, EntryLine, StageLine, ToldLine
from alongside.timeline.rules import Part, ReadLine, Sight
from alongside.visits.rules import (
    CHILD_SAID,
    DIRECT_WORK,
    PLANNED,
    SEEN,
    VISIT,
    Afterwards,
    ChildSeen,
    VisitPlan,
    VisitTold,
    Words,
    plan_reads,
)

LISTS = ("visit_purpose", "visit_place", "direct_work_tool", "engagement")
TO_KNOW_BEFORE = ("interpreter", "communication", "language")
LATELY = 30
"""Among so many visits, made and planned, the last and the next are looked for."""
SAID_LATELY = 20
"""Among so many sayings the newest of each child is looked for."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody the form offers. `age` in words, "" when it is not known or no longer counts; `born`: not before it."""

    person_id: UUID
    name: str
    age: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit planned with the family, and the deed that planned it. `with_whom`: names."""

    line: ToldLine
    plan: VisitPlan
    with_whom: tuple[str, ...]


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
    same_day: tuple[Entry, ...]
    stage: StageLine | None
    doers: Doers
    panels: tuple[Panel, ...]

    @property
    def usual_place(self) -> str:
        """Where the last visit was, "" before there is one."""
        return str(self.last_visit.facts.get("place_id", "")) if self.last_visit else ""

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
    facts = [fact for fact in people.facts_of(family_id, user) if fact.kind in TO_KNOW_BEFORE]
    said = timeline.page(family_id, user, kinds=[CHILD_SAID], limit=SAID_LATELY).deeds
    visits = _lately(user, involvement)
    last = next((line for line in visits if line.entry.kind == VISIT), None)
    now = clock.now()
    children, adults = _offered(user, family, everybody, stands)
    return VisitPage(
        family=family,
        involvement=involvement,
        children=children,
        adults=adults,
        lists=pathway.items_of(involvement, user, *LISTS),
        to_know=tuple((names[fact.fact.person_id], fact) for fact in facts if fact.fact.person_id in names),
        last_visit=last.entry if last else None,
        left_to_talk=Afterwards.from_content(last.content) if last else Afterwards(),
        planned=_planned(visits, names, today),
        same_day=tuple(line.entry for line in visits if line.entry.kind == VISIT and line.entry.happened_on == today),
        stage=timeline.stage_of(family_id, user),
        doers=plans.doers(family, user, now),
        panels=tuple(hooks.panels_on("visit", family_id=family_id, user=user, at=now)),
        said=tuple(
            (within(", ".join(line.names("said")), family.name), line)
            for line in _newest_of_each(line for deed in said for line in deed.entries)
        ),
    )


def _lately(user: User, involvement: Involvement) -> list[ToldLine]:
    """The last visits of an involvement, made and planned, without who was there."""
    return timeline.told(
        involvement.family_id, user, [VISIT, PLANNED], involvement_id=involvement.pk, limit=LATELY, with_about=False
    )


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What planning a visit needs: who may be there, and what both sides wanted to talk about."""

    family: Family
    involvement: Involvement
    people: tuple[Somebody, ...]
    left_to_talk: Afterwards
    panels: tuple[Panel, ...]

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
    children, adults = _offered(user, family, people.people_of(family_id, user, today), None)
    last = next((line for line in _lately(user, involvement) if line.entry.kind == VISIT), None)
    left = Afterwards.from_content(last.content) if last else Afterwards()
    panels = tuple(hooks.panels_on("reach", family_id=family_id, user=user, at=clock.now()))
    return PlanPage(family, involvement, (*children, *adults), left, panels)


def _planned(visits: Sequence[ToldLine], names: Mapping[UUID, str], today: date) -> PlannedVisit | None:
    """The visit planned for about now that was not made yet: the one with the nearest day, of those planned since the
    last visit or for a day to come.
    """
    last = next((line.entry for line in visits if line.entry.kind == VISIT), None)
    plans_told = [(line, VisitPlan.from_content(line.content)) for line in visits if line.entry.kind == PLANNED]
    still = [(line, plan) for line, plan in plans_told if last is None or plan.day > last.happened_on]
    if not still:
        return None
    line, plan = min(still, key=lambda each: (abs((each[1].day - today).days), each[1].day))
    return PlannedVisit(line, plan, tuple(names[each] for each in plan.with_whom if each in names))


def open_at_the_end(family_id: int, user: User, at: datetime) -> list[str]:
    """Visits that are planned and have not come yet."""
    plans_told = (VisitPlan.from_content(line.content) for line in timeline.told(family_id, user, [PLANNED]))
    coming = sorted(plan.day for plan in plans_told if plan.day >= london_day(at))
    return [f"A visit is planned for {day_long(day)}" for day in coming]


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
    if not _told_by(user, family_id, PLANNED, deed_id):
        return None
    page, newest = plan_page(user, family_id, today), newest_deed(user, family_id, deed_id, PLANNED)
    lines = timeline.told(family_id, user, [PLANNED]) if newest else []
    line = next((each for each in lines if each.entry.deed_id == newest), None)
    names = {str(person): within(name, page.family.name) for person, name in people.names_of(family_id, user).items()}
    said = plan_reads(line.content, Sight(names)) if line else []
    return PlannedAgain(page, line, tuple(each for each in said if each.words))


def alike(user: User, family_id: int, told: VisitTold) -> UUID | None:
    """The deed of a visit that this worker recorded for the same day with the same children: most likely the same."""
    seen = {child.person_id for child in told.children if child.seen != "no"}
    if not seen:
        return None
    own = Entry.objects.visible_to(user).live().filter(family_id=family_id, kind=VISIT, recorded_by=user)
    for entry in own.filter(happened_on=told.day).prefetch_related("about"):
        there = {row.person_id for row in entry.about.all() if row.part in (Part.SEEN.value, Part.SEEN_ALONE.value)}
        if there == seen:
            return UUID(str(entry.deed_id))
    return None


def told(user: User, family_id: int, deed_id: UUID) -> VisitTold | None:
    """A visit as it stands, to fill in the form that corrects it; None when there is none to correct."""
    deed = timeline.deed(user, family_id, deed_id)
    visit = _of_kind(deed, VISIT)
    if deed is None or visit is None:
        return None
    facts = visit.entry.facts
    seen = {part.value: how for how, part in SEEN.items()}
    return VisitTold(
        day=visit.entry.happened_on,
        minutes=visit.entry.minutes or 0,
        purposes=tuple(facts["purpose_ids"]),
        place=facts["place_id"],
        children=tuple(_child(deed, visit, person, seen[part]) for person, _, part in visit.about if part in seen),
        present=tuple(person for person, _, part in visit.about if part == "present"),
        others=visit.text("note"),
        response=visit.text("response"),
        engagement=facts["engagement_id"],
        after=Afterwards.from_content(_content(user, visit.id)),
    )


def _content(user: User, entry_id: UUID) -> Mapping[str, Any]:
    found = EntryContent.objects.visible_to(user).filter(entry_id=entry_id).values_list("content", flat=True).first()
    return dict(found or {})


@dataclass(frozen=True, slots=True)
class Correction:
    """A visit to put right. `newest`: the deed it is now, None when it was said that it did not happen; `told`: as it
    stands there; `stood`: the entries that count of the deed that was asked for.
    """

    page: VisitPage
    newest: UUID | None
    told: VisitTold | None
    stood: frozenset[UUID]


def correction(user: User, family_id: int, deed_id: UUID, today: date) -> Correction | None:
    """What the page of putting a visit right needs; None for a deed that never recorded a visit of this family."""
    if not was_a_visit(user, family_id, deed_id):
        return None
    newest = newest_deed(user, family_id, deed_id)
    stands = told(user, family_id, newest) if newest else None
    stood = entry_ids(timeline.deed(user, family_id, deed_id))
    return Correction(visit_page(user, family_id, today, stands), newest, stands, frozenset(stood))


def entry_ids(deed: DeedLine | None) -> set[UUID]:
    """The entries of a deed that count: what a form that puts it right was shown for."""
    return {line.id for line in deed.entries} if deed else set()


def was_a_visit(user: User, family_id: int, deed_id: UUID) -> bool:
    """Whether that deed recorded or corrected a visit of this family, whatever became of it."""
    return _told_by(user, family_id, VISIT, deed_id)


def _told_by(user: User, family_id: int, kind: str, deed_id: UUID) -> bool:
    told_then = Entry.objects.visible_to(user).filter(family_id=family_id, kind=kind, deed_id=deed_id, retracts=False)
    return told_then.exists()


def newest_deed(user: User, family_id: int, deed_id: UUID, kind: str = VISIT) -> UUID | None:
    """The deed that a visit, or a plan of one, is now, when it was corrected since; None when it was retracted or never
    was.
    """
    visits = Entry.objects.visible_to(user).filter(family_id=family_id, kind=kind)
    strands = list(visits.filter(deed_id=deed_id, retracts=False).values_list("strand_id", flat=True))
    while strands:
        newest: UUID | None = visits.live().filter(strand_id__in=strands).values_list("deed_id", flat=True).first()
        if newest is not None:
            return newest
        # When who may read it is changed, it goes on in another strand, and may have been put right there.
        goes_on = Strand.objects.filter(family_id=family_id, continues_id__in=strands)
        strands = list(goes_on.exclude(pk__in=strands).values_list("pk", flat=True))
    return None


def _offered(
    user: User, family: Family, everybody: list[PersonLine], stands: VisitTold | None
) -> tuple[tuple[Somebody, ...], tuple[Somebody, ...]]:
    """The children of whom the form asks, and those it offers as having been there."""
    of_it = [child.person_id for child in stands.children] if stands else []
    there = list(stands.present) if stands else []

    def somebody(line: PersonLine) -> Somebody:
        born = line.birth[0] if line.birth else None
        return Somebody(line.person_id, within(line.name, family.name), line.age, born)

    children = [somebody(line) for line in everybody if _is_asked_of(line) and line.person_id not in there]
    asked = {child.person_id for child in children} | set(of_it)
    adults = [somebody(line) for line in everybody if line.person_id not in asked and _may_be_there(line)]
    offered = {each.person_id for each in (*children, *adults)}
    gone = [person_id for person_id in (*of_it, *there) if person_id not in offered]
    names = people.names_of(family.pk, user) if gone else {}
    not_here = [Somebody(each, within(names.get(each, "Somebody"), family.name)) for each in gone]
    children += [each for each in not_here if each.person_id in of_it]
    adults += [each for each in not_here if each.person_id not in of_it]
    return tuple(children), tuple(adults)


def _is_asked_of(line: PersonLine) -> bool:
    return line.is_child and line.of_family and not line.is_unborn and not line.died_on


def _may_be_there(line: PersonLine) -> bool:
    return not line.is_unborn and not line.died_on


def _newest_of_each(said: Iterable[EntryLine]) -> tuple[EntryLine, ...]:
    """What each child said last, of entries that come newest first."""
    newest: dict[UUID, EntryLine] = {}
    for line in said:
        for person_id, _, _ in line.about:
            newest.setdefault(person_id, line)
    return tuple(newest.values())


def _child(deed: DeedLine, visit: EntryLine, person_id: UUID, seen: str) -> ChildSeen:
    work, said = _of_kind(deed, DIRECT_WORK, person_id), _of_kind(deed, CHILD_SAID, person_id)
    return ChildSeen(
        person_id=person_id,
        seen=seen,
        tool=(work.entry.subtype or "") if work else "",
        minutes=work.entry.minutes if work else None,
        adapted=work.text("adapted") if work else "",
        words=said.text("words") if said else "",
        reading=visit.text("reading", person_id),
    )


def _of_kind(deed: DeedLine | None, kind: str, person_id: UUID | None = None) -> EntryLine | None:
    for line in deed.entries if deed else ():
        if line.entry.kind == kind and (person_id is None or any(person == person_id for person, _, _ in line.about)):
            return line
    return None
