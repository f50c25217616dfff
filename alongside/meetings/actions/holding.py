"""Writing down a meeting that was held, and putting it right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.meetings import permissions, queries
from alongside.meetings.actions._lead import Deed, lead_joins, lead_settled, met
from alongside.meetings.queries import Around, Meeting
from alongside.meetings.rules import CONCERN, HELD, TYPES, Held, HelperThere, Told, entries_of, parts_of
from alongside.pathway import actions as pathway
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.plans import queries as plans
from alongside.plans.rules import NewAction, Reviewed, current
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import ToldLine, newest_deed
from alongside.timeline.rules import Happened, NewEntry

LEFT_OUT = "Left out when the meeting was put right"


@transaction.atomic
def hold_meeting(
    *, by: User, deed_id: UUID, family_id: int, held: Held, at: datetime, meeting_id: UUID | None = None,
    actions: Sequence[NewAction] = (), joining: Mapping[int, str] = MappingProxyType({}),
) -> list[Entry]:  # fmt: skip
    """Write down a meeting that was held: the meeting, each person's own words, and what is kept from somebody.

    `meeting_id`: the one that was planned; None for one that was not, which then bears the deed's id. `actions`: what
    was agreed in it. `joining`: who of `held.helpers`, by place, is among those who help from now, and as what; so is
    the social worker who leads for a child at risk, and where nobody knows who that is, that is promised. Returns its
    entries, the meeting first. Raises NotAllowed; Unacceptable for a day that has not come, for a meeting that was
    written down already, without what must be said.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    here = queries.around(by, family_id, at)
    if meeting_id is not None:
        found = queries.meeting(family_id, by, meeting_id)
        if found is None:
            raise NotAllowed
        if found.held is not None:
            raise Unacceptable("", "Somebody wrote this meeting down already. Look at it, and put it right if need be")
    _sound(held, by, family_id)
    deed = Deed(by, deed_id, family_id, at)
    held = replace(held, review=_reviewed(deed, here, held.review, None))
    told = entries_of(_around(deed, held, joining), meeting_id or deed_id, here.names)
    agreed = plans.entries_agreed(by, family_id, actions, held.day)
    agreed += lead_settled(deed, here, held, meeting_id or deed_id)
    return timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=here.involvement.pk, at=at,
        happened=Happened.day(held.day), entries=[*(each.entry for each in told), *agreed],
    )  # fmt: skip


@transaction.atomic
def correct_meeting(
    *, by: User, deed_id: UUID, family_id: int, corrects: UUID, held: Held, at: datetime,
    shown: Collection[UUID] | None = None, actions: Sequence[NewAction] = (),
    joining: Mapping[int, str] = MappingProxyType({}),
) -> list[Entry]:  # fmt: skip
    """Put a meeting right by telling it anew: each entry supersedes the one it corrects, the rest is retracted.

    `corrects` is the deed on the screen, `shown` its entries that counted then. What was agreed in it stands as it is;
    `actions` are further ones. Raises as `hold_meeting`, and AlreadyCorrected when somebody changed it meanwhile: with
    the newer deed, or with None when they said that it did not happen.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    page = queries.correct_page(by, family_id, corrects, at)
    if page is None:
        raise NotAllowed
    if (
        page.newest != corrects
        or page.meeting is None
        or page.meeting.told is None
        or (shown is not None and set(shown) != page.stood)
    ):
        raise AlreadyCorrected(page.newest)
    _sound(held, by, family_id)
    deed = Deed(by, deed_id, family_id, at)
    before = page.meeting.held.review if page.meeting.held else None
    held = replace(held, review=_reviewed(deed, page.around, held.review, before))
    told = entries_of(_around(deed, held, joining), page.meeting.meeting_id, page.around.names)
    matched, left = _matched(told, page.meeting)
    agreed = plans.entries_agreed(by, family_id, actions, held.day)
    agreed += lead_settled(deed, page.around, held, page.meeting.meeting_id)
    try:
        rows = timeline.record(
            by=by, deed_id=deed_id, family_id=family_id, at=at, happened=Happened.day(held.day),
            involvement_id=page.meeting.told.entry.involvement_id, entries=[*matched, *agreed],
        )  # fmt: skip
    except AlreadyCorrected as collision:
        raise AlreadyCorrected(newest_deed(by, family_id, corrects, HELD)) from collision
    if left:
        timeline.retract(by=by, family_id=family_id, entry_ids=left, why=LEFT_OUT, at=at, deed_id=deed_id)
    return rows


def _sound(held: Held, by: User, family_id: int) -> None:
    if held.type not in TYPES:
        raise Unacceptable("type", "Choose what sort of meeting it was")
    names = people.names_of(family_id, by)
    named = {each.person_id for each in held.people}
    named = named.union(*({*part.about, *part.not_for} for part in parts_of(held)))
    if not named <= names.keys():
        raise NotAllowed
    if held.type == CONCERN and held.concern is None:
        raise Unacceptable("concern", "Say what the worry is")
    if held.concern and held.concern.at_risk and not held.concern.told_whom:
        raise Unacceptable("told_whom", "Say who was told. A child who may be at risk needs a social worker to know")
    if held.concern and held.concern.at_risk and held.concern.social_worker and not held.concern.social_worker_agency:
        raise Unacceptable("social_worker_agency", "Say where the social worker works")


def _reviewed(deed: Deed, here: Around, said: Reviewed | None, stood: Reviewed | None) -> Reviewed | None:
    """What was decided about the plan, with who may read that; `stood`: as it was decided before it is put right.

    Raises Unacceptable for a line that the newest version does not hold, or a goal that the plan in force does not.
    """
    if said is None or not (said.lines or said.goals):
        return None
    if stood is not None:
        return replace(said, start=stood.start, audience=stood.audience, concerned=stood.concerned)
    versions = plans.versions_of(deed.family_id, deed.by)
    version = current(versions)
    lines, goals = (versions[0].plan.consequences, version.plan.goals) if version else ((), ())
    known = {*(line.id for line in lines), *(goal.id for goal in goals)}
    if version is None or not {*(each.line.id for each in said.lines), *(each.goal_id for each in said.goals)} <= known:
        raise Unacceptable("", "The plan in force was written anew meanwhile. Open this page again to decide about it")
    away = people.kept_away(here.family)
    household = [each.person_id for each in here.people if each.close and str(each.person_id) not in away]
    waiting = versions[0].entry_id if versions[0].since is None else None
    concerned = dict.fromkeys([*(UUID(person) for person in version.plan.persons), *household])
    return replace(
        said, start=versions[0].id, audience=version.audience, in_force_id=version.in_force_id,
        waiting_id=waiting, concerned=tuple(concerned),
    )  # fmt: skip


def _around(deed: Deed, held: Held, joining: Mapping[int, str]) -> Held:
    """The meeting with everybody at it who does not help the family put on file, or found there; with those who are to
    help from now, and the social worker who leads, among its helpers.
    """
    helpers = []
    for place, one in enumerate(held.helpers):
        helpers.append(one if one.helper_id else _met(deed, one, joining.get(place, "")))
    lead_joins(deed, held.concern)
    return replace(held, helpers=tuple(helpers))


def _met(deed: Deed, one: HelperThere, role: str) -> HelperThere:
    known = met(deed, one.name, one.agency, one.role, one.contact)
    if not role:
        return replace(one, professional_id=known.pk)
    helper = pathway.joins_on_file(
        by=deed.by, family_id=deed.family_id, deed_id=deed.deed_id, role=role, professional=known, at=deed.at
    )
    return replace(one, professional_id=known.pk, helper_id=helper.pk)


def _matched(told: Sequence[Told], stood: Meeting) -> tuple[list[NewEntry], list[UUID]]:
    """The entries to write, each superseding its earlier version, and the earlier ones nothing takes the place of."""
    earlier: dict[tuple[str, object], ToldLine] = {}
    if stood.told:
        earlier[stood.told.entry.kind, None] = stood.told
    if stood.reviewed:
        earlier[stood.reviewed.entry.kind, None] = stood.reviewed
    earlier |= {(line.entry.kind, line.persons("said")[0]): line for line in stood.voices}
    earlier |= {(line.entry.kind, line.content["place"]): line for line in stood.apart}
    matched = []
    for each in told:
        old = earlier.pop((each.entry.kind, each.of), None)
        matched.append(replace(each.entry, supersedes_id=old.id if old else None))
    return matched, [line.id for line in earlier.values()]
