"""Files that entries attach: kept once in a family, under the walls of each entry that attaches them."""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from alongside.kit.files import CheckedFile
from alongside.kit.ids import uuid7
from alongside.timeline.models import AttachedFile, Attachment, Entry
from alongside.timeline.rules import NewEntry


def attach(rows: Sequence[Entry], entries: Sequence[NewEntry]) -> None:
    """Keep what new entries attach; one that takes the place of an earlier version keeps its file. No query without."""
    brought = [(row, new.attached) for row, new in zip(rows, entries, strict=True) if new.attached]
    _keep([(row, hashlib.sha256(file.body).hexdigest()) for row, file in brought])
    if brought:
        # After what attaches it: a file is seen, and may be added, by whoever sees that.
        files = [_row(row.family_id, file) for row, file in brought]
        AttachedFile.objects.bulk_create(files, ignore_conflicts=True)
    again = {row.supersedes_id: row for row in rows if row.supersedes_id and row.facts.get("media_type")}
    attach_again(again)


def attach_again(rows: Mapping[UUID, Entry]) -> None:
    """Versions by the id of the one whose file they keep. One query, two with a file; none for nothing."""
    if rows:
        before = Attachment.objects.filter(entry_id__in=rows).values_list("entry_id", "sha256")
        _keep([(rows[entry_id], sha256) for entry_id, sha256 in before])


def _keep(those: Sequence[tuple[Entry, str]]) -> None:
    if those:
        Attachment.objects.bulk_create(
            Attachment(
                id=uuid7(), entry=row, sha256=sha256, strand_id=row.strand_id, family_id=row.family_id,
                audience=row.audience,
            )
            for row, sha256 in those
        )  # fmt: skip


def _row(family_id: int, file: CheckedFile) -> AttachedFile:
    return AttachedFile(
        id=uuid7(), family_id=family_id, sha256=hashlib.sha256(file.body).hexdigest(), media_type=file.media_type,
        body=file.body, words=file.words, all_read=file.all_read,
    )  # fmt: skip
