"""The work ends, somebody keeps in touch for up to twelve months, and the follow-up ends (002:1191-1199,
002:3872-3901).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from alongside.access.models import User
from alongside.kit.clock import end_of_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import uncapital
from alongside.pathway import queries
from alongside.pathway.actions._involvement import Here, ask_no_more, held, leave, not_before_the_start, step
from alongside.pathway.actions._running import Asked, end_what_runs, not_coming
from alongside.pathway.permissions import Permission, user_may
from alongside.pathway.rules import (
    AT_WORK,
    NOTHING_LEFT,
    InLaw,
    Left,
    Standing,
    asked_at_close,
    earlier_refused,
    follow_up_last_day,
    law_refused,
    left_refused,
    says_left,
)
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.rules import within
from alongside.timeline import queries as timeline
from alongside.timeline.rules import GOES_ON, Happened, NewEntry, Part

NOBODY_LEFT: Mapping[uuid.UUID, Left] = MappingProxyType({})
NOTHING_GOES_ON = Asked({})
"""All that runs ends with the work, and nobody was shown what that is."""


@transaction.atomic
def close(
    *, by: User, family_id: int, deed_id: uuid.UUID, on: date, reason: str, changed: str, told: str, follow_up_by: User,
    at: datetime, why: str = "", worries: str = "", leads_now: str = "", earlier: str = "",
    in_law: str = "", asked: Asked = NOTHING_GOES_ON, left: Mapping[uuid.UUID, Left] = NOBODY_LEFT,
) -> None:  # fmt: skip
    """The work with the family ended: what changed, what the family is told, what still worries us, who keeps in touch.

    Every helper but the one who follows up loses sight of the family, who does so until the last day of follow-up; the
    managers of its team keep it. `earlier`: what they were told of days promised for later that do not come any more;
    asked where there are such. `left`: what was said of each child whom no help had reached on the last day, and of
    others, of whom it is kept. `in_law`: why the work ends while a child stands in law; asked where one does. Where no
    exit plan stands, some ways to end ask why, and who leads now. Consents and what is booked for later end with the
    work, unless `asked` says that they go on. Raises NotAllowed; Unacceptable, also while a child whom no help had
    reached goes without a word; AlreadyCorrected when what runs on, or stands in law, changed since it was
    shown.
    """
    here = held(by, family_id, at, Permission.LEAD_HELP, *AT_WORK)
    not_before_the_start("on", on, here)
    words = queries.words_of_list(here.involvement, "closure_reason").get(reason)
    if words is None:
        raise Unacceptable("reason", "Choose how the work ended")
    planned = queries.exit_is_planned(by, here.involvement)
    missing = asked_at_close(reason, exit_planned=planned, why=why, leads_now=leads_now)
    if missing is not None:
        raise Unacceptable(*missing)
    later = _promised_for_later(by, family_id, on, earlier)
    law = _stands_in_law(queries.in_law(family_id, by, on), in_law)
    if not (follow_up_by.is_active and user_may(follow_up_by, Permission.LEAD_HELP)):
        raise Unacceptable("follow_up_by", "Choose one of our own workers to keep in touch")
    unlit = _left_unchanged(by, family_id, on, left)
    statuses = [each.fact_id for each in queries.legal_statuses(family_id, by)]
    kept = end_what_runs(by=by, family_id=family_id, deed_id=deed_id, on=on, asked=asked, at=at, besides=statuses)
    for line in people_queries.helpers_of(family_id, by, at):
        people.end_helper(by=by, helper=line.helper, at=at)
    follows_up = people.add_helper(
        by=by, family_id=family_id, involvement=here.involvement, role="follow_up", at=at, user=follow_up_by
    )
    people.end_helper(by=by, helper=follows_up, at=end_of_day(follow_up_last_day(on)))
    facts: dict[str, Any] = {"reason": words, "follow_up_by": follow_up_by.name, "leads_now": leads_now.strip()}
    if kept.booked:
        facts[GOES_ON] = kept.booked
    texts = {"working": changed, "worries": worries, "reason": why, "response": earlier}
    entry = step("closed", facts, subtype=reason, texts=texts, helpers=[follow_up_by.pk])
    off = not_coming(by, family_id, later, at)
    for_family = _told(by, here, told, on=on, follow_up_by=follow_up_by)
    try:
        # The newest stands on top where the family reads: that it ended, and below what follows from it.
        leave(by, here, deed_id, at, [*kept.entries, *off, *law, *unlit, entry, for_family], happened=Happened.day(on))
    except Unacceptable as refusal:
        if told not in refusal.told:
            raise
        raise Unacceptable("told", f"The family reads this. {refusal.message}") from refusal
    ask_no_more(by, family_id, at)


def _left_unchanged(by: User, family_id: int, on: date, left: Mapping[uuid.UUID, Left]) -> list[NewEntry]:
    """What stays unchanged for each child whom no help had reached on the last day, and what else is suggested; and
    what is said so of others.
    """
    unlit = {child.child_id: child.name for child in queries.unlit(family_id, by, on)}
    for child, name in unlit.items():
        for words in left_refused(name, left.get(child, NOTHING_LEFT)).values():
            raise Unacceptable("", words)
    others = [child for child, said in left.items() if child not in unlit and says_left(said)]
    family = people_queries.family(by, family_id)
    known = people_queries.names_of(family_id, by) if others else {}
    if not set(others) <= known.keys():
        raise NotAllowed
    entries = []
    for child in [*unlit, *others]:
        name = unlit.get(child) or within(known[child], family.name)
        facts = {"child": str(child), "name": name, **({} if child in unlit else {"reached": True})}
        texts = {"unchanged": left[child].unchanged, "instead": left[child].instead}
        entries.append(replace(step("left_unchanged", facts, texts=texts), about=[(child, Part.FOR)]))
    return entries


def _stands_in_law(stands: Sequence[InLaw], why: str) -> list[NewEntry]:
    """How children stood in law when the work ended, and why it did all the same; not what is protected."""
    if refused := law_refused(stands, why):
        raise Unacceptable(*refused)
    led = [each for each in stands if each.is_led]
    if not led:
        return []
    told = [each for each in led if not each.protected]
    what = {"what": "; ".join(uncapital(each.words) if number else each.words for number, each in enumerate(told))}
    entry = step("stood_in_law", what, texts={"reason": why})
    return [replace(entry, about=[(person, Part.FOR) for person in {who: 0 for each in told for who in each.persons}])]


def _promised_for_later(by: User, family_id: int, on: date, told: str) -> tuple[queries.PromisedDay, ...]:
    later = queries.planned_end(family_id, by).after(on)
    if refused := earlier_refused([each.words for each in later if each.sure], told):
        raise Unacceptable(*refused)
    return later


def _told(by: User, here: Here, told: str, *, on: date, follow_up_by: User) -> NewEntry:
    """What the family is told, for the own pages of those who belong to it but must not be kept away."""
    family_id, away = here.family.pk, {uuid.UUID(person) for person in people_queries.kept_away(here.family)}
    living = [line for line in people_queries.people_of(family_id, by, here.today) if not line.died_on]
    facts = {
        "on": on.isoformat(), "follow_up_by": follow_up_by.name, "until": follow_up_last_day(on).isoformat(),
        "met": timeline.has_met(family_id, by, here.involvement.pk),
    }  # fmt: skip
    about = [(line.person_id, Part.FOR) for line in living if line.of_family and line.person_id not in away]
    return replace(step("told_of_the_end", facts, texts={"note": told}), about=about, kept_from=away)


@transaction.atomic
def record_follow_up(
    *, by: User, family_id: int, deed_id: uuid.UUID, on: date, way: str, outcome: str, note: str, at: datetime
) -> None:
    """We asked how the family is getting on: in which way, what came of it. Raises NotAllowed, Unacceptable."""
    here = held(by, family_id, at, Permission.LEAD_HELP, Standing.FOLLOWING_UP)
    closed_on = queries.closed_on(by, here.involvement)
    if closed_on is None:
        raise NotAllowed
    if on < closed_on:
        raise Unacceptable("on", "The work had not ended on that day. Record a visit instead, or give a later day")
    not_before_the_start("on", on, here)
    ways = queries.words_of_list(here.involvement, "follow_up_way")
    outcomes = queries.words_of_list(here.involvement, "follow_up_outcome")
    if way not in ways:
        raise Unacceptable("way", "Choose how you were in touch")
    if outcome not in outcomes:
        raise Unacceptable("outcome", "Choose what came of it")
    facts = {"way": ways[way], "outcome": outcomes[outcome], "outcome_id": outcome}
    entry = step("follow_up_contact", facts, subtype=way, texts={"note": note})
    leave(by, here, deed_id, at, [entry], happened=Happened.day(on))


@transaction.atomic
def end_follow_up(*, by: User, family_id: int, deed_id: uuid.UUID, on: date, note: str, at: datetime) -> None:
    """Follow-up ended, and with it the involvement; whoever followed up sees the family no longer. Raises NotAllowed,
    Unacceptable.
    """
    here = held(by, family_id, at, Permission.LEAD_HELP, Standing.FOLLOWING_UP)
    closed_on = queries.closed_on(by, here.involvement)
    if closed_on is None:
        raise NotAllowed
    if on < closed_on:
        raise Unacceptable("on", "The work had not ended on that day. Give a later day")
    not_before_the_start("on", on, here)
    for line in people_queries.helpers_of(family_id, by, at):
        people.end_helper(by=by, helper=line.helper, at=at)
    leave(by, here, deed_id, at, [step("follow_up_ended", {}, texts={"note": note})], happened=Happened.day(on))
