"""A manager decides about a referral: yes, not yet, or no with the reason; whoever referred hears of it
(002:1107-1151).
"""

import uuid
from datetime import datetime

from django.db import transaction

from alongside.access.models import User
from alongside.kit.refusals import Unacceptable
from alongside.kit.words import says_something
from alongside.pathway import queries
from alongside.pathway.actions._answering import answer
from alongside.pathway.actions._involvement import held, leave, step
from alongside.pathway.models import ReferralAnswer
from alongside.pathway.permissions import Permission
from alongside.pathway.rules import UNDECIDED


@transaction.atomic
def accept(
    *, by: User, family_id: int, deed_id: uuid.UUID, at: datetime, below_threshold: bool = False, reason: str = "",
    told: str = "",
) -> None:  # fmt: skip
    """We are going to work with the family, also below the usual threshold when there is a reason. `told`: to the
    referrer.

    Raises NotAllowed, Unacceptable.
    """
    here = held(by, family_id, at, Permission.ALLOCATE, *UNDECIDED)
    if below_threshold and not says_something(reason):
        raise Unacceptable("reason", "Give the reason for accepting the family although the threshold is not met")
    texts = {"reason": reason, "note": told}
    leave(by, here, deed_id, at, [step("accepted", {"below_threshold": below_threshold}, texts=texts)])
    answer(by, here, ReferralAnswer.Kind.ACCEPTED, at, words=told)


@transaction.atomic
def ask_for_more(*, by: User, family_id: int, deed_id: uuid.UUID, question: str, at: datetime) -> None:
    """Ask the referrer for more, for example what is known about risk. Raises NotAllowed, Unacceptable."""
    here = held(by, family_id, at, Permission.ALLOCATE, *UNDECIDED)
    if not question.strip():
        raise Unacceptable("question", "Write what you need to know")
    referral = answer(by, here, ReferralAnswer.Kind.QUESTION, at, words=question)
    facts = {"to_name": referral.author.name if referral else "the referrer"}
    leave(by, here, deed_id, at, [step("more_information_asked", facts, texts={"note": question})])


@transaction.atomic
def decline(*, by: User, family_id: int, deed_id: uuid.UUID, reason: str, told: str, at: datetime) -> None:
    """We are not going to work with the family: a reason of the model's list, and what the referrer is told.

    The involvement ends with it. Raises NotAllowed, Unacceptable.
    """
    here = held(by, family_id, at, Permission.ALLOCATE, *UNDECIDED)
    words = queries.words_of_list(here.involvement, "decline_reason").get(reason)
    if words is None:
        raise Unacceptable("reason", "Choose the reason")
    if not told.strip():
        raise Unacceptable("told", "Write what the referrer is told: why, and which other help fits")
    leave(by, here, deed_id, at, [step("declined", {"reason": words}, subtype=reason, texts={"reason": told})])
    answer(by, here, ReferralAnswer.Kind.DECLINED, at, words=told, reason=words)
