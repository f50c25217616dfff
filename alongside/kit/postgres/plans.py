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
PLAN_WENT_WRONG = (b"0A000", b"26000")
"""What PostgreSQL answers when a plan fits its tables no longer, and when there is none of that name."""
ASKED_ONCE = (b"SAVEPOINT ", b"RELEASE ", b"ROLLBACK ")


class KeptPlans(PrepareManager):
    """Plans that last until what they rest on is altered or dropped, or until `prepared_max` others were asked for."""

    def get(self, query: PostgresQuery, prepare: bool | None = None) -> tuple[Prepare, bytes]:
        """As the driver decides, but never for a savepoint."""
        return super().get(query, False if query.query.startswith(ASKED_ONCE) else prepare)

    def maybe_add_to_cache(self, query: PostgresQuery, prep: Prepare, name: bytes) -> Key | None:
        """As the driver counts, without savepoints; the key of whatever is to be looked at when it has been answered:
        what is new, what makes plans wrong each time it is asked, and a plan that was used.
        """
        if query.query.startswith(ASKED_ONCE):
            return None
        if prep is Prepare.YES or MAKES_PLANS_WRONG.match(query.query):
            return self.key(query)
        return super().maybe_add_to_cache(query, prep, name)

    def validate(self, key: Key, prep: Prepare, name: bytes, results: Sequence[pq.abc.PGresult]) -> None:
        """As the driver does for what is new. A plan that was used is given up only when it is what went wrong: a
        release may alter a column beneath a service that runs.
        """
        if prep is not Prepare.YES:
            super().validate(key, prep, name, results)
        elif any(each.error_field(pq.DiagnosticField.SQLSTATE) in PLAN_WENT_WRONG for each in results):
            self._names.pop(key, None)
        else:
            self._names.move_to_end(key)

    def _should_discard(self, prep: Prepare, results: Sequence[pq.abc.PGresult], *_: object) -> bool:
        if not self._names and prep != Prepare.SHOULD:
            return False
        said = (each.command_status for each in results if each.status == pq.ExecStatus.COMMAND_OK)
        return any(map(MAKES_PLANS_WRONG.match, filter(None, said))) and super().clear()

    def clear(self) -> bool:
        """What the driver does at a rollback: nothing."""
        return False
