"""What was recorded of a family's people and helpers, and did not happen, is undone."""

import uuid
from datetime import date, datetime

from django.db import transaction

from alongside.access.models import User
from alongside.agreements import actions as agreements
from alongside.kit.clock import london_day
from alongside.kit.refusals import Unacceptable
from alongside.pathway import queries
from alongside.pathway.permissions import Permission, require
from alongside.pathway.rules import FACT_RECORDED, HELPER_JOINED, RELATIONSHIP_RECORDED
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.people.queries import FactLine


@transaction.atomic
def undo_what_followed(*, by: User, family_id: int, at: datetime) -> None:
    """A fact that was never true is one no more, and what stood before it stands again; nobody is related, or decides
    for a child, as was said wrongly; who did not begin to help helps no longer. Access follows at once.

    Raises NotAllowed; Unacceptable for the key worker, whom somebody else has to follow.
    """
    require(by, Permission.RECORD_HELP)
    for kind, row_id in queries.rows_taken_back(by, family_id, at):
        if kind == FACT_RECORDED:
            _undo_fact(by, family_id, row_id, at)
        elif kind == RELATIONSHIP_RECORDED:
            _undo_relationship(by, family_id, row_id, at)
        elif kind == HELPER_JOINED:
            _undo_helper(by, family_id, row_id, at)
        else:
            _undo_responsibility(by, family_id, row_id, at)
    agreements.settle_access(by=by, family_id=family_id, at=at)


def _undo_fact(by: User, family_id: int, row_id: uuid.UUID, at: datetime) -> None:
    undone = queries.fact_undone(by, family_id, row_id)
    if undone is None:
        return
    if undone.stands is not None:
        _restate(by, undone.newest, undone.stands, undone.newest.until or undone.stands.until, at)
        return
    # What stood before stands again first: who must be kept away by that is let into nothing meanwhile.
    for ended, was in undone.ended:
        until = undone.newest.until or was.until
        if until is None or until > was.since:
            _restate(by, ended, was, until, at)
    people.retract_fact(by=by, family_id=family_id, fact=undone.newest.fact, at=at)


def _restate(by: User, newest: FactLine, as_it_was: FactLine, until: date | None, at: datetime) -> None:
    """What is kept from others stays kept from them."""
    people.record_fact(
        by=by, family_id=newest.fact.family_id, person_id=newest.person_id, kind=newest.kind, value=as_it_was.value,
        at=at, since=as_it_was.since, until=until if until is None or until > as_it_was.since else None,
        protected=newest.protected or as_it_was.protected, corrects=newest.fact, decided_by=as_it_was.decided_by,
        source=as_it_was.source,
    )  # fmt: skip


def _undo_relationship(by: User, family_id: int, row_id: uuid.UUID, at: datetime) -> None:
    for line in people_queries.ties_of(family_id, by, ended=True):
        if line.relationship is not None and line.relationship.pk == row_id:
            people.retract_relationship(by=by, family_id=family_id, relationship=line.relationship, at=at)


def _undo_responsibility(by: User, family_id: int, row_id: uuid.UUID, at: datetime) -> None:
    for line in people_queries.responsibilities_of(family_id, by, london_day(at), ever=True):
        if line.responsibility.pk == row_id:
            people.retract_responsibility(by=by, responsibility=line.responsibility, at=at)


def _undo_helper(by: User, family_id: int, row_id: uuid.UUID, at: datetime) -> None:
    for line in people_queries.helpers_of(family_id, by, at):
        if line.helper.pk == row_id:
            if line.is_key_worker:
                raise Unacceptable("", "Say who takes over: a family is not left without its key worker")
            people.end_helper(by=by, helper=line.helper, at=at)
