"""Which families were given to a worker some days ago: by whom, and with which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Subquery

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.pathway.rules import ALLOCATED
from alongside.people.models import Helper
from alongside.people.rules import the_family
from alongside.timeline.models import Entry, EntryText
from alongside.timeline.queries import contact

TOLD_FOR = timedelta(days=14)
"""How long the worker's first page says so, unless they were in touch with the family since."""
WORDS = ("reason", "note")


@dataclass(frozen=True, slots=True)
class GivenTo:
    """A family ("the Smith family") that somebody gave the worker to lead. `before`: who led the help until then, ""
    for nobody; `words`: what was written down of why.
    """

    family_id: int
    family: str
    by: str
    on: date
    before: str
    words: str


def given_to(user: User, at: datetime) -> Sequence[GivenTo]:
    """The families that the worker leads since a few days and was not in touch with since, the last one first. One
    query.
    """
    family = {"family_id": OuterRef("family_id")}
    leads = Helper.objects.visible_to(user).filter(**family, user=user, role="key_worker", during__contains=at)
    since = Entry.objects.visible_to(user).filter(**family, recorded_by=user, recorded_at__gt=OuterRef("recorded_at"))
    words = EntryText.objects.visible_to(user).filter(entry_id=OuterRef("pk"), part__in=WORDS).order_by("id")
    rows = (
        Entry.objects.visible_to(user)
        .live()
        .filter(Exists(leads), ~Exists(since.live().filter(contact())), kind=ALLOCATED, helpers__user=user)
        .filter(recorded_at__gt=at - TOLD_FOR)
        .exclude(recorded_by=user)
        .annotate(words=Subquery(words.values("body")[:1]))
        .select_related("recorded_by", "family")
        .order_by("-recorded_at", "-id")
    )
    newest: dict[int, Entry] = {}
    for row in rows:
        newest.setdefault(row.family_id, row)
    return [
        GivenTo(
            family_id, the_family(row.family.name), str(row.recorded_by), london_day(row.recorded_at),
            row.facts.get("before", ""), getattr(row, "words", "") or "",
        )
        for family_id, row in newest.items()
    ]  # fmt: skip
