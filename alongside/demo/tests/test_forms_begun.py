"""A form in which nobody wrote anything is no draft, whichever it is; one in which somebody wrote is."""

from django.urls import reverse

from alongside.demo.tests.test_kept_away import Smiths, addresses, smiths
from alongside.kit.tests.markup import Page

__all__ = ["smiths"]
BY_ITSELF = {"keep_draft": "by-itself"}


def test_every_form_of_a_family_is_kept_when_something_is_written_in_it_and_not_before(smiths: Smiths) -> None:
    tried, wrong = 0, []
    for name in addresses():
        where = reverse(name, args=[smiths.family_id])
        opened = smiths.client.get(where)
        page = Page(opened.content.decode())
        if opened.status_code != 200 or not page.named("keep_draft"):
            continue
        sent, tried = page.as_sent(), tried + 1
        if smiths.client.post(where, sent | BY_ITSELF).json() != {"nothing": True}:
            wrong.append((name, "kept though nothing was written"))
        written = {area["name"]: "He is calmer now" for area in page.all("textarea")[:1]}
        if written and "kept" not in smiths.client.post(where, sent | written | BY_ITSELF).json():
            wrong.append((name, "not kept"))
    assert wrong == []
    assert tried > 20
