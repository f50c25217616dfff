"""What is decided returns to the referrer’s own submission: the service answers as its own front door."""

from datetime import datetime

from alongside.access import scope
from alongside.access.models import User
from alongside.pathway import queries
from alongside.pathway.actions._involvement import Here
from alongside.pathway.models import Referral, ReferralAnswer

PLACE = "pathway.answer_referrer"


def answer(
    by: User, here: Here, kind: str, at: datetime, *, words: str = "", reason: str = "", who: User | None = None
) -> Referral | None:
    """Tell the referrer, on their own submission; None when the involvement began without one. `who` they may ring:
    `by`.
    """
    referral = queries.referral_of(by, here.involvement)
    if referral is None:
        return None
    contact = who or by
    with scope.acting_for("front_door", place=PLACE, family_id=here.family.pk, author_id=referral.author_id):
        ReferralAnswer(
            family_id=here.family.pk, author_id=referral.author_id, at=at, submission_id=referral.submission_id,
            kind=kind, words=words, reason=reason, from_name=contact.name, from_telephone=contact.telephone,
        ).save(force_insert=True)  # fmt: skip
    return referral
