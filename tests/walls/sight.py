"""Who sees which row, told a second time in Python from the rows themselves.

The row policies say the same in SQL. Neither is made from the other: where they differ, one of them is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

Row = Mapping[str, Any]
Known = frozenset[tuple[int, UUID]]
OF_OUR_STAFF_HELPING = ("key_worker", "senior_key_worker", "manager", "follow_up")


class Record:
    """Every row of every table, as the owner of the server reads them: table → rows."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self.tables = tables

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    @cached_property
    def same_as(self) -> dict[UUID, frozenset[UUID]]:
        """Person → every identifier of whoever they are."""
        root = {row["id"]: row["canonical_id"] or row["id"] for row in self["person"]}
        groups: dict[UUID, set[UUID]] = {}
        for person, of in root.items():
            groups.setdefault(of, set()).add(person)
        return {person: frozenset(groups[of]) for person, of in root.items()}

    @cached_property
    def about(self) -> dict[UUID, list[Row]]:
        """Entry → whom it is about."""
        return _by(self["entry_about"], "entry_id")

    @cached_property
    def versions(self) -> dict[UUID, list[Row]]:
        """Strand → its entries."""
        return _by(self["entry"], "strand_id")

    @cached_property
    def entries(self) -> dict[UUID, Row]:
        return {row["id"]: row for row in self["entry"]}

    def newest(self, table: str) -> Iterator[Row]:
        """Rows that no later one corrects."""
        overtaken = {row["supersedes_id"] for row in self[table]}
        return (row for row in self[table] if row["id"] not in overtaken)

    def kept_with(self, strand: UUID) -> set[UUID]:
        """A strand and all that is kept as it is: what was made of it, and of that; and what took its place."""
        found, waiting = set(), [(strand, True)]
        while waiting:
            this = waiting.pop()
            if this in found:
                continue
            found.add(this)
            of, itself = this
            for row in self["kept_with"]:
                if row["follows_strand_id"] == of and (itself or not row["again"]):
                    waiting.append((row["strand_id"], row["again"] and itself))
        return {each for each, _ in found}


def _by(rows: Iterable[Row], column: str) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Somebody for whom a transaction was opened. `team`, `around`: the families they see as our own staff, and as
    anybody who helps; `covered`: whom a partner's bases cover; `persons`: themselves and the children they hold
    responsibility for; then what is kept from them.
    """

    user: UUID | None
    families: frozenset[int] = frozenset()
    team: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()
    covered: Known = frozenset()
    persons: frozenset[UUID] = frozenset()
    strands: frozenset[UUID] = frozenset()
    facts: frozenset[UUID] = frozenset()
    subjects: frozenset[UUID] = frozenset()

    def covers(self, family: int, *persons: UUID | None) -> bool:
        """Whether a partner's bases cover all of these; of our staff and of the family nothing is asked here."""
        if family in self.team or family not in self.around:
            return True
        return all(person is None or (family, person) in self.covered for person in persons)


def levels(record: Record, user: Row, at: datetime) -> dict[int, str]:
    """Family → the widest level at which somebody sees it: full, partner or own."""
    if not user["is_active"]:
        return {}
    teams = {row["team_id"] for row in record["team_member"] if row["user_id"] == user["id"] and at in row["during"]}
    as_manager = {row["id"] for row in record["principal"] if user["role"] == "manager" and row["team_id"] in teams}
    as_oneself = {
        row["id"] for row in record["principal"] if user["id"] == row["user_id"] or user["role"] == row["role"]
    }
    restricted = {row["id"] for row in record["family"] if row["restricted"]}
    found: dict[int, set[str]] = {}
    apart = {
        row["family_id"] for row in record["kept_out"] if row["user_id"] == user["id"] and at in row["during"]
    } | (restricted - {
        row["family_id"] for row in record["open_to"] if row["user_id"] == user["id"] and at in row["during"]
    })  # fmt: skip
    for row in record["family_access"]:
        mine = row["principal_id"] in as_oneself or row["principal_id"] in as_manager
        if at in row["during"] and mine and row["family_id"] not in apart:
            found.setdefault(row["family_id"], set()).add(row["level"])
    for row in record["person_account"]:
        if row["user_id"] == user["id"] and at in row["during"]:
            found.setdefault(row["family_id"], set()).add("own")
    return {
        family: next(each for each in ("full", "partner", "own") if each in those) for family, those in found.items()
    }


def onlooker(record: Record, user: Row, at: datetime) -> Onlooker:
    """What a transaction that is opened for somebody at that moment may see, over all their families."""
    of = levels(record, user, at)
    team = frozenset(family for family, level in of.items() if level == "full")
    beside = {family for family, level in of.items() if level == "partner"}
    outside = {family for family, level in of.items() if level != "full"}
    me = frozenset(
        alias for row in record["person_account"] if row["user_id"] == user["id"] and at in row["during"]
        for alias in record.same_as[row["person_id"]]
    )  # fmt: skip
    day = at.astimezone(ZoneInfo("Europe/London")).date()
    children = {
        row["child_id"] for row in record["parental_responsibility"]
        if row["holder_person_id"] in me and day in row["during"]
    }  # fmt: skip
    kept = [
        row for row in record["withholding"] if at in row["during"]
        and (row["from_person_id"] in me or (row["family_id"] in beside and not row["partners_may_read"]))
    ]  # fmt: skip
    protected_facts = {
        row["fact_id"] for row in record.newest("person_fact") if row["protected"] and row["family_id"] in outside
    }
    protected_people = {
        row["person_id"] for row in record.newest("person_known_as") if row["protected"] and row["family_id"] in outside
    }
    hidden = {alias for row in kept if row["subject_id"] for alias in record.same_as[row["subject_id"]]}
    return Onlooker(
        user=user["id"],
        families=frozenset(of),
        team=team,
        around=team | beside,
        covered=_covered(record, user, beside, at),
        persons=me | children,
        strands=frozenset(strand for row in kept if row["strand_id"] for strand in record.kept_with(row["strand_id"])),
        facts=frozenset(row["fact_id"] for row in kept if row["fact_id"]) | protected_facts,
        subjects=frozenset(hidden | protected_people),
    )


def _covered(record: Record, user: Row, beside: set[int], at: datetime) -> Known:
    mine = {row["id"] for row in record["principal"] if row["user_id"] == user["id"]}
    bases = {
        row["id"]: row["family_id"] for row in record["family_access"]
        if row["principal_id"] in mine and row["level"] == "partner" and at in row["during"]
        and row["family_id"] in beside
    }  # fmt: skip
    return frozenset(
        (bases[row["family_access_id"]], alias) for row in record["family_access_covers"]
        if row["family_access_id"] in bases for alias in record.same_as[row["person_id"]]
    )  # fmt: skip


Sees = Callable[[Record, Onlooker, Row], bool]


def _family(_: Record, who: Onlooker, row: Row) -> bool:
    return row["family_id"] in who.families


def _staff(_: Record, who: Onlooker, row: Row) -> bool:
    return row["family_id"] in who.team


def _helps(_: Record, who: Onlooker, row: Row) -> bool:
    return row["family_id"] in who.around


def _author(_: Record, who: Onlooker, row: Row) -> bool:
    return row["author_id"] == who.user


def _of_oneself(_: Record, who: Onlooker, row: Row) -> bool:
    return row["family_id"] in who.around or row["person_id"] in who.persons


def _known_of_somebody(record: Record, who: Onlooker, row: Row) -> bool:
    """A family sees of itself only what is about whoever looks; a partner whom they are there for; neither, somebody
    who is kept from them.
    """
    here = _family(record, who, row) and _of_oneself(record, who, row)
    return here and who.covers(row["family_id"], row["person_id"]) and row["person_id"] not in who.subjects


def _unprotected(_: Record, who: Onlooker, row: Row) -> bool:
    return not row["protected"] or row["family_id"] in who.team


def _audience(_: Record, who: Onlooker, row: Row) -> bool:
    among = {"team": who.team, "around": who.around, "family": who.families}[row["audience"]]
    return row["family_id"] in among


def _entry(record: Record, who: Onlooker, entry: Row) -> bool:
    """Whether an entry is shown; what hangs on it is shown with it."""
    if not _audience(record, who, entry) or entry["strand_id"] in who.strands:
        return False
    if entry["family_id"] in who.team:
        return True
    versions = record.versions[entry["strand_id"]]
    about = record.about.get(entry["id"], [])
    if any(row["retracts"] for row in versions) or any(row["person_id"] in who.subjects for row in about):
        return False
    if entry["family_id"] in who.around:
        later = [row for each in versions if each["id"] >= entry["id"] for row in record.about.get(each["id"], ())]
        return who.covers(entry["family_id"], *(row["person_id"] for row in later if row["part"] != "mentioned"))
    return any(row["person_id"] in who.persons and row["part"] != "mentioned" for row in about)


def _on_entry(record: Record, who: Onlooker, row: Row) -> bool:
    return _entry(record, who, record.entries[row["entry_id"]])


def _about(record: Record, who: Onlooker, row: Row) -> bool:
    """Whom an entry is about: each name by itself, so that an entry about oneself does not name the neighbour."""
    if row["family_id"] in who.team or row["family_id"] in who.around:
        return _on_entry(record, who, row) and who.covers(row["family_id"], row["person_id"])
    hidden = any(each["person_id"] in who.subjects for each in record.about[row["entry_id"]])
    taken_back = any(each["retracts"] for each in record.versions[row["strand_id"]])
    shown = _audience(record, who, row) and row["strand_id"] not in who.strands
    return shown and row["person_id"] in who.persons and not hidden and not taken_back


def _text(record: Record, who: Onlooker, row: Row) -> bool:
    """The family reads of what was said what they said themselves, and what nobody in particular did."""
    own = row["family_id"] in who.around or row["person_id"] is None or row["person_id"] in who.persons
    return own and _on_entry(record, who, row)


def _helper(_: Record, who: Onlooker, row: Row) -> bool:
    if row["family_id"] not in who.around:
        return False
    return row["family_id"] in who.team or row["role"] in OF_OUR_STAFF_HELPING or row["user_id"] == who.user


def _between(first: str, second: str) -> Sees:
    def sees(_: Record, who: Onlooker, row: Row) -> bool:
        return row["family_id"] in who.around and who.covers(row["family_id"], row[first], row[second])

    return sees


def _both(*all_of: Sees) -> Sees:
    return lambda record, who, row: all(each(record, who, row) for each in all_of)


def _file(record: Record, who: Onlooker, row: Row) -> bool:
    """Whoever sees an entry to which a file is attached sees the file."""
    of_it = [each for each in record["attachment"] if each["family_id"] == row["family_id"]]
    return any(each["sha256"] == row["sha256"] and _on_entry(record, who, each) for each in of_it)


SEEN: Mapping[str, Sees] = {
    "account_event": lambda _, who, row: who.user is not None and who.user in (row["user_id"], row["by_id"]),
    "attached_file": _file,
    "attachment": _on_entry,
    "broken_glass": _staff,
    "draft": lambda _, who, row: row["author_id"] == who.user and row["family_id"] in {None, *who.families},
    "due": _staff,
    "entry": _entry,
    "entry_about": _about,
    "entry_content": _on_entry,
    "entry_helper": _on_entry,
    "entry_text": _text,
    "family": lambda _, who, row: row["id"] in who.families,
    "family_access": _staff,
    "family_access_covers": _staff,
    "helper": _helper,
    "involvement": _helps,
    "involvement_model": _helps,
    "kept_out": _staff,
    "kept_with": _staff,
    "last_look": _both(_author, _family),
    "membership": _known_of_somebody,
    "open_to": _staff,
    "parental_responsibility": _between("child_id", "holder_person_id"),
    "person_account": lambda _, who, row: (
        row["family_id"] in who.team or (row["family_id"] in who.families and row["user_id"] == who.user)
    ),
    "person_fact": _both(_known_of_somebody, _unprotected, lambda _, who, row: row["fact_id"] not in who.facts),
    "person_known_as": _both(_known_of_somebody, _unprotected),
    "referral": _both(_helps, _audience, lambda _, who, row: row["strand_id"] not in who.strands),
    "referral_answer": _author,
    "referral_submission": _author,
    "relationship": _between("from_person_id", "to_person_id"),
    "saved_form": _author,
    "sign_in": _author,
    "strand": _both(_audience, lambda _, who, row: row["id"] not in who.strands),
    "withholding": _staff,
}
"""Table → who sees a row of it. A table with row policies that does not stand here fails the test that walks them."""


def visible(record: Record, table: str, who: Onlooker) -> set[UUID | int]:
    """The rows of a table that somebody sees."""
    return {row["id"] for row in record[table] if SEEN[table](record, who, row)}
