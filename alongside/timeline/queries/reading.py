"""What entries told beyond their sentences, as their kinds say it reads, under the sight of whoever reads."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.people import queries as people
from alongside.people.models import Family, InvolvementModel
from alongside.people.rules import within
from alongside.practice.queries import model_of
from alongside.practice.rules import PracticeModel
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry, EntryContent
from alongside.timeline.rules import ReadLine, Sight

type Read = tuple[tuple[str, tuple[ReadLine, ...]], ...]
"""Headed lines in order, those of one heading together: (what they stand under, the lines)."""


def read(family: Family, user: User, rows: Sequence[Entry]) -> Mapping[UUID, Read]:
    """What each of these versions of one entry told, by version; nothing for a kind whose content reads elsewhere.

    The content lies under the walls of its entry, and people are named only as far as the reader may know them.
    Three queries, or none.
    """
    kind = all_kinds().get(rows[0].kind)
    if kind is None or kind.reads is None:
        return {}
    told = EntryContent.objects.visible_to(user).filter(family_id=family.pk, entry__in=rows)
    names = people.names_of(family.pk, user)
    sight = Sight(
        {str(person): within(name, family.name) for person, name in names.items()}, _models(user, rows[0]), model_of
    )
    ours = user_may(user, Permission.RECORD_HELP)
    return {
        entry_id: _grouped(
            [line for line in kind.reads(content, sight) if line.words.strip() and (ours or not line.ours)]
        )
        for entry_id, content in told.values_list("entry_id", "content")
    }


def _grouped(lines: Sequence[ReadLine]) -> Read:
    return tuple((under, tuple(these)) for under, these in groupby(lines, key=lambda line: line.under))


def _models(user: User, row: Entry) -> list[PracticeModel]:
    if row.involvement_id is None:
        return []
    followed = InvolvementModel.objects.visible_to(user).filter(involvement_id=row.involvement_id)
    ids = followed.order_by("-recorded_at", "-id").values_list("model_version_id", flat=True)
    return [model_of(version_id) for version_id in ids]
