"""The doors of pages about families: what the row policies let the page see is settled here, before its view runs.

A refusal, whatever its reason, is the answer for a family that does not exist.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from alongside.access import drafts, looks, scope
from alongside.access.doors import View, declared, turn_away
from alongside.access.permissions import Permission, Relationship, user_may_for
from alongside.access.rules import READS_ONLY
from alongside.kit.forms.apart import set_apart
from alongside.kit.reads import one_page
from alongside.kit.refusals import NotAllowed
from alongside.people import queries
from alongside.people.models import Family
from alongside.people.rules import FACT_KINDS, KEEP_AWAY

ONLY_LOOKING = ("GET", "HEAD")
THROUGH_GLASS = (Relationship.GLASS, Relationship.GLASS_WRITING)


def families_page(permission: Permission) -> Callable[[View], View]:
    """A page over all the families the person may see."""

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with looks.watched(request, kwargs, basis=permission) as look:
                sent_away = turn_away(request, permission)
                if sent_away:
                    return sent_away
                scope.open_families(request.user)  # type: ignore[arg-type]
                look.of_all_in_scope = permission is Permission.SEE_OWN_RECORD
                with _reading(request):
                    return look.leaves(_answer(view, request, *args, **kwargs))

        return declared(guarded, permission, "families")

    return door


def family_page(permission: Permission) -> Callable[[View], View]:
    """A page of one family: the address takes `family_id`, the view gets `family`; `request.basis` is the basis on
    which it is seen. Whoever must be kept away stands apart in every form of it.
    """

    def door(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, family_id: int, **kwargs: Any) -> HttpResponseBase:
            with looks.watched(request, {"family_id": family_id, **kwargs}, basis=permission) as look:
                sent_away = turn_away(request, permission)
                if sent_away:
                    return sent_away
                basis = scope.open_family(request.user, family_id)  # type: ignore[arg-type]
                may = basis and user_may_for(request.user, permission, basis.relationship)  # type: ignore[arg-type]
                if basis is None or not may or _sends_while_reading(request, basis, permission):
                    raise Http404
                request.basis = basis  # type: ignore[attr-defined]
                look.basis = basis.basis
                with _reading(request):
                    if basis.relationship in THROUGH_GLASS:
                        request.glass = queries.one_glass(family_id, request.user, basis.basis_id)  # type: ignore[attr-defined, arg-type]
                    family = _family(request, family_id)
                    with set_apart(FACT_KINDS[KEEP_AWAY].label, queries.kept_away(family)):
                        return look.leaves(_answer(view, request, family=family, **kwargs))

        return declared(guarded, permission, "family")

    return door


def _sends_while_reading(request: HttpRequest, basis: scope.Basis, permission: Permission) -> bool:
    """Whether somebody who may look, and no more, would send something that is recorded."""
    sends = request.method not in ONLY_LOOKING and permission is not Permission.SEE_FAMILIES
    return sends and basis.relationship in READS_ONLY


def _reading(request: HttpRequest) -> AbstractContextManager[None]:
    """A page that only looks asks for the same thing once; one that saves asks again each time."""
    return one_page() if request.method in ONLY_LOOKING else nullcontext()


def _family(request: HttpRequest, family_id: int) -> Family:
    try:
        return queries.family(request.user, family_id)  # type: ignore[arg-type]
    except NotAllowed as refusal:
        raise Http404 from refusal


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return drafts.answered(view, request, *args, **kwargs)
    except NotAllowed as refusal:
        raise Http404 from refusal
