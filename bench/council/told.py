"""Telling a set of tales in a database of its own, and keeping their moulds.

A process of its own, because the clock of the one that tells is moved, and because the service must not yet be set up
where the bench begins. What is kept is known by everything it is made of.
"""

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import psycopg

from alongside.config import env
from bench.council.casts import Cast, cast
from bench.council.wanted import Wanted

TELLING = "told_families"
KEPT = "moulds"


def casts_of(wanted: Wanted) -> list[Cast]:
    """The moulds for a council, told now unless they are kept. The bench's server must be open."""
    from bench.place import at_database  # noqa: PLC0415 (place writes councils)
    from tests.database import clone, drop  # noqa: PLC0415

    kept = Path(os.environ["ALONGSIDE_TEST_LOCK"]).parent / f"{KEPT}_{digest(wanted)}.pickle"
    if not kept.exists():
        clone(TELLING)
        surroundings = {**os.environ, **at_database(TELLING), "ALONGSIDE_TODAY": wanted.today.isoformat()}
        command = [sys.executable, "-m", "bench.council.told", wanted.tales, wanted.today.isoformat(), str(kept)]
        subprocess.run(command, check=True, cwd=env.ROOT, env=surroundings)
        drop(TELLING)
    return list(pickle.loads(kept.read_bytes()))


def digest(wanted: Wanted) -> str:
    """What the telling of a set on a day is made of: the tables, the models, the tales and all of the service, since
    any of it may change what a deed leaves.
    """
    parts = hashlib.sha256(_ground(wanted))
    service = (path for path in (env.ROOT / "alongside").rglob("*.py") if "tests" not in path.parts)
    for path in sorted([*_ours(), *service, *env.ROOT.glob("practice/models/**/*.toml")]):
        parts.update(path.read_bytes())
    return parts.hexdigest()[:10]


def content(wanted: Wanted, casts: Sequence[Cast]) -> str:
    """What a council is made of: what was told, whatever code told it, the tables, and how it is written from them.

    Identifiers of one moment are in any order; so their ranks do not count.
    """
    parts = hashlib.sha256(_ground(wanted))
    for path in sorted(_ours()):
        parts.update(path.read_bytes())
    for each in casts:
        places = [(kind, what[0] if kind == "own" else what) for kind, what in each.places]
        moulds = [(mould.table, mould.pieces) for mould in each.moulds]
        parts.update(repr((each.standing, each.days, each.since, places, moulds)).encode())
    return parts.hexdigest()[:10]


def _ground(wanted: Wanted) -> bytes:
    return f"{wanted.tales} {wanted.today} {os.environ['ALONGSIDE_TEST_TEMPLATE']}".encode()


def _ours() -> Iterable[Path]:
    return Path(__file__).parent.glob("*.py")


def read(connection: psycopg.Connection, told: Sequence[tuple[int, str, int]], today: date) -> list[Cast]:
    """The moulds of families told until today: (family's number, standing, days)."""
    return [cast(connection, *each, today) for each in told]


def main() -> int:
    """Tell, and keep."""
    import django  # noqa: PLC0415

    django.setup()
    from bench.council.sets import tell_all  # noqa: PLC0415

    name, today, kept = sys.argv[1], date.fromisoformat(sys.argv[2]), Path(sys.argv[3])
    tales = tell_all(name, today)
    with psycopg.connect(os.environ["BENCH_ADMINISTRATOR"]) as connection:
        found = read(connection, [(tale.family_id, tale.told.standing, tale.told.days) for tale in tales], today)
    kept.write_bytes(pickle.dumps(found))
    print(f"told {len(found)} families, {sum(each.entries for each in found)} entries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
