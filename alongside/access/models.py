"""People who sign in, their teams, the principals that access is given to, and the log of looks."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower

from alongside.access.rules import LONGEST_ADDRESS, ROLES, Role
from alongside.access.scope import InScope, ScopeIsOf
from alongside.kit.ids import uuid7


class UserManager(BaseUserManager["User"]):
    """Looks people up by the name they sign in with, in any mixture of capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(sign_in_name__iexact=username)


class User(AbstractBaseUser):
    """An account. `demonstration` accounts have passwords everybody knows and work only in a demonstration."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sign_in_name = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40, choices=[(role.key, role.name) for role in ROLES.values()])
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    class Meta:
        db_table = "user"
        constraints = [
            models.UniqueConstraint(Lower("sign_in_name"), name="user_sign_in_name_any_capitals"),
            models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="user_role_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="user_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def role_meant(self) -> Role:
        """The role with its words."""
        return ROLES[self.role]

    def get_full_name(self) -> str:
        return self.name


class Team(models.Model):
    """A team of the service's own staff; its managers see the families it leads."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        db_table = "team"

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Who was in which team, when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="team_memberships")
    during = DateTimeRangeField()

    class Meta:
        db_table = "team_member"
        constraints = [
            ExclusionConstraint(
                name="team_member_once_at_a_time",
                expressions=[
                    ("team", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.team}"


class Principal(models.Model):
    """Whom access is given to: one person, or the managers of one team.

    Resolved when a request begins, so that moving between teams touches no access row.
    """

    class Kind(models.TextChoices):
        USER = "user"
        TEAM = "team"
        ROLE = "role"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="principal")
    team = models.OneToOneField(Team, on_delete=models.PROTECT, null=True, related_name="principal")
    role = models.CharField(max_length=40, null=True, unique=True)

    class Meta:
        db_table = "principal"
        constraints = [
            models.CheckConstraint(
                name="principal_is_one_thing",
                condition=models.Q(kind="user", user__isnull=False, team=None, role=None)
                | models.Q(kind="team", user=None, team__isnull=False, role=None)
                | models.Q(kind="role", user=None, team=None, role__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.user or self.team or self.role)


class ReadLog(models.Model):
    """One look. Bare ids, so that nothing the record forgets can break the log; append-only in the database."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    user_id = models.UUIDField()
    basis = models.CharField(max_length=40)
    family_id = models.BigIntegerField(null=True)
    person_id = models.UUIDField(null=True)
    route = models.CharField(max_length=200)
    rows = models.IntegerField()
    request_id = models.UUIDField()
    asked = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "read_log"

    def __str__(self) -> str:
        return f"{self.user_id} {self.route} {self.at}"


class SavedForm(models.Model):
    """One successful save of a form, so that delivering it again makes no second record.

    Holds no content, only a digest of what was meant, one of what was sent letter by letter, and where the answer lies.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    author_id = models.UUIDField()
    route = models.CharField(max_length=200)
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    sent = models.CharField(max_length=64, blank=True)
    answer = models.CharField(max_length=500)
    correct_at = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "saved_form"
        constraints = [models.UniqueConstraint(fields=["author_id", "route", "key"], name="saved_form_once")]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts of one person."""

    def visible_to(self, user: User) -> "DraftQuerySet":
        """Those the person wrote, of no family or of one they see in this transaction."""
        of_the_scope = ScopeIsOf(Value(user.pk, output_field=models.UUIDField()))
        return self.filter(of_the_scope, author_id=user.pk).filter(Q(family_id=None) | Q(InScope("family_id")))


class Draft(models.Model):
    """What somebody typed into a form and has not saved: theirs alone, and no part of the record.

    `fields` is JSON text, a list of [name, value] exactly as typed. Text and not JSONB, which refuses one character
    that may be typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    author_id = models.UUIDField()
    form_key = models.UUIDField()
    path = models.CharField(max_length=LONGEST_ADDRESS)
    title = models.CharField(max_length=300)
    family_id = models.BigIntegerField(null=True)
    fields = models.TextField()
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "draft"
        constraints = [models.UniqueConstraint(fields=["author_id", "path", "form_key"], name="draft_once")]
        indexes = [models.Index(fields=["kept_at"], name="draft_by_age")]

    def __str__(self) -> str:
        return self.title


class LastLookQuerySet(models.QuerySet["LastLook"]):
    """Looks of one person."""

    def visible_to(self, user: User) -> "LastLookQuerySet":
        """Those of the person, at families they see in this transaction."""
        of_the_scope = ScopeIsOf(Value(user.pk, output_field=models.UUIDField()))
        return self.filter(of_the_scope, InScope("family_id"), author_id=user.pk)


class LastLook(models.Model):
    """When somebody last had a family's page or timeline before them, so that what others recorded since can be told:
    theirs alone, and no part of the record nor of the reading log.

    `at` is None while they had only parts of it. `seen`: entries they have seen that the moment does not tell, those
    recorded shortly before it, since what was begun before it may be saved after it, and those they opened since.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    author_id = models.UUIDField()
    family_id = models.BigIntegerField()
    at = models.DateTimeField(null=True)
    seen = ArrayField(models.UUIDField(), default=list, db_default=[])

    objects: ClassVar[LastLookQuerySet] = LastLookQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "last_look"
        constraints = [models.UniqueConstraint(fields=["author_id", "family_id"], name="last_look_once")]

    def __str__(self) -> str:
        return f"{self.author_id} {self.family_id} {self.at}"
