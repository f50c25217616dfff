"""One start of the service, in a data folder of its own, and what a tester asks of it."""

import hashlib
import html
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from alongside.config import env
from alongside.config.postgres import EmbeddedPostgres, programs
from alongside.config.processes import end_with_parent

LONGEST_START = 120
APP = "/account/second-step/app/"
ADMINISTRATOR = ("amina.diallo", "a long enough password")


@dataclass
class House:
    """A data folder and a port; `settings` is what the environment says besides."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = 0
    begun: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = self.port or free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """Nothing of the test run's own database or mode reaches the start."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return {**kept, "ALONGSIDE_DATA": str(self.folder), **self.settings}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "alongside", "start", "--port", str(self.port), *arguments]

    def try_to_start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A start that is expected to be refused."""
        return subprocess.run(
            self.command(*arguments), cwd=env.ROOT, env=self.environment(), capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=LONGEST_START, check=False,
        )  # fmt: skip

    def alongside(self, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        """Another command of ours on the same folder."""
        return subprocess.run(
            [sys.executable, "-m", "alongside", *arguments], cwd=env.ROOT, env=self.environment(), input=said,
            capture_output=True, text=True, timeout=LONGEST_START, check=False,
        )  # fmt: skip

    def start(self, *arguments: str) -> "Running":
        """A start that is expected to come to Ready."""
        running = self.begin(self.command(*arguments))
        running.wait_until_ready()
        return running

    def begin(self, command: list[str]) -> "Running":
        """A start that nobody waits for. It speaks to a file: a pipe would be held by whatever outlives it."""
        with self._spoken("out").open("w") as out, self._spoken("err").open("w") as errors:
            process = subprocess.Popen(
                command, cwd=env.ROOT, env=self.environment(), stdout=out, stderr=errors,
                stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=end_with_parent(signal.SIGTERM),
            )  # fmt: skip
        self.begun.append(process)
        return Running(self, process, self._spoken("out"), self._spoken("err"))

    def _spoken(self, where: str) -> Path:
        return self.folder.with_name(f"{self.folder.name}.{self.port}.{where}")

    @contextmanager
    def started(self, *arguments: str) -> Iterator["Running"]:
        """A start for the length of a block."""
        running = self.start(*arguments)
        try:
            yield running
        finally:
            running.end()

    def processes(self) -> list[psutil.Process]:
        """Every process that was started for this folder or works in it."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if any(str(self.folder) in part for part in (*process.cmdline(), process.cwd())):
                    found.append(process)
        return found

    def answers(self) -> bool:
        """Whether anything listens on the port."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def left_after(self, seconds: float = 15) -> list[object]:
        """What is still there after that long, empty as soon as all have gone and the port is free."""
        deadline = time.monotonic() + seconds
        while (left := [*self.processes(), *[self.port] * self.answers()]) and time.monotonic() < deadline:
            time.sleep(0.2)
        return left

    def clear_away(self) -> None:
        """After a test, whatever became of it: no process, no file."""
        for process in self.processes():
            with suppress(psutil.Error):
                process.kill()
        for begun in self.begun:
            begun.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)
        for file in self.folder.parent.glob(f"{self.folder.name}.*"):
            file.unlink() if file.is_file() else shutil.rmtree(file)

    def kill_everything(self) -> None:
        """As a power cut does: no process gets to say anything."""
        for process in self.processes():
            with suppress(psutil.Error):
                process.suspend()
        for process in self.processes():
            with suppress(psutil.Error):
                process.kill()
        assert not self.left_after()

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """What the record holds, asked as the owner while the service runs."""
        server = EmbeddedPostgres(self.folder)
        with psycopg.connect(server.address(user=env.OWNER_ROLE, database=env.DATABASE_NAME)) as connection:
            return connection.execute(question).fetchall()

    def record(self) -> str:
        """All of the embedded record as text; the service must not be running."""
        server = EmbeddedPostgres(self.folder)
        server.start()
        try:
            return dump(server.address())
        finally:
            server.stop()


@dataclass
class Running:
    """A start that runs, and the files it speaks to."""

    house: House
    process: subprocess.Popen[bytes]
    out: Path
    err: Path
    seconds: float = 0.0

    @property
    def said(self) -> list[str]:
        return self.out.read_text().splitlines()

    @property
    def errors(self) -> str:
        return self.err.read_text()

    def wait_until_ready(self) -> None:
        begun = time.monotonic()
        while not any(line.startswith("Ready: ") for line in self.said):
            assert self.process.poll() is None, f"it ended before Ready: {self.said} {self.errors}"
            assert time.monotonic() - begun < LONGEST_START, "it does not come to Ready"
            time.sleep(0.02)
        self.seconds = time.monotonic() - begun

    def end(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """End it so, and say with which code it ended."""
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        return self.wait()

    def wait(self) -> int:
        return self.process.wait(60)

    def browser(self) -> "Browser":
        return Browser(self.house.address)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back to a form, and from where at last."""

    status: int
    url: str
    page: str


class Browser:
    """Enough of a browser to sign in and fill in a form."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def read(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def fill_in(self, path: str, **given: str) -> str:
        return self.send(path, self.read(path), **given)

    def send(self, path: str, page: str, **given: str) -> str:
        """The form of a page that was read, filled in; the page that comes back."""
        answer = self.answered(path, page, **given)
        assert answer.status == 200, f"{answer.status} for {path}"
        return answer.page

    def answered(self, path: str, page: str, **given: str) -> "Answered":
        """The same, whatever comes back."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)"(?: id="[^"]*")? value="([^"]*)"', page))
        filled = {name: html.unescape(value) for name, value in hidden.items()} | given
        asking = urllib.request.Request(
            self.address + path, urllib.parse.urlencode(filled).encode(), {"Referer": self.address + path}
        )
        try:
            with self.opener.open(asking, timeout=60) as answer:
                return Answered(answer.status, answer.url, answer.read().decode())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Answered(refusal.code, refusal.url, refusal.read().decode())

    def sign_in(self, sign_in_name: str, password: str, *, to: str) -> str:
        """Sign in on the way to a page, and read that page, or the one on which a second step is set up."""
        return self.fill_in("/sign-in/", login=sign_in_name, password=password, next=to)

    def set_up_codes(self) -> None:
        """The second step of signing in, by the codes of an app."""
        page = self.read(APP)
        key = re.findall(r"Key: <code>([A-Z2-7 ]+)</code>", page)[0].replace(" ", "")
        self.send(APP, page, code=format_hotp_value(hotp_value(key, int(time.time()) // 30)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def print_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with a digest of it, to show that nothing was changed. {} when there is no folder."""
    prints = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            prints[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            prints[str(path.relative_to(folder))] = "folder"
    return prints


def dump(address: str) -> str:
    """Everything on a server, roles too, as SQL."""
    done = subprocess.run(
        [programs() / "pg_dumpall", "--dbname", address], capture_output=True, text=True, check=True,
    )  # fmt: skip
    # Each dump carries a random word of its own on these lines.
    return "\n".join(line for line in done.stdout.splitlines() if not line.startswith((r"\restrict", r"\unrestrict")))


def copy_of(folder: Path, to: Path) -> None:
    """The folder with its owners and rights, as the database insists on them."""
    shutil.rmtree(to, ignore_errors=True)
    subprocess.run(["cp", "-a", str(folder), str(to)], check=True)


def is_one_line(text: str) -> bool:
    """The one line that a refusal is."""
    return text.startswith("alongside: ") and text.endswith("\n") and text.count("\n") == 1
