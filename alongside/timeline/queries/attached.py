"""Files that are attached: to give out, to search before others read them, and whose second look they need."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.kit.files.names import given_name
from alongside.people import queries as people
from alongside.timeline.models import AttachedFile, Attachment, Entry, EntryText
from alongside.timeline.rules import Audience

FILE = "media_type"
"""The fact by which an entry is known to attach a file."""
SECOND_LOOK = (
    "Nobody can search a picture, or a paper that holds one, and something is protected in this family. Ask a "
    "colleague who did not attach it to look at it, and to let others read it"
)


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A file as it is downloaded."""

    name: str
    media_type: str
    body: bytes


def attached_file(family_id: int, user: User, entry_id: UUID) -> GivenOut | None:
    """The file of one version of an entry, under the name its writer gave it; None for whoever may not read it. Three
    queries.
    """
    those = Attachment.objects.visible_to(user).filter(family_id=family_id, entry_id=entry_id)
    found = AttachedFile.objects.visible_to(user).filter(family_id=family_id, sha256__in=those.values("sha256")).first()
    if found is None:
        return None
    texts = EntryText.objects.visible_to(user).filter(family_id=family_id, entry_id=entry_id, part="note")
    called = texts.values_list("body", flat=True).first() or "file"
    return GivenOut(given_name(called, found.media_type), found.media_type, bytes(found.body))


def words_attached(family_id: int, user: User, entry_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """What can be searched in the files of these entries. Two queries; none for no entries."""
    if not entry_ids:
        return {}
    those = dict(
        Attachment.objects.visible_to(user)
        .filter(family_id=family_id, entry_id__in=entry_ids)
        .values_list("entry_id", "sha256")
    )
    files = AttachedFile.objects.visible_to(user).filter(family_id=family_id, sha256__in=those.values())
    words = dict(files.values_list("sha256", "words"))
    return {entry_id: words.get(sha256, "") for entry_id, sha256 in those.items()}


def why_not_read(*, by: User, entry: Entry, audience: Audience, at: datetime) -> str:
    """Why others may not read a file yet: it cannot be searched whole, something is protected, and who opens it is who
    attached it. "" otherwise.
    """
    if audience is Audience.TEAM or not people.secrets_of(entry.family_id, by, at):
        return ""
    those = Attachment.objects.visible_to(by).filter(family_id=entry.family_id, entry_id=entry.pk)
    files = AttachedFile.objects.visible_to(by).filter(family_id=entry.family_id, sha256__in=those.values("sha256"))
    if files.filter(all_read=True).exists():
        return ""
    versions = Entry.objects.visible_to(by).filter(family_id=entry.family_id, strand_id=entry.strand_id)
    return SECOND_LOOK if versions.filter(recorded_by=by).exists() else ""
