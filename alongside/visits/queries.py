"""What the visit page shows before and while a visit is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.models import User
from alongside.kit.refusals import NotAllowed
from alongside.pathway import queries as pathway
from alongside.pathway.rules import the_family
from alongside.people import queries as people
from alongside.people.models import Family, Involvement
from alongside.people.queries import FactLine, PersonLine
from alongside.practice.rules import ListItem
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import DeedLine, EntryLine
from alongside.visits.rules import CHILD_SAID, DIRECT_WORK, SEEN, VISIT, ChildSeen, VisitTold, Words

LISTS = ("visit_purpose", "visit_place", "direct_work_tool", "engagement")
TO_KNOW_BEFORE = ("interpreter", "communication", "language")
RECENT = 4


@dataclass(frozen=True, slots=True)
class VisitPage:
    """The family, its people, the lists of its practice model, and what is known already so that nobody asks twice."""

    family: Family
    involvement: Involvement
    children: tuple[PersonLine, ...]
    adults: tuple[PersonLine, ...]
    lists: Mapping[str, tuple[ListItem, ...]]
    to_know: tuple[tuple[str, FactLine], ...]
    last_visit: Entry | None
    said: tuple[EntryLine, ...]

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.family.name)

    @property
    def called_first(self) -> str:
        """The family at the beginning of a line: "The Smith family"."""
        return self.called[:1].upper() + self.called[1:]

    def words(self, names: Mapping[UUID, str]) -> Words:
        """The words that the ids of a told visit stand for."""
        labels = {name: {item.id: item.label for item in items} for name, items in self.lists.items()}
        return Words(
            names, labels["visit_purpose"], labels["visit_place"], labels["direct_work_tool"], labels["engagement"]
        )


def visit_page(user: User, family_id: int, today: date) -> VisitPage:
    """Everything the page of recording a visit needs. Raises NotAllowed before there is an involvement."""
    family = people.family(user, family_id)
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        raise NotAllowed
    everybody = people.people_of(family_id, user, today)
    children = tuple(line for line in everybody if line.is_child and not line.is_unborn and not line.died_on)
    shown = {line.person_id for line in children}
    names = {line.person_id: line.name for line in everybody}
    facts = [fact for fact in people.facts_of(family_id, user) if fact.kind in TO_KNOW_BEFORE]
    said = [deed.entries for deed in timeline.page(family_id, user, kinds=[CHILD_SAID], limit=RECENT).deeds]
    return VisitPage(
        family=family,
        involvement=involvement,
        children=children,
        adults=tuple(line for line in everybody if line.person_id not in shown and not line.died_on),
        lists=pathway.items_of(involvement, user, *LISTS),
        to_know=tuple((names.get(fact.fact.person_id, ""), fact) for fact in facts),
        last_visit=timeline.last_contact_of([family_id], user).get(family_id),
        said=tuple(line for entries in said for line in entries)[:RECENT],
    )


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
    )


def newest_deed(user: User, family_id: int, deed_id: UUID) -> UUID | None:
    """The deed that a visit is now, when it was corrected since; None when it was retracted or never was."""
    first = Entry.objects.visible_to(user).filter(family_id=family_id, deed_id=deed_id, kind=VISIT).first()
    if first is None:
        return None
    newest = Entry.objects.visible_to(user).live().filter(family_id=family_id, strand_id=first.strand_id).first()
    return newest.deed_id if newest else None


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
