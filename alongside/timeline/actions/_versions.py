"""Adding versions of entries, where two corrections of one thing collide."""

from django.db import IntegrityError, transaction

from alongside.kit.refusals import AlreadyCorrected
from alongside.timeline.models import Entry

SUPERSEDES_CONSTRAINT = "entry_supersedes_id_key"


def insert_entries(rows: list[Entry]) -> None:
    """Insert versions; two corrections of one thing collide here. Raises AlreadyCorrected with the id of the other
    version.
    """
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(rows)
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name != SUPERSEDES_CONSTRAINT:
            raise
        theirs = Entry.objects.filter(
            supersedes_id__in=[row.supersedes_id for row in rows if row.supersedes_id]
        ).first()
        raise AlreadyCorrected(theirs.pk if theirs else None) from error
