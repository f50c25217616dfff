"""What every row about a family carries."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from alongside.access import scope
from alongside.access.models import User
from alongside.kit.ids import uuid7


class FamilyRowQuerySet(models.QuerySet[Any]):
    """Rows of families, reached only through the person who looks."""

    def visible_to(self, user: User) -> Self:
        """Rows of the families in scope. The row policies narrow them further: audience, protection, withholding."""
        return self.filter(*scope.of_user(user))

    def newest(self) -> Self:
        """Rows that no newer version supersedes."""
        newer = self.model._base_manager.filter(supersedes_id=models.OuterRef("pk"))
        return self.filter(~models.Exists(newer))


class FamilyRow(models.Model):
    """A row of one family: who recorded it and when. The row policy of its table opens it with the family."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family = models.ForeignKey("people.Family", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: ClassVar[FamilyRowQuerySet] = FamilyRowQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
