"""What the pages of meetings show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.agreements.queries import Promised
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.hooks import Panel, panels_on
from alongside.kit.words import listed, uncapital
from alongside.meetings.queries.around import Around, HelperChoice, around
from alongside.meetings.queries.consent import covered
from alongside.meetings.queries.meetings import (
    Meeting,
    actions_of_meeting,
    deed_of_meeting,
    last_before,
    meeting_of_deed,
    meetings_of,
)
from alongside.meetings.queries.preparing import brought_to
from alongside.meetings.rules import (
    BESIDE,
    HELD,
    MEETING_BESIDE,
    REVIEWS,
    TEAM,
    TYPES,
    WANTED,
    AgencyPart,
    MeetingType,
    Note,
    TeamAgreed,
    Unfilled,
    part_of_family,
    parts_of_helper,
    reasons,
    unfilled,
)
from alongside.pathway import queries as pathway
from alongside.plans import queries as plans
from alongside.plans.queries import ActionLine, Doers, ToReview
from alongside.practice.rules import ListItem
from alongside.timeline import queries as timeline
from alongside.timeline.queries import ToldLine


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """The meetings of a family: those to come first to last, those held newest first, those that did not happen.

    `late_elsewhere`: what somebody outside the service promised, and the day has passed: ours to follow up (002:1177).
    `open_actions`: whatever else was agreed and is open. `beside`: types of meeting that the practice model
    knows beside those of the stages.
    """

    around: Around
    today: date
    late_elsewhere: tuple[ActionLine, ...]
    open_actions: tuple[ActionLine, ...]
    coming: tuple[Meeting, ...]
    held: tuple[Meeting, ...]
    cancelled: tuple[Meeting, ...]
    team: TeamAgreed | None
    team_line: ToldLine | None
    promised: tuple[Promised, ...] = ()
    beside: tuple[str, ...] = ()

    def gives(self, agency: str) -> list[dict[str, str]]:
        """What that agency does, with where it stands."""
        return _gives(self.promised, agency)


def meetings_page(user: User, family_id: int, at: datetime) -> MeetingsPage:
    """Everything the page of a family's meetings shows."""
    found = [each for each in meetings_of(family_id, user) if each.type]

    def of(state: str) -> list[Meeting]:
        return sorted((each for each in found if each.state == state), key=lambda each: (each.day, each.meeting_id))

    line, agreed = team_agreed(user, family_id)
    here = around(user, family_id, at)
    known = {item.id for item in pathway.items_of(here.involvement, MEETING_BESIDE)[MEETING_BESIDE]}
    today, still = london_day(at), plans.open_actions(family_id, user)
    late_elsewhere = tuple(each for each in still if each.who_is == "other" and each.is_late(today))
    return MeetingsPage(
        around=here,
        today=today,
        beside=tuple(kind for kind in BESIDE if kind in known),
        late_elsewhere=late_elsewhere,
        open_actions=tuple(each for each in still if each not in late_elsewhere),
        coming=tuple(of("planned")),
        held=tuple(reversed(of("held"))),
        cancelled=tuple(reversed(of("cancelled"))),
        team=agreed,
        team_line=line,
        promised=agreements.promised(family_id, user) if agreed else (),
    )


def _gives(promised: Sequence[Promised], agency: str) -> list[dict[str, str]]:
    return [{"text": each.what, "source": f"From {each.source}"} for each in promised if each.is_of(agency)]


def team_agreed(user: User, family_id: int) -> tuple[ToldLine | None, TeamAgreed | None]:
    """How the team around the family works together, as it was agreed last, with its entry."""
    line = next(iter(timeline.told(family_id, user, [TEAM], limit=1)), None)
    return line, TeamAgreed.from_content(line.content) if line else None


@dataclass(frozen=True, slots=True)
class TeamPage:
    """How the team around the family works together, and the entry that says so; what agencies have promised."""

    around: Around
    line: ToldLine | None
    agreed: TeamAgreed | None
    promised: tuple[Promised, ...]

    def gives(self, agency: str) -> list[dict[str, str]]:
        """What that agency does, with where it stands."""
        return _gives(self.promised, agency)

    @property
    def parts(self) -> list[AgencyPart]:
        """Each agency's part as it was agreed last, and the name of each that has promised something since."""
        known = list(self.agreed.agencies) if self.agreed else []
        for each in self.promised:
            if not any(each.is_of(part.agency) for part in known):
                known.append(AgencyPart(each.agency))
        return known


def team_page(user: User, family_id: int, at: datetime) -> TeamPage:
    """What settling how the team works together needs. Raises NotAllowed before there is an involvement."""
    line, agreed = team_agreed(user, family_id)
    return TeamPage(around(user, family_id, at), line, agreed, agreements.promised(family_id, user))


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting. `leads_on`: it is the last review held, and no version of the plan was put together since. Of a
    review `brought`: what was taken into it, each with its words then, and as it says now where the reader may read it;
    `panels`: what other rooms lay beside it.
    """

    around: Around
    meeting: Meeting
    today: date
    actions: tuple[ActionLine, ...] = ()
    leads_on: bool = False
    brought: tuple[tuple[str, Note | None], ...] = ()
    panels: tuple[Panel, ...] = ()


def meeting_page(user: User, family_id: int, meeting_id: UUID, at: datetime) -> MeetingPage | None:
    """One meeting; None when there is none to see. Two queries more for the last review that was held."""
    every = meetings_of(family_id, user)
    found = _among(every, meeting_id)
    if found is None:
        return None
    leads_on = _is_last_review(found, every) and _is_next_to_write(user, family_id, found)
    agreed = tuple(actions_of_meeting(user, found))
    panels: list[Panel] = []
    if found.held and found.type in REVIEWS:
        reviews = (each.day for each in every if each.held and each.type in REVIEWS)
        before = max((day for day in reviews if day < found.day), default=None)
        panels = panels_on("reviewed", family_id=family_id, user=user, at=at, on=found.day, after=before)
    brought = brought_to(user, family_id, found)
    return MeetingPage(around(user, family_id, at), found, london_day(at), agreed, leads_on, brought, tuple(panels))


def _is_last_review(found: Meeting, every: Sequence[Meeting]) -> bool:
    held = [each.day for each in every if each.held and each.type in REVIEWS]
    return found.held is not None and found.type in REVIEWS and found.day == max(held)


def _is_next_to_write(user: User, family_id: int, found: Meeting) -> bool:
    newest = next(iter(plans.versions_of(family_id, user)), None)
    if newest is None:
        return True
    review = found.held.review if found.held else None
    return newest.id == review.start if review else newest.drafted_on <= found.day


@dataclass(frozen=True)
class PlanPage:
    """What planning a meeting needs. `meeting`: the one to plan anew; None for a first planning. `covers`: by helper,
    about whom they may hear; `wanted`: whom the practice model asks for.
    """

    around: Around
    type: str
    covers: Mapping[UUID, frozenset[UUID]]
    meeting: Meeting | None = None
    panels: tuple[Panel, ...] = ()
    wanted: tuple[ListItem, ...] = ()

    @property
    def said(self) -> MeetingType:
        return TYPES[self.type]

    @cached_property
    def _parts(self) -> dict[UUID, frozenset[str]]:
        of_family = {
            one.person_id: part_of_family(is_child=one.is_child, close=one.close) for one in self.around.people
        }
        return of_family | {one.helper_id: parts_of_helper(one.helps_as) for one in self.around.helpers}

    @cached_property
    def _reasons(self) -> dict[UUID, tuple[ListItem, ...]]:
        return reasons(self.wanted, self._parts)

    def why_asked(self, who: UUID) -> str:
        """Why the practice model asks for somebody: "Asked at every review: school or nursery"; "" when it does not."""
        found = self._reasons.get(who, ())
        return f"Asked at every {self.said.label.lower()}: {uncapital(found[0].label)}" if found else ""

    @property
    def nobody(self) -> list[Unfilled]:
        """Whom the practice model asks for and nobody is known."""
        return unfilled(self.wanted, self._parts)

    def consent_words(self, helper: HelperChoice) -> str:
        """About whom somebody from another agency may hear; "" for the service's own staff."""
        if helper.ours:
            return ""
        names = [each.name for each in self.around.people if each.person_id in self.covers.get(helper.helper_id, ())]
        if not names:
            return "No consent covers sharing with them. They come only to what concerns nobody of the family"
        return f"May hear about {listed(names)}; to what concerns others they do not come"


def plan_page(user: User, family_id: int, kind: str, at: datetime, deed_id: UUID | None = None) -> PlanPage | None:
    """For a meeting of that type, or to plan anew the one that the deed planned; None when there is no such thing."""
    if deed_id is None:
        return _plan_page(user, family_id, kind, at) if kind in TYPES else None
    of_deed = meeting_of_deed(family_id, user, deed_id)
    found = _of(user, family_id, of_deed[0]) if of_deed else None
    if found is None or found.planned is None or found.state != "planned":
        return None
    return _plan_page(user, family_id, found.type, at, found)


def _plan_page(user: User, family_id: int, kind: str, at: datetime, found: Meeting | None = None) -> PlanPage:
    panels = tuple(hooks.panels_on("reach", family_id=family_id, user=user, at=at))
    here, name = around(user, family_id, at), WANTED.get(kind)
    wanted = pathway.items_of(here.involvement, name)[name] if name else ()
    return PlanPage(here, kind, covered(family_id, user, at), found, panels, wanted)


@dataclass(frozen=True, slots=True)
class HoldPage:
    """What recording a meeting that was held needs. `meeting`: the one that was planned, or is put right.

    `newest`: the deed that the meeting is now, None when it was said that it did not happen; `stood`: its entries.
    `came_before`: who came to other meetings of the family and does not help it, and who helps it no longer.
    `review`: what a review decides about; None for another meeting, before a plan is in force, and when it is put right
    after it was decided.
    """

    around: Around
    type: str
    meeting: Meeting | None = None
    newest: UUID | None = None
    stood: frozenset[UUID] = frozenset()
    agreed: tuple[ActionLine, ...] = ()
    doers: Doers = field(default_factory=lambda: Doers((), (), {}))
    came_before: tuple[HelperChoice, ...] = ()
    review: ToReview | None = None
    today: date = date.max

    @property
    def said(self) -> MeetingType:
        return TYPES[self.type]

    @property
    def is_unverified(self) -> bool:
        """Whether this is a review of a plan in force, before which nobody looked into how far it was kept."""
        stood = self.meeting.held if self.meeting else None
        if stood is not None:
            return bool(stood.not_verified)
        return self.review is not None and not (self.meeting and self.meeting.prepared)

    @property
    def offered(self) -> tuple[HelperChoice, ...]:
        """Those who help, and whoever came before."""
        return (*self.around.helpers, *self.came_before)


def hold_page(user: User, family_id: int, kind: str, at: datetime, meeting_id: UUID | None = None) -> HoldPage | None:
    """For a meeting of that type, or the planned one; None when there is no such thing to hold."""
    every = meetings_of(family_id, user)
    if meeting_id is None:
        return _hold(user, family_id, kind, at, every=every) if kind in TYPES else None
    found = _among(every, meeting_id)
    return replace(_hold(user, family_id, found.type, at, every=every, this=found), meeting=found) if found else None


CorrectPage = HoldPage


def correct_page(user: User, family_id: int, deed_id: UUID, at: datetime) -> CorrectPage | None:
    """What putting a meeting right needs; None for a deed that never recorded one of this family."""
    of_deed = meeting_of_deed(family_id, user, deed_id)
    if of_deed is None or timeline.told_then(user, family_id, deed_id, HELD) is None:
        return None
    every = meetings_of(family_id, user)
    found = _among(every, of_deed[0])
    stands = found if found and found.held else None
    newest = timeline.newest_deed(user, family_id, deed_id, HELD)
    stood = deed_of_meeting(stands) if stands else frozenset()
    page = _hold(user, family_id, stands.type if stands else of_deed[1], at, every=every, this=stands)
    agreed = tuple(actions_of_meeting(user, stands)) if stands else ()
    return replace(page, meeting=stands, newest=newest, stood=stood, agreed=agreed)


def _hold(
    user: User, family_id: int, kind: str, at: datetime, *, every: Sequence[Meeting], this: Meeting | None = None
) -> HoldPage:
    here = around(user, family_id, at)
    before = _came_before([each for each in every if this is None or each.meeting_id != this.meeting_id], here)
    offered = (*_left_since(this, here), *before)
    after = last_before(every, this.meeting_id if this else None) or here.involvement.opened_on
    review = _to_review(user, family_id, after, at, this) if kind in REVIEWS else None
    return HoldPage(
        here, kind, doers=plans.doers(here.family, user, at), came_before=offered, review=review, today=london_day(at)
    )


def _to_review(user: User, family_id: int, after: date, at: datetime, this: Meeting | None) -> ToReview | None:
    """What is decided about: never a plan that came after the meeting, nor what was decided already."""
    if this and this.held and this.held.review:
        return None
    found = plans.to_review(family_id, user, after, at)
    if found and this and this.held and found.version.since and found.version.since > this.day:
        return None
    return found


def _left_since(this: Meeting | None, here: Around) -> tuple[HelperChoice, ...]:
    """Who helped the family when the meeting was held, and helps no longer."""
    helping = {each.helper_id for each in here.helpers}
    there = this.held.helpers if this and this.held else ()
    return tuple(
        HelperChoice(one.helper_id, one.user_id, one.name, one.role, one.agency, one.contact, ours=False)
        for one in there
        if one.helper_id and one.helper_id not in helping
    )


def _came_before(meetings: Sequence[Meeting], here: Around) -> tuple[HelperChoice, ...]:
    """Who came to these meetings and does not help the family, as the newest of them says."""
    helping = {each.professional_id for each in here.helpers}
    # Whoever was written down by name and helps stands once, as who helps.
    named = {(each.name.casefold(), each.agency.casefold()) for each in here.helpers}
    ours = {each.name.casefold() for each in here.helpers if each.ours}
    found: dict[UUID, HelperChoice] = {}
    for meeting in sorted((each for each in meetings if each.held), key=lambda each: each.day, reverse=True):
        for one in meeting.held.helpers if meeting.held else ():
            on_file = one.professional_id
            helps = on_file in helping or (one.name.casefold(), one.agency.casefold()) in named
            helps = helps or one.name.casefold() in ours
            if on_file is not None and not helps:
                choice = HelperChoice(on_file, None, one.name, one.role, one.agency, one.contact, ours=False)
                choice = replace(choice, professional_id=on_file, helps=False)
                found.setdefault(on_file, choice)
    return tuple(found.values())


def _of(user: User, family_id: int, meeting_id: UUID) -> Meeting | None:
    return _among(meetings_of(family_id, user), meeting_id)


def _among(every: Sequence[Meeting], meeting_id: UUID) -> Meeting | None:
    return next((each for each in every if each.meeting_id == meeting_id and each.type), None)
