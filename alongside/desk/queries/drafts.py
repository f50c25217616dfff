"""What somebody typed and has not saved yet, over all their forms."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from alongside.access import queries as access
from alongside.access.models import User
from alongside.access.queries import DraftLine
from alongside.access.rules import draft_ends_soon
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.words import capital
from alongside.people import queries as people
from alongside.people.rules import family_words
from alongside.timeline import queries as timeline
from alongside.timeline.queries import StageLine


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft on the list: the family in words ("" where there is none), and the last day it is there. `since`: what
    became of the family, "" while the work goes on; `earlier`: other drafts of the same form, last kept first.
    """

    line: DraftLine
    family: str
    kept_on: date
    until: date
    since: str = ""
    earlier: tuple[DraftLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftsToday:
    """What the first page says: how many drafts there are, and those that are gone in a few days, first to go first."""

    number: int
    ending: tuple[DraftShown, ...]


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """Forms about families the person helps no longer: how many, the day until which the last is kept unseen, and
    whom to ask.
    """

    number: int
    until: date
    ask: str


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """A person's drafts, and those they cannot open any more (None when there are none)."""

    drafts: tuple[DraftShown, ...]
    out_of_sight: OutOfSight | None


def drafts_page(user: User, *, at: datetime) -> DraftsPage:
    """The scope must hold all the person's families."""
    return DraftsPage(drafts(user, at=at), _out_of_sight(user, at))


def _out_of_sight(user: User, at: datetime) -> OutOfSight | None:
    found = people.my_forms_out_of_sight(at)
    if found.until is None:
        return None
    teams = access.teams_of(user, at=at)
    managers = [each.name for team in teams for each in access.colleagues(team, roles=["manager"], at=at)]
    return OutOfSight(found.number, london_day(found.until), " or ".join(dict.fromkeys(managers)))


def drafts(user: User, *, at: datetime) -> tuple[DraftShown, ...]:
    """The person's drafts they may still go on with, last kept first, those of one form together; five queries at
    most.
    """
    by_form: dict[str, list[DraftLine]] = {}
    for line in access.drafts_of(user, at=at):
        by_form.setdefault(line.path, []).append(line)
    stages = timeline.stages_of([line.family_id for line, *_ in by_form.values() if line.family_id], user)
    return tuple(
        replace(one, since=_since(stages.get(one.line.family_id or 0)), earlier=tuple(by_form[one.line.path][1:]))
        for one in _shown([newest for newest, *_ in by_form.values()], user)
    )


def _since(stage: StageLine | None) -> str:
    if stage is None or not (stage.closed or stage.ended):
        return ""
    return f"The work with this family ended on {day_long(stage.since)}" if stage.closed else stage.name


def drafts_today(user: User, *, at: datetime) -> DraftsToday:
    """Two queries at most."""
    lines = access.drafts_of(user, at=at)
    ending = [line for line in reversed(lines) if draft_ends_soon(line.kept_at, at)]
    return DraftsToday(len(lines), _shown(ending, user) if ending else ())


def _shown(lines: list[DraftLine], user: User) -> tuple[DraftShown, ...]:
    wanted = {line.family_id for line in lines if line.family_id is not None}
    called = people.family_names(wanted, user)
    names = {family_id: capital(family_words(name)) for family_id, name in called.items()}
    return tuple(
        DraftShown(line, names.get(line.family_id or 0, ""), london_day(line.kept_at), london_day(line.ends_at))
        for line in lines
    )
