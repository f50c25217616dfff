"""What the page of changing the key worker needs to know: what whoever leaves would leave behind."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access.models import User
from alongside.kit import hooks
from alongside.kit.ids import uuid7
from alongside.pathway.queries.leading import AllocatePage, allocate_page
from alongside.pathway.rules import KEY_WORKER_CHANGES, StillPromised
from alongside.pathway.rules.former import asks_to_change
from alongside.people import queries as people
from alongside.timeline.rules import InTheirName, NewEntry, Running


@dataclass(frozen=True, slots=True)
class ChangePage(AllocatePage):
    """Who could take over from whom. `promised`: what the key worker promised and nobody has settled; `unfinished`: how
    many forms about the family they have begun and not finished; `booked`: what stands booked with the family; `named`:
    what names the key worker and is to be changed with the family, in words.
    """

    promised: tuple[StillPromised, ...] = ()
    unfinished: int = 0
    booked: tuple[Running, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def leaves(self) -> str:
        """What whoever leads the help now is called, "" when nobody does."""
        return self.before.user.name if self.before and self.before.user else ""

    @property
    def seen(self) -> frozenset[uuid.UUID]:
        """What a page that shows this was shown for: who leads the help, and what they promised."""
        return frozenset({*([self.before.pk] if self.before else []), *(each.promise_id for each in self.promised)})


def change_page(user: User, family_id: int, at: datetime) -> ChangePage:
    """The workers of the manager's teams. The scope must hold all the manager's families. Raises NotAllowed."""
    page = allocate_page(user, family_id, at, *KEY_WORKER_CHANGES)
    worker = page.before.user if page.before else None
    promised = promised_by(family_id, user, worker.pk) if worker else []
    unfinished = people.unfinished_forms(family_id, worker, at) if worker else 0
    booked = tuple(_booked(family_id, user, at)) if worker else ()
    named = tuple(each.asks for each in _in_name_of(family_id, user, worker)) if worker else ()
    return ChangePage(page.place, page.loads, page.seniors, page.before, tuple(promised), unfinished, booked, named)


def names_former(family_id: int, user: User, worker: User, on: date) -> list[NewEntry]:
    """What asks, once this worker leads the help no longer, for what names them to be changed with the family."""
    return [
        asks_to_change(each, worker.name, worker.pk, promise_id=uuid7(), on=on)
        for each in _in_name_of(family_id, user, worker)
    ]


def _in_name_of(family_id: int, user: User, worker: User) -> list[InTheirName]:
    """What stands in the name of this worker: every room answers of what it holds."""
    asked = hooks.answers("names_former")
    return [each for _, answer in asked for each in answer(family_id=family_id, user=user, worker=worker)]


def _booked(family_id: int, user: User, at: datetime) -> list[Running]:
    """What every room has booked with the family for today or later, the first day on top."""
    found = [each for _, answer in hooks.answers("running_at_close") for each in answer(family_id, user, at)]
    return sorted((each for each in found if each.day is not None), key=lambda each: str(each.day))


def promised_by(family_id: int, user: User, worker_id: uuid.UUID) -> list[StillPromised]:
    """What a worker promised this family and nobody has settled, as every room says that holds promises: each answers
    `promised_by_worker(family_id, user, worker_id)`.
    """
    asked = hooks.answers("promised_by_worker")
    return [said for _, answer in asked for said in answer(family_id, user, worker_id)]
