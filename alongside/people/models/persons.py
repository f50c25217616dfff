"""Persons: an id with nothing personal, and what each family knows of them."""

from datetime import date, timedelta

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from alongside.kit.ids import uuid7
from alongside.people.models.base import FamilyRow
from alongside.people.rules import FACT_KINDS


class Person(models.Model):
    """Somebody. Holds nothing personal, and so is the one table of people without a family or a policy.

    `canonical` names the person this one was found to be; counts are distinct by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    canonical = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="aliases")

    class Meta:
        db_table = "person"
        constraints = [
            models.CheckConstraint(
                condition=Q(canonical=None) | ~Q(canonical=models.F("id")), name="person_not_own_alias"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class PersonKnownAs(FamilyRow):
    """What a family calls somebody, and when they were born or died, as known there.

    A name or a description is enough. `birth` is the range of days on which they may have been born: one day when
    exact. `due_on` is for a child not born yet. A newer row supersedes an older; nothing is overwritten.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    described_as = models.CharField(max_length=200, blank=True)
    birth = DateRangeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    during = DateRangeField()
    protected = models.BooleanField(default=False)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")

    names_persons = ("person_id",)

    class Meta:
        db_table = "person_known_as"
        indexes = [models.Index(fields=["family", "person"], name="known_as_family_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(name="", described_as=""), name="known_as_name_or_description"),
            models.CheckConstraint(condition=Q(birth=None) | Q(due_on=None), name="known_as_born_or_due"),
        ]

    def __str__(self) -> str:
        return self.name or self.described_as

    @property
    def birth_days(self) -> tuple[date, date] | None:
        """First and last day on which they may have been born; None when nothing is known."""
        return (self.birth.lower, self.birth.upper - timedelta(days=1)) if self.birth is not None else None


class PersonFact(FamilyRow):
    """One dated fact: an address, a telephone, a school, a language, an NHS number …

    All versions of one fact share `fact_id`; a withholding names it, so a correction stays withheld. A `protected`
    fact is for the service's own staff alone. Numbers are not unique: an error would tell that a hidden person
    exists. `decided_by` and `source`: who decided it and where that is written, of what somebody decides for a time.
    """

    fact_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, choices=[(kind.key, kind.label) for kind in FACT_KINDS.values()])
    value = models.CharField(max_length=1000)
    decided_by = models.CharField(max_length=200, blank=True, db_default="")
    source = models.CharField(max_length=200, blank=True, db_default="")
    during = DateRangeField()
    protected = models.BooleanField(default=False)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    retracts = models.BooleanField(default=False)

    names_persons = ("person_id",)

    class Meta:
        db_table = "person_fact"
        indexes = [models.Index(fields=["family", "person", "kind"], name="fact_family_person_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(FACT_KINDS)), name="fact_kind_known"),
            models.CheckConstraint(condition=~Q(value=""), name="fact_has_a_value"),
            models.CheckConstraint(
                condition=Q(retracts=False) | Q(supersedes__isnull=False), name="fact_retracts_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"
