"""What the page of changing the key worker needs to know: what whoever leaves would leave behind."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from alongside.access.models import User
from alongside.kit import hooks
from alongside.pathway.queries.leading import AllocatePage, allocate_page
from alongside.pathway.rules import Standing, StillPromised
from alongside.people import queries as people


@dataclass(frozen=True, slots=True)
class ChangePage(AllocatePage):
    """Who could take over from whom. `promised`: what the key worker promised and nobody has settled; `unfinished`: how
    many forms about the family they have begun and not finished.
    """

    promised: tuple[StillPromised, ...] = ()
    unfinished: int = 0

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
    page = allocate_page(user, family_id, at, Standing.HELPING)
    worker = page.before.user if page.before else None
    promised = promised_by(family_id, user, worker.pk) if worker else []
    unfinished = people.unfinished_forms(family_id, worker, at) if worker else 0
    return ChangePage(page.place, page.loads, page.seniors, page.before, tuple(promised), unfinished)


def promised_by(family_id: int, user: User, worker_id: uuid.UUID) -> list[StillPromised]:
    """What a worker promised this family and nobody has settled, as every room says that holds promises: each answers
    `promised_by_worker(family_id, user, worker_id)`.
    """
    asked = hooks.answers("promised_by_worker")
    return [said for _, answer in asked for said in answer(family_id, user, worker_id)]
