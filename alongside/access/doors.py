"""The doors of pages: every route passes one, and each says which permission it asks for.

A refusal is the answer for a page that does not exist. Doors to families are in `people.doors`.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from alongside.access import drafts, looks, scope, second_step
from alongside.access.models import User
from alongside.access.permissions import Permission, user_may

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind a door: somebody is signed in. For the type checker; nothing makes one.

    `basis`: on what the family is seen, behind the door of a page of one family. `request_id`: its number in the logs.
    """

    user: User
    basis: scope.Basis
    request_id: uuid.UUID


def declared(view: View, permission: Permission, opens: str) -> View:
    """The view says which permission its door asks for and what the door opens, one of `OPENS`."""
    view.permission = permission  # type: ignore[attr-defined]
    view.opens = opens  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone may come, signed in or not."""
    return declared(view, Permission.PUBLIC, "nothing")


def requires(permission: Permission, *, by_one_step: bool = False) -> Callable[[View], View]:
    """Only a signed-in person whose role holds the permission; sees what they wrote themselves, and no family's
    rows. `by_one_step`: also who has not set up the second step that their role asks for.
    """

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with looks.watched(request, kwargs, basis=permission) as look:
                sent_away = turn_away(request, permission, by_one_step=by_one_step)
                if sent_away:
                    return sent_away
                scope.open_own(request.user)  # type: ignore[arg-type]
                return look.leaves(drafts.answered(view, request, *args, **kwargs))

        return declared(guarded, permission, "own")

    return door


def turn_away(request: HttpRequest, permission: Permission, *, by_one_step: bool = False) -> HttpResponseBase | None:
    """Send a stranger to sign in; raise Http404 for a person whose role lacks the permission; None for anyone else.

    Whose session ended by itself while they wrote passes as far as their form is kept for them (see `drafts`).
    """
    if not request.user.is_authenticated:
        return None if drafts.is_for_later(request, permission) else redirect_to_login(request.get_full_path())
    if second_step.is_missing(request) and not (by_one_step and not second_step.has_one(request.user)):
        return redirect("mfa_index" if not second_step.has_one(request.user) else "account_logout")
    if not user_may(request.user, permission):
        raise Http404
    return None
