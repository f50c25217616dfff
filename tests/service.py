"""The service itself, run for a browser: a real web server on a free port of this machine, over a database of its own.

Used by the journeys and by the pictures. One server process lives through many journeys; each gets a fresh clone of the
migrated template under the same database name, so that it starts from nothing.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import psutil
from django.db import connections

from alongside.config import env
from alongside.kit import clock
from tests.database import clone, drop

# A Thursday in term time, with no change of the clocks and no bank holiday within a month of it.
TODAY = date(2026, 11, 19)
SECONDS_TO_START = 60


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def address_of(database: str, name: str = "DATABASE_URL") -> str:
    """The address of another database on the server of this run."""
    before, _, options = os.environ[name].partition("?")
    return f"{before.rpartition('/')[0]}/{database}?{options}"


class Service:
    """A web server over `database`, where it is `today`."""

    def __init__(self, database: str, today: date = TODAY, template: str | None = None, mode: str = "test") -> None:
        self.database, self.today, self.template, self.mode = database, today, template, mode
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by close()
        self._office = ThreadPoolExecutor(1, initializer=self._enter_the_office)

    @property
    def address(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        """Make the database and start the server. Raises AssertionError, with what it said, when it does not answer."""
        self.start_afresh()
        self._serve()

    def start_afresh(self) -> None:
        """A new clone of the template under the same name: nobody, no family, no session."""
        self._office.submit(connections.close_all).result()
        clone(self.database, self.template)

    def go_to(self, day: date) -> None:
        """Let it be another day: the server starts again, as it does each night in nobody's absence."""
        if day != self.today:
            self.today = day
            self._stop()
            self._serve()

    def arrange[Result](self, work: Callable[[], Result]) -> Result:
        """Do something in the service's database through its actions, as its day begins, so that it has happened at
        whatever hour the tests are run; from a thread of its own.
        """

        def on_the_day() -> Result:
            with clock.travel(clock.at(self.today, 0)):
                return work()

        return self._office.submit(on_the_day).result()

    def errors(self) -> str:
        """What the server has said so far; a healthy one says nothing."""
        self._said.seek(0)
        return self._said.read().decode(errors="replace")

    def close(self) -> None:
        """Stop the server and drop the database."""
        self._stop()
        self._office.submit(connections.close_all).result()
        self._office.shutdown()
        self._said.close()
        drop(self.database)

    def kill(self, *, children_only: bool = False) -> None:
        """As a power cut does, the server or only those of its processes that answer: nothing gets to say anything."""
        assert self._process is not None
        server = psutil.Process(self._process.pid)
        for each in [*server.children(recursive=True), *([] if children_only else [server])]:
            each.kill()

    def serve_again(self) -> None:
        """After it was killed; one that lives on by itself is waited for."""
        deadline = time.monotonic() + SECONDS_TO_START
        while self._process is not None and self._process.poll() is None:
            if self._answers():
                return
            assert time.monotonic() < deadline, self.errors()
            time.sleep(0.05)
        self._serve()

    def _enter_the_office(self) -> None:
        clock.allow_travel()
        # This thread's connection alone: the settings themselves are those of the tests' own database.
        default = connections["default"]
        default.settings_dict = {**default.settings_dict, "NAME": self.database}

    def _serve(self) -> None:
        command = [
            sys.executable, "-m", "gunicorn", "alongside.config.wsgi:application", "--bind", f"127.0.0.1:{self.port}",
            "--workers", "1", "--threads", "4", "--worker-class", "gthread", "--log-level", "warning",
            "--no-control-socket",
        ]  # fmt: skip
        surroundings = {
            **os.environ,
            "DATABASE_URL": address_of(self.database),
            "DATABASE_OWNER_URL": address_of(self.database, "DATABASE_OWNER_URL"),
            "ALONGSIDE_MODE": self.mode,
            "ALONGSIDE_TODAY": self.today.isoformat(),
        }
        self._process = subprocess.Popen(
            command,
            cwd=Path(env.ROOT),
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
        )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            assert self._process.poll() is None, self.errors()
            assert time.monotonic() < deadline, self.errors()
            time.sleep(0.05)

    def _answers(self) -> bool:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            asked.request("GET", "/health/")
            return asked.getresponse().status == 200
        except OSError:
            return False
        finally:
            asked.close()

    def _stop(self) -> None:
        if self._process is not None:
            # At once: asked more gently it waits some seconds for browsers that have nothing more to ask.
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(20)
            self._process = None

    def __enter__(self) -> "Service":
        self.open()
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()
