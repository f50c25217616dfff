"""Somebody asks for a copy of what is written about them, and what becomes of it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import scope
from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.agreements import permissions, queries
from alongside.agreements.rules import consent, copies
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.words import listed
from alongside.people import queries as people
from alongside.people.queries import wait_for_family
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened

PLACE = "agreements.ask_for_own_copy"


@transaction.atomic
def ask_for_copy(*, by: User, deed_id: UUID, family_id: int, request: copies.Request, at: datetime) -> Entry:
    """A worker writes down that somebody asked for a copy of what is written about them, or a child of theirs.

    It is due one calendar month after the day they asked, to the key worker, and told to the manager. Raises
    NotAllowed; Unacceptable where it is not theirs to ask, or they asked already.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    return _ask(by, deed_id, family_id, request, at)


@transaction.atomic
def ask_for_own_copy(
    *, by: User, deed_id: UUID, about: Collection[str], how: str, words: str, at: datetime
) -> list[Entry]:
    """A parent or young person asks on their own page. `about`: keys of `queries.own_choices`.

    They write nothing else, and read nothing more than before: the service takes it in as its own front door. Raises
    NotAllowed; Unacceptable for nobody, or when they asked already.
    """
    if not user_may(by, Permission.SEE_OWN_RECORD):
        raise NotAllowed
    chosen = [each for each in queries.own_choices(by, at) if each.key in about]
    if not chosen or len(chosen) < len(set(about)):
        raise NotAllowed
    rows = []
    for family_id, me in dict.fromkeys((each.family_id, each.by) for each in chosen):
        mine = tuple(each.person_id for each in chosen if (each.family_id, each.by) == (family_id, me))
        request = copies.Request(me, mine, london_day(at), how, words, own=True)
        with scope.acting_for("front_door", place=PLACE, family_id=family_id):
            wait_for_family(family_id)
            rows.append(_ask(by, deed_id, family_id, request, at))
    return rows


def _ask(by: User, deed_id: UUID, family_id: int, request: copies.Request, at: datetime) -> Entry:
    found = queries.consents(family_id, by, at)
    if not request.about or not {request.by, *request.about} <= found.names.keys():
        raise NotAllowed
    if request.on < found.record.people[request.by].since:
        raise Unacceptable("day", f"{found.names[request.by]} was not yet known here on that day. Check the day")
    _theirs_to_ask(found, request)
    _not_asked_yet(queries.asked_copies(family_id, by), found.names[request.by], request)
    involvement = people.current_involvement(family_id, by)
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=involvement.pk if involvement else None, at=at,
        happened=Happened.day(request.on), entries=[request.entry(found.names, deed_id)],
    )  # fmt: skip
    return row


def _theirs_to_ask(found: queries.Consents, request: copies.Request) -> None:
    not_theirs = [
        found.names[person]
        for person in request.about
        if person != request.by
        and not consent.may_consent_for(found.record, request.by, person, request.on, able=False)
    ]
    if not_theirs:
        raise Unacceptable(
            "about",
            f"{found.names[request.by]} cannot ask for what is written about {listed(not_theirs)}: each asks for "
            "themselves, and for a child whoever is recorded as holding parental responsibility",
        )


def _not_asked_yet(lines: Collection[queries.CopyLine], name: str, request: copies.Request) -> None:
    for line in lines:
        if line.is_open and line.by == request.by and set(request.about) <= set(line.about):
            who = "You" if request.own else name
            raise Unacceptable(
                "about", f"{who} asked for this on {day_long(line.day)}. It is due by {day_long(line.due_on)}"
            )


@transaction.atomic
def answer_copy(
    *, by: User, deed_id: UUID, family_id: int, entry_id: UUID, on: date, answer: copies.Answer, at: datetime
) -> Entry:
    """What became of a request: given, given but for some that is held back, or refused; it is due no more.

    Raises NotAllowed; Unacceptable for a refusal without its reason, or a day before it was asked; AlreadyCorrected
    when somebody answered it meanwhile.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    for field, words in copies.missing(answer).items():
        raise Unacceptable(field, words)
    line = next((each for each in queries.asked_copies(family_id, by) if each.entry_id == entry_id), None)
    if line is None:
        raise NotAllowed
    if line.answer is not None:
        raise AlreadyCorrected(line.answer)
    if on < line.day:
        raise Unacceptable("day", f"It was asked for on {day_long(line.day)}. Check the day")
    if answer.became == "given":
        answer = replace(answer, held_back="", why="", complain="")
    others = [person for person in line.about if person != line.by]
    (row,) = timeline.record(
        by=by, deed_id=deed_id, family_id=family_id, involvement_id=line.line.entry.involvement_id, at=at,
        happened=Happened.day(on), entries=[answer.entry(line.line.facts, line.by, others)],
    )  # fmt: skip
    return row
