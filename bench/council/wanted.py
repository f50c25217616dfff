"""How large a council is to be, and who helps which family. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PASSWORD = "a long walk by the sea"
YEARS = 10
STAFF = {
    "manager": "manager", "worker": "key_worker", "before": "key_worker", "senior": "senior_key_worker",
    "referrer": "referrer",
}  # fmt: skip
"""Who is in a tale, with their roles. `before`: who helped before the worker did."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A council: `families` over ten years until `today`.

    families_a_worker: how many a worker sees today. waiting_a_worker, ended_a_worker: how many for each worker wait for
    a decision, and have ended; so most families of ten years are closed. workers_a_team: how many have one manager.
    families_a_batch: how many are written in one transaction. tales: of which set the families are told.
    """

    families: int
    families_a_worker: int = 20
    waiting_a_worker: int = 2
    ended_a_worker: int = 103
    workers_a_team: int = 8
    families_a_batch: int = 1000
    today: date = date(2026, 11, 19)
    seed: str = "alongside"
    tales: str = "whole"

    @property
    def around_a_worker(self) -> int:
        """How many families there are for each worker."""
        return self.families_a_worker + self.waiting_a_worker + self.ended_a_worker

    @property
    def workers(self) -> int:
        return -(-self.families // self.around_a_worker)

    @property
    def teams(self) -> int:
        return -(-self.workers // self.workers_a_team)

    def batches(self) -> Iterator[range]:
        """The numbers of the families of each batch, from 1."""
        for first in range(1, self.families + 1, self.families_a_batch):
            yield range(first, min(first + self.families_a_batch, self.families + 1))

    def place(self, number: int) -> "Place":
        """Where a family stands in the council."""
        worker, nth = divmod(number - 1, self.around_a_worker)
        if nth < self.families_a_worker:
            return Place(number, worker + 1, "live", nth)
        nth -= self.families_a_worker
        if nth < self.waiting_a_worker:
            return Place(number, worker + 1, "waiting", nth)
        return Place(number, worker + 1, "ended", nth - self.waiting_a_worker)

    def team_of(self, worker: int) -> int:
        """Teams and workers are numbered from 1."""
        return 1 + (worker - 1) // self.workers_a_team

    def before(self, worker: int) -> int:
        """Who helped a family before this worker did: the next of the team, or the first again."""
        team = self.team_of(worker)
        last = min(team * self.workers_a_team, self.workers)
        return worker + 1 if worker < last else (team - 1) * self.workers_a_team + 1


@dataclass(frozen=True, slots=True)
class Place:
    """A family's number, its worker's, whether it is "live", "waiting" or "ended", and the how manieth of those."""

    number: int
    worker: int
    standing: str
    nth: int
