"""Moulds: the rows of one told family, table by table, with places where each family of the council differs.

A place is a name, a day, an identifier or a sentence. Days move with the family by whole weeks, so that what was
recorded on a Thursday was recorded on a Thursday. Identifiers keep the order in which the actions made them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from operator import itemgetter
from typing import Any

import psycopg

from bench.council.tokens import FAMILY, FOUND, REFERENCE, english_day

OF_THE_FAMILY = "family_id"
NEVER_TOLD = ("draft", "saved_form")
LOGS = ("read_log", "change_log")
"""Tables with a family that actions do not write: a form in hand, and what doors and forms leave."""
AT = ("recorded_at", "at", "received_at", "made_at")
"""Columns that say when a row was written."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a family fills: its columns, and how its rows of one family are found."""

    name: str
    columns: tuple[str, ...]
    where: str

    @property
    def listed(self) -> str:
        return ", ".join(f'"{each}"' for each in self.columns)


@dataclass(frozen=True, slots=True)
class Mould:
    """The rows of one table of one told family, as COPY reads them, cut at every place.

    `pieces`: text, place, text, place …, the places empty; `places`: what comes into them, by their index.
    """

    table: str
    pieces: tuple[str, ...]
    fill: Callable[[Sequence[str]], Sequence[str]]

    def filled(self, values: Sequence[str]) -> str:
        """The rows of one family."""
        pieces = list(self.pieces)
        pieces[1::2] = self.fill(values)
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Cast:
    """One told family as moulds. `days` since it was referred, `since` anything was written last.

    `places`: what differs, as (kind, what); for an identifier its moment and its rank among those of that moment.
    """

    standing: str
    days: int
    since: int
    entries: int
    moulds: tuple[Mould, ...]
    places: tuple[tuple[str, Any], ...]


def family_tables(connection: psycopg.Connection) -> list[Table]:
    """Every table that holds rows of a family, so that each row follows those it points to where one must."""
    found = connection.execute(
        """SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname <> 'id', a.attnum)
           FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
             AND a.attgenerated = '' GROUP BY c.relname ORDER BY c.relname"""
    ).fetchall()
    whose = "SELECT {} FROM {} WHERE family_id = %(family)s"
    reached = {
        "family": "id = %(family)s",
        "person": f"id IN ({whose.format('person_id', 'person_known_as')})",
        "professional": f"id IN ({whose.format('professional_id', 'helper')})",
    }
    first = [Table(name, tuple(columns), reached[name]) for name, columns in found if name in reached]
    rest = [
        Table(name, tuple(columns), "family_id = %(family)s")
        for name, columns in found
        if OF_THE_FAMILY in columns and name not in NEVER_TOLD and not name.startswith(LOGS)
    ]
    return [*first, *rest]


@dataclass(slots=True)
class Shared:
    """What all told families have in common, by identifier: (kind, what). Accounts, teams, agencies, models."""

    known: dict[str, tuple[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: psycopg.Connection) -> "Shared":
        known: dict[str, tuple[str, Any]] = {}
        for user, signs_in in connection.execute('SELECT id::text, sign_in_name FROM "user"'):
            known[user] = ("user", signs_in.removeprefix("told."))
        for principal, user, team in connection.execute("SELECT id::text, user_id::text, team_id::text FROM principal"):
            if user or team:
                known[principal] = ("principal", known[user][1] if user else "team")
        for (team,) in connection.execute("SELECT id::text FROM team"):
            known[team] = ("team", "")
        for number, (agency,) in enumerate(connection.execute("SELECT id::text FROM agency ORDER BY name")):
            known[agency] = ("agency", number)
        for version, model, number in connection.execute("SELECT id::text, model, version FROM model_version"):
            known[version] = ("version", (model, number))
        return cls(known)


def cast(connection: psycopg.Connection, family_id: int, standing: str, days: int, today: date) -> Cast:
    """The moulds of a family told until today."""
    caster = _Caster(Shared.read(connection), {}, {})
    rows = {table: _rows(connection, table, family_id) for table in family_tables(connection)}
    rows = {table: found for table, found in rows.items() if found}
    caster.note_moments(rows)
    moulds = tuple(caster.mould(table.name, found) for table, found in rows.items())
    entries = next(len(found) for table, found in rows.items() if table.name == "entry")
    since = (today - caster.nearest).days
    return Cast(standing, days, since, entries, moulds, tuple(caster.places))


def _rows(connection: psycopg.Connection, table: Table, family_id: int) -> list[str]:
    """The rows as COPY writes them, a token for the family's number."""
    columns = ", ".join(
        f"'{FAMILY}'" if (each == OF_THE_FAMILY or (table.name, each) == ("family", "id"))
        else f"'{REFERENCE}'" if (table.name, each) == ("family", "reference")
        else f'"{each}"'
        for each in table.columns
    )  # fmt: skip
    where = table.where.replace("%(family)s", str(int(family_id)))
    asked = f'COPY (SELECT {columns} FROM "{table.name}" WHERE {where} ORDER BY id) TO STDOUT'
    with connection.cursor().copy(asked) as copy:
        return b"".join(bytes(part) for part in copy).decode().splitlines()


@dataclass(slots=True)
class _Caster:
    shared: Shared
    moments: dict[str, datetime]
    places: dict[tuple[str, Any], int]
    ranks: dict[str, int] = field(default_factory=dict)
    nearest: date = date.min

    def note_moments(self, rows: Mapping[Table, list[str]]) -> None:
        """When each identifier was made: with the first row that was written with it and says when."""
        waiting: list[list[str]] = []
        for table, found in rows.items():
            said = [table.columns.index(each) for each in AT if each in table.columns]
            for row in found:
                cells, ids = row.split("\t"), _ids(row)
                if not said:
                    waiting.append(ids)
                    continue
                at = datetime.fromisoformat(cells[said[0]]).astimezone(UTC)
                for each in ids:
                    if each not in self.moments or at < self.moments[each]:
                        self.moments[each] = at
        for ids in waiting:
            known = [self.moments[each] for each in ids if each in self.moments]
            for each in ids:
                self.moments.setdefault(each, max(known) if known else min(self.moments.values()))
        self.nearest = max(self.moments.values()).date()
        counted: dict[datetime, int] = {}
        for each in sorted(self.moments):
            self.ranks[each] = counted[self.moments[each]] = counted.get(self.moments[each], -1) + 1

    def mould(self, table: str, rows: Iterable[str]) -> Mould:
        pieces: list[str] = []
        filled: list[int] = []
        text, last = "\n".join(rows) + "\n", 0
        for found in FOUND.finditer(text):
            filled.append(self._place(found))
            pieces += [text[last : found.start()], ""]
            last = found.end()
        return Mould(table, (*pieces, text[last:]), _picking(filled))

    def _place(self, found: re.Match[str]) -> int:
        kind, said = found.lastgroup or "", found[0]
        if kind == "uuid":
            place = self.shared.known.get(said) or (
                "own",
                (int(self.moments[said].timestamp() * 1000), self.ranks[said]),
            )
        elif kind == "iso":
            day = _day(said)
            place = ("iso", day) if day else ("same", said)
        elif kind == "english":
            place = ("english", (english_day(said, self.nearest), said))
        elif kind == "token":
            place = ("token", said)
        else:
            place = (kind, "")
        return self.places.setdefault(place, len(self.places))


def _ids(row: str) -> list[str]:
    return [found[0] for found in FOUND.finditer(row) if found.lastgroup == "uuid"]


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _picking(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """What takes these places out of all values, as fast as can be."""
    return itemgetter(*places) if len(places) > 1 else _Few(tuple(places))


@dataclass(frozen=True, slots=True)
class _Few:
    """As `itemgetter`, which gives no sequence for fewer than two."""

    places: tuple[int, ...]

    def __call__(self, values: Sequence[str]) -> Sequence[str]:
        return [values[each] for each in self.places]


def used(casts: Iterable[Cast]) -> list[str]:
    """The tables that any of them fills."""
    return list(dict.fromkeys(mould.table for mould in chain.from_iterable(each.moulds for each in casts)))
