"""People who sign in, their teams, the principals that access is given to, and the log of looks."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from alongside.access.entering import closes_at
from alongside.access.rules import LONGEST_ADDRESS, ROLES, Role
from alongside.access.scope import InScope, ScopeIsOf
from alongside.kit.ids import uuid7


class UserManager(BaseUserManager["User"]):
    """Looks people up by the name they sign in with, in any mixture of capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(sign_in_name__iexact=username)


class User(AbstractBaseUser):
    """An account. `demonstration` accounts have passwords everybody knows and work only in a demonstration.

    `dormant_at`: when it was closed because nobody used it; `reopened_at`: when an administrator opened it again. Every
    session ends when the `stamp` is made anew, as when the password is.
    """

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
    dormant_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    stamp = models.UUIDField(default=uuid7, db_default=RandomUUID(), editable=False)

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

    @property
    def closes_at(self) -> datetime:
        """When it is closed as dormant unless somebody signs in."""
        return closes_at(added=self.added_at, signed_in=self.last_login, reopened=self.reopened_at)

    def get_full_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        password_and_stamp = f"{self.password} {self.stamp}"
        return salted_hmac("alongside.sessions", password_and_stamp, secret=secret, algorithm="sha256").hexdigest()


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
    """One look, or one that was refused. Bare ids, so that nothing the record forgets can break the log.

    The table lies in partitions by month and is made by `access.logs`: `at` and `seq` are the database's own,
    `said_at` is what the service's clock showed. `families`: those a page of many named; `rows`: how many. `status`:
    the answer's.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    said_at = models.DateTimeField()
    user_id = models.UUIDField()
    basis = models.CharField(max_length=40)
    family_id = models.BigIntegerField(null=True)
    families = ArrayField(models.BigIntegerField(), null=True)
    person_id = models.UUIDField(null=True)
    route = models.CharField(max_length=200)
    path = models.CharField(max_length=500)
    status = models.SmallIntegerField()
    rows = models.IntegerField()
    request_id = models.UUIDField()
    asked = models.CharField(max_length=500)

    class Meta:
        db_table = "read_log"
        managed = False

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


class SignIn(models.Model):
    """One browser in which somebody signed in: theirs to see and to end. `place` is the address it came from; `how`
    says with what they showed who they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    author_id = models.UUIDField()
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    place = models.CharField(max_length=60)
    browser = models.CharField(max_length=100)
    how = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sign_in"
        indexes = [models.Index(fields=["author_id", "-seen_at"], name="sign_in_of_somebody")]

    def __str__(self) -> str:
        return f"{self.author_id} {self.browser}"


class SignInTries(models.Model):
    """How often somebody failed to show who they are: by name, by place, by both. Digests alone, which say neither."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.IntegerField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "sign_in_tries"

    def __str__(self) -> str:
        return f"{self.failures} at {self.last_at}"


class AccountEvent(models.Model):
    """What happened to an account, for whom it is and for whoever did it; `by_id` is None when the service did."""

    class Kind(models.TextChoices):
        ENDED = "ended", "The account was ended"
        CLOSED = "closed", "The account was closed, because nobody had used it for 45 days"
        REOPENED = "reopened", "The account was opened again"
        PASSWORD = "password", "The password was changed"
        SECOND_STEP = "second_step", "The second step of signing in was changed"
        RENEWAL_ASKED = "renewal_asked", "An administrator asked to take away the second step of signing in"
        RENEWED = "renewed", "A second administrator agreed: the second step was taken away, and a new password given"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user_id = models.UUIDField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        db_table = "account_event"
        indexes = [models.Index(fields=["user_id", "-at"], name="account_event_of_somebody")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.at}"


class Renewal(models.Model):
    """An administrator asked that somebody's second step be taken away; a second one agrees, or nobody does."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    why = models.CharField(max_length=300)

    class Meta:
        db_table = "renewal"
        constraints = [
            models.CheckConstraint(name="renewal_not_of_oneself", condition=~Q(user=models.F("asked_by"))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} asked by {self.asked_by_id}"
