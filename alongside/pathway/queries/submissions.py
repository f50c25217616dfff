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
STATUS_OF_RANG = STATUS | {"": "Nobody has decided yet"}
"""The same for whoever wrote down what was said when a family rang."""
ANSWERED = {
    K.QUESTION: "{who} asked you",
    K.REPLY: "You answered",
    K.ACCEPTED: "{who} accepted the referral",
    K.DECLINED: "{who} did not take it on",
    K.ALLOCATED: "{who} is the family’s key worker",
}


@dataclass(frozen=True, slots=True)
class ReferWords:
    """What the pages of a writer's referrals say: `lead` to `leave` on the form, the rest on their list."""

    lead: str
    refused: str
    in_danger: str
    in_danger_then: str
    told: str
    save: str
    leave: str
    begin: str
    about: str
    nothing: str
    nothing_then: str


OF_OUTSIDE = ReferWords(
    lead="Write what you know and leave out what you do not. You do not see the family’s record afterwards; you see "
    "here what is decided, and whom to ring.",
    refused="Not sent yet",
    in_danger="Do not wait for an answer here. Ring the police on 999, or children’s social care.",
    in_danger_then="Wherever it is safe, talk with the family before you send this.",
    told="What you see",
    save="Send the referral",
    leave="Leave without sending",
    begin="Ask for help for a family",
    about="What became of the families you asked help for. Only you see this list.",
    nothing="You have not referred a family yet.",
    nothing_then="What you send shows here, with what is decided and whom you can ring.",
)
OF_THE_TEAM = ReferWords(
    lead="Write what they told you, in their words where you can, and read it back to them. The managers who decide on "
    "referrals see it as soon as it is saved.",
    refused="Not saved yet",
    in_danger="Do not wait for a decision here. Ring the police on 999, or children’s social care.",
    in_danger_then="Ask whoever rang when, and on which number, it is safe to ring them back.",
    told="What they told you",
    save="Save what they told you",
    leave="Leave without saving",
    begin="Write down a family that rang",
    about="Families that rang, as you wrote them down, and what became of them. Only you see this list.",
    nothing="You have not written down a family yet.",
    nothing_then="What you write down shows here, with what is decided.",
)


@dataclass(frozen=True, slots=True)
class ReferPage:
    """What the form of a referral offers: lists of today's practice models, and how to reach its writer, as they last
    said. `outside`: who writes is of another agency, and asks for help themselves.
    """

    lists: Mapping[str, Sequence[ListItem]]
    agency: str
    telephone: str
    outside: bool

    @property
    def words(self) -> ReferWords:
        return OF_OUTSIDE if self.outside else OF_THE_TEAM


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
class MyReferrals:
    """Everything somebody has referred, and what their list says."""

    lines: tuple[SubmissionLine, ...]
    words: ReferWords


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer to a referral as its writer reads it. `telephone`: of whoever gave it, "" for what the writer said."""

    kind: str
    title: str
    at: datetime
    reason: str
    words: str
    telephone: str


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One referral as its writer sees it. `kind`: of the last answer. `may_reply`: nobody has decided yet;
    `may_decide`: the writer is a manager who sees the family.
    """

    submission: ReferralSubmission
    answers: tuple[AnswerLine, ...]
    kind: str
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
    def title(self) -> str:
        who = self.asked_by
        return f"What {who} told us about {self.called}" if who else f"Your referral for {self.called}"

    @property
    def status(self) -> str:
        """What became of it."""
        return (STATUS_OF_RANG if self.asked_by else STATUS)[self.kind]

    @property
    def heads(self) -> Mapping[str, str]:
        """What stands above each part of what was told."""
        if not self.asked_by:
            return {"sent": "You sent it", "worries": "What you were worried about", "working": "What was working",
                    "told": "What you told us", "through": "Through"}  # fmt: skip
        return {"sent": "You wrote it down", "worries": f"What worries {self.asked_by}", "working": "What is working",
                "told": "What else was told", "through": "Who asks"}  # fmt: skip

    @property
    def through(self) -> str:
        """Which way it came; for one who rang, also for whom they work."""
        return ", ".join(each for each in (self.route, self.submission.agency if self.asked_by else "") if each)

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
        return ReferPage(lists_of_today(*LISTS), "", "", outside=False)
    before = ReferralSubmission.objects.visible_to(user).order_by("-at", "-id").first()
    return ReferPage(
        lists_of_today(*LISTS), before.agency if before else "",
        (before.telephone if before else "") or user.telephone, outside=True,
    )  # fmt: skip


def my_referrals(user: User, *, most: int = 100) -> MyReferrals:
    """The person's own referrals, newest first, those that ask something before all others. Two queries."""
    rows = list(ReferralSubmission.objects.visible_to(user).order_by("-at", "-id")[:most])
    last: dict[uuid.UUID, ReferralAnswer] = {}
    answers = ReferralAnswer.objects.visible_to(user).filter(submission_id__in=[row.pk for row in rows])
    for answer in answers.order_by("at", "id"):
        last[answer.submission_id] = answer
    lines = [_line(row, last.get(row.pk)) for row in rows]
    words = OF_OUTSIDE if is_from_outside(user) else OF_THE_TEAM
    return MyReferrals(tuple(sorted(lines, key=lambda line: not line.asks)), words)


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
        submission=submission, kind=kind, answers=tuple(_answer(each) for each in answers),
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


def _answer(answer: ReferralAnswer) -> AnswerLine:
    return AnswerLine(
        answer.kind, ANSWERED[K(answer.kind)].format(who=answer.from_name), answer.at, answer.reason, answer.words,
        "" if answer.kind == K.REPLY else answer.from_telephone,
    )  # fmt: skip


def _line(row: ReferralSubmission, last: ReferralAnswer | None) -> SubmissionLine:
    return SubmissionLine(
        id=row.pk, family_name=row.family_name, sent_at=row.at, status=STATUS[last.kind if last else ""],
        changed_at=last.at if last else row.at, asks=last is not None and last.kind == K.QUESTION,
    )  # fmt: skip
