"""Saying who reads a version, again and again; what its readers are told of it; and one line of it on the timeline."""

import pytest

from alongside.access import scope
from alongside.agreements.tests.factories import holds
from alongside.assessments import queries
from alongside.assessments.tests.factories import sent
from alongside.assessments.tests.test_kept_from_readers import dean, keep_away
from alongside.assessments.tests.test_kept_until_said import READERS, hill, home
from alongside.assessments.tests.test_who_reads import chosen, dan, opened, smiths
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.tests.markup import Page
from alongside.people import queries as people
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db
__all__ = ["dan", "hill", "smiths"]


def test_who_must_be_kept_away_is_no_choice_and_nobody_says_why_keeping_him_out_is_safe(smiths, hill, client):
    man = dean(smiths)
    holds(smiths, man, smiths.amy)
    keep_away(smiths, man)
    opened(smiths)
    client.force_login(smiths.worker)
    address = READERS.format(smiths.family.pk)
    form = Page(client.get(address).content.decode())
    said = " ".join(form.one("main").text.split())
    assert "Whatever you open is kept from Dean" in said
    assert "Helpers of other agencies read what you open all the same." in said
    assert not form.all("input", value=str(man))
    rows = home(smiths).rows
    data = {f"part-{row.source}-readers": row.readers for row in rows}
    data |= {f"part-{row.source}-why": row.why for row in rows}
    assert client.post(address, sent(data, stood=form.one("input", name="stood")["value"])).status_code == 302


def test_that_he_is_kept_from_what_is_opened_stands_where_it_is_read_who_may(smiths, dan):
    keep_away(smiths, dan)
    said = opened(smiths, environment=chosen("family"))[0]
    with scope.acting_as(smiths.manager):
        family = people.family(smiths.manager, smiths.family.pk)
        (told,) = timeline.opened_entry(family, smiths.manager, said.pk).told.values()
    words = {line.heading: line.words for _, lines in told for line in lines}
    assert words["Home and surroundings"] == "The family. Kept from Dan."
    assert "Kept from" not in words["Own view: Amy"]


def test_whoever_reads_a_part_is_told_who_wrote_it_and_when_and_one_part_needs_no_list(smiths, hill, client):
    opened(smiths)
    client.force_login(hill.rao)
    page = Page(client.get(f"/families/{smiths.family.pk}/assessment/to-read/").content.decode())
    assert f"{smiths.worker.name} wrote this down on {day_long(clock.today())}." in page.one("main").text
    assert not page.all("a", href="#part-1")


def test_on_the_timeline_it_is_one_line_to_say_who_reads_it(smiths, hill):
    opened(smiths, own_view=chosen("around"))
    shown = {}
    for user in (smiths.worker, hill.rao):
        with scope.acting_as(user):
            assert queries.open_parts(user, smiths.family.pk) > 1
            deeds = timeline.page(smiths.family.pk, user).deeds
        shown[user] = [
            (line.title, more) for deed in deeds for line, more in deed.in_short if line.entry.kind in
            ("assessments.opened", "assessments.readers_said")
        ]  # fmt: skip
    assert shown == {smiths.worker: [("Who reads the assessment", 0)], hill.rao: [("Opened to be read", 1)]}
