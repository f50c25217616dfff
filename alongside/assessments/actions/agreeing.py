"""Saying that a version is complete, and what everybody says of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access.models import User
from alongside.assessments import permissions, queries, rules
from alongside.assessments.actions._record import record
from alongside.assessments.queries import AgreePage
from alongside.assessments.rules import Given
from alongside.kit.clock import london_day
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.words import says_something
from alongside.people.queries import wait_for_family
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part


@transaction.atomic
def complete(
    *, by: User, deed_id: UUID, family_id: int, version: int, kept: Sequence[str], note: str, at: datetime
) -> list[Entry]:
    """Say that a version is complete, with the principles it keeps to. What is answered later belongs to the next.

    `version`: the one on the screen. Raises NotAllowed; Unacceptable when nothing was answered since the last, when
    somebody completed it meanwhile, or when a principle is not kept and nothing says why.
    """
    permissions.require(by, family_id)
    wait_for_family(family_id)
    page = queries.complete_page(by, family_id, london_day(at))
    if version != page.assessment.working:
        raise Unacceptable("", f"Version {version} is complete already. Look at it, and at what changed since")
    if not page.assessment.changed_since():
        raise Unacceptable("", "Nothing was answered since the last version. Answer a section first")
    known = {item.id for item in page.principles}
    if not set(kept) <= known:
        raise NotAllowed
    if set(kept) != known and not note.strip():
        raise Unacceptable("note", "Say which principle is not kept yet, and what you will do about it")
    facts = {
        "version": version, "kept": len(set(kept)), "of": len(known), "sections": len(page.assessment.standing()),
    }  # fmt: skip
    about = [(person.person_id, Part.MENTIONED) for person in page.held.people]
    entry = NewEntry(
        rules.COMPLETED, Nature.PROCESS, facts, about, [NewText("note", note)],
        content={"kept": [item.id for item in page.principles if item.id in set(kept)], "note": note},
    )  # fmt: skip
    return record(by, deed_id, page.held, at, [entry])


@transaction.atomic
def agree(
    *, by: User, deed_id: UUID, family_id: int, version: int, answers: Sequence[Given], at: datetime
) -> list[Entry]:
    """What people and agencies say of a complete version: whether it is fit for its purpose (002:3185).

    Each answer is an entry of its own, so that it can be kept from another person. Raises NotAllowed; Unacceptable
    without an answer, without the reason of a no or of somebody who could not answer, or where somebody who could not
    read it agrees and nothing says how they got to know it.
    """
    permissions.require(by, family_id)
    page = queries.agree_page(by, family_id, version, london_day(at))
    if not answers:
        raise Unacceptable("", "Nobody has answered yet. Choose what one of them said")
    return record(by, deed_id, page.held, at, [_answer(page, version, given) for given in answers])


def _answer(page: AgreePage, version: int, given: Given) -> NewEntry:
    where = page.held
    whose = where.person(given.person_id).name if given.person_id else given.agency.strip()
    if not whose or given.answer not in rules.ANSWERS:
        raise Unacceptable("", "Say who answered, and what they said")
    if given.answer != rules.AGREES and not says_something(given.reason):
        raise Unacceptable("", f"Say why, in the words of {whose}")
    read = page.could_read.get(given.person_id, 0) if given.person_id else 0
    if given.answer == rules.AGREES and not read and given.how not in rules.HOW_KNOWN:
        raise Unacceptable("", f"{whose} could not read it here. Say how they got to know it")
    facts = {
        "version": version, "whose": whose, "answer": given.answer, "agency": given.person_id is None,
        "how": "" if read else given.how,
    }  # fmt: skip
    return NewEntry(
        rules.AGREED, Nature.PROCESS, facts, [(given.person_id, Part.SAID)] if given.person_id else [],
        [NewText("reason", given.reason, given.person_id)], subtype=given.answer,
        content={"whose": str(given.person_id) if given.person_id else "", "reason": given.reason},
    )  # fmt: skip
