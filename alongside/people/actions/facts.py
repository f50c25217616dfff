"""Facts about people: dated, versioned, protected for the service's own staff where that is needed."""

import uuid
from datetime import date, datetime

from django.db import transaction

from alongside.access.models import User
from alongside.kit import hooks
from alongside.kit.clock import london_day
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.people.actions._rows import (
    add_version,
    days_from,
    known_here,
    not_before_birth,
    not_in_the_future,
    short_enough,
    stamp,
)
from alongside.people.models import PersonFact, Withholding
from alongside.people.permissions import require_bringer
from alongside.people.rules import FACT_KINDS, KEEP_AWAY, NotANumber, fact_value


@transaction.atomic
def record_fact(
    *, by: User, family_id: int, person_id: uuid.UUID, kind: str, value: str, at: datetime, since: date | None = None,
    until: date | None = None, protected: bool | None = None, corrects: PersonFact | None = None,
    decided_by: str = "", source: str = "",
) -> PersonFact:  # fmt: skip
    """A fact as known in this family, from `since` (the London day of `at` unless given) up to and without `until`.

    `corrects` makes it a new version of that fact, which stays protected and withheld as it was unless `protected`
    says otherwise; a new one is protected as its kind is. A new address, or another fact somebody has one of, ends
    the one before and takes over its protection and from whom it is withheld. Where somebody must be kept away, what
    rooms above keep from them is brought up to date in the same transaction (their hook `after_kept_away`). Raises
    NotAllowed, Unacceptable, AlreadyCorrected.
    """
    require_bringer(by, family_id)
    value = _value(kind, value)
    today, known = london_day(at), known_here(family_id, person_id)[person_id]
    before = _before(family_id, person_id, kind, corrects)
    begun = since or (corrects.during.lower if corrects is not None else today)
    _possible_days(begun, until, today)
    if since is not None:
        not_before_birth("since", since, known)
    fact = PersonFact(
        fact_id=corrects.fact_id if corrects is not None else uuid7(), person_id=person_id, kind=kind, value=value,
        during=days_from(begun, until), supersedes_id=corrects.pk if corrects is not None else None,
        protected=_protected(kind, before) if protected is None else protected,
        decided_by=_who_decided(kind, decided_by), source=short_enough("source", source, 200),
        **stamp(by, family_id, at),
    )  # fmt: skip
    add_version(fact)
    if corrects is None:
        _take_over(by, fact, before, at)
    _kept_away_now(by, fact, at, newly=person_id if corrects is None else None)
    return fact


@transaction.atomic
def end_fact(
    *, by: User, family_id: int, fact: PersonFact, on: date, at: datetime, since: date | None = None
) -> PersonFact:
    """It held until that day and holds no longer. What was written down as of that day or later held from `since`,
    if that is before it; else it held on no day. Raises NotAllowed, AlreadyCorrected.
    """
    require_bringer(by, family_id)
    if fact.family_id != family_id:
        raise NotAllowed
    begun = fact.during.lower if fact.during.lower < on else min(since or on, on)
    ended = _next_version(by, fact, at)
    ended.during = days_from(begun, on)
    add_version(ended)
    return ended


@transaction.atomic
def resume_fact(
    *, by: User, family_id: int, person_id: uuid.UUID, kind: str, known_before: datetime, at: datetime
) -> PersonFact | None:
    """What held when that moment came, and was wrongly said since to have ended, holds on as it did. None where nothing
    did, or something else of that kind is said to hold. Raises NotAllowed.
    """
    require_bringer(by, family_id)
    same = PersonFact.objects.filter(family_id=family_id, person_id=person_id, kind=kind).order_by("recorded_at", "id")
    newest = list(same.newest().filter(retracts=False))
    if any(_goes_on(each) for each in newest):
        return None
    then = {version.fact_id: version for version in same if version.recorded_at < known_before}
    held = {version.fact_id: version for version in same if _goes_on(version)}
    ended = [each for each in newest if each.fact_id in then and _goes_on(then[each.fact_id])]
    if not ended:
        return None
    last = max(ended, key=lambda each: (then[each.fact_id].recorded_at, then[each.fact_id].pk))
    again = _next_version(by, last, at)
    again.during = held[last.fact_id].during
    add_version(again)
    return again


def _goes_on(fact: PersonFact) -> bool:
    return not fact.during.isempty and fact.during.upper is None


@transaction.atomic
def retract_fact(*, by: User, family_id: int, fact: PersonFact, at: datetime) -> PersonFact:
    """The fact was never true of this person. Raises NotAllowed, AlreadyCorrected."""
    require_bringer(by, family_id)
    if fact.family_id != family_id:
        raise NotAllowed
    retraction = _next_version(by, fact, at, retracts=True)
    add_version(retraction)
    _kept_away_now(by, retraction, at, wrongly=fact.person_id)
    return retraction


def _kept_away_now(
    by: User, fact: PersonFact, at: datetime, *, newly: uuid.UUID | None = None, wrongly: uuid.UUID | None = None
) -> None:
    if fact.kind == KEEP_AWAY:
        for _, follow in hooks.answers("after_kept_away"):
            follow(by=by, family_id=fact.family_id, newly=newly, wrongly=wrongly, at=at)


def _value(kind: str, value: str) -> str:
    if kind not in FACT_KINDS:
        raise Unacceptable("kind", "Choose what kind of fact this is.")
    try:
        value = fact_value(kind, short_enough("value", value, 1000))
    except NotANumber as refusal:
        raise Unacceptable("value", str(refusal)) from refusal
    if not value:
        raise Unacceptable("value", f"Give the {FACT_KINDS[kind].label}.")
    return value


def _who_decided(kind: str, decided_by: str) -> str:
    """Of what somebody decides it is always said who did."""
    named = short_enough("decided_by", decided_by, 200)
    if FACT_KINDS[kind].decided and not named:
        raise Unacceptable("decided_by", "Say who decided it")
    return named


def _protected(kind: str, before: list[PersonFact]) -> bool:
    return any(each.protected for each in before) if before else FACT_KINDS[kind].protected


def _possible_days(since: date, until: date | None, today: date) -> None:
    not_in_the_future("since", since, today, "The day this began")
    if until is not None and until <= since:
        raise Unacceptable("until", "Give a day after the one on which this began.")


def _before(family_id: int, person_id: uuid.UUID, kind: str, corrects: PersonFact | None) -> list[PersonFact]:
    """The facts that this one corrects or comes after, be it after a while of which nothing is known. Raises NotAllowed
    for one of another family, person or kind.
    """
    if corrects is not None:
        if (corrects.family_id, corrects.person_id, corrects.kind) != (family_id, person_id, kind):
            raise NotAllowed
        return [corrects]
    if FACT_KINDS[kind].several:
        return []
    same = PersonFact.objects.filter(family_id=family_id, person_id=person_id, kind=kind, retracts=False)
    return list(same.filter(during__upper_inf=True).newest()) or list(same.newest().order_by("-during")[:1])


def _take_over(by: User, fact: PersonFact, before: list[PersonFact], at: datetime) -> None:
    """End each fact that the new one comes after, and keep the new one from those the old ones were kept from."""
    if fact.during.upper is not None:
        return
    for each in before:
        if not _goes_on(each):
            continue
        ended = _next_version(by, each, at)
        ended.during = days_from(each.during.lower, max(each.during.lower, fact.during.lower))
        add_version(ended)
    kept = Withholding.objects.filter(
        family_id=fact.family_id, fact_id__in=[each.fact_id for each in before], during__contains=at
    )
    Withholding.objects.bulk_create(
        Withholding(
            fact_id=fact.fact_id, from_person_id=each.from_person_id, why=each.why, during=each.during,
            partners_may_read=each.partners_may_read, **stamp(by, fact.family_id, at),
        )
        for each in kept
    )  # fmt: skip


def _next_version(by: User, fact: PersonFact, at: datetime, *, retracts: bool = False) -> PersonFact:
    return PersonFact(
        fact_id=fact.fact_id, person_id=fact.person_id, kind=fact.kind, value=fact.value, during=fact.during,
        decided_by=fact.decided_by, source=fact.source, protected=fact.protected, supersedes_id=fact.pk,
        retracts=retracts, **stamp(by, fact.family_id, at),
    )  # fmt: skip
