"""What a bulb is judged by, gathered for every child of one family or of many at one go."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.aids.queries.work import Work
from alongside.aids.rules import (
    BARRIER_LOOKED_AT,
    BARRIER_NAMED,
    BARRIER_STAYS,
    OUT_OF_THE_WAY,
    Counted,
    Deed,
    Window,
    number_of_deeds,
)
from alongside.practice.rules import LightBulb
from alongside.timeline import queries as timeline
from alongside.timeline.queries import StandingEntry
from alongside.timeline.rules import Nature

BARRIERS = (BARRIER_NAMED, BARRIER_LOOKED_AT, BARRIER_STAYS)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of one family that a bulb looks at, the last first: within the window, and every barrier."""

    entries: tuple[StandingEntry, ...]
    barriers: tuple[StandingEntry, ...]

    def process(self, bulb: LightBulb, child: UUID) -> list[StandingEntry]:
        """The cable: deeds of process about this child that the model counts."""
        return [
            each for each in self._of(Nature.PROCESS) if bulb.is_cable(each.kind, each.subtype) and each.concerns(child)
        ]

    def help(self, child: UUID) -> list[StandingEntry]:
        """The energy: interventions that reached this child; help to a parent where it was said for whom."""
        return [each for each in self._of(Nature.INTERVENTION) if each.concerns(child)]

    def differences(self, child: UUID) -> list[StandingEntry]:
        """Evidence that something is different for this child."""
        return [each for each in self._of(Nature.DIFFERENCE) if each.concerns(child)]

    def open_barriers(self, child: UUID, as_of: date) -> list[tuple[StandingEntry, StandingEntry]]:
        """What stands in the way of help for this child on that day, each with the entry that says when it is looked at
        next.
        """
        known = [each for each in self.barriers if each.happened_on <= as_of and each.concerns(child)]
        gone = {each.facts["barrier_id"] for each in known if each.subtype == OUT_OF_THE_WAY}
        return [
            (barrier, next(each for each in known if _is_look(each, barrier)))
            for barrier in known
            if barrier.kind == BARRIER_NAMED and barrier.facts["barrier_id"] not in gone
        ]

    def _of(self, nature: Nature) -> Iterable[StandingEntry]:
        return (each for each in self.entries if each.nature == nature.value)


def counted(bulb: LightBulb, told: Recorded, child: UUID, window: Window, late: int) -> Counted:
    """The counts of one child. `late`: how many steps are late for this child on the last day."""
    return Counted(
        number_of_deeds(_deeds(told.process(bulb, child)), window), number_of_deeds(_deeds(told.help(child)), window),
        late, sum(window.holds(each.happened_to) for each in told.differences(child)),
        len(told.open_barriers(child, window.last)),
    )  # fmt: skip


def _deeds(entries: Sequence[StandingEntry]) -> list[Deed]:
    return [Deed(each.deed_id, each.happened_to) for each in entries]


def recorded(
    works: Collection[Work], user: User, first: date, last: date, *, known_at: datetime | None = None
) -> dict[int, Recorded]:
    """What bulbs look at between two days, by family. Two queries, whatever their number.

    Entries of a vague day count on the last on which they may have happened.
    """
    family_ids, involvements = [work.family_id for work in works], {work.involvement_id for work in works}
    natures = (Nature.PROCESS.value, Nature.INTERVENTION.value, Nature.DIFFERENCE.value)
    kinds = {matcher.kind for work in works if work.light_bulb for matcher in work.light_bulb.process}
    days = Q(happened_on__lte=last, happened_to__gte=first, happened_to__lte=last)
    counts = Q(nature__in=natures[1:]) | Q(nature=natures[0], kind__in=kinds)
    way = Q(kind__in=BARRIERS, happened_on__lte=last)
    entries = timeline.standing(family_ids, user, days & counts | way, known_at=known_at)
    found: dict[int, tuple[list[StandingEntry], list[StandingEntry]]] = {each: ([], []) for each in family_ids}
    for entry in entries:
        if entry.involvement_id in involvements:
            found[entry.family_id][entry.kind in BARRIERS].append(entry)
    return {family_id: Recorded(tuple(told), tuple(barriers)) for family_id, (told, barriers) in found.items()}


def _is_look(entry: StandingEntry, barrier: StandingEntry) -> bool:
    """Whether it says when that barrier is looked at again."""
    return entry.kind != BARRIER_LOOKED_AT and entry.facts["barrier_id"] == barrier.facts["barrier_id"]
