"""What the writes of this room share: spans of time, days that can be true, and versions that collide."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.db.models import DateTimeField, F, Func, Q, Value
from django.db.models.functions import Greatest

from alongside.access.models import User
from alongside.kit.refusals import AlreadyCorrected, Unacceptable
from alongside.people.models import PersonKnownAs


def stamp(by: User, family_id: int, at: datetime) -> dict[str, Any]:
    """What every row of a family carries."""
    return {"family_id": family_id, "recorded_by_id": by.pk, "recorded_at": at}


def days_from(since: date, until: date | None = None) -> DateRange:
    """The days from `since`, up to and without `until`."""
    return DateRange(since, until)


def moments_from(at: datetime, until: datetime | None = None) -> DateTimeTZRange:
    """From that instant on, up to and without `until`."""
    return DateTimeTZRange(at, until)


def until_moment(at: datetime) -> Func:
    """The span of the row itself, ended at that instant; empty when it began later."""
    begun = F("during__startswith")
    ended = Greatest(begun, Value(at, output_field=DateTimeField()))
    return Func(begun, ended, function="tstzrange")


def runs_on_after(at: datetime) -> Q:
    """Rows whose span has no end yet, or ends after that instant."""
    return Q(during__upper_inf=True) | Q(during__endswith__gt=at)


def not_in_the_future(field: str, day: date, today: date, what: str) -> None:
    """Raises Unacceptable for a day after today."""
    if day > today:
        raise Unacceptable(field, f"{what} cannot be in the future. Give today or a day before it.")


def short_enough(field: str, text: str, most: int = 200) -> str:
    """The text without space around it. Raises Unacceptable when it is too long, or holds what cannot be kept."""
    text = text.strip()
    if len(text) > most:
        raise Unacceptable(field, f"This is {len(text)} characters long. Use at most {most}.")
    if "\x00" in text:
        raise Unacceptable(field, "This holds a character that cannot be kept. Type it again without copying.")
    return text


def known_here(family_id: int, *person_ids: uuid.UUID) -> dict[uuid.UUID, PersonKnownAs]:
    """How the family knows each of these people, as it stands. Raises Unacceptable when somebody is not known in it."""
    known = PersonKnownAs.objects.filter(family_id=family_id, person_id__in=person_ids).newest()
    found = {row.person_id: row for row in known}
    if not set(person_ids) <= set(found):
        raise Unacceptable("person", "Choose somebody who is known in this family.")
    return found


def not_before_birth(field: str, day: date, *people: PersonKnownAs) -> None:
    """Raises Unacceptable for a day on which one of the people was not yet born."""
    for person in people:
        if person.birth is not None and day < person.birth.lower:
            raise Unacceptable(field, f"{person} was not born on that day. Check the day, or the date of birth.")


def add_version(row: Any) -> None:
    """Add a row that supersedes another. Raises AlreadyCorrected, with their row, when somebody did so meanwhile."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        theirs = type(row).objects.filter(supersedes_id=row.supersedes_id).first() if row.supersedes_id else None
        if theirs is None:
            raise
        raise AlreadyCorrected(theirs) from None
