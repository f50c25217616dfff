"""Whether a database holds what its constraints promise, asked row by row: what is written trusting is not checked."""

import psycopg

KEYS = """
    SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,
           (SELECT array_agg(a.attname::text ORDER BY k.nth) FROM unnest(c.conkey) WITH ORDINALITY k(number, nth)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
           (SELECT array_agg(a.attname::text ORDER BY k.nth) FROM unnest(c.confkey) WITH ORDINALITY k(number, nth)
            JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
"""


def broken_keys(connection: psycopg.Connection) -> dict[str, int]:
    """How many rows point nowhere, by foreign key; only those that have any."""
    found = {}
    for name, table, target, columns, there in connection.execute(KEYS).fetchall():
        joined = " AND ".join(f't."{one}" = f."{other}"' for one, other in zip(there, columns, strict=True))
        whole = " AND ".join(f'f."{each}" IS NOT NULL' for each in columns)
        asked = (
            f'SELECT count(*) FROM {table} f LEFT JOIN {target} t ON {joined} WHERE {whole} AND t."{there[0]}" IS NULL'
        )
        row = connection.execute(asked).fetchone()
        if row and row[0]:
            found[name] = int(row[0])
    return found


def disabled_triggers(connection: psycopg.Connection) -> list[str]:
    """Triggers that are not in force as they were made."""
    return [name for (name,) in connection.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O'")]


def unchecked_constraints(connection: psycopg.Connection) -> list[str]:
    """Constraints that were never asked of the rows that are there."""
    return [name for (name,) in connection.execute("SELECT conname FROM pg_constraint WHERE NOT convalidated")]
