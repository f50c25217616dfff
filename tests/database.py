"""A real PostgreSQL for the tests: one embedded server for the run, one migrated template, a clone for each worker.

Loaded as an early plugin (`-p tests.database`), because the settings read the database's address when they are
imported. The whole suite connects as the application role, which owns nothing and which row security binds.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from alongside.config import env
from alongside.config.folder import FolderHeld
from alongside.config.postgres import EmbeddedPostgres
from alongside.config.roles import ensure_database, ensure_roles

# Nothing in a test's database has to outlive a power cut; what durability promises is shown on servers of its own.
MOST_RUNS_AT_ONCE = 8
MADE_IN_A_RUN = ".made"
"""How the files end that tell the workers of one run what one of them has made for all."""
UNDURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


class TestDatabases:
    """The server of one test run. `template` names the migrated database that clones are made from."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        self.server = EmbeddedPostgres(folder, settings=UNDURABLE)
        self.template = "template_" + _digest_of_what_makes_a_database()

    def open(self) -> None:
        self.server.start()
        for told in self.server.folder.glob(f"*{MADE_IN_A_RUN}"):
            told.unlink()
        ensure_roles(self.server.address(), env.Roles())
        with psycopg.connect(self.server.address(), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template]).fetchone()
        if not found:
            self._build_template()

    def _build_template(self) -> None:
        building = f"{self.template}_building"
        with psycopg.connect(self.server.address(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{building}"')
        ensure_database(self.server.address(), env.Roles(), database=building)
        surroundings = {**os.environ, **addresses(self.server, building), "ALONGSIDE_CONNECT_AS": "owner"}
        for command in (["migrate", "--verbosity=0"], ["import_practice_models"]):
            done = subprocess.run(
                [sys.executable, "-m", "django", *command], check=False, cwd=env.ROOT, env=surroundings,
                capture_output=True, text=True,
            )  # fmt: skip
            if done.returncode:
                pytest.exit(f"the test database could not be made:\n{done.stdout}{done.stderr}", returncode=3)
        with psycopg.connect(self.server.address(), autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')
            # What earlier runs left is of another day's migrations.
            named = "SELECT datname FROM pg_database WHERE datname ~ '^(template_|test_)' AND datname <> %s"
            for (name,) in connection.execute(named, [self.template]).fetchall():
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def close(self) -> None:
        self.server.stop()


def addresses(server: EmbeddedPostgres, database: str) -> dict[str, str]:
    """The environment that points a process at that database."""
    return {
        "DATABASE_URL": server.address(user=env.APPLICATION_ROLE, database=database),
        "DATABASE_OWNER_URL": server.address(user=env.OWNER_ROLE, database=database),
        "ALONGSIDE_MODE": "test",
        "ALONGSIDE_SECRET_KEY": "only for tests",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
    }


def clone(name: str, template: str | None = None) -> None:
    """Make database `name` as a copy of the template (the migrated one unless named), replacing what has that name."""
    administrator = os.environ["ALONGSIDE_TEST_ADMINISTRATOR"]
    template = template or os.environ["ALONGSIDE_TEST_TEMPLATE"]
    # PostgreSQL copies a template only while nobody else copies or uses it.
    held = Path(os.environ["ALONGSIDE_TEST_LOCK"])
    with held.open("w") as lock, psycopg.connect(administrator, autocommit=True) as server:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        server.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        server.execute(f'GRANT CONNECT ON DATABASE "{name}" TO {env.APPLICATION_ROLE}, {env.SEALER_ROLE}')
        server.execute(f'GRANT ALL ON DATABASE "{name}" TO {env.OWNER_ROLE}')


def drop(name: str) -> None:
    """Drop a database made by `clone`."""
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _digest_of_what_makes_a_database() -> str:
    digest = hashlib.sha256()
    package = env.ROOT / "alongside"
    files = ("*/migrations/*.py", "access/row_policies.py", "access/logs.py", "config/roles.py", "practice/*.py")
    parts = [path for pattern in files for path in package.glob(pattern)]
    parts += (env.ROOT / "practice" / "models").rglob("*.toml")
    for path in sorted(parts):
        digest.update(str(path.relative_to(env.ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _of_this_run_alone() -> TestDatabases:
    """The first folder that no other run on this machine holds."""
    named = os.environ.get("ALONGSIDE_TEST_FOLDER", "test")
    for number in range(1, MOST_RUNS_AT_ONCE + 1):
        run = TestDatabases(env.data_folder() / (named if number == 1 else f"{named}-{number}"))
        with suppress(FolderHeld):
            run.server.place.make()
            return run
    pytest.exit(f"{MOST_RUNS_AT_ONCE} runs of the tests are going on; wait for one to end", returncode=3)


_run: TestDatabases | None = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the server in the process that leads the run; in every process say which database is its own."""
    global _run  # noqa: PLW0603
    # A worker that drives a browser keeps the browser's event loop in its thread; its tests run one after another all
    # the same, and none of them is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _run = _of_this_run_alone()
        os.environ.update(addresses(_run.server, "none"))
        _run.open()
        os.environ["ALONGSIDE_TEST_ADMINISTRATOR"] = _run.server.address()
        os.environ["ALONGSIDE_TEST_TEMPLATE"] = _run.template
        os.environ["ALONGSIDE_TEST_LOCK"] = str(_run.server.folder / "clone.lock")
    own = f"test_{worker or 'main'}"
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        before, _, options = os.environ[name].partition("?")
        os.environ[name] = f"{before.rpartition('/')[0]}/{own}?{options}"


def pytest_unconfigure() -> None:
    """Leave no process behind."""
    if _run is not None:
        _run.close()
