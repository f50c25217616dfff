"""Who of those who help is kept out of a family, and to whom a restricted family is open."""

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from alongside.people.models.base import FamilyRow

TIES = {"relative": "a relative", "known": "known to the family"}
"""How somebody who works here is tied to a family in their own life. More is not asked."""


class KeptOut(FamilyRow):
    """Somebody is a relative of the family or known to it: whatever else would let them see it does not, from–to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tie = models.CharField(max_length=20, choices=list(TIES.items()))
    ended_why = models.CharField(max_length=500, blank=True)
    during = DateTimeRangeField()

    class Meta:
        db_table = "kept_out"
        indexes = [models.Index(fields=["user", "family"], name="kept_out_user")]
        constraints = [models.CheckConstraint(condition=Q(tie__in=list(TIES)), name="kept_out_tie_known")]

    def __str__(self) -> str:
        return f"{self.user_id} is kept out of {self.family_id}"


class OpenTo(FamilyRow):
    """While a family is restricted, whoever is named here goes on seeing it on what they see it by; nobody else does.
    The reason, and the day by which to look at it again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    look_again_on = models.DateField()
    ended_why = models.CharField(max_length=500, blank=True)
    during = DateTimeRangeField()

    class Meta:
        db_table = "open_to"
        indexes = [models.Index(fields=["user", "family"], name="open_to_user")]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="open_to_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.family_id} is open to {self.user_id}"
