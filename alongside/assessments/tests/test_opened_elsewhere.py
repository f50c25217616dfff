"""Who reads a section or a view is said of its version, and nowhere else."""

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.assessments.rules import SECTION, VIEW
from alongside.assessments.tests.factories import acting, complete
from alongside.assessments.tests.test_kept_from_readers import dean, keep_away
from alongside.assessments.tests.test_who_reads import ALONE, HOME, dan, smiths, told_to
from alongside.kit.tests.markup import Page
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import signed_in

pytestmark = pytest.mark.django_db
__all__ = ["dan", "smiths"]


@pytest.mark.parametrize("readers", ["around", "family"])
def test_a_section_is_opened_to_others_only_on_the_page_of_its_version(client, smiths, dan, readers) -> None:
    man = dean(smiths)
    holds(smiths, man, smiths.amy)
    keep_away(smiths, man)
    with acting(smiths):
        complete(smiths)
    client.force_login(smiths.worker)
    with scope.acting_as(smiths.worker):
        found = list(Entry.objects.visible_to(smiths.worker).live().filter(kind__in=[SECTION, VIEW]))
    assert {entry.kind for entry in found} == {SECTION, VIEW}
    for entry in found:
        where = reverse("timeline:audience", args=[smiths.family.pk, entry.pk])
        page = Page(client.get(where).content.decode())
        assert page.one("a", href=f"/families/{smiths.family.pk}/assessment/versions/1/readers/")

        refused = client.post(where, page.as_sent() | {"audience": readers, "why": "They asked for it"})

        shown = Page(refused.content.decode())
        assert "Say who reads it on the page of its version" in shown.one("main").text
        assert shown.written_in("why") == "They asked for it"
    with scope.acting_as(smiths.worker):
        assert set(Entry.objects.live().filter(kind__in=[SECTION, VIEW]).values_list("audience", flat=True)) == {"team"}
    for words in (HOME, ALONE):
        assert words not in told_to(signed_in(smiths, man))


def test_before_a_version_is_complete_the_page_leads_to_the_assessment(client, smiths) -> None:
    client.force_login(smiths.worker)
    with scope.acting_as(smiths.worker):
        entry = Entry.objects.visible_to(smiths.worker).live().filter(kind=SECTION).first()
    page = Page(client.get(reverse("timeline:audience", args=[smiths.family.pk, entry.pk])).content.decode())
    assert "No version is complete yet" in page.one("main").text
