"""Periods of work with a family and those who help."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from alongside.access.models import User
from alongside.kit.ids import uuid7
from alongside.people.models.base import FamilyRow
from alongside.people.rules import HELPER_ROLES, HELPS_IN_FULL
from alongside.practice.models import ModelVersion


class Agency(models.Model):
    """An organisation that helps: the council, a school, a health trust, a charity."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "agency"

    def __str__(self) -> str:
        return self.name


class Professional(models.Model):
    """Somebody who helps families for an agency without an account of their own: work details only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    job_title = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "professional"

    def __str__(self) -> str:
        return self.name


class Involvement(FamilyRow):
    """A period of work with a family, from the receipt of a referral to the end of follow-up. Its end is computed."""

    opened_on = models.DateField()

    class Meta:
        db_table = "involvement"
        indexes = [models.Index(fields=["family", "-opened_on"], name="involvement_family_opened")]

    def __str__(self) -> str:
        return f"{self.family_id} since {self.opened_on}"


class InvolvementModel(FamilyRow):
    """Which version of a practice model an involvement follows from then on; append-only, the newest row of a model
    counts.
    """

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    model_version = models.ForeignKey(ModelVersion, on_delete=models.PROTECT, related_name="+")
    # Nobody's deed when a new version is published with a release.
    recorded_by = models.ForeignKey(  # type: ignore[assignment]  # every other row has somebody
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        db_table = "involvement_model"
        indexes = [models.Index(fields=["family", "involvement"], name="involvement_model_of")]

    def __str__(self) -> str:
        return f"{self.involvement_id} follows {self.model_version_id}"


class Helper(FamilyRow):
    """Somebody takes part in an involvement, in a role, from–to."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40, choices=[(key, words) for key, words in HELPER_ROLES.items()])
    during = DateTimeRangeField()

    class Meta:
        db_table = "helper"
        indexes = [
            models.Index(fields=["family", "involvement"], name="helper_family_involvement"),
            models.Index(fields=["user"], name="helper_user"),
        ]
        constraints = [
            models.CheckConstraint(
                name="helper_is_one_person",
                condition=Q(user__isnull=False, professional=None) | Q(user=None, professional__isnull=False),
            ),
            models.CheckConstraint(condition=Q(role__in=list(HELPER_ROLES)), name="helper_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id or self.professional_id} as {self.role}"

    @classmethod
    def for_partner(cls, user: User) -> list[Any]:
        """Who leads the help, and themselves: that another agency helps may tell what is nobody's to know."""
        return [Q(role__in=HELPS_IN_FULL) | Q(user=user)]
