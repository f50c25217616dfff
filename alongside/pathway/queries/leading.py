"""What the pages of allocating, stages, clocks, closing and follow-up need to know."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access import queries as access
from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.hooks import Panel
from alongside.kit.refusals import NotAllowed
from alongside.kit.words import listed
from alongside.pathway.queries.involvement import (
    closed_on,
    items_of,
    paused_clocks,
    stages_of_involvement,
    standing_of,
)
from alongside.pathway.queries.referrals import referral_of
from alongside.pathway.queries.workload import Load, workloads
from alongside.pathway.rules import (
    AT_WORK,
    SELF_REFERRAL,
    STANDING_WORDS,
    UNDECIDED,
    Standing,
    follow_up_last_day,
)
from alongside.people import queries as people
from alongside.people.models import Family, Helper, Involvement
from alongside.people.queries import HelperLine
from alongside.people.rules import HELPS_IN_FULL, PARTNER_ROLES, the_family, within
from alongside.practice.rules import ListItem, Stage
from alongside.timeline import queries as timeline
from alongside.timeline.clocks import refuses_pauses
from alongside.timeline.queries import DeedLine, DueLine, StageLine

MOST_ACCOUNTS = 300
"""More accounts of partners than that are not offered in one list."""
FOLLOW_UP_CONTACT = "pathway.follow_up_contact"


@dataclass(frozen=True, slots=True)
class Place:
    """A family, its newest involvement and where that stands; `cannot`: why this page can do nothing here, "" when
    it can.
    """

    family: Family
    involvement: Involvement
    standing: Standing
    cannot: str

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.family.name)


@dataclass(frozen=True, slots=True)
class AllocatePage:
    """Who could lead the help, how many families each has, and who leads it now."""

    place: Place
    loads: tuple[Load, ...]
    seniors: tuple[User, ...]
    before: Helper | None

    def worker(self, worker_id: str) -> User:
        """One of the workers shown. Raises NotAllowed for anybody else."""
        found = next((load.user for load in self.loads if str(load.user.pk) == worker_id), None)
        if found is None:
            raise NotAllowed
        return found


@dataclass(frozen=True, slots=True)
class DeclinePage:
    """A referral that may be declined, and the reasons there are."""

    place: Place
    reasons: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class StagesPage:
    """The stages of the model and where the family is. `not_agreed`: why the assessment would begin without the family,
    in sentences; "" when they agree.
    """

    place: Place
    stages: tuple[Stage, ...]
    now: StageLine | None
    not_agreed: str = ""


@dataclass(frozen=True, slots=True)
class ClockChoice:
    """Something due for which more time may be agreed. `refuses`: set by law, or its model says so. `paused_on`: on
    hold.
    """

    line: DueLine
    refuses: bool
    paused_on: date | None


@dataclass(frozen=True, slots=True)
class PausePage:
    """One clock, and the people with whom more time may be agreed."""

    place: Place
    choice: ClockChoice
    people: tuple[tuple[uuid.UUID, str], ...]


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """How far the follow-up is, and what was heard so far."""

    place: Place
    closed_on: date | None
    last_day: date | None
    ways: tuple[ListItem, ...]
    outcomes: tuple[ListItem, ...]
    contacts: tuple[DeedLine, ...]
    due: tuple[DueLine, ...]
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Referrer:
    """Who asked for help for the family, as the referral tells. `account`: the identifier by which they may be chosen
    among those who sign in, "" when they may not; `role`: what they are for the family, "" when that is not clear.
    """

    name: str
    agency: str
    telephone: str
    on: date
    account: str
    role: str

    @property
    def words(self) -> str:
        """ "Ms Treadwell, Hillview Primary"."""
        return f"{self.name}, {self.agency}" if self.agency else self.name


@dataclass(frozen=True, slots=True)
class HelpersPage:
    """Everybody who helps the family now, and who with an account may join them. `seen`: what a helper who signs in
    for another agency sees of the family, in words, by helper. `more`: there are more accounts than are shown.
    `referrer`: who asked for help for the family from another agency and is not among the helpers.
    """

    place: Place
    helpers: tuple[HelperLine, ...]
    partners: tuple[User, ...]
    more: bool
    seen: Mapping[uuid.UUID, str]
    referrer: Referrer | None = None

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The accounts as a list to choose from: value, and name with where they work."""
        return [(str(user.pk), f"{user.name}, {user.job_title}".removesuffix(", ")) for user in self.partners]

    def partner(self, account: str) -> User | None:
        """One of the accounts shown; None for "". Raises NotAllowed for anybody else."""
        found = next((user for user in self.partners if str(user.pk) == account), None)
        if account and found is None:
            raise NotAllowed
        return found

    def line(self, helper_id: uuid.UUID) -> HelperLine:
        """One of them. Raises NotAllowed for anybody else."""
        for line in self.helpers:
            if line.helper.pk == helper_id:
                return line
        raise NotAllowed


def helpers_page(user: User, family_id: int, at: datetime) -> HelpersPage:
    """Who helps now, and who of those with an account does not yet. Raises NotAllowed."""
    here = place(user, family_id, at, *AT_WORK)
    helpers = people.helpers_of(family_id, user, at)
    partners = access.accounts_with_role("partner", at_most=MOST_ACCOUNTS + 1)
    return HelpersPage(
        here, tuple(helpers), tuple(partners[:MOST_ACCOUNTS]), len(partners) > MOST_ACCOUNTS,
        _what_partners_see(user, here.family, helpers, at), _referrer(user, here.involvement, helpers),
    )  # fmt: skip


def _referrer(user: User, involvement: Involvement, helpers: Sequence[HelperLine]) -> Referrer | None:
    """Who referred from another agency, unless they help already. One query."""
    referral = referral_of(user, involvement)
    if referral is None or referral.route == SELF_REFERRAL:
        return None
    who, told = referral.author, referral.entry.facts
    if told.get("written_by") and not referral.agency:
        return None
    name = str(told["from_name"])
    if any(line.user_id == who.pk or line.name.casefold() == name.casefold() for line in helpers):
        return None
    return Referrer(
        name=name, agency=referral.agency, telephone=referral.telephone, on=london_day(referral.received_at),
        account=str(who.pk) if who.role == "partner" and who.is_active else "",
        role=referral.route if referral.route in PARTNER_ROLES else "",
    )  # fmt: skip


def _what_partners_see(user: User, family: Family, helpers: Sequence[HelperLine], at: datetime) -> dict[uuid.UUID, str]:
    """Of each helper who signs in for another agency: whom they may read about now, in words. Three queries."""
    names = people.names_of(family.pk, user)
    covered: dict[uuid.UUID, set[str]] = {}
    for basis in people.partner_access(family.pk, user, at):
        if basis.helper_id is not None:
            found = {within(names[each], family.name) for each in basis.covers if each in names}
            covered.setdefault(basis.helper_id, set()).update(found)
    seen = {}
    for line in helpers:
        if line.user_id is not None and line.role not in HELPS_IN_FULL:
            about = sorted(covered.get(line.helper.pk, ()))
            seen[line.helper.pk] = f"sees what concerns {listed(about)}" if about else "sees nothing yet"
    return seen


def place(user: User, family_id: int, at: datetime, *allowed: Standing) -> Place:
    """Where a family stands, and why the page can do nothing unless that is among `allowed`. Raises NotAllowed."""
    family = people.family(user, family_id)
    involvement = people.current_involvement(family_id, user)
    if involvement is None:
        raise NotAllowed
    standing = standing_of(user, involvement, london_day(at))
    cannot = "" if not allowed or standing in allowed else STANDING_WORDS[standing]
    return Place(family, involvement, standing, cannot)


def allocate_page(user: User, family_id: int, at: datetime, *allowed: Standing) -> AllocatePage:
    """The workers of the manager's teams. The scope must hold all the manager's families. Raises NotAllowed."""
    here = place(user, family_id, at, *allowed)
    loads = tuple(workloads(user, at))
    seniors = tuple(load.user for load in loads if load.user.role == "senior_key_worker")
    return AllocatePage(here, loads, seniors, people.key_worker_of(family_id, user, at))


def decline_page(user: User, family_id: int, at: datetime) -> DeclinePage:
    """For which reasons a referral may be declined. Raises NotAllowed."""
    here = place(user, family_id, at, *UNDECIDED)
    return DeclinePage(here, items_of(here.involvement, "decline_reason")["decline_reason"])


def stages_page(user: User, family_id: int, at: datetime) -> StagesPage:
    """The stages that may begin. Raises NotAllowed."""
    here = place(user, family_id, at, *AT_WORK)
    says = agreements.family_says(family_id, user, here.involvement.pk, london_day(at))
    stages = stages_of_involvement(here.involvement)
    return StagesPage(here, stages, timeline.stage_of(family_id, user), says.why_not)


def clocks_to_pause(user: User, family_id: int, at: datetime) -> tuple[Place, tuple[ClockChoice, ...]]:
    """Everything that is due for a family, each with whether more time may be agreed. Raises NotAllowed."""
    here = place(user, family_id, at)
    return here, _choices(user, here, at)


def clock_to_pause(user: User, family_id: int, model_id: str, clock_id: str, at: datetime) -> PausePage:
    """One thing that is due. Raises NotAllowed when nothing of that name is."""
    here = place(user, family_id, at)
    for choice in _choices(user, here, at):
        if (choice.line.model_id, choice.line.clock_id) == (model_id, clock_id):
            lines = people.people_of(family_id, user, london_day(at))
            return PausePage(here, choice, tuple((line.person_id, line.name) for line in lines if not line.is_unborn))
    raise NotAllowed


def follow_up_page(user: User, family_id: int, at: datetime) -> FollowUpPage:
    """How far the follow-up is. Raises NotAllowed."""
    here = place(user, family_id, at, Standing.FOLLOWING_UP)
    lists = items_of(here.involvement, "follow_up_way", "follow_up_outcome")
    ended = closed_on(user, here.involvement)
    return FollowUpPage(
        place=here, closed_on=ended, last_day=follow_up_last_day(ended) if ended else None,
        ways=lists["follow_up_way"], outcomes=lists["follow_up_outcome"],
        contacts=timeline.page(family_id, user, kinds=(FOLLOW_UP_CONTACT,), limit=50).deeds,
        due=tuple(timeline.what_is_due(family_id, user, at)),
        panels=tuple(hooks.panels_on("reach", family_id=family_id, user=user, at=at)),
    )  # fmt: skip


def _choices(user: User, here: Place, at: datetime) -> tuple[ClockChoice, ...]:
    clocks = {(model.id, clock.id): clock for model in people.models_of(here.involvement) for clock in model.clocks}
    paused = paused_clocks(user, here.involvement)
    found = []
    for line in timeline.what_is_due(here.family.pk, user, at):
        clock = clocks.get((line.model_id, line.clock_id))
        if clock is not None:
            refuses = refuses_pauses(clock)
            found.append(ClockChoice(line, refuses, None if refuses else paused.get((line.model_id, clock.id))))
    return tuple(found)


def clock_names(involvement: Involvement) -> Mapping[tuple[str, str], str]:
    """What the clocks of its practice models are called, by model and clock."""
    models = people.models_of(involvement)
    return {(model.id, clock.id): clock.name for model in models for clock in model.clocks}
