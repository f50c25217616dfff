"""How a family's story is told: each step taken by the right person, in their own scope, on its own day.

Days are counted back from the day of loading and moved to the working day before; a step never comes before the one
told last, nor after the moment of loading.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from alongside.access import scope
from alongside.access.models import User
from alongside.agreements import actions as agreements
from alongside.agreements.rules.agreement import AGREED as PARTNERSHIP
from alongside.agreements.rules.consent import GIVEN, Recipient
from alongside.agreements.rules.telling import ConsentTold
from alongside.assessments import actions as assessments
from alongside.assessments.queries import page_to_open
from alongside.assessments.rules import Chosen, Filled
from alongside.kit import clock
from alongside.kit.calendar import ENGLAND, add_months
from alongside.kit.ids import uuid7
from alongside.meetings import actions as meetings
from alongside.meetings.rules import Held, HelperThere, Invited, TookPart
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.pathway import actions as pathway
from alongside.pathway.models import ReferralSubmission
from alongside.pathway.rules import ReferralTold
from alongside.people import queries as people
from alongside.people.models import Helper
from alongside.plans import actions as plans
from alongside.plans.rules import AGREED, Doer, NewAction
from alongside.timeline import actions as timeline
from alongside.timeline import queries as reads
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.visits import actions as visits
from alongside.visits.rules import ChildSeen, VisitTold

ALL_BUT_AGENCIES = (
    "grounded", "relations", "generations", "brings_together", "whole_family", "transparent", "fair", "strengths",
)  # fmt: skip
"""The principles that an assessment keeps to when somebody who helps was not asked."""


@dataclass(slots=True)
class Telling:
    """One family's story so far. `accounts` by their keys; `persons` and `helpers` by what they are called in it."""

    loaded_at: datetime
    accounts: Mapping[str, User]
    family_id: int = 0
    surname: str = ""
    submission: ReferralSubmission | None = None
    persons: dict[str, uuid.UUID] = field(default_factory=dict)
    births: dict[str, date] = field(default_factory=dict)
    helpers: dict[str, Helper] = field(default_factory=dict)
    told_last: datetime | None = None

    def day(self, days_ago: int) -> date:
        """The working day on or before the day so many days before loading."""
        day = self.loaded_at.date() - timedelta(days=days_ago)
        while not ENGLAND.is_working(day):
            day -= timedelta(days=1)
        return day

    def coming(self, days_ahead: int) -> date:
        """The working day on or after the day so many days after loading."""
        day = self.loaded_at.date() + timedelta(days=days_ahead)
        while not ENGLAND.is_working(day):
            day += timedelta(days=1)
        return day

    def born(self, years: int, months: int = 0, days: int = 0) -> tuple[date, date]:
        """The birthday of somebody who is that old on the day of loading."""
        day = add_months(self.loaded_at.date(), -(12 * years + months)) - timedelta(days=days)
        return day, day

    def in_weeks(self, weeks: int) -> date:
        """The day that many weeks after loading, for a birth that is expected."""
        return self.loaded_at.date() + timedelta(weeks=weeks)

    def do(self, who: str, action: Callable[..., Any], days_ago: int, hour: int = 10, /, **given: Any) -> Any:
        """Let that person do something with the family on that day; returns what the action returns."""
        with self._as(who, days_ago, hour) as (user, at):
            return action(by=user, family_id=self.family_id, deed_id=uuid7(), at=at, **given)

    def settle(self, who: str, action: Callable[..., Any], days_ago: int, hour: int = 10, /, **given: Any) -> Any:
        """As `do`, for what is no deed on the timeline: whose account it is, what is kept from whom."""
        with self._as(who, days_ago, hour) as (user, at):
            return action(by=user, family_id=self.family_id, at=at, **given)

    def think(self, who: str, action: Callable[..., Any], days_ago: int, hour: int = 10, /, **given: Any) -> Any:
        """As `do`, for an action that takes the family as it is read."""
        with self._as(who, days_ago, hour) as (user, at):
            return action(by=user, family=people.family(user, self.family_id), deed_id=uuid7(), at=at, **given)

    def leave_open(self, who: str, action: Callable[..., Any], days_ago: int, hour: int = 10, /, **given: Any) -> None:
        """As `settle`, for what is no part of the story: it may lie before what was told last."""
        told_last, self.told_last = self.told_last, None
        self.settle(who, action, days_ago, hour, **given)
        self.told_last = told_last

    def refer(self, who: str, days_ago: int, told: ReferralTold) -> None:
        """The family is referred; whoever was told of is a person of the story from then on."""
        with self._as(who, days_ago, 9) as (user, at):
            submission = pathway.receive_referral(by=user, deed_id=uuid7(), told=told, at=at)
        self.submission, self.family_id, self.surname = submission, submission.family_id, told.family_name
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
        if "birth" in given:
            self.births[called] = given["birth"][0]

    def facts(self, who: str, days_ago: int, *facts: tuple[str, str, str], **given: Any) -> None:
        """What is known of people: (who, kind of fact, value)."""
        for called, kind, value in facts:
            person_id = self.persons[called]
            self.do(who, pathway.record_fact, days_ago, person_id=person_id, kind=kind, value=value, **given)

    def put_fact_right(self, who: str, days_ago: int, called: str, kind: str, **given: Any) -> None:
        """What is known of somebody is put right in what is `given`, and stays as it was in all else."""
        with self._as(who, days_ago, 10) as (user, at):
            lines = people.facts_of(self.family_id, user, self.persons[called])
            line = next(each for each in lines if each.kind == kind)
            told: dict[str, Any] = {
                "value": line.value,
                "since": line.since,
                "decided_by": line.decided_by,
                "source": line.source,
            }
            pathway.record_fact(
                by=user, family_id=self.family_id, deed_id=uuid7(), person_id=line.person_id, kind=kind,
                corrects=line.fact, at=at, **(told | given),
            )  # fmt: skip

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

    def helper(
        self, who: str, days_ago: int, name: str, role: str, agency: str, *, job_title: str, account: str = ""
    ) -> None:
        """Somebody of another agency joins; `account`: the key of the account by which they sign in, if they do."""
        self.helpers[name] = self.do(
            who, pathway.helper_joins, days_ago, 11, role=role, name=name, agency=agency, job_title=job_title,
            user=self.accounts[account] if account else None,
        )  # fmt: skip

    def visit(
        self, who: str, days_ago: int, *children: ChildSeen, agreed: Sequence[NewAction] = (), **told: Any
    ) -> list[Entry]:
        """A visit, recorded in the evening of its day; `told` as in VisitTold. Returns its entries, the visit first."""
        visit = VisitTold(day=self.day(days_ago), children=children, **told)
        rows: list[Entry] = self.do(who, visits.record_visit, days_ago, 18, told=visit, agreed=agreed)
        return rows

    def correct_visit(self, who: str, days_ago: int, corrects: Entry, *children: ChildSeen, **told: Any) -> list[Entry]:
        """The visit told anew, some days after it was."""
        visit = VisitTold(day=corrects.happened_on, children=children, **told)
        rows: list[Entry] = self.do(who, visits.correct_visit, days_ago, 9, corrects=corrects.deed_id, told=visit)
        return rows

    def people(self, *names: str) -> tuple[uuid.UUID, ...]:
        """The people of these names."""
        return tuple(self.persons[name] for name in names)

    def other(self, name: str) -> uuid.UUID:
        """Somebody of the family, or one of those who help, whom a relationship is with."""
        return self.persons[name] if name in self.persons else uuid.UUID(str(self.helpers[name].pk))

    def doer(self, name: str) -> Doer:
        """Who does something: by name, with who they are where the story knows."""
        if name in self.persons:
            return Doer(name.removesuffix(f" {self.surname}"), person_id=self.persons[name])
        if name in self.accounts:
            return Doer(self.accounts[name].name, user_id=self.accounts[name].pk)
        helper = self.helpers.get(name)
        return Doer(f"{name}, {helper.agency.name}" if helper and helper.agency else name)

    def will(self, who: str, what: str, by_when: date, *whom: str) -> NewAction:
        """Something that somebody will do by a day, for these people."""
        return NewAction(what, self.doer(who), by_when, self.people(*whom))

    def agency(self, name: str) -> Recipient:
        """The agency of a helper, as somebody to whom something may be shown."""
        agency_id = self.helpers[name].agency_id
        assert agency_id is not None
        return Recipient("agency", agency_id)

    def consent(
        self, who: str, days_ago: int, by: str, to: Recipient, to_name: str, *about: str, kind: str = GIVEN, **more: Any
    ) -> list[Entry]:
        """Somebody of the family says yes or no to sharing what concerns these people; `more` as in ConsentTold."""
        told = ConsentTold(
            kind=kind, by=self.persons[by], about=self.people(*about), to=to, to_name=to_name, on=self.day(days_ago),
            **{"how": "said", "understood": "yes", **more},
        )  # fmt: skip
        rows: list[Entry] = self.do(who, agreements.record_consent, days_ago, 16, told=told)
        return rows

    def looks_again(self, who: str, days_ago: int, note: str, *names: str) -> None:
        """The agreement is looked at again with these people on the evening of a day, and stays as it is."""
        with self._as(who, days_ago, 18) as (user, at):
            standing = reads.told(self.family_id, user, [PARTNERSHIP], limit=1)[0]
            agreements.look_again(
                by=user, deed_id=uuid7(), family_id=self.family_id, agreed=standing.entry.deed_id,
                on=self.day(days_ago), took_part=self.people(*names), note=note, at=at,
            )  # fmt: skip

    def section(self, who: str, days_ago: int, section: str, of: str = "", **answers: Any) -> None:
        """One section of the assessment, of somebody or of the family, answered for the first time."""
        self.do(
            who, assessments.answer_section, days_ago, 18, section_id=section, stood=None, answers=answers,
            person_id=self.persons[of] if of else None,
        )  # fmt: skip

    def opens_to_read(self, who: str, days_ago: int, version: int = 1) -> None:
        """Who reads a version of the assessment, as it is suggested."""
        with self._as(who, days_ago, 18) as (user, at):
            page = page_to_open(user, self.family_id, version, at)
            choices = [Chosen(row.source, row.readers, row.kept_from, row.why) for row in page.rows]
            assessments.open_to(
                by=user, deed_id=uuid7(), family_id=self.family_id, version=version, choices=choices,
                stood=page.said_in, at=at,
            )  # fmt: skip

    def risk(self, who: str, days_ago: int, *filled: Filled, stood: uuid.UUID | None = None) -> uuid.UUID:
        """A risk assessment, made in the morning; the entry it left."""
        rows = self.do(who, assessments.assess_risk, days_ago, 9, filled=filled, stood=stood)
        return uuid.UUID(str(rows[0].pk))

    def invited(self, *people: tuple[str, str, str, str]) -> tuple[Invited, ...]:
        """Who was asked to a meeting: name, how, what they answered, and what they said."""
        return tuple(
            Invited(
                self.persons.get(name), self.helpers[name].pk if name in self.helpers else None, self.doer(name).name,
                asked, answer, note,
            )
            for name, asked, answer, note in people
        )  # fmt: skip

    def took_part(self, name: str, how: str, words: str = "", **more: str) -> TookPart:
        """How somebody of the family took part in a meeting; `more` as in TookPart."""
        return TookPart(self.persons[name], how, words=words, **more)

    def there(self, name: str, view: str = "", came: str = "came", role: str = "", telephone: str = "") -> HelperThere:
        """A professional at a meeting, with what they said."""
        helper = self.helpers.get(name)
        return HelperThere(
            name, came, role, helper.agency.name if helper and helper.agency else "Family Help", telephone, view,
            helper_id=helper.pk if helper else None, user_id=helper.user_id if helper else None,
        )  # fmt: skip

    def agreed_in(self, entries: Sequence[Entry]) -> dict[str, uuid.UUID]:
        """The things agreed in a deed, by who does them; of several of one doer the last."""
        return {entry.facts["who"]: entry.pk for entry in entries if entry.kind == AGREED}

    def finish(
        self, who: str, days_ago: int, action: uuid.UUID, how: str, words: str, *, again_by: date | None = None
    ) -> list[Entry]:
        """What became of something agreed, said in the afternoon of a day; `again_by`: the rest is agreed anew."""
        rows: list[Entry] = self.do(
            who, plans.finish_action, days_ago, 17, action=action, how=how, words=words, on=self.day(days_ago),
            again_by=again_by,
        )  # fmt: skip
        return rows

    def share(self, who: str, days_ago: int, entry: Entry, audience: Audience, why: str) -> None:
        """Others may read an entry from that day on."""
        self.do(who, timeline.change_audience, days_ago, 11, strand_id=entry.strand_id, audience=audience, why=why)

    def plan_meeting(self, who: str, days_ago: int, plan: MeetingPlan) -> uuid.UUID:
        """A meeting planned on that day; what it is known by from then on."""
        planned = self.do(who, meetings.plan_meeting, days_ago, 15, plan=plan)
        return uuid.UUID(str(planned.deed_id))

    def hold_meeting(
        self, who: str, days_ago: int, meeting_id: uuid.UUID | None, held: Held, actions: Sequence[NewAction] = ()
    ) -> list[Entry]:
        """The meeting that was planned, or one that nobody had planned here, written down on its day; its entries, the
        meeting first.
        """
        rows: list[Entry] = self.do(
            who, meetings.hold_meeting, days_ago, 16, held=held, actions=actions, meeting_id=meeting_id
        )
        return rows

    def give_minutes(self, who: str, days_ago: int, meeting_id: uuid.UUID, given: Mapping[str, str]) -> None:
        """Who of the family, or of those who help, had their minutes: how, by their name in the story."""
        for name, how in given.items():
            known = self.persons.get(name)
            key = f"person-{known}" if known else f"helper-{self.helpers[name].pk}"
            self.do(
                who, meetings.give_minutes, days_ago, 16, meeting_id=meeting_id, key=key, how=how,
                on=self.day(days_ago), safe=True,
            )  # fmt: skip

    @contextmanager
    def _as(self, who: str, days_ago: int, hour: int) -> Iterator[tuple[User, datetime]]:
        at = clock.at(self.day(days_ago), hour)
        if self.told_last is not None:
            at = max(at, self.told_last + timedelta(minutes=1))
        self.told_last = at
        user = self.accounts[who]
        with clock.travel(to=at), scope.acting_as(user, at=at):
            yield user, at
