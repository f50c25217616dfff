"""Everybody who may come to the Smith family's record, and how each stands to it, said by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection

from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import User
from alongside.access.rules import Relationship
from alongside.agreements.tests import factories as agreements
from alongside.kit import clock
from alongside.kit.files import CheckedFile
from alongside.kit.ids import uuid7
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.models import Family, Involvement
from alongside.timeline import actions as timeline
from alongside.timeline.attaching import new_attachment
from alongside.timeline.rules import Audience, Happened
from alongside.timeline.tests.factories import SmithFamily, account
from tests.demonstration import demonstration

DAY = date(2026, 11, 25)
R = Relationship

STANDS: dict[str, Relationship] = {
    "helps the family": R.HELPER,
    "helps it as a senior": R.HELPER,
    "manages the team": R.TEAM,
    "partner with consent": R.COVERED,
    "parent from whom words are kept": R.ONESELF,
    "child": R.ONESELF,
    "helps other families": R.UNRELATED,
    "manages another team": R.UNRELATED,
    "partner without consent": R.UNRELATED,
    "partner whose consent was taken back": R.UNRELATED,
    "partner whose help ended": R.UNRELATED,
    "worker whose help ended": R.UNRELATED,
    "worker who is a relative of the family": R.UNRELATED,
    "partner of other families": R.UNRELATED,
    "referrer": R.UNRELATED,
    "parent of another family": R.UNRELATED,
    "chair": R.UNRELATED,
    "practice lead": R.UNRELATED,
    "information governance": R.UNRELATED,
    "administrator": R.UNRELATED,
}
"""Who comes → how they stand to the Smith family."""

_BY_NAME = {
    "helps the family": "Joanne Mercer", "helps it as a senior": "Sam Whittaker", "manages the team": "Denise Abara",
    "partner with consent": "Ms Spragg", "parent from whom words are kept": "Katie Smith", "child": "Amy Smith",
    "helps other families": "Leah Grant", "manages another team": "Colin Frost",
    "partner of other families": "Ms Osman", "referrer": "Ms Treadwell",
    "parent of another family": "Michelle Hartley", "chair": "Harriet Cole", "practice lead": "Owen Reid",
    "information governance": "Farah Aziz", "administrator": "Mark Tully",
}  # fmt: skip


@dataclass
class Cast:
    """The demonstration's families, and everybody by how they stand to the Smiths."""

    smiths: SmithFamily
    other_id: int
    """A family that the Smiths' key worker and manager see too."""
    people: dict[str, User] = field(default_factory=dict)
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    """What an address of that route takes, where only some things of a kind have such a page."""

    @property
    def family_id(self) -> int:
        return self.smiths.family.pk


@contextmanager
def everybody() -> Iterator[Cast]:
    """A copy of the demonstration with everybody in it; what is done there is undone."""
    with demonstration(DAY):
        accounts = {user.name: user for user in access.demonstration_accounts()}
        cast = _families(accounts["Joanne Mercer"], accounts["Denise Abara"])
        cast.people = {who: accounts[name] for who, name in _BY_NAME.items()}
        _partners(cast)
        cast.people["worker whose help ended"] = _ended(cast)
        cast.people["worker who is a relative of the family"] = _relative(cast)
        _letter(cast)
        assert cast.people.keys() == STANDS.keys()
        yield cast


def _families(worker: User, manager: User) -> Cast:
    with scope.acting_as(worker):
        ids = {name: Family.objects.get(name__contains=name).pk for name in ("Smith", "Robbins")}
        smith = Family.objects.get(pk=ids["Smith"])
        named = {line.name.split()[0]: line.person_id for line in people_queries.people_of(smith.pk, worker, DAY)}
        involvement = Involvement.objects.get(family_id=smith.pk)
    smiths = SmithFamily(smith, involvement, worker, manager, named["Katie"], named["Amy"], named["Liam"])
    return Cast(smiths, ids["Robbins"])


def _partners(cast: Cast) -> None:
    cast.people["partner without consent"] = agreements.school(cast.smiths, "Without").rao
    taken_back, ended = agreements.school(cast.smiths, "Taken back"), agreements.school(cast.smiths, "Ended")
    given = agreements.consent(cast.smiths, taken_back.to, cast.smiths.amy)
    agreements.withdraw(cast.smiths, given, cast.smiths.amy)
    agreements.consent(cast.smiths, ended.to, cast.smiths.amy)
    with scope.acting_as(cast.smiths.worker):
        people.end_helper(by=cast.smiths.worker, helper=ended.helper, at=clock.now())
    cast.people |= {"partner whose consent was taken back": taken_back.rao, "partner whose help ended": ended.rao}


def _ended(cast: Cast) -> User:
    who = account("key_worker")
    with scope.acting_as(cast.smiths.manager):
        helper = people.add_helper(
            by=cast.smiths.manager, family_id=cast.family_id, involvement=cast.smiths.involvement, role="key_worker",
            user=who, at=clock.now() - timedelta(days=2),
        )  # fmt: skip
        people.end_helper(by=cast.smiths.manager, helper=helper, at=clock.now() - timedelta(days=1))
    return who


def _relative(cast: Cast) -> User:
    who, said = account("senior_key_worker"), {"by": cast.smiths.manager, "family_id": cast.family_id}
    with scope.acting_as(cast.smiths.manager):
        people.add_helper(
            **said, involvement=cast.smiths.involvement, role="senior_key_worker", user=who, at=clock.now()
        )
        people.keep_out(**said, user=who, tie="relative", at=clock.now())
    return who


def _letter(cast: Cast) -> None:
    """A file that partners read too."""
    file = CheckedFile("A letter", "text/plain", b"Dear Katie", sent="", words="Dear Katie", all_read=True)
    with scope.acting_as(cast.smiths.worker):
        [entry] = timeline.record(
            by=cast.smiths.worker, deed_id=uuid7(), **cast.smiths.where, happened=Happened.day(DAY), at=clock.now(),
            entries=[new_attachment("visits.attached", file, [cast.smiths.amy])],
        )  # fmt: skip
        timeline.change_audience(
            by=cast.smiths.worker, family_id=cast.family_id, strand_id=entry.strand_id, audience=Audience.AROUND,
            why="So that school can use it", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
    file = "families/<int:family_id>/timeline/<uuid:entry_id>/file/"
    cast.given[file] = {"family_id": str(cast.family_id), "entry_id": str(entry.pk)}


def ids_in(family_id: int, seen_by: User) -> dict[str, str]:
    """Something of that family for each kind of thing that an address takes."""
    asks = {
        "entry_id": "SELECT id FROM entry", "deed_id": "SELECT deed_id FROM entry", "process": "SELECT id FROM entry",
        "help_id": "SELECT id FROM entry", "person_id": "SELECT person_id FROM membership",
        "child_id": "SELECT person_id FROM membership WHERE role = 'child'",
        "other_id": "SELECT person_id FROM membership", "helper_id": "SELECT id FROM helper",
        "fact_row_id": "SELECT id FROM person_fact", "withholding_id": "SELECT id FROM withholding",
    }  # fmt: skip
    with scope.acting_as(seen_by), connection.cursor() as cursor:
        scope.open_family(seen_by, family_id)
        found = {}
        for name, sql in asks.items():
            cursor.execute(f"{sql} LIMIT 1")
            row = cursor.fetchone()
            if row:
                found[name] = str(row[0])
        return found
