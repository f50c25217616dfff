"""How much time was spent with a family, week by week.

Direct hours are time spent with a family member, whatever is done (S7): the minutes of a session, once for each deed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery, UUIDField
from django.db.models.functions import Coalesce

from alongside.access.models import User
from alongside.kit.reads import once
from alongside.timeline.models import Entry, EntryAbout, FirstStrand
from alongside.timeline.rules import Part

TOGETHER = (Part.SEEN, Part.SEEN_ALONE, Part.PRESENT, Part.WITH)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Session:
    """Time spent together on a day, and the entry it stands in."""

    day: date
    minutes: int
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class WorkersSession(Session):
    """The same of one family among many: whose it is, and who told of it first."""

    family_id: int
    worker_id: UUID


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday, and the sessions its minutes of direct contact rest on."""

    monday: date
    sessions: tuple[Session, ...]

    @property
    def minutes(self) -> int:
        """All of them together."""
        return sum(session.minutes for session in self.sessions)

    @property
    def hours(self) -> float:
        """To one decimal."""
        return round(self.minutes / 60, 1)


@once
def weeks_of_contact(family_id: int, user: User, first: date, last: date) -> list[Week]:
    """Every week from that of `first` to that of `last`, also those without contact. One query."""
    together = EntryAbout.objects.visible_to(user).filter(part__in=[part.value for part in TOGETHER])
    rows = (
        Entry.objects.visible_to(user)
        .live()
        .filter(family_id=family_id, nature="process", minutes__gt=0, pk__in=together.values("entry_id"))
        .filter(happened_to__gte=monday_of(first), happened_to__lt=monday_of(last) + WEEK)
        .order_by("happened_to", "id")
        .values_list("happened_to", "minutes", "id")
    )
    return weeks((Session(*row) for row in rows), first, last)


def sessions_between(family_ids: Iterable[int], user: User, first: date, last: date) -> list[WorkersSession]:
    """Time spent together with these families between two days, the last first; when somebody else puts it right it
    stays whose it was. One query.
    """
    first_told = Entry.objects.visible_to(user).filter(strand_id=FirstStrand(OuterRef("strand_id"))).order_by("id")
    worker = Coalesce(Subquery(first_told.values("recorded_by_id")[:1]), "recorded_by_id", output_field=UUIDField())
    with_them = EntryAbout.objects.visible_to(user).filter(part__in=[part.value for part in TOGETHER])
    together = Exists(with_them.filter(entry_id=OuterRef("pk")))
    rows = (
        Entry.objects.visible_to(user)
        .live()
        .filter(together, family_id__in=list(family_ids), nature="process", minutes__gt=0)
        .filter(happened_on__lte=last, happened_to__gte=first, happened_to__lte=last)
        .order_by("-happened_to", "-id")
        .values_list("happened_to", "minutes", "id", "family_id", worker)
    )
    return [WorkersSession(*row) for row in rows]


@once
def has_met(family_id: int, user: User, involvement_id: UUID) -> bool:
    """Whether time was spent with anybody of the family in that period of work. One query."""
    together = EntryAbout.objects.visible_to(user).filter(part__in=[part.value for part in TOGETHER])
    sessions = Entry.objects.visible_to(user).live().filter(family_id=family_id, involvement_id=involvement_id)
    return sessions.filter(nature="process", minutes__gt=0, pk__in=together.values("entry_id")).exists()


def weeks(sessions: Iterable[Session], first: date, last: date) -> list[Week]:
    """Sessions put into the weeks they lie in."""
    found: dict[date, list[Session]] = {}
    for session in sessions:
        found.setdefault(monday_of(session.day), []).append(session)
    begun = monday_of(first)
    mondays = [begun + number * WEEK for number in range((monday_of(last) - begun).days // 7 + 1)]
    return [Week(monday, tuple(found.get(monday, ()))) for monday in mondays]


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
