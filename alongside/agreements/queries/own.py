"""What a parent or a child reads of what they agreed and said yes to."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from alongside.access.models import User
from alongside.agreements.queries.partnership import versions_of
from alongside.agreements.rules import agreement, own, telling
from alongside.agreements.rules.agreement import ANSWERS, Agreement
from alongside.agreements.rules.consent import ENDED_WITH_WORK, Recipient
from alongside.kit.clock import london_day
from alongside.people import queries as people
from alongside.people.queries import AccountPerson, ToReach
from alongside.timeline import queries as timeline

CHILD = "child"


@dataclass(frozen=True, slots=True)
class OwnAgreement:
    """An agreement that stands: its parts in words for the reader, and what the reader answered ("" when nothing)."""

    day: date
    by: str
    answer: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What somebody agreed, and everything they said of sharing. `child`: it is told in a child's words; `reach`: whom
    they may ring; `now`: who took over from a key worker whom an agreement names.
    """

    name: str
    child: bool
    agreements: tuple[OwnAgreement, ...]
    said: tuple[own.OwnSaid, ...]
    reach: tuple[ToReach, ...]
    now: ToReach | None


def own_page(user: User, at: datetime) -> OwnPage:
    """Of this sign-in: the agreements for their family to read that stand, and what they themselves said of sharing.
    Of each family three queries, and five more.
    """
    persons = people.persons_of_account(user, at)
    child = user.role == CHILD
    agreed = [each for family_id in dict.fromkeys(one.family_id for one in persons)
              for each in _agreements(user, family_id, persons, child=child)]  # fmt: skip
    names = {person: _short(name) for (_, person), name in people.names_in_scope(user).items()}
    me = {each.person_id: "you" for each in persons}
    said = own.own_said(_statements(at), names | me, london_day(at))
    reach = tuple(people.whom_to_reach(at))
    words = "\n".join(words for each in agreed for _, words in each.parts)
    return OwnPage(user.name, child, tuple(agreed), tuple(said), reach, people.who_now(reach, words))


def _agreements(user: User, family_id: int, persons: list[AccountPerson], *, child: bool) -> list[OwnAgreement]:
    mine = {str(each.person_id) for each in persons if each.family_id == family_id}
    told = timeline.told(family_id, user, [agreement.AGREED])
    standing = {version.deed_id for version in agreement.current(versions_of(told))}
    return [
        OwnAgreement(
            line.entry.happened_on, line.by_name,
            next((ANSWERS[answer] for person, answer in line.content["answers"] if person in mine), ""),
            tuple(own.parts_for(Agreement.from_content(line.content), child=child)),
        )
        for line in told
        if line.content and line.entry.deed_id in standing
    ]  # fmt: skip


def _statements(at: datetime) -> list[own.Told]:
    """What the person who is signed in said of sharing; asked of a function, because such entries are for staff."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN, [at])
        rows = [(row, json.loads(row[4])) for row in cursor.fetchall()]
    ended = {UUID(told["withdraws"]): telling.ended_on(told) for row, told in rows if row[1] == ENDED_WITH_WORK}
    return [_told(row, told, ended.get(row[0])) for row, told in rows if row[1] != ENDED_WITH_WORK]


_OWN = "SELECT deed_id, kind, said_on, said_at, content::text, words FROM own_statements_of_consent(%s)"


def _told(
    row: tuple[UUID, str, date, datetime | None, str, str | None], told: dict[str, Any], ended: date | None
) -> own.Told:
    deed_id, kind, on, at, _, words = row
    said = replace(telling.said_of(told, deed_id=deed_id, kind=kind, on=on, at=at), ended_on=ended)
    agencies = frozenset(Recipient.of_key(key) for key in told["agencies"])
    return own.Told(said, told["to_name"], told["purpose"], told["what"], words or "", agencies)


def _short(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else "somebody"
