"""What of agreements is still open when the work ends, and what outlives it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.models import User
from alongside.agreements.queries.asked import KINDS as COPY_KINDS
from alongside.agreements.queries.asked import copies_told, to_look_at
from alongside.agreements.queries.consent import SAID_OF_SHARING, consents, grants
from alongside.agreements.rules import telling
from alongside.kit.dates import count_words, day_long
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine

STILL_OPEN = (telling.TO_LOOK_AT, telling.LOOKED_AT, *COPY_KINDS)
TOLD_AT_THE_END = (*SAID_OF_SHARING, *STILL_OPEN)


def open_at_the_end(family_id: int, user: User, at: datetime) -> list[str]:
    """What a manager has still to look at, who waits for a copy, and what is kept from somebody and stays so."""
    told = timeline.told(family_id, user, STILL_OPEN)
    return [*_to_look_at(told), *_copies(told), *_kept(family_id, user, at)]


def who_reads_no_more(family_id: int, user: User, at: datetime) -> Iterable[str]:
    """The same as `readers` in a sentence, for a page that does not name them one by one."""
    reading = readers(family_id, user, at)
    names = [line.name for line in people.helpers_of(family_id, user, at) if line.helper.pk in reading]
    if names:
        reads = "reads" if len(names) == 1 else "read"
        yield f"{listed(names)} {reads} what was agreed, and no more once the work ends: tell them"


def readers(family_id: int, user: User, at: datetime) -> frozenset[UUID]:
    """The helpers from other agencies to whom something of the family stands open at that moment."""
    return frozenset(grant.helper_id for grant in grants(consents(family_id, user, at), at))


def _to_look_at(told: Sequence[ToldLine]) -> Iterable[str]:
    number = len(to_look_at(told))
    if number:
        what = "thing is" if number == 1 else "things are"
        yield f"{count_words(number).capitalize()} {what} still for the manager to look at, of what is shared"


def _copies(told: Sequence[ToldLine]) -> Iterable[str]:
    for line in copies_told(told):
        if line.is_open:
            yield f"{line.line.facts['name']} waits for a copy of what is written, due by {day_long(line.due_on)}"


def _kept(family_id: int, user: User, at: datetime) -> Iterable[str]:
    rows = Counter(each.from_person_id for each in people.kept(family_id, user) if each.holds(at))
    names = people.names_of(family_id, user) if rows else {}
    for person, number in rows.items():
        what = "thing is" if number == 1 else "things are"
        stays = "stays so" if number == 1 else "stay so"
        yield f"{count_words(number).capitalize()} {what} kept from {names.get(person, 'somebody')}, and {stays}"
