"""Which families are told. Each set is a list of tales; as many families as are wanted are written from each."""

from datetime import date

from alongside.kit import clock
from bench.council.tales import tell
from bench.council.telling import Tale, TaleTold, staff

ENDED = 760
"""Days after which everything has ended, follow-up too."""


def _live(days: int, **more: object) -> TaleTold:
    return TaleTold("live", days, **more)  # type: ignore[arg-type]


WHOLE = (
    # The first a worker has is dense, as a long piece of work with many children is; a visit is saved to the second.
    _live(185, children=4, meets_every=4, grandparents=True),
    _live(120, children=2, meets_every=7, before=True),
    _live(14), _live(30, children=3, unborn=True), _live(66, children=1, step_parent=True),
    _live(101, children=3, meets_every=12, asks_more=True), _live(163, children=5, meets_every=14, step_parent=True),
    _live(300, meets_every=14), _live(420, children=1, meets_every=14, before=True), _live(260, ends="stepped_away"),
    TaleTold("waiting", 3, children=3, unborn=True), TaleTold("waiting", 12, asks_more=True),
    TaleTold("ended", 24, ends="declined", asks_more=True), TaleTold("ended", 20, children=3, ends="declined"),
    TaleTold("ended", ENDED, children=2, meets_every=9, before=True),
    TaleTold("ended", ENDED, children=1, meets_every=14, step_parent=True, unborn=True, reviews=1),
    TaleTold("ended", ENDED, children=4, meets_every=8, grandparents=True),
    TaleTold("ended", ENDED, children=3, meets_every=14), TaleTold("ended", 440, children=2, ends="stepped_away"),
)  # fmt: skip
SHORT = (_live(22, full=False), _live(20, children=3, full=False), _live(24, children=1, full=False))
"""Each with a key worker and no long history: for tests that count questions, not rows."""
BOTH_WAYS = (
    *(TaleTold("waiting", 1 + nth % 6, children=1 + nth % 3) for nth in range(25)),
    TaleTold("waiting", 12, children=1, asks_more=True, unborn=True),
    *(TaleTold("ended", 20, children=1 + nth % 2, ends="declined", full=False) for nth in range(16)),
    *(_live(9 + nth, children=1 + nth % 3, full=nth == 0, step_parent=nth == 0) for nth in range(5)),
    _live(58, children=1, full=False, before=True),
    TaleTold("ended", ENDED, children=1, meets_every=14, reviews=1, full=False),
    TaleTold("ended", 440, children=1, ends="stepped_away", full=False),
)  # fmt: skip
"""Fifty, most of them short: they are told by the actions in every run of the tests."""
SETS = {"whole": WHOLE, "short": SHORT, "both ways": BOTH_WAYS}


def tell_all(name: str, today: date) -> list[Tale]:
    """Every tale of a set, in the database this process is connected to, as it stands that morning."""
    clock.allow_travel()
    at = clock.at(today, 9)
    accounts, _ = staff(clock.at(date(today.year - 11, 1, 4), 9))
    return [tell(told, accounts, at, number) for number, told in enumerate(SETS[name], 1)]
