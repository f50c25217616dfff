"""Who helps: a key worker is allocated or changed, others join and leave (002:1065-1067, 002:1145, 002:2558-2568)."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import actions as agreements
from alongside.kit import hooks
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.pathway import queries
from alongside.pathway.actions._answering import answer
from alongside.pathway.actions._involvement import Here, ask_no_more, held, leave, step
from alongside.pathway.models import ReferralAnswer
from alongside.pathway.permissions import Permission
from alongside.pathway.rules import AT_WORK, KEY_WORKER_CHANGES, ROW, Standing, WentOver, promised_more
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.models import Helper, Professional
from alongside.people.rules import HELPER_ROLES, PARTNER_ROLES
from alongside.timeline.rules import NewEntry

MAY_LEAD = ("key_worker", "senior_key_worker")


@transaction.atomic
def allocate(
    *,
    by: User,
    family_id: int,
    deed_id: uuid.UUID,
    worker: User,
    at: datetime,
    senior: User | None = None,
    note: str = "",
) -> Helper:
    """The family gets its key worker, who sees it from now; `senior` comes along for the joint first visit.

    The referrer hears who it is. Raises NotAllowed, Unacceptable.
    """
    here = held(by, family_id, at, Permission.ALLOCATE, Standing.ACCEPTED)
    _may_lead("worker", worker)
    helper = _add(by, here, worker, "key_worker", at)
    entries = [step("allocated", {"name": worker.name}, texts={"note": note}, helpers=[worker.pk])]
    if senior is not None and senior.pk != worker.pk:
        _may_lead("senior", senior)
        entries.append(_joined(senior.name, _add(by, here, senior, "senior_key_worker", at)))
    leave(by, here, deed_id, at, entries)
    answer(by, here, ReferralAnswer.Kind.ALLOCATED, at, who=worker)
    return helper


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The new key worker; how many promises went over to them; and in words those that were to, and could not any
    more.
    """

    helper: Helper
    taken_over: int
    not_taken_over: tuple[str, ...]


@transaction.atomic
def allocate_again(
    *, by: User, family_id: int, deed_id: uuid.UUID, worker: User, reason: str, at: datetime,
    promises: Collection[uuid.UUID] = (), shown: Collection[uuid.UUID] | None = None,
) -> HandedOver:  # fmt: skip
    """Another key worker takes over, and with it these promises of the one before, who sees the family no longer.
    Promises not named stay as they were.

    `shown`: what the page showed as `ChangePage.seen`, None to ask nothing. Raises NotAllowed; Unacceptable, also
    when somebody else leads the help than was shown, or there is a promise that was not.
    """
    here = held(by, family_id, at, Permission.ALLOCATE, *KEY_WORKER_CHANGES)
    _may_lead("worker", worker)
    if not says_something(reason):
        raise Unacceptable("reason", "Give the reason for the change")
    before = people_queries.key_worker_of(family_id, by, at)
    if before is not None and before.user_id == worker.pk:
        raise Unacceptable("worker", f"{worker.name} is the family’s key worker already. Choose somebody else")
    if shown is not None:
        _as_shown(by, family_id, before, shown)
    facts: dict[str, Any] = {"name": worker.name}
    entries, went = [], WentOver()
    if before is not None and before.user is not None:
        went = _hand_over(by=by, family_id=family_id, promises=promises, before=before.user, worker=worker, at=at)
        people.end_helper(by=by, helper=before, at=at)
        facts |= {"before": before.user.name, "taken_over": len(went.taken)}
        entries.append(step("helper_left", {"name": before.user.name, "role": HELPER_ROLES["key_worker"]}))
        entries += queries.names_former(family_id, by, before.user, here.today)
        ask_no_more(by, family_id, at, leads=worker.pk)
    helper = _add(by, here, worker, "key_worker", at)
    allocated = step("allocated", facts, texts={"reason": reason}, helpers=[worker.pk])
    leave(by, here, deed_id, at, [allocated, *entries])
    return HandedOver(helper, len(went.taken), tuple(went.refused.values()))


@transaction.atomic
def helper_joins(
    *, by: User, family_id: int, deed_id: uuid.UUID, role: str, name: str, at: datetime, agency: str = "",
    job_title: str = "", telephone: str = "", user: User | None = None,
) -> Helper:  # fmt: skip
    """Somebody of another agency takes part, without seeing the family's record.

    `user`: who signs in here already, and then is not noted by name a second time; they too see nothing until
    somebody consents. Raises NotAllowed, Unacceptable.
    """
    here = held(by, family_id, at, Permission.LEAD_HELP, *AT_WORK)
    if user is not None and (user.role != "partner" or not user.is_active):
        raise Unacceptable("account", "Choose somebody of another agency who signs in here")
    known = people.agency_named(by=by, name=agency) if agency.strip() else None
    who = user or people.professional(by=by, name=name, agency=known, job_title=job_title, telephone=telephone)
    helper = people.add_helper(
        by=by, family_id=family_id, involvement=here.involvement, role=role, at=at, user=user, agency=known,
        professional=None if isinstance(who, User) else who,
    )  # fmt: skip
    leave(by, here, deed_id, at, [_joined(who.name, helper)])
    # Who joins for an agency that was said yes to sees what was agreed from now on.
    agreements.settle_access(by=by, family_id=family_id, at=at)
    return helper


@transaction.atomic
def joins_on_file(
    *, by: User, family_id: int, deed_id: uuid.UUID, role: str, professional: Professional, at: datetime
) -> Helper:
    """Somebody who is on file already takes part, as it was said in the deed of that id; they see nothing by it. Who
    helps already stays as they are. Raises NotAllowed, Unacceptable.
    """
    here = held(by, family_id, at, Permission.RECORD_HELP)
    for line in people_queries.helpers_of(family_id, by, at):
        if line.helper.professional_id == professional.pk:
            return line.helper
    if role not in PARTNER_ROLES:
        raise Unacceptable("role", "Choose what they are for the family")
    helper = people.add_helper(
        by=by, family_id=family_id, involvement=here.involvement, role=role, at=at, professional=professional
    )
    leave(by, here, deed_id, at, [_joined(professional.name, helper)])
    agreements.settle_access(by=by, family_id=family_id, at=at)
    return helper


@transaction.atomic
def helper_leaves(*, by: User, family_id: int, deed_id: uuid.UUID, helper: Helper, at: datetime) -> None:
    """Somebody takes part no longer. A key worker is changed by `allocate_again`. Raises NotAllowed, Unacceptable."""
    here = held(by, family_id, at, Permission.LEAD_HELP, *AT_WORK)
    if helper.family_id != family_id:
        raise NotAllowed
    if helper.role == "key_worker":
        raise Unacceptable("helper", "Say who takes over: a family is not left without its key worker")
    who = helper.user or helper.professional
    people.end_helper(by=by, helper=helper, at=at)
    leave(by, here, deed_id, at, [step("helper_left", {"name": str(who), "role": HELPER_ROLES[helper.role]})])


def _as_shown(by: User, family_id: int, before: Helper | None, shown: Collection[uuid.UUID]) -> None:
    if before is None or before.user is None:
        return
    if before.pk not in shown:
        who = before.user.name
        raise Unacceptable("worker", f"{who} has become the key worker since you opened this page. Begin again")
    if any(each.promise_id not in shown for each in queries.promised_by(family_id, by, before.user.pk)):
        raise Unacceptable("promises", promised_more(before.user.name))


def _hand_over(
    *, by: User, family_id: int, promises: Collection[uuid.UUID], before: User, worker: User, at: datetime
) -> WentOver:
    """Every room lets those go over that it holds; what no room knows was taken off the record."""
    if not promises:
        return WentOver()
    said: list[WentOver] = [
        take_over(by=by, family_id=family_id, promises=promises, before=before, worker=worker, at=at)
        for _, take_over in hooks.answers("promises_taken_over")
    ]
    taken = {key for each in said for key in each.taken}
    refused = {key: why for each in said for key, why in each.refused.items()}
    gone = dict.fromkeys(set(promises) - taken - refused.keys(), "One that was taken off the record")
    return WentOver(taken, {**refused, **gone})


def _add(by: User, here: Here, worker: User, role: str, at: datetime) -> Helper:
    return people.add_helper(
        by=by, family_id=here.family.pk, involvement=here.involvement, role=role, at=at, user=worker
    )


def _joined(name: str, helper: Helper) -> NewEntry:
    return step("helper_joined", {"name": name, "role": HELPER_ROLES[helper.role], ROW: str(helper.pk)})


def _may_lead(field: str, worker: User) -> None:
    if worker.role not in MAY_LEAD or not worker.is_active:
        raise Unacceptable(field, "Choose a key worker of the team")
