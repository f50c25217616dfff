"""The database backend that settings name: Django's own, but for how many plans a connection keeps.

All pages together ask some 220 different questions, and the driver keeps the plans of the last hundred asked. So each
was thrown away by other pages before its own came again. The driver takes the number, and how plans are kept
(`kit.postgres.plans`), from the connection alone.
"""

from typing import Any

from django.db.backends.postgresql import base

from alongside.kit.postgres.plans import KeptPlans

MOST_PLANS_KEPT = 1000
"""How many prepared questions one connection holds before it gives up the one not asked for longest."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Opens connections that hold on to their plans."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        plans = KeptPlans()
        plans.prepare_threshold, plans.prepared_max = connection.prepare_threshold, MOST_PLANS_KEPT
        connection._prepared = plans
        return connection
