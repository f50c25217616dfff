"""Turns taken alternately, in one process over several databases: whatever slows the machine slows them all alike."""

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.pages import BARE, Measured, prepared_visit

DAY = "19 Nov 2026"


@dataclass
class Sample:
    """What one page took on one database: milliseconds of every turn, buffers of some, queries of one."""

    times: list[float] = field(default_factory=list)
    buffers: list[int] = field(default_factory=list)
    cold: list[int] = field(default_factory=list)
    queries: int = 0
    bytes_sent: int = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else self.times[0]

    @property
    def buffers_read(self) -> float:
        return statistics.median(self.buffers) if self.buffers else 0

    @property
    def cold_blocks(self) -> float:
        return statistics.median(self.cold) if self.cold else 0


class Visitors:
    """Signed-in clients by sign-in name, on the database the process is connected to."""

    def __init__(self, database: str) -> None:
        self.database = database
        # The first family of worker.1 has had the most visits; new ones go to the second, which leaves it as it is.
        self.family_id, self.visited_id = 1, 2
        with connected_to(database):
            self.clients = {"": Client(), **{name: _signed_in(name) for name in ("worker.1", "manager.1")}}

    def ask(self, page: Measured) -> tuple[float, int]:
        """One turn: milliseconds and bytes. Raises AssertionError for an answer that is no page."""
        client = self.clients[page.who]
        if page.name == "save a visit":
            address, filled = prepared_visit(client, self.visited_id, DAY)
            begun = time.perf_counter()
            answer = client.post(address, filled)
        else:
            begun = time.perf_counter()
            answer = page.ask(client, self.family_id)
        taken = (time.perf_counter() - begun) * 1000
        expected = 302 if page.name == "save a visit" else 200
        assert answer.status_code == expected, f"{page.name}: {answer.status_code} {_refusal(answer)}"
        return taken, len(answer.content)

    def queries(self, page: Measured) -> list[str]:
        """The statements of one turn, without what opens and closes its transaction."""
        client = self.clients[page.who]
        prepared = prepared_visit(client, self.visited_id, DAY) if page.name == "save a visit" else None
        with CaptureQueriesContext(connection) as captured:
            if prepared:
                client.post(*prepared)
            else:
                page.ask(client, self.family_id)
        return [each["sql"] for each in captured if each["sql"] not in ("BEGIN", "COMMIT")]

    def buffers(self, page: Measured) -> int:
        """Buffers that one turn touched, with what asking costs taken off."""
        before, after = self._around(page, _blocks)
        return max(0, after - before - (_blocks() - after))

    def cold(self, page: Measured) -> int:
        """Blocks that one turn read on a new connection, when no block of any table was held in memory."""
        connection.close()
        before, after = self._around(page, _blocks_read, first=forget_everything)
        return max(0, after - before - (_blocks_read() - after))

    def _around(self, page: Measured, count: Callable[[], int], first: Callable[[], None] = lambda: None) -> list[int]:
        client = self.clients[page.who]
        prepared = prepared_visit(client, self.visited_id, DAY) if page.name == "save a visit" else None
        first()
        before = count()
        if prepared:
            client.post(*prepared)
        else:
            page.ask(client, self.family_id)
        return [before, count()]


@contextmanager
def connected_to(database: str) -> Iterator[None]:
    """Let this process talk to that database inside the block."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def take_turns(
    pages: list[Measured], databases: list[str], runs: int, turns: int
) -> list[dict[tuple[str, str], Sample]]:
    """For each run, each page's sample on each database: (page, database) → Sample. Databases take turns too."""
    order = random.Random(1)
    visitors = {database: Visitors(database) for database in databases}
    found = []
    for run in range(runs):
        samples = {(page.name, database): Sample() for page in pages for database in databases}
        for _round in range(4):
            for database in order.sample(databases, len(databases)):
                with connected_to(database):
                    _turns_on(visitors[database], pages, samples, max(1, turns // 4), order)
        if run == 0:
            _count(visitors, pages, samples)
        found.append(samples)
    return found


def _turns_on(
    visitors: Visitors, pages: list[Measured], samples: dict[tuple[str, str], Sample], turns: int, order: random.Random
) -> None:
    for page in pages:
        visitors.ask(page)
    for _ in range(turns):
        for page in order.sample(pages, len(pages)):
            taken, size = visitors.ask(page)
            sample = samples[page.name, visitors.database]
            sample.times.append(taken)
            sample.bytes_sent = size


def _count(visitors: dict[str, Visitors], pages: list[Measured], samples: dict[tuple[str, str], Sample]) -> None:
    for database, who in visitors.items():
        with connected_to(database):
            for page in pages:
                sample = samples[page.name, database]
                sample.queries = len(who.queries(page))
                if page.name != BARE:
                    sample.buffers = [who.buffers(page) for _ in range(5)]
                    sample.cold = [who.cold(page) for _ in range(3)]


def forget_everything() -> None:
    """Let the server hold no block in memory."""
    connection.close()
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], autocommit=True) as server:
        server.execute("CREATE EXTENSION IF NOT EXISTS pg_buffercache")
        server.execute("CHECKPOINT")
        server.execute("SELECT * FROM pg_buffercache_evict_all()")


def _blocks_read() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT blks_read FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def _blocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def _signed_in(sign_in_name: str) -> Client:
    client = Client()
    client.force_login(
        get_user_model().objects.get(sign_in_name=sign_in_name), backend="alongside.access.backends.SignInBackend"
    )
    return client


def _refusal(answer: object) -> str:
    text = getattr(answer, "content", b"").decode(errors="replace")
    start = text.find("error-summary")
    return " ".join(text[start : start + 1500].split()) if start >= 0 else text[:300]
