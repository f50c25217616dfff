"""The plan as it is read: in force, a version, two side by side, and on a family's own page."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.kit import clock
from alongside.people.doors import families_page, family_page
from alongside.plans import queries
from alongside.plans.rules import Plan

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_GET
def plan(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The plan in force, who answered what, what is being written, and every version."""
    page = queries.plan_page(family, request.user, clock.now())
    return render(request, "plans/plan.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_GET
def version(request: SignedInRequest, family: "Family", version_id: str) -> HttpResponse:
    """One version, with what changed since the version it starts from."""
    page = queries.plan_page(family, request.user, clock.now())
    shown = page.version(version_id)
    start = next((each for each in page.versions if each.id == shown.start), None)
    compared = page.compared(start.plan if start else Plan(), shown.plan)
    context = {"page": page, "version": shown, "start": start, "compared": compared, "asked": page.asked(shown)}
    return render(request, "plans/version.jinja", context)


@family_page(Permission.RECORD_HELP)
@require_GET
def compare(request: SignedInRequest, family: "Family", before_id: str, after_id: str) -> HttpResponse:
    """Two versions side by side, line by line."""
    page = queries.written_page(family, request.user, clock.now())
    before, after = page.version(before_id), page.version(after_id)
    compared = page.compared(before.plan, after.plan)
    return render(
        request, "plans/compare.jinja", {"page": page, "before": before, "after": after, "compared": compared}
    )


@families_page(Permission.SEE_OWN_RECORD)
@require_GET
def own(request: SignedInRequest) -> HttpResponse:
    """The plan as a parent or a child reads it."""
    return render(request, "plans/own.jinja", {"page": queries.own_plans(request.user, clock.now())})
