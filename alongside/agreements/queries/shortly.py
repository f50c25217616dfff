"""What is agreed, shortly, as it stands beside a family."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access.models import User
from alongside.agreements.queries.consent import SAID_OF_SHARING, Consents, consents_told, known_about, state_of
from alongside.agreements.queries.pages import recipients_of
from alongside.agreements.rules import agreement
from alongside.agreements.rules.consent import Recipient, ended_with_work
from alongside.timeline import queries as timeline

TOLD_SHORTLY = (agreement.AGREED, *SAID_OF_SHARING)


@dataclass(frozen=True, slots=True)
class SharedWith:
    """About whom one agency or helper may know now, by name; nobody when what was said has ended, or was no. `until`:
    the first day on which it ends for one of them. `without`: of these, about whom without consent. `ended_on`: the day
    on which the last of it ended with our work.
    """

    name: str
    about: tuple[str, ...]
    without: tuple[str, ...]
    until: date | None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a family's own page says of agreements: the one made last, and one line for everybody who was asked about.
    `over`: the work has ended.
    """

    family_id: int
    sentence: str
    day: date | None
    shared: tuple[SharedWith, ...]
    over: bool


def agreed_shortly(family_id: int, user: User, at: datetime) -> Agreed:
    """The agreement made last, and with whom what is shared. One query, and five more where sharing was spoken of."""
    told = timeline.told(family_id, user, TOLD_SHORTLY, with_about=False)
    newest = next((line.entry for line in told if line.entry.kind == agreement.AGREED), None)
    spoken = [line for line in told if line.entry.kind in SAID_OF_SHARING]
    shared = _shared(consents_told(family_id, user, at, spoken), at) if spoken else ()
    return Agreed(
        family_id, newest.sentence if newest else "", newest.happened_on if newest else None, tuple(shared),
        timeline.work_is_over(family_id, user),
    )  # fmt: skip


def _shared(found: Consents, at: datetime) -> Iterable[SharedWith]:
    spoken_of = {said.to for said in found.record.said}
    spoken_of |= {Recipient.of_key(sharing.to) for _, sharing in found.sharings.values()}
    named = recipients_of(found)
    for to in sorted(spoken_of, key=lambda each: named.get(each, "")):
        states = {person: state_of(found, person, to, at) for person in found.record.people}
        agreed = {person for person, state in states.items() if state.is_open}
        known = frozenset[object]().union(*(known_about(found, meant, at) for meant in found.named_with(to)))
        untils = [state.until for state in states.values() if state.is_open and state.until is not None]
        yield SharedWith(
            named.get(to) or _told_name(found, to),
            tuple(name for person, name in found.names.items() if person in agreed),
            tuple(name for person, name in found.names.items() if person in known - agreed),
            min(untils, default=None),
            max((day for state in states.values() if (day := ended_with_work(state))), default=None),
        )


def _told_name(found: Consents, to: Recipient) -> str:
    return next((sharing.to_name for _, sharing in found.sharings.values() if sharing.to == to.key), "Somebody")
