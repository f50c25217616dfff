"""The one declared, logged door past "does not exist": whether somebody is known in any family."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit import clock
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people.rules import NotANumber, nhs_number, pupil_number


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A match, how close it is (0 to 1), and whom to ring: nothing else of the family is told."""

    family_id: int
    person_id: uuid.UUID
    score: float
    lead_worker: str | None
    lead_team: str
    telephone: str | None
    opened_on: date | None


def find_known_person(
    *, by: User, name: str, birth: tuple[date, date] | None, number: str, route: str, request_id: uuid.UUID
) -> list[KnownPerson]:
    """Whoever is known by a name like this and a birth on those days, or by an NHS number or UPN; the closest first.

    Every match, and that there was none, is in the reading log before this answers. Raises NotAllowed; Unacceptable
    for a name without a birth, or for a number that is none.
    """
    if not user_may(by, Permission.RECORD_HELP):
        raise NotAllowed
    name, number = name.strip()[:200], _number(number)
    if not number and not (name and birth):
        raise Unacceptable("birth", "Give a date of birth with the name, or an NHS number or pupil number.")
    asked = [
        by.pk, clock.now(), request_id, route[:200], name,
        DateRange(birth[0], birth[1] + timedelta(days=1)) if birth else None, number,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FIND, asked)
        return [KnownPerson(*row) for row in cursor.fetchall()]


_FIND = """
SELECT family_id, person_id, score, lead_worker, lead_team, telephone, opened_on
FROM find_known_person(%s, %s, %s, %s, %s, %s::daterange, %s)
"""


def _number(text: str) -> str:
    if not text.strip():
        return ""
    for read in (nhs_number, pupil_number):
        try:
            return read(text)
        except NotANumber:
            continue
    raise Unacceptable("number", "This is neither an NHS number nor a pupil number. Check it, or leave it empty.")
