"""How a family's story is told: each step taken by the right person, in their own scope, on its own day.

Days are counted back from the day of loading and moved to the working day before; a step never comes before the one
told last, nor after the moment of loading.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from alongside.access import scope
from alongside.access.models import User
from alongside.kit import clock
from alongside.kit.calendar import ENGLAND, add_months
from alongside.kit.ids import uuid7
from alongside.pathway import actions as pathway
from alongside.pathway.models import ReferralSubmission
from alongside.pathway.rules import ReferralTold
from alongside.people import queries as people
from alongside.timeline.models import Entry
from alongside.visits import actions as visits
from alongside.visits.rules import ChildSeen, VisitTold


@dataclass(slots=True)
class Telling:
    """One family's story so far. `accounts` by their keys; `persons` by what they are called in the story."""

    loaded_at: datetime
    accounts: Mapping[str, User]
    family_id: int = 0
    submission: ReferralSubmission | None = None
    persons: dict[str, uuid.UUID] = field(default_factory=dict)
    births: dict[str, date] = field(default_factory=dict)
    told_last: datetime | None = None

    def day(self, days_ago: int) -> date:
        """The working day on or before the day so many days before loading."""
        day = self.loaded_at.date() - timedelta(days=days_ago)
        while not ENGLAND.is_working(day):
            day -= timedelta(days=1)
        return day

    def born(self, years: int, months: int = 0, days: int = 0) -> tuple[date, date]:
        """The birthday of somebody who is that old on the day of loading."""
        day = add_months(self.loaded_at.date(), -(12 * years + months)) - timedelta(days=days)
        return day, day

    def in_weeks(self, weeks: int) -> date:
        """The day that many weeks after loading, for a birth that is expected."""
        return self.loaded_at.date() + timedelta(weeks=weeks)

    def do(self, who: str, action: Callable[..., Any], days_ago: int, hour: int = 10, **given: Any) -> Any:
        """Let that person do something with the family on that day; returns what the action returns."""
        with self._as(who, days_ago, hour) as (user, at):
            return action(by=user, family_id=self.family_id, deed_id=uuid7(), at=at, **given)

    def settle(self, who: str, action: Callable[..., Any], days_ago: int, hour: int = 10, **given: Any) -> Any:
        """As `do`, for what is no deed on the timeline: whose account it is, what is kept from whom."""
        with self._as(who, days_ago, hour) as (user, at):
            return action(by=user, family_id=self.family_id, at=at, **given)

    def refer(self, who: str, days_ago: int, told: ReferralTold) -> None:
        """The family is referred; whoever was told of is a person of the story from then on."""
        with self._as(who, days_ago, 9) as (user, at):
            submission = pathway.receive_referral(by=user, deed_id=uuid7(), told=told, at=at)
        self.submission, self.family_id = submission, submission.family_id
        with scope.acting_as(self.accounts["denise"], at=at):
            known = people.names_of(self.family_id, self.accounts["denise"])
        self.persons = {name: person_id for person_id, name in known.items()}
        self.births = {person.known_as(): person.birth[0] for person in told.people if person.birth is not None}

    def answer(self, who: str, days_ago: int, words: str) -> None:
        """The referrer answers what they were asked."""
        assert self.submission is not None
        with self._as(who, days_ago, 15) as (user, at):
            pathway.give_more_information(
                by=user, deed_id=uuid7(), submission_id=self.submission.pk, words=words, at=at
            )

    def person(self, who: str, days_ago: int, called: str, role: str, **given: Any) -> None:
        """Somebody more belongs to the family; `described_as` in `given` instead of a name for whom we cannot name."""
        known_by: dict[str, Any] = {} if "described_as" in given else {"name": called}
        known = self.do(who, pathway.add_person, days_ago, role=role, **known_by, **given)
        self.persons[called] = known.person_id

    def facts(self, who: str, days_ago: int, *facts: tuple[str, str, str], **given: Any) -> None:
        """What is known of people: (who, kind of fact, value)."""
        for called, kind, value in facts:
            person_id = self.persons[called]
            self.do(who, pathway.record_fact, days_ago, person_id=person_id, kind=kind, value=value, **given)

    def ties(self, who: str, days_ago: int, kind: str, *pairs: tuple[str, str], **given: Any) -> None:
        """How people are related: the first of each pair is `kind` of the second."""
        for one, other in pairs:
            self.do(
                who, pathway.record_relationship, days_ago, from_person_id=self.persons[one], kind=kind,
                to_person_id=self.persons[other], **given,
            )  # fmt: skip

    def responsibility(self, who: str, days_ago: int, holder: str, basis: str, *children: str) -> None:
        """Who holds parental responsibility for these children, since each was born."""
        for child in children:
            self.do(
                who, pathway.record_responsibility, days_ago, child_id=self.persons[child], basis=basis,
                holder_person_id=self.persons[holder], since=self.births[child],
            )  # fmt: skip

    def visit(self, who: str, days_ago: int, *children: ChildSeen, **told: Any) -> list[Entry]:
        """A visit, recorded in the evening of its day; `told` as in VisitTold. Returns its entries, the visit first."""
        visit = VisitTold(day=self.day(days_ago), children=children, **told)
        rows: list[Entry] = self.do(who, visits.record_visit, days_ago, 18, told=visit)
        return rows

    def correct_visit(self, who: str, days_ago: int, corrects: Entry, *children: ChildSeen, **told: Any) -> list[Entry]:
        """The visit told anew, some days after it was."""
        visit = VisitTold(day=corrects.happened_on, children=children, **told)
        rows: list[Entry] = self.do(who, visits.correct_visit, days_ago, 9, corrects=corrects.deed_id, told=visit)
        return rows

    @contextmanager
    def _as(self, who: str, days_ago: int, hour: int) -> Iterator[tuple[User, datetime]]:
        at = clock.at(self.day(days_ago), hour)
        if self.told_last is not None:
            at = max(at, self.told_last + timedelta(minutes=1))
        self.told_last = at
        user = self.accounts[who]
        with clock.travel(to=at), scope.acting_as(user, at=at):
            yield user, at
