"""The doors of pages about families: what the row policies let the page see is settled here, before its view runs.

A refusal, whatever its reason, is the answer for a family that does not exist.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from alongside.access import drafts, scope
from alongside.access.doors import View, turn_away
from alongside.access.permissions import Permission
from alongside.kit.refusals import NotAllowed
from alongside.people.models import Family


def families_page(permission: Permission) -> Callable[[View], View]:
    """A page over all the families the person may see."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            sent_away = turn_away(request, permission)
            if sent_away:
                return sent_away
            scope.open_families(request.user)  # type: ignore[arg-type]
            return _answer(view, request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return door


def family_page(permission: Permission) -> Callable[[View], View]:
    """A page of one family: the address takes `family_id`, the view gets `family`; `request.basis` is the basis on
    which it is seen.
    """

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, family_id: int, **kwargs: Any) -> HttpResponseBase:
            sent_away = turn_away(request, permission)
            if sent_away:
                return sent_away
            basis = scope.open_family(request.user, family_id)  # type: ignore[arg-type]
            family = Family.objects.visible_to(request.user).filter(pk=family_id).first() if basis else None  # type: ignore[arg-type]
            if basis is None or family is None or basis.level == "own":
                raise Http404
            request.basis = basis  # type: ignore[attr-defined]
            return _answer(view, request, family=family, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return door


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return drafts.answered(view, request, *args, **kwargs)
    except NotAllowed as refusal:
        raise Http404 from refusal
