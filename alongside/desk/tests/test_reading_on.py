"""Somebody's own page goes on where it ends, and nothing on it stands twice or is left out."""

import re

import pytest

from alongside.access import scope
from alongside.desk.tests.factories import at_work, own_account, written_for_family
from alongside.kit.tests.markup import Page
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db


def test_a_parent_reads_on_to_the_first_thing_that_was_written_for_her(client) -> None:
    one = at_work()
    katie = own_account(one, "Katie Smith")
    for number in range(53):
        written_for_family(one, "Katie Smith", f"Number {number}.")
    client.force_login(katie)
    read: list[str] = []
    address, pages = "/me/", 0
    while address:
        page = Page(client.get(address).content.decode())
        read += re.findall(r"Number \d+\.", page.one("main").text)
        links = [each["href"] for each in page.all("a") if "before=" in each.attributes.get("href", "")]
        address, pages = (f"/me/{links[0]}" if links else ""), pages + 1
    assert pages == 2
    assert read == [f"Number {number}." for number in reversed(range(53))]


def test_a_page_that_just_fits_goes_on_nowhere(client) -> None:
    one = at_work()
    katie = own_account(one, "Katie Smith")
    for number in range(3):
        written_for_family(one, "Katie Smith", f"Number {number}.")
    with scope.acting_as(katie):
        assert timeline.own_entries(katie, limit=3).before == ""
        first = timeline.own_entries(katie, limit=2)
        assert len(timeline.own_entries(katie, before=first.before, limit=2).lines) == 1
        assert len(timeline.own_entries(katie, before="no place").lines) == 3
