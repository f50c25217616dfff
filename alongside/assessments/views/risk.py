"""Pages of the risk assessment."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.access.doors import SignedInRequest
from alongside.access.permissions import Permission
from alongside.access.saves import STOOD, Saved, is_save, is_unfinished, saved_or_shown, shown_for
from alongside.assessments import actions, queries
from alongside.assessments.forms import risk_forms, told_by
from alongside.assessments.queries import RiskPage
from alongside.kit import clock
from alongside.kit.refusals import AlreadyCorrected
from alongside.people.doors import family_page

if TYPE_CHECKING:
    from alongside.people.models import Family


@family_page(Permission.RECORD_HELP)
@require_safe
def risk(request: SignedInRequest, family: "Family") -> HttpResponse:
    """The risk assessment as it stands."""
    page = queries.risk_page(request.user, family.pk, clock.today())
    return render(request, "assessments/risk.jinja", {"page": page})


@family_page(Permission.RECORD_HELP)
@require_safe
def look_again(request: SignedInRequest, family: "Family", entry_id: uuid.UUID) -> HttpResponse:
    """What is to be looked at again is looked at by assessing the risks anew."""
    page = queries.risk_page(request.user, family.pk, clock.today())
    if entry_id not in page.to_look:
        return redirect("timeline:entry", family.pk, entry_id)
    return redirect("assessments:assess_risk", family.pk)


@family_page(Permission.RECORD_HELP)
@require_http_methods(["GET", "POST"])
def assess_risk(request: SignedInRequest, family: "Family") -> HttpResponse:
    """Make a risk assessment or take one over; what stands is filled in."""
    page = queries.risk_page(request.user, family.pk, clock.today())
    form, rows = risk_forms(request.POST or None, page)

    def save(deed_id: uuid.UUID) -> Saved:
        actions.assess_risk(
            by=request.user, deed_id=deed_id, family_id=family.pk, filled=told_by(form, rows, page),
            stood=shown_for(request), at=clock.now(),
        )  # fmt: skip
        return Saved(reverse("assessments:risk", args=[family.pk]), request.path)

    kept = is_save(request) or is_unfinished(request)
    context = {"page": page, "theirs": False, "stood": request.POST.get(STOOD, "") if kept else _newest(page)}
    template = "assessments/assess_risk.jinja"
    try:
        return saved_or_shown(
            request, form, save, template=template, context=context, rows=rows, done="The risk assessment is kept."
        )
    except AlreadyCorrected:
        page = queries.risk_page(request.user, family.pk, clock.today())
        context |= {"page": page, "stood": _newest(page), "theirs": True, "form": form, "rows": rows}
        return render(request, template, context, status=409)


def _newest(page: RiskPage) -> str:
    return str(page.newest.said.entry_id) if page.newest else ""
