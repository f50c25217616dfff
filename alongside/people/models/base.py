"""What every row about a family carries."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from alongside.access import scope
from alongside.access.models import User
from alongside.kit.ids import uuid7
from alongside.kit.newest import NothingNewer


class FamilyRowQuerySet(models.QuerySet[Any]):
    """Rows of families, reached only through the person who looks."""

    def visible_to(self, user: User) -> Self:
        """Rows of the families in scope, and for a partner of whom a live basis covers. The row policies narrow them
        further: audience, protection, withholding.
        """
        narrowed = self.model.for_partner(user) if scope.only_covered(user) else []
        return self.filter(scope.of_user(user), *narrowed)

    def newest(self) -> Self:
        """Rows that no newer version supersedes."""
        return self.filter(NothingNewer("pk", table=self.model._meta.db_table))


class FamilyRow(models.Model):
    """A row of one family: who recorded it and when. The row policy of its table opens it with the family."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family = models.ForeignKey("people.Family", on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: ClassVar[FamilyRowQuerySet] = FamilyRowQuerySet.as_manager()  # type: ignore[assignment]
    names_persons: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def for_partner(cls, user: User) -> list[Any]:  # noqa: ARG003 (some rooms ask who)
        """What a row must meet for a partner to see it: everyone it names is covered."""
        return [scope.IsCovered("family_id", person) for person in cls.names_persons]
