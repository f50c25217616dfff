"""Named writes: accounts and teams."""

import json
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q

from alongside.access import queries
from alongside.access.models import Draft, LastLook, Principal, SavedForm, Team, TeamMember, User
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
    User.objects.filter(pk=user.pk, is_active=True).update(is_active=False, ended_at=at)


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


def _require_administrator(by: User | None) -> None:
    if by is not None and not user_may(by, Permission.MANAGE_ACCOUNTS):
        raise NotAllowed
