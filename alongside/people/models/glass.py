"""Somebody saw a family without a basis, for a reason of the moment, and what was found of it afterwards."""

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from alongside.people.models.base import FamilyRow
from alongside.people.rules.glass import REASONS


class BrokenGlass(FamilyRow):
    """`user` saw the family `during` four hours at most: to read, or `writes` as well. It waits until somebody else
    has looked at it: `justified` or not, and in words what they `found`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=list(REASONS.items()))
    what_for = models.CharField(max_length=1000)
    writes = models.BooleanField(default=False)
    during = DateTimeRangeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)
    justified = models.BooleanField(null=True)
    found = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "broken_glass"
        indexes = [models.Index(fields=["family"], name="broken_glass_waits", condition=Q(reviewed_at=None))]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=list(REASONS)), name="broken_glass_reason_known"),
            models.CheckConstraint(condition=~Q(what_for=""), name="broken_glass_what_for"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by=None, justified=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, justified__isnull=False) & ~Q(found=""),
                name="broken_glass_reviewed_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("user")), name="broken_glass_not_by_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} saw {self.family_id}"
