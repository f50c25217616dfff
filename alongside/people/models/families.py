"""Families, who belongs to them, and how people are related."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from alongside.access import scope
from alongside.access.models import Team, User
from alongside.people.models.base import FamilyRow
from alongside.people.models.persons import Person
from alongside.people.rules import CERTAINTIES, RELATIONSHIP_KINDS, RESPONSIBILITY_BASES


class FamilyQuerySet(models.QuerySet["Family"]):
    """Families, reached only through the person who looks."""

    def visible_to(self, user: User) -> "FamilyQuerySet":
        """Families in the scope opened for the person in this transaction; none when it was opened for another."""
        return self.filter(scope.of_user(user, "id"))


class Family(models.Model):
    """A family as the service knows it. `restricted`: only people named one by one may see it."""

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    lead_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    restricted = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects = FamilyQuerySet.as_manager()

    class Meta:
        db_table = "family"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="family_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Membership(FamilyRow):
    """Somebody belongs to a family, in a role, in the household or not, from–to, as it was known until `known_until`.

    A change and a correction both leave the row as it was said and add what is known from then on: what stood on any
    day, as it was known at any moment, can be told again. None: it is what we know.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, blank=True)
    in_household = models.BooleanField(default=True)
    during = DateRangeField()
    known_until = models.DateTimeField(null=True)

    names_persons = ("person_id",)

    class Meta:
        db_table = "membership"
        indexes = [models.Index(fields=["family", "person"], name="membership_family_person")]
        constraints = [
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    (F("family"), RangeOperators.EQUAL),
                    (F("person"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(known_until=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.family_id}"


class Relationship(FamilyRow):
    """`from_person` is `kind` of `to_person`, from–to, as certain as it is. Siblings and grandparents are derived."""

    from_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, choices=[(kind, kind) for kind in RELATIONSHIP_KINDS])
    subtype = models.CharField(max_length=60, blank=True)
    certainty = models.CharField(max_length=20, choices=[(each, each) for each in CERTAINTIES], default="known")
    during = DateRangeField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    retracts = models.BooleanField(default=False)

    names_persons = ("from_person_id", "to_person_id")

    class Meta:
        db_table = "relationship"
        indexes = [models.Index(fields=["family", "from_person"], name="relationship_family_from")]
        constraints = [
            models.CheckConstraint(condition=~Q(from_person=F("to_person")), name="relationship_between_two"),
            models.CheckConstraint(condition=Q(kind__in=list(RELATIONSHIP_KINDS)), name="relationship_kind_known"),
            models.CheckConstraint(
                condition=Q(retracts=False) | Q(supersedes__isnull=False), name="relationship_retracts_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_person_id} {self.kind} {self.to_person_id}"


class ParentalResponsibility(FamilyRow):
    """Who holds parental responsibility for a child, on what basis, from–to (Children Act 1989, sections 2 to 4A, 12,
    33).
    """

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    holder_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    holder_agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=40, choices=[(key, words) for key, words in RESPONSIBILITY_BASES.items()])
    during = DateRangeField()

    names_persons = ("child_id", "holder_person_id")

    class Meta:
        db_table = "parental_responsibility"
        indexes = [models.Index(fields=["family", "child"], name="responsibility_family_child")]
        constraints = [
            models.CheckConstraint(
                name="responsibility_one_holder",
                condition=Q(holder_person__isnull=False, holder_agency=None)
                | Q(holder_person=None, holder_agency__isnull=False),
            ),
            models.CheckConstraint(
                name="responsibility_not_for_oneself",
                condition=Q(holder_person=None) | ~Q(holder_person=F("child")),
            ),
            ExclusionConstraint(
                name="responsibility_once_at_a_time",
                expressions=[
                    (F("family"), RangeOperators.EQUAL),
                    (F("child"), RangeOperators.EQUAL),
                    (F("holder_person"), RangeOperators.EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(holder_person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_person_id or self.holder_agency_id} for {self.child_id}"
