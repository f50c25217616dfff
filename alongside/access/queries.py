"""Named reads of accounts and teams."""

import json
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Min, QuerySet

from alongside.access.entering import IDLE, RENEWAL_LASTS, SEEN_EVERY, WHOLE, closes_soon
from alongside.access.models import (
    AccountEvent,
    Draft,
    LastLook,
    Renewal,
    SavedForm,
    SignIn,
    SignInTries,
    Team,
    TeamMember,
    User,
)
from alongside.access.rules import DRAFT_LASTS, draft_ends_at, with_draft
from alongside.kit.clock import LONDON, london_day

ACCOUNTS_A_PAGE = 100
DEMONSTRATION_FRESH_FOR = timedelta(days=7)
"""Its dates are relative to the day it was made; after a week everything in it looks late."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the sign-in page of a demonstration says. `is_old`: better made anew."""

    accounts: tuple[User, ...]
    password: str
    loaded_on: date
    is_old: bool


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account as the administrator's list shows it. `closes_at`: when it closes unless it is used, where that is
    soon.
    """

    user: User
    teams: tuple[str, ...]
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """A page of the list. `count`: of all accounts; `number` counts from 1."""

    lines: tuple[AccountLine, ...]
    count: int
    number: int
    pages: int

    @property
    def before(self) -> int | None:
        """The number of the page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after this one."""
        return self.number + 1 if self.number < self.pages else None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft without what was typed. `go_on_url` shows its form, which lies at `path`, as it was kept at `kept_at`, in
    London time.
    """

    draft_id: uuid.UUID
    title: str
    family_id: int | None
    kept_at: datetime
    go_on_url: str
    path: str

    @property
    def ends_at(self) -> datetime:
        return draft_ends_at(self.kept_at)


def drafts_of(user: User, *, at: datetime) -> list[DraftLine]:
    """The person's drafts of no family and of those in scope, last kept first."""
    return _drafts(Draft.objects.visible_to(user).filter(kept_at__gt=at - DRAFT_LASTS))


@dataclass(frozen=True, slots=True)
class Looked:
    """When somebody last had a family's page before them, None when only parts of it, and what they saw besides."""

    at: datetime | None
    seen: tuple[uuid.UUID, ...]


def last_looks(user: User, family_ids: Collection[int]) -> dict[int, Looked]:
    """What the person saw last of each of these families; one they never looked at is left out. One query."""
    rows = LastLook.objects.visible_to(user).filter(family_id__in=list(family_ids))
    return {row.family_id: Looked(row.at, tuple(row.seen)) for row in rows}


def drafts_at(user: User, path: str, *, at: datetime) -> list[DraftLine]:
    """The person's drafts of the form at an address, last kept first."""
    return _drafts(Draft.objects.visible_to(user).filter(path=path, kept_at__gt=at - DRAFT_LASTS))


def is_kept(user: User, path: str, form_key: uuid.UUID) -> bool:
    """Whether the form of that key at an address is a draft of the person's."""
    return bool(kept_as(user, path, form_key))


def kept_as(user: User, path: str, form_key: uuid.UUID) -> list[DraftLine]:
    """The draft of the person's that the form of that key at an address is kept as; none before it is."""
    return _drafts(Draft.objects.visible_to(user).filter(path=path, form_key=form_key))


def draft_typed(
    user: User, draft_id: uuid.UUID, path: str, *, at: datetime
) -> tuple[DraftLine, list[list[str]]] | None:
    """A draft of the form at an address with the names and values typed; None when the person has none such."""
    found = Draft.objects.visible_to(user).filter(pk=draft_id, path=path, kept_at__gt=at - DRAFT_LASTS).first()
    return (_line(found), json.loads(found.fields)) if found else None


def _drafts(found: QuerySet[Draft]) -> list[DraftLine]:
    return [_line(draft) for draft in found.defer("fields").order_by("-kept_at", "-id")]


def _line(draft: Draft) -> DraftLine:
    return DraftLine(
        draft.pk,
        draft.title,
        draft.family_id,
        draft.kept_at.astimezone(LONDON),
        with_draft(draft.path, draft.pk),
        draft.path,
    )


def accounts(*, number: str = "", at: datetime) -> AccountsPage:
    """A page of the accounts with their present teams, by name; the nearest to a number that is not there. Three
    queries whatever their number.
    """
    page = Paginator(User.objects.order_by("name", "id"), ACCOUNTS_A_PAGE).get_page(number)
    users = list(page.object_list)
    teams: dict[object, list[str]] = {}
    members = TeamMember.objects.filter(user__in=users, during__contains=at).select_related("team")
    for member in members.order_by("team__name"):
        teams.setdefault(member.user_id, []).append(member.team.name)
    lines = tuple(AccountLine(user, tuple(teams.get(user.pk, ())), _closes(user, at)) for user in users)
    return AccountsPage(lines, page.paginator.count, page.number, page.paginator.num_pages)


def _closes(user: User, at: datetime) -> datetime | None:
    soon = user.is_active and settings.CLOSE_DORMANT and not user.demonstration and closes_soon(user.closes_at, at)
    return user.closes_at.astimezone(LONDON) if soon else None


def account(user_id: uuid.UUID) -> User | None:
    """That account, or None."""
    return User.objects.filter(pk=user_id).first()


def account_named(sign_in_name: str) -> User | None:
    """The account that signs in by that name, in whatever capitals; None when there is none."""
    return User.objects.filter(sign_in_name__iexact=sign_in_name).first()


def known_to_provider(user: User, provider: str) -> str | None:
    """As whom a provider knows the account; None before the first sign-in by it."""
    found: str | None = SocialAccount.objects.filter(user=user, provider=provider).values_list("uid", flat=True).first()
    return found


def demonstration_accounts() -> list[User]:
    """The invented accounts whose passwords everybody knows, in the order they were made; none in a real service."""
    return list(User.objects.filter(demonstration=True, is_active=True).order_by("id"))


def demonstration_loaded_on() -> date | None:
    """The London day on which the demonstration was made; None when there is none."""
    made = User.objects.filter(demonstration=True).aggregate(first=Min("added_at"))["first"]
    return london_day(made) if made else None


def demonstration(today: date) -> Demonstration | None:
    """Who can sign in to this demonstration and with which password; None in a service for real families."""
    loaded_on = demonstration_loaded_on() if settings.DEMONSTRATION else None
    if loaded_on is None:
        return None
    return Demonstration(
        accounts=tuple(demonstration_accounts()),
        password=settings.DEMONSTRATION_PASSWORD,
        loaded_on=loaded_on,
        is_old=today - loaded_on > DEMONSTRATION_FRESH_FOR,
    )


def all_teams() -> Sequence[Team]:
    """Every team, by name."""
    return list(Team.objects.order_by("name"))


def team_named(name: str) -> Team:
    """The team of that name; Team.DoesNotExist when there is none."""
    return Team.objects.get(name=name)


def colleagues(team: Team, *, roles: Sequence[str], at: datetime) -> list[User]:
    """Active members of a team now, in any of the roles, by name."""
    members = TeamMember.objects.filter(team=team, during__contains=at).values("user_id")
    return list(User.objects.filter(pk__in=members, role__in=roles, is_active=True).order_by("name", "id"))


def accounts_with_role(role: str, *, at_most: int) -> list[User]:
    """Active accounts of that role, by name, no more than that many."""
    return list(User.objects.filter(role=role, is_active=True).order_by("name", "id")[:at_most])


def teams_of(user: User, *, at: datetime) -> list[Team]:
    """The teams a person is in now, by name."""
    return list(Team.objects.filter(members__user=user, members__during__contains=at).order_by("name"))


def answer_of(user_id: uuid.UUID, route: str, key: uuid.UUID, sent: str) -> str | None:
    """Where the answer lies to a form that was saved already from exactly what is sent again."""
    return (
        SavedForm.objects.filter(author_id=user_id, route=route, key=key, sent=sent)
        .exclude(sent="")
        .values_list("answer", flat=True)
        .first()
    )


def wait_for_turn(user_id: object, route: str, key: object) -> None:
    """Until this transaction ends, nobody else saves or keeps this person's form."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{user_id} {route} {key}"])


def failures(keys: Collection[str]) -> dict[str, tuple[int, datetime]]:
    """How many tries failed under each key, and when the last; one under which none did is left out."""
    found = SignInTries.objects.filter(key__in=list(keys))
    return {row.key: (row.failures, row.last_at) for row in found}


@dataclass(frozen=True, slots=True)
class SignedInLine:
    """A browser in which somebody is signed in now; `here` when it is the one that asks."""

    line: uuid.UUID
    browser: str
    place: str
    how: str
    began_at: datetime
    seen_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """Where somebody is signed in now, last seen first, and what happened to their account, newest first."""

    lines: tuple[SignedInLine, ...]
    events: tuple[tuple[datetime, str], ...]


def own_sign_in(user: User, *, here: uuid.UUID | None, now: datetime) -> OwnSignIn:
    """The sessions and account of the person whom this transaction was opened for. Two queries."""
    alive = SignIn.objects.filter(
        author_id=user.pk, ended_at=None, seen_at__gt=now - IDLE - SEEN_EVERY, began_at__gt=now - WHOLE
    )
    lines = tuple(
        SignedInLine(
            row.pk, row.browser, row.place, row.how, row.began_at.astimezone(LONDON), row.seen_at.astimezone(LONDON),
            row.pk == here,
        )
        for row in alive.order_by("-seen_at")
    )  # fmt: skip
    events = AccountEvent.objects.filter(user_id=user.pk).order_by("-at", "-id")[:MOST_EVENTS]
    return OwnSignIn(lines, tuple((event.at.astimezone(LONDON), event_words(event)) for event in events))


MOST_EVENTS = 10


def event_words(event: AccountEvent) -> str:
    """What happened, and who did it where it was somebody else."""
    done_by = f", by {event.by_name}" if event.by_id and event.by_id != event.user_id else ""
    return f"{event.get_kind_display()}{done_by}"


@dataclass(frozen=True, slots=True)
class RenewalPage:
    """Whether somebody asks that a person's second step be taken away. `asked_by` is None when nobody does."""

    user: User
    asked_by: User | None = None
    asked_at: datetime | None = None
    why: str = ""

    def may_agree(self, user: User) -> bool:
        """Whether that administrator is the second one."""
        return self.asked_by is not None and user.pk not in (self.asked_by.pk, self.user.pk)


def renewal_of(user_id: uuid.UUID, *, at: datetime) -> RenewalPage | None:
    """What is asked for that account; None when there is no such account in use."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return None
    found = Renewal.objects.filter(user=user, asked_at__gt=at - RENEWAL_LASTS).select_related("asked_by").first()
    return (
        RenewalPage(user, found.asked_by, found.asked_at.astimezone(LONDON), found.why) if found else RenewalPage(user)
    )


def renewed_since(user: User, since: datetime | None) -> bool:
    """Whether two administrators took away their second step since then; of whom this transaction was opened for."""
    found = AccountEvent.objects.filter(user_id=user.pk, kind=AccountEvent.Kind.RENEWED)
    return (found.filter(at__gt=since) if since else found).exists()
