"""Which plans a connection keeps. Pure but for what the driver gives.

The driver throws every plan away at a ROLLBACK, for fear that a table made inside the transaction comes again as
another. Ours are made by migrations alone, while a ROLLBACK, to a savepoint too, ends each form that was sent with a
mistake: the page it shows again, and all that came after, were planned anew. And it counts each savepoint, whose name
never comes again, among the questions that might be worth a plan.
"""

import re
from collections.abc import Sequence

from psycopg import pq
from psycopg._preparing import Key, Prepare, PrepareManager
from psycopg._queries import PostgresQuery

MAKES_PLANS_WRONG = re.compile(rb"^(?:DROP|ALTER|DISCARD ALL|DEALLOCATE ALL)\b")
ASKED_ONCE = (b"SAVEPOINT ", b"RELEASE ", b"ROLLBACK ")


class KeptPlans(PrepareManager):
    """Plans that last until what they rest on is altered or dropped, or until `prepared_max` others were asked for."""

    def get(self, query: PostgresQuery, prepare: bool | None = None) -> tuple[Prepare, bytes]:
        """As the driver decides, but never for a savepoint."""
        return super().get(query, False if query.query.startswith(ASKED_ONCE) else prepare)

    def maybe_add_to_cache(self, query: PostgresQuery, prep: Prepare, name: bytes) -> Key | None:
        """As the driver counts, without savepoints. What makes plans wrong does so each time: it is never counted."""
        if query.query.startswith(ASKED_ONCE):
            return None
        return (
            self.key(query) if MAKES_PLANS_WRONG.match(query.query) else super().maybe_add_to_cache(query, prep, name)
        )

    def _should_discard(self, prep: Prepare, results: Sequence[pq.abc.PGresult], *_: object) -> bool:
        if not self._names and prep != Prepare.SHOULD:
            return False
        said = (each.command_status for each in results if each.status == pq.ExecStatus.COMMAND_OK)
        return any(map(MAKES_PLANS_WRONG.match, filter(None, said))) and super().clear()

    def clear(self) -> bool:
        """What the driver does at a rollback: nothing."""
        return False
