"""What of the record may be named as what something rests on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.access.models import User
from alongside.aids.queries.counting import BARRIERS
from alongside.aids.queries.work import Work
from alongside.aids.rules import ANSWERED, BARRIER_LOOKED_AT, DIFFERENCE_SEEN, LOOKED_AT, PAIR_KINDS, STEP_KINDS
from alongside.kit.dates import day_short
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry, FirstStrand
from alongside.timeline.queries import StandingEntry

OURS = (ANSWERED, DIFFERENCE_SEEN, LOOKED_AT, *BARRIERS, *PAIR_KINDS, *STEP_KINDS)
MOST_OFFERED = 40


@dataclass(frozen=True, slots=True)
class EvidenceOffered:
    """Something recorded about a child that a difference may rest on."""

    strand: UUID
    entry_id: UUID
    words: str
    day: date


def evidence_offered(work: Work, user: User, child_id: UUID, today: date) -> list[EvidenceOffered]:
    """What was recorded about this child in this work, the last first; nothing of it is evidence by itself. Two
    queries.
    """
    wanted = Q(involvement_id=work.involvement_id) & ~Q(kind__in=OURS)
    entries = timeline.standing([work.family_id], user, wanted, first_strands=True)
    about = [each for each in entries if each.concerns(child_id)][:MOST_OFFERED]
    return [
        EvidenceOffered(
            each.first_strand, each.id, f"{day_short(each.happened_to, today)}: {each.sentence}", each.happened_to
        )
        for each in about
        if each.first_strand
    ]


def strands_of(family_id: int, user: User, strands: Collection[UUID]) -> dict[UUID, UUID]:
    """Of these strands, by where it was first recorded, the entry that stands and the reader may see. One query."""
    if not strands:
        return {}
    live = Entry.objects.visible_to(user).live().filter(family_id=family_id).annotate(first=FirstStrand("strand_id"))
    return dict(live.filter(first__in=strands).values_list("first", "pk"))


def barrier_open(family_id: int, user: User, entry_id: UUID) -> StandingEntry | None:
    """The entry that says when something in the way is looked at next, by that; None for anything else, and for one
    that was looked at since or is out of the way. Two queries at most.
    """
    looks = timeline.standing([family_id], user, Q(kind__in=BARRIERS))
    found = next((each for each in looks if each.id == entry_id and each.kind != BARRIER_LOOKED_AT), None)
    done = {each.facts["look_id"] for each in looks if each.kind == BARRIER_LOOKED_AT}
    return found if found and found.facts["look_id"] not in done else None
