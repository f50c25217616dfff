"""What is protected of a family, for whatever is written for others to read."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.people.queries.facts import FactLine, facts_of
from alongside.people.queries.families import KnownOver, known_over
from alongside.people.rules import KEEP_AWAY, REACHED, Secret, what_tells

Days = tuple[date, date | None]
"""The first day of a span, and the day it ended, which is not among them; None while it goes on."""


def secrets_of(family_id: int, user: User, at: datetime) -> tuple[Secret, ...]:
    """What is protected of the family, that was and that is: facts, and the names of people who must not be found.

    It is known to whose it is, and to whoever lived with them while it held: whoever moved in later knows nothing of a
    refuge that was left before, and whoever left still knows where they all lived. Three queries.
    """
    everybody = known_over(family_id, user, london_day(at))
    by_person = {each.known.person_id: each for each in everybody}
    names = [str(each.known) for each in everybody if not each.known.protected]
    facts = [(fact, words) for fact in facts_of(family_id, user, ended=True) for words in telling_words(fact, names)]
    return (
        *(
            Secret(
                f"“{fact.label}” of {_called(by_person.get(fact.person_id))}", words,
                frozenset() if fact.kind == KEEP_AWAY else _known_to(fact.person_id, _held(fact), everybody),
            )
            for fact, words in facts
        ),
        *(
            Secret(
                "the name of somebody who must not be found", str(each.known),
                _known_to(each.known.person_id, (each.known.during.lower, None), everybody),
            )
            for each in everybody
            if each.belongs and each.known.protected and " " in str(each.known)
        ),
    )  # fmt: skip


def telling_words(fact: FactLine, names: Collection[str]) -> tuple[str, ...]:
    """What gives something away of a fact that is protected, also of what is typed beside it; of another,
    nothing. `names`: of whoever may be named.
    """
    if not fact.protected:
        return ()
    beside = (part for typed in (fact.decided_by, fact.source) for part in what_tells(typed, reached=False))
    return (*what_tells(fact.words, reached=fact.kind in REACHED, names=names), *beside)


def _called(who: KnownOver | None) -> str:
    return str(who.known) if who else "somebody"


def _held(fact: FactLine) -> Days:
    """What began and ended on one day held on it."""
    return fact.since, fact.until and max(fact.until, fact.since + timedelta(days=1))


def _known_to(whose: UUID, held: Days, everybody: Iterable[KnownOver]) -> frozenset[UUID]:
    homes = {each.known.person_id: each.lived_here for each in everybody}
    together = [both for home in homes.get(whose, ()) if (both := _overlap(home, held))]
    lived_with = {who for who, spans in homes.items() if any(_overlap(a, b) for a in spans for b in together)}
    return frozenset({whose} | lived_with)


def _overlap(one: Days, other: Days) -> Days | None:
    begun = max(one[0], other[0])
    ended = min((day for day in (one[1], other[1]) if day is not None), default=None)
    return (begun, ended) if ended is None or begun < ended else None
