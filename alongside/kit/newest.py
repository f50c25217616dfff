"""Whether a row is the newest version of what it tells, written out in SQL because nearly every read asks it."""

from typing import Any

from django.db.models import BooleanField, Func


class NothingNewer(Func):
    """Whether no row that the reader sees supersedes this one: `NothingNewer("pk", table="entry")`."""

    template = "(NOT EXISTS (SELECT FROM %(table)s newer WHERE newer.supersedes_id = %(expressions)s))"
    output_field = BooleanField()
    arity = 1

    def __init__(self, key: str, *, table: str, **more: Any) -> None:
        super().__init__(key, table=table, **more)
