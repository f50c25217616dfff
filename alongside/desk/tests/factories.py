"""Families at work, for tests of the desk: referred, allocated, visited, all through actions."""

import uuid
from datetime import date, timedelta
from typing import Any

from alongside.access import scope
from alongside.access.models import User
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.pathway.tests.factories import Pathway, account, moment, pathway
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part

__all__ = [
    "account", "add_families", "at_work", "born", "moment", "one_visit", "own_account", "pathway", "person",
    "written_for_family",
]  # fmt: skip


def at_work(**changes: Any) -> Pathway:
    """The Smith family, allocated to Joanne Mercer. `changes` are those of the referral."""
    one = pathway()
    add_families(one, 1, **changes)
    return one


def add_families(one: Pathway, number: int, **changes: Any) -> list[int]:
    """So many more families for the same worker and manager. Returns their ids."""
    added = []
    for _ in range(number):
        one.refer(**changes)
        one.accept()
        one.allocate()
        added.append(one.family_id)
    return added


def person(one: Pathway, name: str) -> uuid.UUID:
    """Somebody of the family by name or description."""
    with scope.acting_as(one.manager):
        names = people.names_of(one.family_id, one.manager)
    return next(person_id for person_id, known in names.items() if known == name)


def one_visit(
    one: Pathway,
    *,
    days_ago: int = 3,
    said: str = "Can Nan come?",
    child: str = "Amy Smith",
) -> uuid.UUID:
    """A home visit by the key worker, with what a child said. Returns the deed's id."""
    amy, deed_id, family_id = person(one, child), uuid7(), one.family_id
    words = [NewText("words", said, amy)]
    facts = {"place": "Home", "seen_alone": [child], "seen": [], "not_seen": []}
    with scope.acting_as(one.worker):
        involvement = people.current_involvement(family_id, one.worker)
        timeline.record(
            by=one.worker, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, at=clock.now(),
            happened=Happened.day(clock.today() - timedelta(days=days_ago)),
            entries=[
                NewEntry("visits.visit", Nature.PROCESS, facts, [(amy, Part.SEEN_ALONE)], subtype="home", minutes=55),
                NewEntry("visits.child_said", Nature.VOICE, {"name": child}, [(amy, Part.SAID)], words),
            ],
        )  # fmt: skip
    return deed_id


def own_account(one: Pathway, name: str, role: str = "parent") -> User:
    """The sign-in of somebody of the family."""
    user = account(role, name)
    person_id = person(one, name)
    with scope.acting_as(one.worker):
        people_actions.link_account(
            by=one.worker, family_id=one.family_id, person_id=person_id, user=user, at=moment(1)
        )
    return user


def written_for_family(one: Pathway, about: str, words: str, *, audience: Audience = Audience.FAMILY) -> None:
    """Something that was said, kept for the family to read unless `audience` says otherwise."""
    person_id = person(one, about)
    with scope.acting_as(one.worker):
        timeline.record(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, involvement_id=None, at=clock.now(),
            happened=Happened.day(clock.today() - timedelta(days=1)),
            entries=[
                NewEntry(
                    "visits.child_said", Nature.VOICE, {"name": about}, [(person_id, Part.SAID)],
                    [NewText("words", words, person_id)], audience=audience,
                )
            ],
        )  # fmt: skip


def born(years_ago: int) -> tuple[date, date]:
    """An exact day of birth so many years ago."""
    today = clock.today()
    day = date(today.year - years_ago, 1, 2)
    return day, day
