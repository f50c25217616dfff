"""The social worker who leads for a child at risk: among those who help once named, promised while nobody knows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.access import queries as access
from alongside.access.models import User
from alongside.kit.calendar import WorkingDays
from alongside.kit.words import listed
from alongside.meetings.queries import Around
from alongside.meetings.rules import LEAD_FOUND, LEAD_SEEN_TO, Concern, Held, lead_promise
from alongside.pathway import actions as pathway
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.people.models import Professional
from alongside.plans import queries as plans
from alongside.plans.queries import ActionLine
from alongside.plans.rules import Doer, NewAction, done_entry
from alongside.timeline.rules import Audience, NewEntry, Part

CALENDAR = WorkingDays()


@dataclass(frozen=True, slots=True)
class Deed:
    """In which deed, of whom, for which family, recorded when."""

    by: User
    deed_id: UUID
    family_id: int
    at: datetime


def met(deed: Deed, name: str, agency: str, job_title: str, telephone: str) -> Professional:
    """Somebody put on file, or found there."""
    of = people_actions.agency_named(by=deed.by, name=agency) if agency else None
    return people_actions.professional_met(by=deed.by, name=name, agency=of, job_title=job_title, telephone=telephone)


def lead_joins(deed: Deed, concern: Concern | None) -> None:
    """The social worker who leads for a child at risk is among those who help (002:1185, 1301)."""
    if concern is None or not concern.at_risk or not concern.social_worker:
        return
    known = met(
        deed, concern.social_worker, concern.social_worker_agency, "Social worker", concern.social_worker_telephone
    )
    pathway.joins_on_file(
        by=deed.by, family_id=deed.family_id, deed_id=deed.deed_id, role="social_worker", professional=known,
        at=deed.at,
    )  # fmt: skip


def lead_settled(deed: Deed, here: Around, held: Held, meeting_id: UUID) -> list[NewEntry]:
    """What follows for naming the social worker: promised once while nobody is named, by another day when the day of
    the meeting is put right, settled once somebody is named, or no child is thought at risk any more; with it whatever
    was moved to another day. For our own eyes: the worry may be kept from somebody.
    """
    ids = {str(lead_promise(meeting_id, what)): what for what in (LEAD_FOUND, LEAD_SEEN_TO)}
    lines = plans.with_the_rest(plans.actions_of(deed.family_id, deed.by), ids)
    made = {each.promise_id: each for each in lines}
    if held.concern and held.concern.needs_lead:
        wanted = [each for each in _promises(deed, here, held, meeting_id) if _differs(each, made)]
        entries = plans.entries_agreed(deed.by, deed.family_id, wanted, held.day, audience=Audience.TEAM)
        before = [made.get(str(each.promise_id)) for each in wanted]
        return [
            replace(entry, supersedes_id=line.entry_id) if line else entry
            for entry, line in zip(entries, before, strict=True)
        ]
    named = held.concern.leads if held.concern and held.concern.at_risk else ""
    return [_settled(each, named) for each in made.values() if each.is_open]


def _differs(wanted: NewAction, made: Mapping[str, ActionLine]) -> bool:
    """Whether it was not promised yet, or stands open for another day."""
    line = made.get(str(wanted.promise_id))
    return line is None or (line.is_open and line.by_when != wanted.by_when)


def _settled(promise: ActionLine, named: str) -> NewEntry:
    told: Mapping[str, str] = {"promise_id": promise.promise_id, "who": promise.who, "step_id": promise.step_id}
    about = [(person, Part(part)) for person, part in promise.about]
    how, words = ("done", f"{named} leads.") if named else ("no_longer_needed", "The meeting was put right.")
    return done_entry(told, how, words, about, Audience(promise.audience), kept_as=promise.entry_id)


def _promises(deed: Deed, here: Around, held: Held, meeting_id: UUID) -> list[NewAction]:
    """To find out by the next working day, which is ours, and for a manager of the team to see to it."""
    about = held.concern.about if held.concern else ()
    whom = f" for {listed([here.names[person] for person in about if person in here.names])}" if about else ""
    helper = people.key_worker_of(deed.family_id, deed.by, deed.at)
    worker = helper.user if helper and helper.user else deed.by
    managers = access.colleagues(here.family.lead_team, roles=["manager"], at=deed.at)
    by_when = CALENDAR.add(held.day, 1)
    return [
        NewAction(
            f"{what}{whom}", Doer(who.name, user_id=who.pk), by_when, about, promise_id=lead_promise(meeting_id, of)
        )
        for what, who, of in (
            ("Name the social worker who leads", worker, LEAD_FOUND),
            *(("See to it that a social worker leads", manager, LEAD_SEEN_TO) for manager in managers[:1]),
        )
    ]
