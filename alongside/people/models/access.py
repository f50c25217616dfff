"""Who may see a family, on what basis, and what is kept from whom."""

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q

from alongside.access.models import Principal
from alongside.people.models.base import FamilyRow
from alongside.people.models.helping import Helper
from alongside.people.models.persons import Person


class FamilyAccess(FamilyRow):
    """A live row is a basis on which a principal sees a family; what they may see is the union of live bases.

    Opened and closed only by `people.actions.open_access` and `close_access`; `basis_id` is the row it rests on.
    A partner's rests on being a helper as well: `helper`.
    """

    class Level(models.TextChoices):
        FULL = "full"
        PARTNER = "partner"

    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    basis = models.CharField(max_length=40)
    basis_id = models.UUIDField(null=True)
    why = models.CharField(max_length=500, blank=True)
    during = DateTimeRangeField()
    helper = models.ForeignKey(Helper, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "family_access"
        indexes = [
            models.Index(fields=["principal", "family"], name="family_access_principal"),
            models.Index(fields=["family", "basis_id"], name="family_access_basis"),
        ]
        constraints = [models.CheckConstraint(condition=Q(level__in=["full", "partner"]), name="family_access_level")]

    def __str__(self) -> str:
        return f"{self.principal_id} sees {self.family_id} as {self.basis}"


class FamilyAccessCovers(FamilyRow):
    """Whom a consent is about: the people a partner's access covers."""

    family_access = models.ForeignKey(FamilyAccess, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "family_access_covers"
        indexes = [models.Index(fields=["family", "family_access"], name="covers_family_access")]
        constraints = [models.UniqueConstraint(fields=["family_access", "person"], name="covers_once")]

    def __str__(self) -> str:
        return f"{self.family_access_id} covers {self.person_id}"


class Withholding(FamilyRow):
    """One entry's strand, one fact, or everything about one person is kept from somebody, with the reason, from–to.

    It is kept from partners too, who read on the family's word, unless `partners_may_read`.
    `strand_id` and `fact_id` are bare, because strands lie in a room above; a test looks for orphans.
    """

    strand_id = models.UUIDField(null=True)
    fact_id = models.UUIDField(null=True)
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=1000)
    partners_may_read = models.BooleanField(default=False, db_default=False)
    during = DateTimeRangeField()

    class Meta:
        db_table = "withholding"
        indexes = [models.Index(fields=["from_person", "family"], name="withholding_from")]
        constraints = [
            models.CheckConstraint(
                name="withholding_of_one_thing",
                condition=Q(strand_id__isnull=False, fact_id=None, subject=None)
                | Q(strand_id=None, fact_id__isnull=False, subject=None)
                | Q(strand_id=None, fact_id=None, subject__isnull=False),
            ),
            models.CheckConstraint(condition=~Q(why=""), name="withholding_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"kept from {self.from_person_id}"


class KeptWith(FamilyRow):
    """What is kept of one strand from somebody is kept of another that was made of it, whenever either was written.

    `again`: the strand takes the other's place (the next plan in force, a second answer) and is kept as the other is
    itself; what the other was made of passes nothing on. Strands are bare here, as in a withholding.
    """

    strand_id = models.UUIDField()
    follows_strand_id = models.UUIDField()
    again = models.BooleanField(default=False)

    class Meta:
        db_table = "kept_with"
        indexes = [models.Index(fields=["follows_strand_id"], name="kept_with_follows")]
        constraints = [
            models.UniqueConstraint(fields=["strand_id", "follows_strand_id", "again"], name="kept_with_once"),
            models.CheckConstraint(condition=~Q(strand_id=F("follows_strand_id")), name="kept_with_another"),
        ]

    def __str__(self) -> str:
        return f"{self.strand_id} is kept as {self.follows_strand_id}"


class PersonAccount(FamilyRow):
    """Joins a parent's or child's sign-in to who they are in a family."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    during = DateTimeRangeField()

    class Meta:
        db_table = "person_account"
        indexes = [models.Index(fields=["user"], name="person_account_user")]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.person_id}"
