"""What is attached to a meeting that was held."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline.models import Entry
from alongside.visits.tests.test_attached import NAME, upload
from alongside.visits.tests.test_pages import smiths, worker

pytestmark = pytest.mark.django_db
__all__ = ["smiths", "worker"]


def as_shown(page: Page) -> dict[str, list[str]]:
    """What a browser sends of the form that can be kept as a draft, as it was opened."""
    sent: dict[str, list[str]] = {}
    for one in page.all("input"):
        kind, name = one.attributes.get("type"), one.attributes.get("name", "")
        chosen = kind not in ("radio", "checkbox") or "checked" in one.attributes
        if chosen and kind != "file" and name not in ("q", "csrfmiddlewaretoken", ""):
            sent.setdefault(name, []).append(one.attributes.get("value", ""))
    return sent


def test_what_is_attached_stands_on_the_page_of_the_meeting_and_stays_when_it_is_put_right(worker, smiths) -> None:
    address = reverse("meetings:record", args=[smiths.family.pk, "referral_meeting"])
    shown = as_shown(Page(worker.get(address).content.decode()))
    took_part = {f"person-{smiths.katie}-how": "present"}
    took_part |= {f"person-{child}-how": "none" for child in (smiths.amy, smiths.liam)}
    told = {**shown, **took_part, "form_key": str(uuid7()), "day": "today", "minutes": "45", "agrees": "yes"}

    landed = worker.post(address, {**told, "attached": [upload()]}, follow=True)

    assert landed.redirect_chain, Page(landed.content.decode()).one("main").text[:1500]
    with scope.acting_as(smiths.worker):
        entry = Entry.objects.visible_to(smiths.worker).get(kind="meetings.attached")
    assert entry.audience == "team"
    assert NAME in landed.content.decode()
    file = worker.get(reverse("timeline:file", args=[smiths.family.pk, entry.pk]))
    assert file.headers["Content-Type"] == "image/png"

    correct = reverse("meetings:correct", args=[smiths.family.pk, entry.deed_id])
    shown = as_shown(Page(worker.get(correct).content.decode()))
    put_right = worker.post(
        correct, {**shown, **took_part, "minutes": "50", "attached": [upload("plan.txt", b"Plan")]}, follow=True
    )

    assert put_right.redirect_chain, Page(put_right.content.decode()).one("main").text[:600]
    assert NAME in put_right.content.decode()
    assert "plan.txt" in put_right.content.decode()
