"""What is done so that an ending is a good one, each with its entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.endings import permissions, queries
from alongside.endings.rules import (
    EXIT_PLANNED,
    HANDED_OVER,
    JOURNEY_REVIEWED,
    LETTER_GIVEN,
    LETTER_WAYS,
    NO_SAFETY_PLAN,
    ON_ITS_DAY,
    PROTECTED_TOLD,
    SAID_AT_THE_END,
    ExitPlan,
    day_of,
    days_named,
    days_promised,
    days_refused,
    secrets_in,
    secrets_refused,
    shorthand_refused,
)
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import gives_a_reason, is_named, listed, says_something, uncapital
from alongside.pathway import queries as pathway
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.people.rules import FACT_KINDS, KEEP_AWAY, letter_refused
from alongside.plans import queries as plans
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.queries import has_met
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class LookingBack:
    """The journey as the family and the worker see it together: back, at now, and forward (002:3901)."""

    back: str
    now: str
    forward: str
    strengths: str = ""

    def to_content(self) -> dict[str, str]:
        """As it is stored."""
        return {"back": self.back, "now": self.now, "forward": self.forward, "strengths": self.strengths}


@transaction.atomic
def plan_exit(
    *, by: User, deed_id: UUID, family_id: int, plan: ExitPlan, on: date, at: datetime, shown: UUID | None = None
) -> list[Entry]:
    """The ending was planned, or planned anew; without a last visit only where nobody of the family was ever met.

    `shown`: the entry that stood when the form was shown. Raises NotAllowed; AlreadyCorrected with the newer entry when
    somebody planned it meanwhile; Unacceptable, also for a day before that of what stands.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    _not_ended(by, family_id)
    stands = queries.planned_now(family_id, by)
    if (stands.id if stands else None) != shown:
        raise AlreadyCorrected(stands.id if stands else None)
    if stands and on < stands.entry.happened_on:
        stood = day_long(stands.entry.happened_on)
        raise Unacceptable("on", f"What stands was planned on {stood}. Give that day or a later one")
    names = _names(by, family_id, plan.agreed_by)
    last = day_of(plan.last_visit_on)
    if last is None and _was_met(by, family_id):
        raise Unacceptable("last_visit_on", "Give the day of the last visit, as far as it is known")
    involvement = people.current_involvement(family_id, by)
    days = {name: day_of(getattr(plan, name)) for name in ON_ITS_DAY}
    for field, wrong in days_refused(days, involvement.opened_on) if involvement else ():
        raise Unacceptable(field, wrong)
    if plan.way == "hand_over" and not plan.hand_over_to:
        raise Unacceptable("hand_over_to", "Say to whom the work is handed over")
    _decided(by, family_id, plan)
    facts = {
        "way": uncapital(plan.way_words.split(",")[0].split(";")[0]),
        "last_visit_on": day_long(last) if last else "",
        "way_id": plan.way,
    }
    about = [(UUID(person), Part.PRESENT) for person in plan.agreed_by]
    entry = NewEntry(
        EXIT_PLANNED, Nature.PROCESS, {**facts, "agreed": names}, about, subtype=plan.way, content=plan.to_content(),
        kept_as=(stands.id,) if stands else (),
    )  # fmt: skip
    return _recorded(by, family_id, [entry], deed_id=deed_id, on=on, at=at)


@transaction.atomic
def review_journey(
    *, by: User, deed_id: UUID, family_id: int, on: date, together: Sequence[UUID], told: LookingBack,
    said: Mapping[UUID, str], at: datetime,
) -> list[Entry]:  # fmt: skip
    """The journey was looked back on; each person's own words are an entry of their own. Raises NotAllowed,
    Unacceptable.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    if not together:
        raise Unacceptable("together", "Say with whom you looked back")
    names = dict(zip(together, _names(by, family_id, together), strict=True))
    facts = {"names": listed(list(names.values()))}
    entries = [
        NewEntry(
            JOURNEY_REVIEWED, Nature.PROCESS, facts, [(person, Part.WITH) for person in together],
            content=told.to_content(),
        )
    ]  # fmt: skip
    for person, words in said.items():
        if words:
            spoken = {"name": _names(by, family_id, [person])[0]}
            texts = [NewText("words", words, person)]
            entries.append(NewEntry(SAID_AT_THE_END, Nature.VOICE, spoken, [(person, Part.SAID)], texts))
    return _recorded(by, family_id, entries, deed_id=deed_id, on=on, at=at)


@transaction.atomic
def need_no_safety_plan(*, by: User, deed_id: UUID, family_id: int, on: date, why: str, at: datetime) -> list[Entry]:
    """Why no safety plan is needed. Raises NotAllowed; Unacceptable without a reason, or where there is a plan."""
    wait_for_family(family_id)
    permissions.require(by, family_id)
    if not says_something(why):
        raise Unacceptable("why", "Say why none is needed")
    if plans.safety_plans_now(family_id, by):
        raise Unacceptable("", "There is a safety plan now. Try it out")
    entry = NewEntry(NO_SAFETY_PLAN, Nature.PROCESS, texts=[NewText("reason", why)])
    return _recorded(by, family_id, [entry], deed_id=deed_id, on=on, at=at)


@transaction.atomic
def hand_over(
    *, by: User, deed_id: UUID, family_id: int, on: date, together: Sequence[UUID], to: str, agreed: str, at: datetime
) -> list[Entry]:
    """The new lead was introduced at a visit together; who helps already took part. Raises NotAllowed, Unacceptable."""
    wait_for_family(family_id)
    permissions.require(by, family_id)
    if not together:
        raise Unacceptable("together", "Say who of the family was there")
    facts = {"to": to, "names": listed(_names(by, family_id, together))}
    about = [(person, Part.PRESENT) for person in together]
    helpers = [line.helper.user_id for line in people.helpers_of(family_id, by, at) if is_named(to, line.name)]
    entry = NewEntry(
        HANDED_OVER, Nature.PROCESS, facts, about, [NewText("note", agreed)],
        helpers=[each for each in helpers if each is not None],
    )  # fmt: skip
    return _recorded(by, family_id, [entry], deed_id=deed_id, on=on, at=at)


@transaction.atomic
def give_letter(
    *, by: User, deed_id: UUID, family_id: int, on: date, to: UUID, how: str, body: str, at: datetime,
    safe: bool | None = None, as_known: bool = False, why_told: str = "", why_safe: str = "",
    audience: Audience = Audience.FAMILY,
) -> list[Entry]:  # fmt: skip
    """A letter about the ending went to one person. `audience`: whether they may read it on their own page too, and
    partners as far as a yes covers it; never where it says what is protected.

    `safe`: whether it is safe for them if somebody else reads it, asked where nothing is recorded of letters to them;
    `as_known`: that it goes only as it is recorded to be safe; `why_told`: why it is safe that it says what is
    protected, asked where its reader knows that; `why_safe`: why it is safe to write to somebody who must be kept away,
    which `pathway.keep_why` keeps. Raises NotAllowed; Unacceptable for a letter that may not go so
    (`letter_refused`), that is written in shorthand, or that says what is protected to whoever does not know it.
    """
    wait_for_family(family_id)
    permissions.require(by, family_id)
    (name,) = _names(by, family_id, [to])
    _safe_to_write_to(by, family_id, to, name, why_safe)
    known = people.known_of_letters(family_id, by).get(to)
    secrets = people.secrets_of(family_id, by, at)
    refused = letter_refused(how, known, safe=safe, as_known=as_known, name=name)
    refused = refused or secrets_refused(body, secrets, to, why_told)
    if refused is not None:
        raise Unacceptable(*refused)
    if short := shorthand_refused(body):
        raise Unacceptable("body", short)
    facts = {
        "name": name, "how": LETTER_WAYS[how], "how_id": how,
        "days": days_named(body), "promised": days_promised(body, on),
    }  # fmt: skip
    held = secrets_in(body, secrets)
    # On their own page others would read it with them: whoever answers for them, and partners.
    readers = Audience.TEAM if held else audience
    note = NewText("note", body, to)
    entries = [NewEntry(LETTER_GIVEN, Nature.PROCESS, facts, [(to, Part.WITH)], [note], audience=readers)]
    if held:
        why = [NewText("reason", why_told)]
        entries.append(NewEntry(PROTECTED_TOLD, Nature.PROCESS, {"name": name}, [(to, Part.MENTIONED)], why))
    recorded = _recorded(by, family_id, entries, deed_id=deed_id, on=on, at=at)
    timeline.ask_no_more(by=by, family_id=family_id, entry_ids=queries.needless(family_id, by), at=at)
    return recorded


def _safe_to_write_to(by: User, family_id: int, to: UUID, name: str, why_safe: str) -> None:
    away = people.kept_away(people.family(by, family_id)).get(str(to), "")
    if away and not gives_a_reason(why_safe):
        to_know = f"{FACT_KINDS[KEEP_AWAY].label}. {name}: {away.rstrip('.')}"
        raise Unacceptable("to", f"{to_know}. Is it safe? Say why, or choose somebody else")


def _was_met(by: User, family_id: int) -> bool:
    involvement = people.current_involvement(family_id, by)
    return involvement is not None and has_met(family_id, by, involvement.pk)


def _not_ended(by: User, family_id: int) -> None:
    involvement = people.current_involvement(family_id, by)
    if involvement is not None and pathway.closed_on(by, involvement) is not None:
        raise Unacceptable("", "The work has ended, so its ending is planned no more. What was planned is kept")


def _decided(by: User, family_id: int, plan: ExitPlan) -> None:
    """The team around the family decides to hand over, and says what worry remains (002:3886-3888)."""
    if plan.decided_at and plan.decided_at not in dict(queries.meetings_held(family_id, by)):
        raise NotAllowed
    if plan.way != "hand_over":
        return
    if not plan.decided_at and not says_something(plan.decided_how):
        raise Unacceptable("decided_at", "Say at which meeting the team around the family decided it, or how")
    if not says_something(plan.worry):
        raise Unacceptable("worry", "Say what worry remains. Write “none” if none does")


def _names(by: User, family_id: int, persons: Sequence[UUID | str]) -> list[str]:
    known = people.names_of(family_id, by)
    wanted = [UUID(str(person)) for person in persons]
    if not set(wanted) <= known.keys():
        raise NotAllowed
    return [known[person] for person in wanted]


def _recorded(
    by: User, family_id: int, entries: Sequence[NewEntry], *, deed_id: UUID, on: date, at: datetime
) -> list[Entry]:
    involvement = people.current_involvement(family_id, by)
    if involvement is None:
        raise NotAllowed
    if on < involvement.opened_on:
        raise Unacceptable(
            "on", f"The family was not yet with us. Give a day from {day_long(involvement.opened_on)} on"
        )
    return timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, happened=Happened.day(on),
        entries=entries, at=at,
    )  # fmt: skip
