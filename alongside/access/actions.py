"""Named writes: accounts and teams."""

import json
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from alongside.access import queries, scope
from alongside.access.entering import FORGOTTEN_AFTER, KEPT_SIGN_INS, RENEWAL_LASTS
from alongside.access.models import (
    AccountEvent,
    Draft,
    LastLook,
    Principal,
    Renewal,
    SavedForm,
    SignIn,
    SignInTries,
    Team,
    TeamMember,
    User,
)
from alongside.access.permissions import Permission, user_may
from alongside.access.rules import DRAFT_LASTS, says_no_more
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable


@transaction.atomic
def add_account(
    *,
    by: User | None,
    sign_in_name: str,
    name: str,
    role: str,
    password: str,
    at: datetime,
    job_title: str = "",
    telephone: str = "",
    demonstration: bool = False,
    team: Team | None = None,
) -> User:
    """A new account and its principal; `by` is None only on the command line and in the demonstration.

    Raises NotAllowed, or Unacceptable when the sign-in name is taken.
    """
    _require_administrator(by)
    if User.objects.filter(sign_in_name__iexact=sign_in_name).exists():
        raise Unacceptable("sign_in_name", f"Somebody already signs in as {sign_in_name}. Choose another name.")
    user = User(
        sign_in_name=sign_in_name,
        name=name,
        role=role,
        job_title=job_title,
        telephone=telephone,
        demonstration=demonstration,
        added_at=at,
    )
    user.set_password(password)
    user.save(force_insert=True)
    Principal.objects.create(kind=Principal.Kind.USER, user=user)
    if team is not None:
        join_team(by=by, user=user, team=team, at=at)
    return user


@transaction.atomic
def end_account(*, by: User, user: User, at: datetime) -> None:
    """The person can sign in no more, from their next request on. What they recorded stays. Raises NotAllowed,
    Unacceptable.
    """
    _require_administrator(by)
    if user.pk == by.pk:
        raise Unacceptable("", "You cannot end your own account. Ask another administrator.")
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False, ended_at=at):
        _tell(user, AccountEvent.Kind.ENDED, by=by, at=at)


@transaction.atomic
def add_team(*, by: User | None, name: str) -> Team:
    """A new team and its principal. Raises NotAllowed, or Unacceptable when the name is taken."""
    _require_administrator(by)
    if Team.objects.filter(name__iexact=name).exists():
        raise Unacceptable("name", f"There is a team called {name} already. Choose another name.")
    team = Team.objects.create(name=name)
    Principal.objects.create(kind=Principal.Kind.TEAM, team=team)
    return team


@transaction.atomic
def join_team(*, by: User | None, user: User, team: Team, at: datetime) -> TeamMember:
    """The person is in the team from now. Raises NotAllowed, or Unacceptable when they are in it already."""
    _require_administrator(by)
    if TeamMember.objects.filter(user=user, team=team, during__contains=at).exists():
        raise Unacceptable("team", f"{user.name} is in {team.name} already.")
    return TeamMember.objects.create(team=team, user=user, during=(at, None))


@transaction.atomic
def leave_team(*, by: User | None, user: User, team: Team, at: datetime) -> None:
    """The person is in the team no longer, and from their next request on sees none of its families by it. Raises
    NotAllowed, or Unacceptable when they are not in it.
    """
    _require_administrator(by)
    now = TeamMember.objects.filter(user=user, team=team, during__contains=at).first()
    if now is None:
        raise Unacceptable("team", f"{user.name} is not in {team.name}.")
    TeamMember.objects.filter(pk=now.pk).update(during=(now.during.lower, at))


@transaction.atomic
def keep_draft(
    *,
    by: User,
    form_key: uuid.UUID,
    route: str,
    path: str,
    title: str,
    family_id: int | None,
    fields: Sequence[tuple[str, str]],
    at: datetime,
    unless_saved: bool,
) -> bool:
    """Keep what was typed in place of what was kept of the same form before. The family must be in scope.

    With `unless_saved` nothing is kept, and False answered, once that form was saved: a browser that keeps by itself
    may be overtaken by the save.
    """
    queries.wait_for_turn(by.pk, route, form_key)
    if unless_saved and SavedForm.objects.filter(author_id=by.pk, route=route, key=form_key).exists():
        return False
    draft = Draft(
        author_id=by.pk, form_key=form_key, path=path, title=title, family_id=family_id,
        fields=json.dumps([[name, value] for name, value in fields]), begun_at=at, kept_at=at,
    )  # fmt: skip
    Draft.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["author_id", "path", "form_key"],
        update_fields=["title", "fields", "kept_at"],
    )  # fmt: skip
    return True


@transaction.atomic
def forget_drafts(
    *, by: User, form_key: uuid.UUID, path: str, fields: Sequence[tuple[str, str]], saved: bool = True
) -> None:
    """The form was saved, or kept anew, so that nothing is left to keep of its drafts: those of the same key, and those
    of the same form, under whatever query, that say no more than these `fields`. When it was kept, its own draft stays.
    """
    address = path.partition("?")[0]
    same_form = Q(path=address) | Q(path__startswith=f"{address}?")
    gone = [
        draft.pk
        for draft in Draft.objects.visible_to(by).filter(same_form | Q(form_key=form_key))
        if (saved if draft.form_key == form_key else says_no_more(json.loads(draft.fields), fields))
    ]
    if gone:
        Draft.objects.filter(pk__in=gone).delete()


@transaction.atomic(savepoint=False)
def note_look(*, by: User, family_id: int, at: datetime | None, seen: Collection[uuid.UUID]) -> None:
    """They have the family's page before them, with `seen` of what was recorded shortly before; or, without `at`, only
    these entries: then the newest MOST_SEEN are kept. The family must be in scope. One query, or none.
    """
    if at is not None:
        LastLook.objects.bulk_create(
            [LastLook(author_id=by.pk, family_id=family_id, at=at, seen=list(seen))], update_conflicts=True,
            unique_fields=["author_id", "family_id"], update_fields=["at", "seen"],
        )  # fmt: skip
    elif seen:
        with connection.cursor() as cursor:
            cursor.execute(_SEEN_TOO, [uuid7(), by.pk, family_id, list(seen), MOST_SEEN])


MOST_SEEN = 1000
_SEEN_TOO = """
INSERT INTO last_look AS l (id, author_id, family_id, seen) VALUES (%s, %s, %s, %s::uuid[])
ON CONFLICT (author_id, family_id) DO UPDATE SET seen = ARRAY(
    SELECT DISTINCT each FROM unnest(l.seen || EXCLUDED.seen) AS each ORDER BY each DESC LIMIT %s
)
"""


@transaction.atomic
def throw_draft_away(*, by: User, draft_id: uuid.UUID) -> None:
    """The person wants it no more. Raises NotAllowed for a draft that is not there or not theirs to see."""
    gone, _ = Draft.objects.visible_to(by).filter(pk=draft_id).delete()
    if not gone:
        raise NotAllowed


@transaction.atomic
def expire_drafts(*, at: datetime) -> int:
    """Remove every draft that nobody kept for DRAFT_LASTS; by the owner of the tables, who sees them all. Returns how
    many.
    """
    gone, _ = Draft.objects.filter(kept_at__lte=at - DRAFT_LASTS).delete()
    return gone


@transaction.atomic
def note_sign_in(
    *, by: User, line: uuid.UUID, session_key: str, place: str, browser: str, how: str, at: datetime
) -> None:
    """They signed in. Their transaction may see what is theirs from here on."""
    scope.open_own(by)
    SignIn.objects.filter(author_id=by.pk, session_key=session_key).delete()
    SignIn(
        id=line,
        author_id=by.pk,
        session_key=session_key,
        began_at=at,
        seen_at=at,
        place=place,
        browser=browser,
        how=how,
    ).save(force_insert=True)


@transaction.atomic
def note_seen(*, by: User, line: uuid.UUID, at: datetime) -> None:
    """They are still there."""
    scope.open_own(by)
    SignIn.objects.filter(pk=line, author_id=by.pk).update(seen_at=at)


@transaction.atomic
def end_sign_ins(*, by: User, lines: Collection[uuid.UUID], at: datetime) -> int:
    """These of their sessions have ended, at the next click in them. Returns how many."""
    scope.open_own(by)
    return _end(SignIn.objects.filter(author_id=by.pk, ended_at=None, pk__in=lines), at)


@transaction.atomic
def end_other_sign_ins(*, by: User, but: uuid.UUID | None, session_key: str, at: datetime) -> int:
    """All of their sessions have ended but that one, which goes on under this key. Returns how many."""
    scope.open_own(by)
    mine = SignIn.objects.filter(author_id=by.pk)
    if but is not None:
        mine.filter(pk=but).update(session_key=session_key)
    return _end(mine.filter(ended_at=None).exclude(session_key=session_key), at)


def _end(found: QuerySet[SignIn], at: datetime) -> int:
    lines = dict(found.values_list("pk", "session_key"))
    Session.objects.filter(session_key__in=lines.values()).delete()
    return SignIn.objects.filter(pk__in=lines).update(ended_at=at)


@transaction.atomic
def note_failures(*, by: None, keys: Sequence[str], at: datetime) -> None:  # noqa: ARG001 (nobody is known yet)
    """A try went wrong, counted under each of these."""
    forgotten = at - FORGOTTEN_AFTER
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute(_FAILED, [key, at, forgotten])


_FAILED = """
INSERT INTO sign_in_tries AS t (key, failures, last_at) VALUES (%s, 1, %s) ON CONFLICT (key) DO UPDATE
SET failures = CASE WHEN t.last_at <= %s THEN 1 ELSE t.failures + 1 END, last_at = EXCLUDED.last_at
"""


@transaction.atomic
def forget_failures(*, by: None, key: str) -> None:  # noqa: ARG001 (nobody is known yet)
    """A try went right."""
    SignInTries.objects.filter(key=key).delete()


@transaction.atomic
def password_changed(*, by: User, at: datetime) -> None:
    """They gave themselves another password."""
    _tell(by, AccountEvent.Kind.PASSWORD, by=by, at=at)


@transaction.atomic
def spend_code(*, by: User, authenticator_id: int, counter: int) -> bool:
    """Use up a code of an app, and all before it. False when it was used up already, or is now by another."""
    found = Authenticator.objects.filter(pk=authenticator_id, user=by)
    data = found.values_list("data", flat=True).get()
    if data.get("spent", -1) >= counter:
        return False
    return bool(found.filter(data=data).update(data={**data, "spent": counter}))


@transaction.atomic
def second_step_changed(*, by: User, at: datetime) -> None:
    """They set up another second step or took one away; every session of theirs has ended that is not kept on."""
    by.stamp = uuid7()
    by.save(update_fields=["stamp"])
    _tell(by, AccountEvent.Kind.SECOND_STEP, by=by, at=at)


@transaction.atomic
def renew_second_step(*, by: User, user: User, at: datetime, why: str = "", password: str = "") -> None:
    """An administrator asks, and says `why`, that somebody's second step be taken away, as when a telephone is
    lost; or a second one agrees and gives a new `password`. Raises NotAllowed, Unacceptable.
    """
    _require_administrator(by)
    if password:
        _agree_renewal(by, user, password, at)
    else:
        _ask_renewal(by, user, why, at)


def _ask_renewal(by: User, user: User, why: str, at: datetime) -> None:
    """Nothing changes until another agrees."""
    if user.pk == by.pk:
        raise Unacceptable("", "You cannot ask this for yourself. Ask another administrator.")
    if not user.is_active:
        raise Unacceptable("", "This account is not in use.")
    Renewal.objects.filter(user=user, asked_at__lte=at - RENEWAL_LASTS).delete()
    if Renewal.objects.filter(user=user).exists():
        raise Unacceptable("", "This has been asked already.")
    Renewal.objects.create(user=user, asked_by=by, asked_at=at, why=why)
    _tell(user, AccountEvent.Kind.RENEWAL_ASKED, by=by, at=at)


def _agree_renewal(by: User, user: User, password: str, at: datetime) -> None:
    """With a new password, so that neither an old one nor one administrator alone is enough. All their sessions end."""
    asked = Renewal.objects.filter(user=user, asked_at__gt=at - RENEWAL_LASTS).first()
    if asked is None:
        raise Unacceptable("", "Nobody asks for this any more.")
    if by.pk in (asked.asked_by_id, user.pk):
        raise Unacceptable("", "Another administrator must agree, neither the one who asked nor the person themselves.")
    if not Renewal.objects.filter(pk=asked.pk).delete()[0]:
        raise Unacceptable("", "Another administrator has just agreed.")
    Authenticator.objects.filter(user=user).delete()
    user.set_password(password)
    user.stamp = uuid7()
    user.save(update_fields=["password", "stamp"])
    _tell(user, AccountEvent.Kind.RENEWED, by=by, at=at)


@transaction.atomic
def reopen_account(*, by: User, user: User, at: datetime) -> None:
    """An account that was closed because nobody used it is open again. Raises NotAllowed, Unacceptable."""
    _require_administrator(by)
    if not User.objects.filter(pk=user.pk, dormant_at__isnull=False).update(
        is_active=True, ended_at=None, dormant_at=None, reopened_at=at
    ):
        raise Unacceptable("", "This account was not closed for being unused.")
    _tell(user, AccountEvent.Kind.REOPENED, by=by, at=at)


@transaction.atomic
def close_dormant_accounts(*, at: datetime) -> int:
    """Close every account that nobody signed in to for DORMANT_AFTER, but those of the demonstration, and forget from
    where people signed in long ago; by the owner of the tables, who sees them all. Returns how many were closed.
    """
    SignIn.objects.filter(seen_at__lte=at - KEPT_SIGN_INS).delete()
    SignInTries.objects.filter(last_at__lte=at - FORGOTTEN_AFTER).delete()
    dormant = [user for user in User.objects.filter(is_active=True, demonstration=False) if user.closes_at <= at]
    for user in dormant:
        User.objects.filter(pk=user.pk).update(is_active=False, ended_at=at, dormant_at=at)
        _tell(user, AccountEvent.Kind.CLOSED, by=None, at=at)
    return len(dormant)


def _tell(user: User, kind: AccountEvent.Kind, *, by: User | None, at: datetime) -> None:
    """Written down for whom it is about, and for whoever did it."""
    if by is not None:
        scope.open_own(by)
    AccountEvent(user_id=user.pk, by_id=by.pk if by else None, by_name=by.name if by else "", kind=kind, at=at).save(
        force_insert=True
    )


def _require_administrator(by: User | None) -> None:
    if by is not None and not user_may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed
