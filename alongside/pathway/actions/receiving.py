"""A referral arrives, and what its writer adds later. The service acts as its own front door: whoever writes it down,
a referrer or somebody of the team, sees the family by that no more than before.
"""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from alongside.access import queries as access
from alongside.access import scope
from alongside.access.models import User
from alongside.kit.clock import london_day
from alongside.kit.dates import due_birth, vague_between, vague_words
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.pathway import queries
from alongside.pathway.actions._involvement import Here, held, leave, step
from alongside.pathway.models import ELSEWHERE, OF_THE_FAMILY, RANG, Referral, ReferralAnswer, ReferralSubmission
from alongside.pathway.permissions import Permission, is_from_outside, require
from alongside.pathway.rules import UNDECIDED, PersonTold, ReferralTold, Standing
from alongside.people import actions as people
from alongside.people.models import Involvement
from alongside.timeline.models import Entry

PLACE = "pathway.receive_referral"


@transaction.atomic
def receive_referral(*, by: User, deed_id: uuid.UUID, told: ReferralTold, at: datetime) -> ReferralSubmission:
    """Make a family of what a referrer tells, or of what somebody of the team wrote down for who rang, and hand it to
    the team that receives referrals.

    Opens an involvement with the current practice models; only managers of that team see it. What was sent stays
    with its writer. Raises NotAllowed, Unacceptable.
    """
    require(by, Permission.REFER)
    if not told.people:
        raise Unacceptable("", "Name or describe at least one person in the family")
    if not is_from_outside(by) and not told.asked_by:
        raise Unacceptable("asked_by", "Say who rang")
    family_id = people.next_family_id()
    with scope.acting_for("front_door", place=PLACE, family_id=family_id, author_id=by.pk):
        here = _open(by, family_id, told, at)
        persons = _add_people(by, family_id, told, at)
        facts = {"agency": told.agency, **_who_asked(by, told)}
        texts = {
            "worries": told.worries, "working": told.working, "tried": told.tried, "note": told.risks,
            "reason": told.family_knows_why,
        }  # fmt: skip
        (entry,) = leave(by, here, deed_id, at, [step("referral_received", facts, texts=texts, mentions=persons)])
        submission = _keep_submission(by, deed_id, here.involvement, told, at)
        _keep_referral(by, submission, entry, told, at)
    return submission


@transaction.atomic
def give_more_information(*, by: User, deed_id: uuid.UUID, submission_id: uuid.UUID, words: str, at: datetime) -> None:
    """The referrer answers what they were asked. Raises NotAllowed, Unacceptable when nothing is asked any more."""
    require(by, Permission.REFER)
    submission = queries.own_submission(by, submission_id)
    if submission is None:
        raise NotAllowed
    if not words.strip():
        raise Unacceptable("words", "Write what you know")
    family_id = submission.family_id
    with scope.acting_for("front_door", place=PLACE, family_id=family_id, author_id=by.pk):
        here = held(by, family_id, at, Permission.REFER, *UNDECIDED)
        leave(by, here, deed_id, at, [step("more_information_given", {"from_name": by.name}, texts={"note": words})])
        ReferralAnswer(
            family_id=family_id, author=by, at=at, submission=submission, kind=ReferralAnswer.Kind.REPLY, words=words,
            from_name=by.name, from_telephone=submission.telephone,
        ).save(force_insert=True)  # fmt: skip


def _who_asked(by: User, told: ReferralTold) -> dict[str, str]:
    if is_from_outside(by):
        return {"from_name": by.name}
    return {"from_name": told.who_rang.known_as() if told.who_rang else told.asked_by, "written_by": by.name}


def _open(by: User, family_id: int, told: ReferralTold, at: datetime) -> Here:
    today = london_day(at)
    team = access.team_named(settings.RECEIVING_TEAM)
    family = people.make_family(by=by, family_id=family_id, name=told.family_name, lead_team=team, at=at)
    involvement = people.open_involvement(
        by=by, family_id=family_id, on=today, at=at, model_versions=queries.default_versions()
    )
    return Here(family, involvement, Standing.WAITING, today)


def _add_people(by: User, family_id: int, told: ReferralTold, at: datetime) -> list[uuid.UUID]:
    persons = [_add_person(by, family_id, person, at) for person in told.people]
    here = [(person_id, person) for person_id, person in zip(persons, told.people, strict=True) if person.lives_there]
    if told.address:
        for person_id, person in here:
            if person.due_on is None:
                _fact(by, family_id, person_id, at, kind="address", value=told.address)
    adults = [person_id for person_id, person in here if not person.is_child] or persons
    if told.family_telephone:
        _fact(by, family_id, adults[0], at, kind="phone", value=told.family_telephone)
    return persons


def _add_person(by: User, family_id: int, person: PersonTold, at: datetime) -> uuid.UUID:
    known = people.add_person(
        by=by, family_id=family_id, at=at, name=person.name, described_as=person.described_as, birth=person.birth,
        due_on=person.due_on, role=person.role, in_household=person.lives_there,
    )  # fmt: skip
    for kind in ("school", "nhs", "upn"):
        value = getattr(person, kind)
        if value:
            _fact(by, family_id, known.person_id, at, kind=kind, value=value)
    return uuid.UUID(str(known.person_id))


def _fact(by: User, family_id: int, person_id: uuid.UUID, at: datetime, *, kind: str, value: str) -> None:
    people.record_fact(by=by, family_id=family_id, person_id=person_id, kind=kind, value=value, at=at)


def _keep_submission(
    by: User, deed_id: uuid.UUID, involvement: Involvement, told: ReferralTold, at: datetime
) -> ReferralSubmission:
    submission = ReferralSubmission(
        id=deed_id, family_id=involvement.family_id, author=by, at=at, involvement=involvement,
        family_name=told.family_name, people=_people_told(by, told), worries=told.worries,
        working=told.working, tried=told.tried, risks=told.risks, criteria=list(told.criteria),
        triggers=list(told.triggers), route=told.route, family_knows=told.family_knows,
        family_knows_why=told.family_knows_why, agency=told.agency, telephone=told.telephone,
    )  # fmt: skip
    submission.save(force_insert=True)
    return submission


def _keep_referral(by: User, submission: ReferralSubmission, entry: Entry, told: ReferralTold, at: datetime) -> None:
    Referral(
        id=uuid7(), strand_id=entry.strand_id, family_id=entry.family_id, audience=entry.audience, entry=entry,
        involvement_id=submission.involvement_id, submission_id=submission.pk, author=by, received_at=at,
        criteria=list(told.criteria), triggers=list(told.triggers), route=told.route, family_knows=told.family_knows,
        agency=told.agency, telephone=told.telephone,
    ).save(force_insert=True)  # fmt: skip


def _people_told(by: User, told: ReferralTold) -> list[dict[str, str]]:
    """Everybody as they were told; who rang is marked, and added when they are not of the family."""
    lines = [_as_told(person) for person in told.people]
    if is_from_outside(by):
        return lines
    if told.who_rang is None:
        return [*lines, {**_as_told(PersonTold(name=told.asked_by)), RANG: ELSEWHERE}]
    lines[told.people.index(told.who_rang)][RANG] = OF_THE_FAMILY
    return lines


def _as_told(person: PersonTold) -> dict[str, str]:
    return {
        "name": person.known_as(), "role": person.role, "born": _born_words(person.birth, person.due_on),
        "school": person.school,
    }  # fmt: skip


def _born_words(birth: tuple[date, date] | None, due_on: date | None) -> str:
    if due_on is not None:
        return due_birth(due_on)
    if birth is None:
        return ""
    return f"born {vague_words(vague_between(*birth))}"
