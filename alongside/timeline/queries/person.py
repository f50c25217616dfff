"""What stands on the timelines of all the families in scope about one person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from alongside.access.models import User
from alongside.timeline.models import Entry, EntryAbout, EntryText
from alongside.timeline.rules import Nature, Part


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Somebody's own words as they were written down, and by whom."""

    family_id: int
    entry_id: UUID
    day: date
    words: str
    by: str


def said_by(person_ids: Collection[UUID], user: User, *, most: int) -> list[SaidLine]:
    """What somebody said, in their own words, the newest first: at most that much. Two queries."""
    theirs = EntryAbout.objects.visible_to(user).filter(person_id__in=person_ids, part=Part.SAID.value)
    live = Entry.objects.visible_to(user).live().filter(nature=Nature.VOICE.value, pk__in=theirs.values("entry_id"))
    spoken = EntryText.objects.visible_to(user).filter(part="words").values("entry_id")
    rows = list(
        live.filter(pk__in=spoken).select_related("recorded_by").order_by("-happened_on", "-id")[:most]
    )  # fmt: skip
    texts: dict[UUID, str] = {}
    said = EntryText.objects.visible_to(user).filter(entry_id__in=[row.pk for row in rows], part="words")
    for text in said.order_by("id"):
        if text.person_id is None or text.person_id in person_ids:
            texts.setdefault(text.entry_id, text.body)
    return [
        SaidLine(row.family_id, row.pk, row.happened_on, texts[row.pk], str(row.recorded_by))
        for row in rows
        if row.pk in texts
    ]


def times_told_of(person_ids: Collection[UUID], user: User) -> dict[int, int]:
    """On how many occasions something about somebody was recorded, by family. One query."""
    about = EntryAbout.objects.visible_to(user).filter(person_id__in=person_ids)
    live = Entry.objects.visible_to(user).live().filter(pk__in=about.values("entry_id"))
    rows = live.order_by().values("family_id").annotate(deeds=Count("deed_id", distinct=True))
    return {row["family_id"]: row["deeds"] for row in rows}
