"""How many families each key worker has, beside what the practice model thinks about right, with the names behind
it.
"""

from dataclasses import dataclass
from datetime import datetime

from alongside.access import queries as access
from alongside.access.models import User
from alongside.pathway.queries.involvement import default_models
from alongside.pathway.rules import load_words
from alongside.people import queries as people

WORKERS = ("key_worker", "senior_key_worker")
PARTS = ("key_worker", "follow_up")


@dataclass(frozen=True, slots=True)
class Load:
    """One worker and their families as key worker: (id, name). `words`: "4 of about 5 families". `followed_up`: with
    how many they keep in touch now that the work has ended.
    """

    user: User
    families: tuple[tuple[int, str], ...]
    about: int
    followed_up: int = 0

    @property
    def count(self) -> int:
        return len(self.families)

    @property
    def words(self) -> str:
        return load_words(self.count, self.about, self.followed_up)


def workloads(user: User, at: datetime) -> list[Load]:
    """Every key worker of the teams this manager manages, by name. Counts families the manager may see.

    Four queries whatever the number of workers and families.
    """
    workers: dict[object, User] = {}
    for team in access.teams_of(user, at=at):
        for worker in access.colleagues(team, roles=WORKERS, at=at):
            workers[worker.pk] = worker
    families: dict[object, list[tuple[int, str]]] = {pk: [] for pk in workers}
    followed: dict[object, set[int]] = {pk: set() for pk in workers}
    for row in people.helping_as(workers.values(), PARTS, user, at):
        if row.role == "key_worker":
            families[row.user_id].append((row.family_id, row.family.name))
        else:
            followed[row.user_id].add(row.family_id)
    about = _about()
    ordered = sorted(workers.values(), key=lambda worker: (worker.name.casefold(), str(worker.pk)))
    return [Load(worker, tuple(families[worker.pk]), about, len(followed[worker.pk])) for worker in ordered]


def _about() -> int:
    for model in default_models():
        for limit in model.limits:
            if limit.role == "key_worker":
                return limit.about
    return 0
