"""Recording what somebody said of sharing: yes, no, no longer."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import permissions, queries
from alongside.agreements.actions._shared import TO_LOOK_AT_WITHIN, manager_of, settled_recipient
from alongside.agreements.actions.access import settle_access
from alongside.agreements.queries import Consents
from alongside.agreements.rules import consent as rules
from alongside.agreements.rules.telling import ConsentTold, ended_with_work, for_the_manager
from alongside.kit.clock import london_day
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened


@transaction.atomic
def record_consent(*, by: User, deed_id: UUID, family_id: int, told: ConsentTold, at: datetime) -> list[Entry]:
    """Somebody said yes or no to sharing; what follows for partners' access is brought about at once.

    Raises NotAllowed; Unacceptable for a yes by somebody who does not decide for one of the people, or did not say in
    their own words what it means, for days in the wrong order, or for a day that has not come.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    found = queries.consents(family_id, by, at)
    _people_known(found, told)
    told = replace(told, to=settled_recipient(by, found, told.to, told.to_name))
    if told.kind == rules.GIVEN:
        _understood(told)
        _days_in_order(told)
        _decides_for_all(found, told)
    return _record(by=by, deed_id=deed_id, family_id=family_id, told=told, found=found, at=at)


@transaction.atomic
def withdraw_consent(
    *, by: User, deed_id: UUID, family_id: int, withdraws: UUID, about: tuple[UUID, ...], words: str, at: datetime,
    told: ConsentTold | None = None,
) -> list[Entry]:  # fmt: skip
    """Whoever said yes takes it back, for all it was about or for some; access closes in the same transaction.

    `withdraws` is the deed of the yes. Raises NotAllowed; AlreadyCorrected, with the deed of the other withdrawal, when
    it was taken back meanwhile, or ended with our work.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    found = queries.consents(family_id, by, at)
    line = found.told.get(withdraws)
    if line is None or line.entry.kind != rules.GIVEN:
        raise NotAllowed
    if withdraws in found.over:
        raise AlreadyCorrected(found.over[withdraws].entry.deed_id)
    before = queries.told_of(line)
    if not about or not set(about) <= set(before.about):
        raise Unacceptable("about", "Say for whom it is taken back")
    theirs = queries.taken_back(found, withdraws, frozenset(about), at)
    if theirs is not None:
        raise AlreadyCorrected(theirs)
    back = replace(
        told or before, kind=rules.WITHDRAWN, about=about, on=london_day(at), now=True, since=None, until=None,
        words=words, withdraws=withdraws,
    )  # fmt: skip
    return _record(by=by, deed_id=deed_id, family_id=family_id, told=back, found=found, at=at)


@transaction.atomic
def end_with_work(
    *, by: User, deed_id: UUID, family_id: int, yeses: Collection[UUID], on: date, at: datetime
) -> list[Entry]:
    """These yeses, by their deeds, end because our work with the family did, on its last day; nobody takes them back.

    Raises NotAllowed for one that does not stand.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    found, involvement = queries.consents(family_id, by, at), people.current_involvement(family_id, by)
    said = {yes.deed_id: yes for yes in found.record.said if yes.is_yes}
    if involvement is None or not set(yeses) <= said.keys():
        raise NotAllowed
    ended = []
    for deed in yeses:
        about, line = queries.stands_for(found, said[deed], at), found.told[deed]
        if not about:
            raise NotAllowed
        told = replace(queries.told_of(line), about=about)
        ended.append(ended_with_work(told, found.names, deed_id=deed, entry_id=line.id, on=on))
    rows = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, entries=ended, at=at,
        happened=Happened.day(on),
    )  # fmt: skip
    settle_access(by=by, family_id=family_id, at=at)
    return rows


def _record(
    *, by: User, deed_id: UUID, family_id: int, told: ConsentTold, found: Consents, at: datetime
) -> list[Entry]:
    involvement = people.current_involvement(family_id, by)
    if involvement is None:
        raise NotAllowed
    said = told.said(deed_id, at)
    entries = [told.entry(found.names)]
    clash = queries.stopped(found, said, at)
    if clash:
        names = [found.names[person] for person in clash]
        why = f"Somebody said yes to sharing with {told.to_name} and somebody said no, for {listed(names)}."
        entries.append(
            for_the_manager(
                names, told.to_name, promise_id=deed_id, due_on=london_day(at + TO_LOOK_AT_WITHIN),
                owner_id=manager_of(by, family_id, at), why=why,
            )
        )  # fmt: skip
    rows = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk, entries=entries, at=at,
        happened=Happened.instant(at) if told.now else Happened.day(told.on),
    )  # fmt: skip
    settle_access(by=by, family_id=family_id, at=at)
    return rows


def _people_known(found: Consents, told: ConsentTold) -> None:
    if not told.about or not {told.by, *told.about} <= found.names.keys():
        raise NotAllowed
    for person in (told.by, *told.about):
        if told.on < found.record.people[person].since:
            raise Unacceptable("on", f"{found.names[person]} was not yet known here on that day. Check the day")


def _decides_for_all(found: Consents, told: ConsentTold) -> None:
    not_theirs = [
        person
        for person in told.about
        if not rules.may_consent_for(found.record, told.by, person, told.on, able=told.able)
    ]
    if not not_theirs:
        return
    name, others = found.names[told.by], listed([found.names[person] for person in not_theirs if person != told.by])
    if not others:
        raise Unacceptable("able", f"Say whether {name} can decide this alone, and why you think so")
    raise Unacceptable(
        "about",
        f"{name} cannot say yes for {others}: only each adult for themselves, and for a child whoever is recorded as "
        "holding parental responsibility",
    )


def _understood(told: ConsentTold) -> None:
    if told.understood != "yes":
        raise Unacceptable(
            "understood", "A yes counts once they can say in their own words what it means. Go over it again first"
        )


def _days_in_order(told: ConsentTold) -> None:
    if told.until is not None and told.until < max(told.on, told.since or told.on):
        raise Unacceptable("until", "The last day lies before the first. Give a later one, or leave it empty")
