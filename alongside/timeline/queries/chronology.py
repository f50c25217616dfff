"""What of a family's record is chosen to be read: by person, kind, nature, days, and who wrote it or took part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from alongside.access.models import User
from alongside.kit.dates import day_long, parse_day
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.models import Family
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryAbout, EntryHelper, EntryQuerySet
from alongside.timeline.rules import Nature

NATURES = {
    Nature.PROCESS: "visits and steps", Nature.INTERVENTION: "help", Nature.VOICE: "own words",
    Nature.DIFFERENCE: "what is different",
}  # fmt: skip
"""Nature → how the page calls what is of it."""
WORKER, AGENCY = "worker", "agency"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be read; everything where nothing is chosen. `who`: WORKER or AGENCY with the identifier."""

    nature: str = ""
    person_id: UUID | None = None
    kind: str = ""
    who: tuple[str, UUID] | None = None
    since: date | None = None
    until: date | None = None

    @property
    def anything(self) -> bool:
        """Whether anything is left out."""
        return self != EVERYTHING


EVERYTHING = Chosen()


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen in a family's record by this reader: names by value, in order of name."""

    people: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    who: tuple[tuple[str, str], ...]

    def words(self, chosen: Chosen) -> str:
        """What is chosen, as a sentence that a printed page can bear; "" for everything."""
        parts = [
            NATURES[Nature(chosen.nature)] if chosen.nature else "",
            dict(self.kinds).get(chosen.kind, "").lower() if chosen.kind else "",
            f"about {dict(self.people).get(str(chosen.person_id), 'somebody')}" if chosen.person_id else "",
            f"by or with {dict(self.who).get(_value(chosen.who), 'somebody')}" if chosen.who else "",
            f"from {day_long(chosen.since)}" if chosen.since else "",
            f"until {day_long(chosen.until)}" if chosen.until else "",
        ]
        return capital(", ".join(part for part in parts if part))


def read_chosen(asked: Mapping[str, str], among: Offered, today: date) -> Chosen:
    """What was asked for, as far as it is offered and can be read."""
    person, kind, who = (asked.get(name, "") for name in ("person", "kind", "who"))
    since, until = (_day(asked.get(name, ""), today) for name in ("since", "until"))
    nature = asked.get("nature", "")
    return Chosen(
        nature=nature if nature in set(Nature) else "",
        person_id=UUID(person) if person in dict(among.people) else None,
        kind=next((each for each, _ in among.kinds if kind in _called_alike(each)), "") if kind else "",
        who=_read_who(who) if who in dict(among.who) else None,
        since=since, until=until if not (since and until and until < since) else None,
    )  # fmt: skip


def _day(written: str, today: date) -> date | None:
    try:
        return parse_day(written, today, ahead=True) if written.strip() else None
    except ValueError:
        return None


def _read_who(value: str) -> tuple[str, UUID]:
    how, _, pk = value.partition("-")
    return how, UUID(pk)


def _value(who: tuple[str, UUID]) -> str:
    return f"{who[0]}-{who[1]}"


def offered(family: Family, user: User) -> Offered:
    """Who and what stands in what this reader may read. Four queries."""
    live = Entry.objects.visible_to(user).live().filter(family_id=family.pk)
    rows = live.order_by().values_list("kind", "recorded_by_id", "recorded_by__name").distinct()
    kinds, workers = set(), {}
    for kind, worker_id, worker in rows:
        kinds.add(kind)
        workers[_value((WORKER, worker_id))] = worker
    agencies = {_value((AGENCY, each.agency_id)): each.name for each in people.agencies_of(family.pk, user)}
    names = {str(person_id): name for person_id, name in people.names_of(family.pk, user).items()}
    return Offered(_by_name(names), _by_name(_by_title(kinds)), _by_name(workers) + _by_name(agencies))


def _by_title(kinds: Iterable[str]) -> dict[str, str]:
    """Titles by the first kind that bears each: whoever chooses one chooses all that are called so."""
    titles = {_title(kind): kind for kind in sorted(kinds, reverse=True)}
    return {kind: title for title, kind in titles.items()}


def _title(kind: str) -> str:
    known = all_kinds()
    return known[kind].title if kind in known else "Entry"


def _called_alike(kind: str) -> list[str]:
    return [each for each in {kind, *all_kinds()} if _title(each) == _title(kind)]


def _by_name(named: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(named.items(), key=lambda each: (each[1].lower(), each[0])))


def narrowed(live: EntryQuerySet, chosen: Chosen, family_id: int, user: User) -> EntryQuerySet:
    """Those entries that are chosen."""
    conditions: list[Any] = []
    if chosen.nature:
        conditions.append(Q(nature=chosen.nature))
    if chosen.kind:
        conditions.append(Q(kind__in=_called_alike(chosen.kind)))
    if chosen.since:
        conditions.append(Q(happened_to__gte=chosen.since))
    if chosen.until:
        conditions.append(Q(happened_on__lte=chosen.until))
    if chosen.person_id:
        about = EntryAbout.objects.visible_to(user).filter(family_id=family_id, person_id=chosen.person_id)
        conditions.append(Q(pk__in=about.values("entry_id")))
    if chosen.who:
        conditions.append(_by_or_with(chosen.who, family_id, user))
    return live.filter(*conditions)


def _by_or_with(who: tuple[str, UUID], family_id: int, user: User) -> Q:
    """Written by them, or with them taking part; an agency is whoever helps the family for it."""
    took_part = EntryHelper.objects.visible_to(user).filter(family_id=family_id, entry_id=OuterRef("pk"))
    how, pk = who
    if how == WORKER:
        return Q(recorded_by_id=pk) | Q(Exists(took_part.filter(user_id=pk)))
    those = [each for each in people.agencies_of(family_id, user) if each.agency_id == pk]
    users = [user_id for each in those for user_id in each.users]
    others = [professional_id for each in those for professional_id in each.professionals]
    with_them = took_part.filter(Q(user_id__in=users) | Q(professional_id__in=others))
    return Q(recorded_by_id__in=users) | Q(Exists(with_them))


def counted(chosen: Chosen, family_id: int, user: User) -> int:
    """On how many occasions what is chosen was recorded: deeds, not entries. One query."""
    live = narrowed(Entry.objects.visible_to(user).live().filter(family_id=family_id), chosen, family_id, user)
    return int(live.aggregate(deeds=Count("deed_id", distinct=True))["deeds"])
