"""Strands, entries and what hangs on them, and the list of what is due."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from alongside.access import scope
from alongside.access.models import User
from alongside.kit.ids import uuid7
from alongside.kit.newest import NothingNewer
from alongside.people.models import Family, Involvement, Person, Professional
from alongside.timeline.rules import HEADINGS, Audience, Nature, Part

AUDIENCES = [(each.value, each.value) for each in Audience]


class Strand(models.Model):
    """All versions of one thing that was recorded. Its audience never changes; a changed audience continues in a
    new strand.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=10, choices=AUDIENCES)
    continues = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "strand"
        constraints = [models.UniqueConstraint(fields=["id", "family", "audience"], name="strand_id_family_audience")]

    def __str__(self) -> str:
        return str(self.id)


class FirstStrand(models.Func):
    """The strand in which something was first recorded: back from one that continues another after a change of who may
    read it, as far as the reader sees.
    """

    template = (
        "(WITH RECURSIVE back AS (SELECT s.id, s.continues_id FROM strand s WHERE s.id = %(expressions)s "
        "UNION ALL SELECT s.id, s.continues_id FROM strand s JOIN back b ON s.id = b.continues_id) "
        "SELECT min(id::text)::uuid FROM back)"
    )
    output_field = models.UUIDField()


class StrandRowQuerySet(models.QuerySet[Any]):
    """Rows of strands, reached only through the person who looks."""

    def visible_to(self, user: User) -> Self:
        """Rows of the families in scope, and for a partner of entries about nobody but whom a live basis covers; the
        row policies narrow them by audience and withholding.
        """
        narrowed = self.model.for_partner() if scope.only_covered(user) else []
        return self.filter(scope.of_user(user), *narrowed)


class EntryQuerySet(StrandRowQuerySet):
    """Entries as they stand."""

    def live(self, known_at: datetime | None = None) -> Self:
        """The newest version of each thing, without what was retracted; or as it stood for whoever knew all that was
        recorded by that moment.
        """
        if known_at is None:
            return self.filter(NothingNewer("pk", table="entry"), retracts=False)
        newer = Entry.objects.filter(supersedes_id=models.OuterRef("pk"), recorded_at__lte=known_at)
        return self.filter(~models.Exists(newer), recorded_at__lte=known_at, retracts=False)


class AboutSomebodyNotCovered(models.Func):
    """Whether an entry is about somebody, other than merely mentioned, whom no live basis of the partner covers."""

    function = "entry_is_about_somebody_not_covered"
    output_field = models.BooleanField()
    arity = 1


class StrandRow(models.Model):
    """What every row of a strand carries; a foreign key over all three keeps it in its strand's family and audience."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    strand = models.ForeignKey(Strand, on_delete=models.PROTECT, related_name="+", db_index=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+", db_index=False)
    audience = models.CharField(max_length=10, choices=AUDIENCES)

    objects: ClassVar[models.Manager[Any]] = StrandRowQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def for_partner(cls) -> list[Any]:
        """What a row must meet for a partner to see it, beside its audience."""
        return [~Q(AboutSomebodyNotCovered("entry_id"))]


class Entry(StrandRow):
    """One thing that happened, in one nature. Long text lies in `EntryText`, whom it is about in `EntryAbout`.

    happened_on / happened_to: first and last London day on which it may have happened. happened_at: the instant
    when known. minutes: on a process entry the whole session, on an intervention the part spent on it, on a voice
    none.
    """

    deed_id = models.UUIDField()
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    subtype = models.CharField(max_length=60, null=True)
    nature = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Nature])
    happened_on = models.DateField()
    happened_to = models.DateField()
    happened_at = models.DateTimeField(null=True)
    precision = models.CharField(max_length=10, choices=[(each, each) for each in ("instant", "day", "month", "year")])
    minutes = models.PositiveIntegerField(null=True)
    sentence = models.CharField(max_length=1000)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    retracts = models.BooleanField(default=False)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "entry"
        indexes = [
            models.Index(
                F("family"),
                F("happened_on").desc(),
                F("id").desc(),
                name="entry_family_happened",
                include=["kind", "subtype", "nature", "minutes", "recorded_by", "deed_id"],
            ),
            models.Index(fields=["deed_id"], name="entry_deed"),
            models.Index(fields=["strand"], name="entry_strand"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(happened_to__gte=F("happened_on")), name="entry_days_in_order"),
            models.CheckConstraint(
                condition=Q(retracts=False) | Q(supersedes__isnull=False), name="entry_retracts_something"
            ),
            models.CheckConstraint(condition=Q(minutes=None) | Q(minutes__lte=24 * 60), name="entry_minutes_in_a_day"),
            models.CheckConstraint(
                condition=~Q(nature="voice", minutes__isnull=False), name="entry_voice_takes_no_minutes"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @classmethod
    def for_partner(cls) -> list[Any]:
        return [~Q(AboutSomebodyNotCovered("pk"))]


class EntryAbout(StrandRow):
    """What part a person had in an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="about", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Part])

    class Meta:
        db_table = "entry_about"
        constraints = [models.UniqueConstraint(fields=["entry", "person", "part"], name="entry_about_once")]
        indexes = [models.Index(fields=["family", "person"], name="entry_about_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.part}"

    @classmethod
    def for_partner(cls) -> list[Any]:
        return [*super().for_partner(), scope.IsCovered("family_id", "person_id")]


class EntryText(StrandRow):
    """Long text of an entry, exactly as typed: a child's words, our reading, the carer's response …"""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="texts", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    part = models.CharField(max_length=12, choices=[(each, each) for each in HEADINGS])
    body = models.TextField()

    class Meta:
        db_table = "entry_text"
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="entry_text_not_empty")]
        indexes = [
            models.Index(fields=["entry"], name="entry_text_entry"),
            models.Index(fields=["family", "part"], name="entry_text_family_part"),
        ]

    def __str__(self) -> str:
        return self.part


class EntryContent(StrandRow):
    """What an entry told, as its form asked it: a plan with its goals, the answers to a question set.

    `content` has the shape that the rules of the entry's room give it. It lies under the walls of its entry, and is
    restated with it.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="told")
    content = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        db_table = "entry_content"

    def __str__(self) -> str:
        return str(self.entry_id)


class EntryHelper(StrandRow):
    """Who else of the helpers took part."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="helpers", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        db_table = "entry_helper"
        constraints = [
            models.CheckConstraint(
                name="entry_helper_is_one_person",
                condition=Q(user__isnull=False, professional=None) | Q(user=None, professional__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["entry"], name="entry_helper_entry")]

    def __str__(self) -> str:
        return str(self.user_id or self.professional_id)


class AttachedFileQuerySet(models.QuerySet["AttachedFile"]):
    """Files, reached only through the person who looks, and through an entry that they may read."""

    def visible_to(self, user: User) -> Self:
        """Files of the families in scope, attached to something that this person sees."""
        seen = Attachment.objects.visible_to(user).filter(family=models.OuterRef("family"))
        return self.filter(scope.of_user(user)).filter(models.Exists(seen.filter(sha256=models.OuterRef("sha256"))))


class AttachedFile(models.Model):
    """The content of an attached file, kept once in a family. `words`: what can be searched in it; `all_read`: whether
    that is all it says.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    body = models.BinaryField()
    words = models.TextField(blank=True)
    all_read = models.BooleanField()

    objects: ClassVar[AttachedFileQuerySet] = AttachedFileQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "attached_file"
        constraints = [models.UniqueConstraint(fields=["sha256", "family"], name="attached_file_once")]

    def __str__(self) -> str:
        return self.media_type


class Attachment(StrandRow):
    """That a file is attached by an entry of its own, whose walls it lies under."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="attached")
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "attachment"
        indexes = [models.Index(fields=["family", "sha256"], name="attachment_file")]

    def __str__(self) -> str:
        return str(self.entry_id)


class DueQuerySet(models.QuerySet["Due"]):
    """What is due, reached only through the person who looks."""

    def visible_to(self, user: User) -> Self:
        """What is due for the families in scope."""
        return self.filter(scope.of_user(user))


class Due(models.Model):
    """One open run of a clock, kept for lists. The due day is stored, "late" never is; a nightly check compares
    with computed.
    """

    class Source(models.TextChoices):
        CLOCK = "clock"
        ACTION = "action"
        BOOKING = "booking"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+", db_index=False)
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    source = models.CharField(max_length=10, choices=Source)
    source_id = models.CharField(max_length=120)
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=300)
    started_on = models.DateField()
    soon_on = models.DateField()
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    on_hold = models.BooleanField(default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    because = ArrayField(models.UUIDField(), default=list)

    objects: ClassVar[DueQuerySet] = DueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "due"
        indexes = [
            models.Index(fields=["family", "due_on"], name="due_family_due"),
            models.Index(fields=["due_on", "family"], name="due_due_family"),
        ]

    def __str__(self) -> str:
        return f"{self.name} by {self.due_on}"
