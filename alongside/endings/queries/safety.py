"""The safety plans of a family as its ending counts them."""

from collections.abc import Sequence

from alongside.endings.rules import Safety
from alongside.plans import queries as plans
from alongside.timeline.queries import ToldLine


def safety_of(told: Sequence[ToldLine]) -> tuple[Safety, ...]:
    """The plans that stand among what was told, with how each went when it was tried out. No query."""
    return tuple(
        Safety(line.whose, tuple((one.entry_id, one.words) for one in line.tried), line.did_not_work)
        for line in plans.safety_lines(told)
    )
