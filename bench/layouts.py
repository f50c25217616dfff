# ruff: noqa: E501 (statements of SQL read better whole)
"""Two choices of layout, measured side by side on scratch tables: `python -m bench.layouts`.

1. family ids as bigint or as UUID, in the entries' index and in the row policies;
2. whom an entry is about as rows of their own or as an array in the entry.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import psycopg

from bench.place import administrator, opened

FAMILIES, ENTRIES_A_FAMILY, ROUNDS = 5000, 80, 40
DATABASE = "scratch_layouts"

FAMILY_ID = """
CREATE FUNCTION as_uuid(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT (lpad(to_hex(1763000000000 + n * 977), 12, '0')
    || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid $$;
CREATE TABLE plan AS
    SELECT uuidv7(make_interval(secs => -(%(entries)s - e) * 43200)) AS id, f AS family, e, DATE '2024-01-01' + (e * 7)::int AS day
    FROM generate_series(1, %(entries)s) e, generate_series(1, %(families)s) f;
CREATE TABLE by_number (id uuid PRIMARY KEY, family_id bigint NOT NULL, day date NOT NULL, kind text, nature text, minutes int, sentence text);
CREATE TABLE by_uuid (id uuid PRIMARY KEY, family_id uuid NOT NULL, day date NOT NULL, kind text, nature text, minutes int, sentence text);
CREATE INDEX by_number_family ON by_number (family_id, day DESC, id DESC) INCLUDE (kind, nature, minutes);
CREATE INDEX by_uuid_family ON by_uuid (family_id, day DESC, id DESC) INCLUDE (kind, nature, minutes);
"""
FILL_NUMBER = "INSERT INTO by_number SELECT id, family, day, 'visits.visit', 'process', 60, repeat('A visit at home. ', 5) FROM plan ORDER BY e"
FILL_UUID = "INSERT INTO by_uuid SELECT id, as_uuid(family), day, 'visits.visit', 'process', 60, repeat('A visit at home. ', 5) FROM plan ORDER BY e"
GUARD = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON {table} FOR SELECT TO scratch_reader USING
    (family_id = ANY ((SELECT NULLIF(current_setting('app.families', true), '')::{type}[])::{type}[]));
GRANT SELECT ON {table} TO scratch_reader;
"""
PAGE = (
    "SELECT id, day, kind, nature, minutes FROM {table} WHERE family_id = {family} ORDER BY day DESC, id DESC LIMIT 30"
)
LIST = "SELECT family_id, max(day) FROM {table} GROUP BY family_id"

ABOUT = """
CREATE TABLE person_of AS SELECT f AS family, p, uuidv7() AS id FROM generate_series(1, %(families)s) f, generate_series(1, 5) p;
CREATE INDEX ON person_of (family);
CREATE TABLE with_rows (id uuid PRIMARY KEY, family_id bigint NOT NULL, day date NOT NULL, kind text, nature text, sentence text);
CREATE TABLE about (id uuid PRIMARY KEY DEFAULT uuidv7(), entry_id uuid NOT NULL, family_id bigint NOT NULL, person_id uuid NOT NULL,
                    part text NOT NULL, UNIQUE (entry_id, person_id, part));
CREATE TABLE with_array (id uuid PRIMARY KEY, family_id bigint NOT NULL, day date NOT NULL, kind text, nature text, sentence text,
                         about uuid[] NOT NULL, parts text[] NOT NULL);
CREATE INDEX with_rows_family ON with_rows (family_id, day DESC, id DESC) INCLUDE (kind, nature);
CREATE INDEX with_array_family ON with_array (family_id, day DESC, id DESC) INCLUDE (kind, nature);
CREATE INDEX about_person ON about (family_id, person_id);
"""
FILL_ROWS = """
INSERT INTO with_rows SELECT id, family, day, 'visits.visit', 'process', repeat('A visit at home. ', 5) FROM plan ORDER BY e;
INSERT INTO about (entry_id, family_id, person_id, part) SELECT e.id, e.family, p.id, 'seen' FROM plan e
    JOIN person_of p ON p.family = e.family AND (p.p + e.e) %% 5 < 2 ORDER BY e.e
"""
FILL_ARRAY = """
INSERT INTO with_array SELECT e.id, e.family, e.day, 'visits.visit', 'process', repeat('A visit at home. ', 5),
    array_agg(p.id), array_agg('seen'::text)
    FROM plan e JOIN person_of p ON p.family = e.family AND (p.p + e.e) %% 5 < 2 GROUP BY e.id, e.family, e.day, e.e ORDER BY e.e
"""
PAGE_ROWS = """SELECT e.id, e.day, e.kind, a.person_id, a.part
    FROM (SELECT * FROM with_rows WHERE family_id = {family} ORDER BY day DESC, id DESC LIMIT 30) e JOIN about a ON a.entry_id = e.id"""
PAGE_ARRAY = (
    "SELECT id, day, kind, about, parts FROM with_array WHERE family_id = {family} ORDER BY day DESC, id DESC LIMIT 30"
)
ABOUT_ONE_ROWS = """SELECT e.id, e.day FROM about a JOIN with_rows e ON e.id = a.entry_id
    WHERE a.family_id = {family} AND a.person_id = '{person}'"""
ABOUT_ONE_ARRAY = "SELECT id, day FROM with_array WHERE family_id = {family} AND '{person}' = ANY (about)"


class Scratch:
    """A scratch database as its superuser, and as a role that row security binds."""

    def __init__(self, address: str) -> None:
        self.owner = psycopg.connect(address, autocommit=True)
        self.reader = psycopg.connect(address, autocommit=True)

    def seconds(self, statement: str, **values: Any) -> float:
        begun = time.perf_counter()
        self.owner.execute(statement % values if values else statement.replace("%%", "%"))
        return time.perf_counter() - begun

    def size(self, relation: str) -> float:
        """Megabytes of a table with its indexes, or of an index."""
        row = self.owner.execute("SELECT pg_total_relation_size(%s::regclass) / 1048576.0", [relation]).fetchone()
        return float(row[0]) if row else 0.0

    def become_reader(self) -> None:
        self.reader.execute("SET ROLE scratch_reader")

    def look(self, query: str) -> tuple[float, int]:
        """Milliseconds and buffers of a query as the reader sees it."""
        begun = time.perf_counter()
        self.reader.execute(query).fetchall()
        taken = (time.perf_counter() - begun) * 1000
        plan = self.reader.execute("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + query).fetchone()
        top = plan[0][0]["Plan"] if plan else {}
        return taken, int(top["Shared Hit Blocks"]) + int(top["Shared Read Blocks"])

    def close(self) -> None:
        self.owner.close()
        self.reader.close()


def compare(name: str, first: Callable[[int], tuple[float, int]], second: Callable[[int], tuple[float, int]]) -> None:
    """Take turns and print the second's median over the first's."""
    a, b = [], []
    for each in range(ROUNDS):
        a.append(first(each))
        b.append(second(each))
    times = [statistics.median(x[0] for x in side) for side in (a, b)]
    buffers = [statistics.median(x[1] for x in side) for side in (a, b)]
    print(
        f"{name:44} {times[0]:8.3f} ms {times[1]:8.3f} ms  × {times[1] / times[0]:.2f}   buffers {buffers[0]:.0f} and {buffers[1]:.0f}"
    )


def family_ids(scratch: Scratch) -> None:
    """1. bigint against UUID."""
    scratch.owner.execute(FAMILY_ID % {"families": FAMILIES, "entries": ENTRIES_A_FAMILY})
    filling = [scratch.seconds(FILL_NUMBER), scratch.seconds(FILL_UUID)]
    scratch.owner.execute("CREATE ROLE scratch_reader")
    for table, type_ in (("by_number", "bigint"), ("by_uuid", "uuid")):
        scratch.owner.execute(GUARD.format(table=table, type=type_))
        scratch.owner.execute(f"VACUUM ANALYZE {table}")
    scratch.become_reader()
    print(f"\nFamily ids: bigint, then UUID ({FAMILIES} families, {FAMILIES * ENTRIES_A_FAMILY} entries)")
    print(
        f"{'writing all entries, seconds':44} {filling[0]:8.1f}    {filling[1]:8.1f}     × {filling[1] / filling[0]:.2f}"
    )
    scratch.owner.execute("REINDEX INDEX by_number_family")
    scratch.owner.execute("REINDEX INDEX by_uuid_family")
    for table in ("_family", ""):
        sizes = [scratch.size(f"by_number{table}"), scratch.size(f"by_uuid{table}")]
        what = "index of a family's entries, MB" if table else "table with its indexes, MB"
        print(f"{what:44} {sizes[0]:8.1f}    {sizes[1]:8.1f}     × {sizes[1] / sizes[0]:.2f}")

    def as_uuid(number: int) -> str:
        found = scratch.owner.execute("SELECT as_uuid(%s)", [number]).fetchone()
        return str(found[0]) if found else ""

    for visible in (1, 20, 3000):
        numbers = [1 + each * (FAMILIES // 3001 or 1) for each in range(visible)]
        arrays = {
            "bigint": "{" + ",".join(map(str, numbers)) + "}",
            "uuid": "{" + ",".join(map(as_uuid, numbers)) + "}",
        }

        def seen(kind: str, query: str, arrays: dict[str, str] = arrays) -> tuple[float, int]:
            scratch.reader.execute("SELECT set_config('app.families', %s, false)", [arrays[kind]])
            return scratch.look(query)

        compare(
            f"a family's page, {visible} visible",
            lambda _, seen=seen: seen("bigint", PAGE.format(table="by_number", family=1)),
            lambda _, seen=seen: seen("uuid", PAGE.format(table="by_uuid", family=f"'{as_uuid(1)}'")),
        )  # fmt: skip
        if visible > 1:
            compare(
                f"last day of each of {visible}",
                lambda _, seen=seen: seen("bigint", LIST.format(table="by_number")),
                lambda _, seen=seen: seen("uuid", LIST.format(table="by_uuid")),
            )  # fmt: skip


def whom_about(scratch: Scratch) -> None:
    """2. rows against an array."""
    scratch.owner.execute(ABOUT % {"families": FAMILIES})
    filling = [scratch.seconds(FILL_ROWS), scratch.seconds(FILL_ARRAY)]
    scratch.owner.execute("VACUUM ANALYZE with_rows; ")
    for table in ("about", "with_array"):
        scratch.owner.execute(f"VACUUM ANALYZE {table}")
    scratch.owner.execute("GRANT SELECT ON with_rows, about, with_array TO scratch_reader")
    print("\nWhom an entry is about: rows, then an array")
    print(
        f"{'writing all entries, seconds':44} {filling[0]:8.1f}    {filling[1]:8.1f}     × {filling[1] / filling[0]:.2f}"
    )
    sizes = [scratch.size("with_rows") + scratch.size("about"), scratch.size("with_array")]
    print(f"{'tables with their indexes, MB':44} {sizes[0]:8.1f}    {sizes[1]:8.1f}     × {sizes[1] / sizes[0]:.2f}")
    people = scratch.owner.execute("SELECT family, id FROM person_of WHERE p = 2 ORDER BY family").fetchall()

    def of(each: int) -> dict[str, Any]:
        family, person = people[(each * 97) % len(people)]
        return {"family": family, "person": person}

    compare(
        "30 entries with whom they are about",
        lambda each: scratch.look(PAGE_ROWS.format(**of(each))), lambda each: scratch.look(PAGE_ARRAY.format(**of(each))),
    )  # fmt: skip
    compare(
        "all entries about one child",
        lambda each: scratch.look(ABOUT_ONE_ROWS.format(**of(each))),
        lambda each: scratch.look(ABOUT_ONE_ARRAY.format(**of(each))),
    )  # fmt: skip


def main() -> None:
    """Measure both and throw the scratch database away."""
    with opened():
        with psycopg.connect(administrator("postgres"), autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            server.execute("DROP ROLE IF EXISTS scratch_reader")
            server.execute(f"CREATE DATABASE {DATABASE}")
        scratch = Scratch(administrator(DATABASE))
        try:
            family_ids(scratch)
            whom_about(scratch)
        finally:
            scratch.close()
            with psycopg.connect(administrator("postgres"), autocommit=True) as server:
                server.execute(f"DROP DATABASE {DATABASE}")
                server.execute("DROP ROLE IF EXISTS scratch_reader")


if __name__ == "__main__":
    main()
