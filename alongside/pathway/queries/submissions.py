"""A referrer's own referrals: what they sent, and what became of it. Nothing else of the family."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.access import scope
from alongside.access.models import User
from alongside.access.permissions import Permission, is_from_outside, user_may
from alongside.kit.clock import london_day
from alongside.pathway.models import ELSEWHERE, RANG, ReferralAnswer, ReferralSubmission
from alongside.pathway.queries.involvement import lists_of_today
from alongside.people.rules import family_words, the_family
from alongside.practice.rules import ListItem

LISTS = ("referral_criterion", "referral_trigger", "referral_route", "family_knows")
K = ReferralAnswer.Kind
STATUS = {
    "": "Sent. Nobody has decided yet",
    K.QUESTION: "We need to know more",
    K.REPLY: "You answered. Nobody has decided yet",
    K.ACCEPTED: "Accepted. A key worker is being found",
    K.DECLINED: "Not taken on",
    K.ALLOCATED: "A key worker has been allocated",
}
"""What became of a referral, in words for whoever sent it, by the kind of the last answer."""


@dataclass(frozen=True, slots=True)
class ReferPage:
    """What the form of a referral offers: lists of today's practice models, and how to reach its writer, as they last
    said.
    """

    lists: Mapping[str, Sequence[ListItem]]
    agency: str
    telephone: str


@dataclass(frozen=True, slots=True)
class SubmissionLine:
    """One referral in its writer's list. `asks`: they are asked something."""

    id: uuid.UUID
    family_name: str
    sent_at: datetime
    status: str
    changed_at: datetime
    asks: bool

    @property
    def called(self) -> str:
        """The family in a list: "Smith family"."""
        return family_words(self.family_name)

    @property
    def sent_on(self) -> date:
        """The London day it was sent."""
        return london_day(self.sent_at)


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One referral as its writer sees it. `may_reply`: nobody has decided yet; `may_decide`: the writer is a manager
    who sees the family.
    """

    submission: ReferralSubmission
    status: str
    answers: tuple[ReferralAnswer, ...]
    question: ReferralAnswer | None
    may_reply: bool
    criteria: tuple[str, ...]
    triggers: tuple[str, ...]
    route: str
    family_knows: str
    may_decide: bool

    @property
    def called(self) -> str:
        """The family within a sentence: "the Smith family"."""
        return the_family(self.submission.family_name)

    @property
    def asked_by(self) -> str:
        """Who rang, where the writer is of the team; "" otherwise."""
        return next((person["name"] for person in self.submission.people if RANG in person), "")

    @property
    def people(self) -> list[dict[str, str]]:
        """Everybody of the family, as they were told."""
        return [person for person in self.submission.people if person.get(RANG) != ELSEWHERE]


def own_submission(user: User, submission_id: uuid.UUID) -> ReferralSubmission | None:
    """One of the person's own referrals; None for any other."""
    return ReferralSubmission.objects.visible_to(user).filter(pk=submission_id).first()


def refer_page(user: User) -> ReferPage:
    """What somebody is asked who refers a family, and what is known of themselves already: nothing where they write
    down what others say. One query.
    """
    if not is_from_outside(user):
        return ReferPage(lists_of_today(*LISTS), "", "")
    before = ReferralSubmission.objects.visible_to(user).order_by("-at", "-id").first()
    return ReferPage(
        lists_of_today(*LISTS), before.agency if before else "",
        (before.telephone if before else "") or user.telephone,
    )  # fmt: skip


def my_referrals(user: User, *, most: int = 100) -> list[SubmissionLine]:
    """The person's own referrals, newest first, those that ask something before all others. Two queries."""
    rows = list(ReferralSubmission.objects.visible_to(user).order_by("-at", "-id")[:most])
    last: dict[uuid.UUID, ReferralAnswer] = {}
    answers = ReferralAnswer.objects.visible_to(user).filter(submission_id__in=[row.pk for row in rows])
    for answer in answers.order_by("at", "id"):
        last[answer.submission_id] = answer
    lines = [_line(row, last.get(row.pk)) for row in rows]
    return sorted(lines, key=lambda line: not line.asks)


def my_referral(user: User, submission_id: uuid.UUID) -> SubmissionPage | None:
    """One of the person's own referrals with what became of it; None for any other. Two queries, for who decides on
    referrals a few more.
    """
    submission = own_submission(user, submission_id)
    if submission is None:
        return None
    answers = tuple(ReferralAnswer.objects.visible_to(user).filter(submission=submission).order_by("at", "id"))
    kind = answers[-1].kind if answers else ""
    lists = lists_of_today(*LISTS)
    return SubmissionPage(
        submission=submission, status=STATUS[kind], answers=answers,
        question=answers[-1] if kind == K.QUESTION else None, may_reply=kind in ("", K.QUESTION, K.REPLY),
        criteria=labels(lists, "referral_criterion", submission.criteria),
        triggers=labels(lists, "referral_trigger", submission.triggers),
        route=" ".join(labels(lists, "referral_route", [submission.route])),
        family_knows=" ".join(labels(lists, "family_knows", [submission.family_knows])),
        may_decide=user_may(user, Permission.ALLOCATE) and scope.may_open(user, submission.family_id),
    )  # fmt: skip


def labels(lists: Mapping[str, Sequence[ListItem]], name: str, ids: Sequence[str]) -> tuple[str, ...]:
    """The words for items of a list; an id that is no longer listed stands for itself."""
    words = {item.id: item.label for item in lists[name]}
    return tuple(words.get(item, item) for item in ids if item)


def _line(row: ReferralSubmission, last: ReferralAnswer | None) -> SubmissionLine:
    return SubmissionLine(
        id=row.pk, family_name=row.family_name, sent_at=row.at, status=STATUS[last.kind if last else ""],
        changed_at=last.at if last else row.at, asks=last is not None and last.kind == K.QUESTION,
    )  # fmt: skip
