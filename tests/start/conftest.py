"""Data folders for starts: an empty one, and one with a record that a start made."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.config.postgres import EmbeddedPostgres
from tests.database import MADE_IN_A_RUN

from .council import Council
from .house import ADMINISTRATOR, House, copy_of


@pytest.fixture(scope="session")
def grounds() -> Iterator[Path]:
    """A folder that the database's own system user may walk into, which pytest's is not."""
    # With a space, as in many a person's own folder.
    folder = Path(tempfile.mkdtemp(prefix="alongside test "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def lived_in(grounds: Path) -> Path:
    """A data folder with a record in it: nobody invented, one administrator. Made once in a run; whoever comes first
    makes it, the others wait.
    """
    kept = Path(os.environ["ALONGSIDE_TEST_LOCK"]).with_name("lived-in")
    made = kept.with_suffix(MADE_IN_A_RUN)
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            copy_of(_lived_in(grounds / "lived-in"), kept)
            made.touch()
    return kept


def _lived_in(folder: Path) -> Path:
    house = House(folder)
    with house.started("--no-demo"):
        name, password = ADMINISTRATOR
        added = house.alongside(
            "account", "add", "--sign-in-name", name, "--name", "Amina Diallo", "--role", "administrator", said=password
        )
        assert added.returncode == 0, added.stderr
    assert not house.left_after()
    return house.folder


@pytest.fixture
def house(grounds: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A house with no data folder yet."""
    yield from _tidied(House(grounds / f"new-{abs(hash(request.node.nodeid)) % 10**8}"))


@pytest.fixture
def home(grounds: Path, lived_in: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A house with a record in it, stopped."""
    house = House(grounds / f"home-{abs(hash(request.node.nodeid)) % 10**8}")
    copy_of(lived_in, house.folder)
    yield from _tidied(house)


@pytest.fixture(scope="session")
def own_server(grounds: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(grounds / "own-server")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def council(own_server: EmbeddedPostgres, house: House, request: pytest.FixtureRequest) -> Iterator[Council]:
    """An empty server on which the administrator's script has run; `house` is set to start there."""
    name = f"council{abs(hash(request.node.nodeid)) % 10**8}"
    council = Council(own_server, name)
    house.settings = council.settings()
    done = council.psql(house.alongside("database", "roles").stdout)
    assert done.returncode == 0, done.stderr
    yield council
    council.run(f"DROP DATABASE {name} WITH (FORCE)")
    council.run(f"DROP ROLE {council.application}, {council.owner}, {council.definer}")


def _tidied(house: House) -> Iterator[House]:
    yield house
    house.clear_away()
