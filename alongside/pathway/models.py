"""What a referrer sent and was answered, and what of it belongs to the family.

A submission and its answers are rows of their author, who never sees the family; `Referral` is a row of the family
and points down to its entry, which holds the texts.
"""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, UUIDField, Value

from alongside.access import scope
from alongside.access.models import User
from alongside.kit.ids import uuid7
from alongside.people.models import Family, Involvement
from alongside.timeline.models import Entry, StrandRow

RANG, OF_THE_FAMILY, ELSEWHERE = "rang", "of the family", "elsewhere"
"""What marks, among the people of a submission, who rang where somebody of the team wrote it down."""


class AuthorRowQuerySet(models.QuerySet[Any]):
    """Rows of whoever sent them, reached only by that person."""

    def visible_to(self, user: User) -> Self:
        """The person's own rows, when this transaction was opened for them."""
        return self.filter(scope.ScopeIsOf(Value(user.pk, output_field=UUIDField())), author_id=user.pk)


class AuthorRow(models.Model):
    """A row that its author reads, and nobody else. It names the family that was made of it, which the author cannot
    open.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[models.Manager[Any]] = AuthorRowQuerySet.as_manager()

    class Meta:
        abstract = True


class ReferralSubmission(AuthorRow):
    """A referral exactly as it was sent. `people`: name, description, role, birth or due day in words, school of
    each; where somebody of the team wrote it down, who rang too, marked by RANG.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    family_name = models.CharField(max_length=200)
    people = models.JSONField(default=list)
    worries = models.TextField(blank=True)
    working = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    criteria = ArrayField(models.CharField(max_length=60), default=list)
    triggers = ArrayField(models.CharField(max_length=60), default=list)
    route = models.CharField(max_length=60)
    family_knows = models.CharField(max_length=60)
    family_knows_why = models.TextField(blank=True)
    agency = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "referral_submission"
        indexes = [models.Index(fields=["author", "-at"], name="submission_author_at")]

    def __str__(self) -> str:
        return self.family_name


class ReferralAnswer(AuthorRow):
    """One step of what became of a referral: what the referrer was told or asked, or what they answered.
    Append-only.
    """

    class Kind(models.TextChoices):
        QUESTION = "question"
        REPLY = "reply"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        ALLOCATED = "allocated"

    submission = models.ForeignKey(ReferralSubmission, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=300, blank=True)
    from_name = models.CharField(max_length=200)
    from_telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "referral_answer"
        indexes = [models.Index(fields=["submission", "at"], name="answer_submission_at")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["question", "reply", "accepted", "declined", "allocated"]),
                name="answer_kind_known",
            )
        ]

    def __str__(self) -> str:
        return self.kind


class Referral(StrandRow):
    """What a referral says besides its texts. `submission` and `author` are where the answers go."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", db_index=False)
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    submission_id = models.UUIDField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    criteria = ArrayField(models.CharField(max_length=60), default=list)
    triggers = ArrayField(models.CharField(max_length=60), default=list)
    route = models.CharField(max_length=60)
    family_knows = models.CharField(max_length=60)
    agency = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "referral"
        indexes = [models.Index(fields=["family", "received_at"], name="referral_family_received")]

    def __str__(self) -> str:
        return f"referral of {self.family_id}"
