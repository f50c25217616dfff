"""What the page that ends the work needs to know: what is still open, and what runs on unless it ends too."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.urls import reverse

from alongside.access import queries as access
from alongside.access.models import User
from alongside.agreements import queries as agreements
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.dates import count_words, day_long
from alongside.kit.hooks import Panel
from alongside.pathway.permissions import Permission, user_may
from alongside.pathway.queries.involvement import items_of, paused_clocks
from alongside.pathway.queries.leading import Place, clock_names, place
from alongside.pathway.rules import AT_WORK, EXIT_PLANNED, InLaw, Left, Unlit, is_typed
from alongside.people import queries as people
from alongside.people.models import Involvement
from alongside.people.queries import HelperLine
from alongside.people.rules import HELPS_IN_FULL, LEGAL_STATUS, within
from alongside.practice.rules import ListItem
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import DueLine
from alongside.timeline.rules import Running


@dataclass(frozen=True, slots=True)
class PromisedDay:
    """What was said of a day, in words. `sure`: that it was promised; else a letter names it, it may be for something
    else. `what`: the same to those whom it was promised to (`about`), who read of it on their own pages, by that entry;
    "" where nobody does.
    """

    day: date
    words: str
    what: str = ""
    about: tuple[uuid.UUID, ...] = ()
    entry_id: uuid.UUID | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PlannedEnd:
    """What was said of the end before: what the family is `told`, who leads on, "" when nobody or not yet; what is
    `promised` on days of its last weeks; and what stays `unchanged`.
    """

    told: str = ""
    leads_now: str = ""
    promised: tuple[PromisedDay, ...] = ()
    unchanged: str = ""

    def after(self, last_day: date) -> tuple[PromisedDay, ...]:
        """What is promised for after that day."""
        return tuple(each for each in self.promised if each.day > last_day)


NOTHING_PLANNED = PlannedEnd()
NOTHING_TYPED: Mapping[uuid.UUID, Left] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ClosePage:
    """What is still open when the work ends, and who may keep in touch. `met`: whether anybody of the family was;
    `planned`: what was said already of the end. `running`: what runs on unless it ends with the work. `others`:
    who should hear of it; `reads`: those of them who read of the family now, as helpers. `unlit`: the children whom no
    help had reached on the last day, and those of whom something was typed while another day was the last.
    `in_law`: where its children stood in law that day; `statuses`: all that is said of it, as it stands.
    """

    place: Place
    reasons: tuple[ListItem, ...]
    followers: tuple[User, ...]
    key_worker_id: uuid.UUID | None
    outstanding: tuple[str, ...]
    panels: tuple[Panel, ...]
    late: tuple[DueLine, ...]
    others: tuple[HelperLine, ...]
    exit_planned: bool
    met: bool
    planned: PlannedEnd
    running: tuple[Running, ...]
    unlit: tuple[Unlit, ...]
    in_law: tuple[InLaw, ...]
    today: date
    statuses: tuple[uuid.UUID, ...]
    reads: frozenset[uuid.UUID] = frozenset()

    @property
    def consents(self) -> tuple[Running, ...]:
        return tuple(each for each in self.running if each.day is None and each.agreed)

    @property
    def shared(self) -> tuple[Running, ...]:
        return tuple(each for each in self.running if not each.agreed)

    @property
    def booked(self) -> tuple[Running, ...]:
        return tuple(each for each in self.running if each.day is not None)

    def runs_after(self, last_day: date) -> tuple[Running, ...]:
        """What is asked about when that is the last day."""
        return tuple(each for each in self.running if each.runs_after(last_day))

    @property
    def stands(self) -> str:
        """All of what runs, and what is said of the law, as the form says for what it was shown."""
        return " ".join(sorted(map(str, [*(each.stands for each in self.running), *self.statuses])))


def close_page(
    user: User, family_id: int, at: datetime, last_day: date, typed: Mapping[uuid.UUID, Left] = NOTHING_TYPED
) -> ClosePage:
    """What ending the work on that day leaves open. `typed`: of children, so far. Raises NotAllowed."""
    here = place(user, family_id, at, *AT_WORK)
    timeline.read_together("close", family_id, user)
    helpers = people.helpers_of(family_id, user, at)
    users = [line.helper.user for line in helpers if line.helper.user is not None]
    own = {each.pk: each for each in users if user_may(each, Permission.LEAD_HELP)}
    runs = tuple(each for _, each in running(family_id, user, at))
    planned = planned_end(family_id, user)
    dark = unlit(family_id, user, last_day)
    others = {child for child, left in typed.items() if is_typed(left, planned.unchanged)}
    others -= {child.child_id for child in dark}
    key_worker = next((line.user_id for line in helpers if line.is_key_worker), None)
    return ClosePage(
        place=here, reasons=items_of(here.involvement, "closure_reason")["closure_reason"],
        followers=tuple({**own, user.pk: user}.values()), key_worker_id=key_worker,
        outstanding=outstanding(family_id, user, at),
        panels=tuple(hooks.panels_on("close", family_id=family_id, user=user, at=at)),
        late=tuple(line for line in timeline.what_is_due(family_id, user, at) if line.state == "late"),
        others=tuple(line for line in helpers if line.user_id is None or line.role not in HELPS_IN_FULL),
        exit_planned=exit_is_planned(user, here.involvement),
        met=timeline.has_met(family_id, user, here.involvement.pk),
        planned=planned, running=runs,
        unlit=(*dark, *_not_dark(here, user, others, last_day)),
        in_law=in_law(family_id, user, last_day), today=london_day(at),
        statuses=tuple(each.fact_id for each in legal_statuses(family_id, user)),
        reads=agreements.readers(family_id, user, at),
    )  # fmt: skip


def planned_end(family_id: int, user: User) -> PlannedEnd:
    """What was said of the end before it comes. Raises NotAllowed."""
    return next((answer(family_id, user) for _, answer in hooks.answers("told_at_close")), NOTHING_PLANNED)


def running(family_id: int, user: User, at: datetime) -> list[tuple[str, Running]]:
    """What runs on after the work unless it ends with it, each with the room it belongs to."""
    asked = hooks.answers("running_at_close")
    return [(room, each) for room, answer in asked for each in answer(family_id, user, at)]


def unlit(family_id: int, user: User, last_day: date) -> tuple[Unlit, ...]:
    """The children whom no help had reached on that day, were it the last."""
    return tuple(each for _, answer in hooks.answers("unlit_at_close") for each in answer(family_id, user, last_day))


def _not_dark(here: Place, user: User, typed: Collection[uuid.UUID], last_day: date) -> list[Unlit]:
    """Of whom something was typed, and whose bulb is not dark with that as the last day."""
    names = people.names_of(here.family.pk, user) if typed else {}
    called = {child: within(name, here.family.name) for child, name in names.items() if child in typed}
    words = f"light bulb is not dark with {day_long(last_day)} as the last day."
    return [Unlit(child, name, f"{name}’s {words}", dark=False) for child, name in called.items()]


def legal_statuses(family_id: int, user: User) -> list[people.FactLine]:
    """Where people of the family stand in law, stood and will stand, as the record says. One query."""
    return [each for each in people.facts_of(family_id, user, ended=True) if each.kind == LEGAL_STATUS]


def in_law(family_id: int, user: User, day: date) -> tuple[InLaw, ...]:
    """How people of the family stood in law on a day, those who did since one day together; nobody who had died. Five
    queries at most.
    """
    facts = [each for each in legal_statuses(family_id, user) if each.since <= day and each.stands_on(day)]
    if not facts:
        return ()
    surname, names = people.family(user, family_id).name, people.names_of(family_id, user)
    died = {line.person_id for line in people.people_of(family_id, user, day) if line.died_on}
    together: dict[tuple[date, str, bool], list[uuid.UUID]] = {}
    for fact in facts:
        if fact.person_id in names and fact.person_id not in died:
            together.setdefault((fact.since, fact.value, fact.protected), []).append(fact.person_id)
    return tuple(
        InLaw(sorted(within(names[each], surname) for each in those), tuple(those), status, since, protected)
        for (since, status, protected), those in sorted(together.items())
    )


def exit_is_planned(user: User, involvement: Involvement) -> bool:
    """Whether an exit plan stands for this period of work. One query."""
    planned = Entry.objects.visible_to(user).live().filter(family_id=involvement.family_id, involvement=involvement)
    return planned.filter(kind=EXIT_PLANNED).exists()


def outstanding(family_id: int, user: User, at: datetime) -> tuple[str, ...]:
    """What every room says is still open: each answers `outstanding_at_close(family_id, user, at)` with plain
    sentences, and leaves out what it answers in `running_at_close`.
    """
    return tuple(said for _, answer in hooks.answers("outstanding_at_close") for said in answer(family_id, user, at))


def still_open(family_id: int, user: User, at: datetime, *, ended: bool = False) -> tuple[str, ...]:
    """The same with what is booked, who reads no more and, unless the work has ended, how children stand in law, for a
    page that only lists.
    """
    booked = (each.words.rstrip(".") for _, each in running(family_id, user, at) if each.day is not None)
    law = () if ended else in_law(family_id, user, london_day(at))
    stands = (f"{each.words}. {each.expected}".rstrip(".") for each in law)
    return (*stands, *booked, *agreements.who_reads_no_more(family_id, user, at), *outstanding(family_id, user, at))


def open_at_the_end(family_id: int, user: User, at: datetime) -> Sequence[str]:
    """What of this room is still open: time that was agreed and never ran again, and forms that were begun."""
    here = place(user, family_id, at)
    names = clock_names(here.involvement)
    paused = paused_clocks(user, here.involvement)
    on_hold = [f"“{names.get(each, each[1])}” is still on hold" for each in sorted(paused)]
    return [*on_hold, *_unfinished(family_id, user, at)]


def _unfinished(family_id: int, user: User, at: datetime) -> Iterable[str]:
    """How many forms about the family whoever reads began, and whoever else helps; never which. The form that ends the
    work is not one of the reader’s. Two queries.
    """
    end = reverse("pathway:close", args=[family_id])
    own = {each.path for each in access.drafts_of(user, at=at) if each.family_id == family_id and each.path != end}
    if own:
        yield f"You have begun {_forms(len(own))} and not finished: finish {'it' if len(own) == 1 else 'them'} first"
    for who, number in people.forms_begun(family_id, at):
        it = "it" if number == 1 else "them"
        yield f"{who} has begun {_forms(number)} and not finished: ask {who} to finish {it} first"


def _forms(number: int) -> str:
    return f"{count_words(number)} {'form' if number == 1 else 'forms'} about the family"
