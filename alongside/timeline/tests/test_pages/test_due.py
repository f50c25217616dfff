"""What is due, and what that rests on."""

import re

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.timeline import actions, queries
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.test_pages.given import address, allocated, every_page, look, visit

pytestmark = pytest.mark.django_db


def test_what_is_late_says_by_how_much_and_opens_to_what_it_rests_on(client, smiths) -> None:
    allocated(smiths)

    due = look(client, smiths.worker, address(smiths, "due"))
    page = look(client, smiths.worker, every_page(smiths, visit(smiths)[0])["clock"])

    assert re.search(r"\d+ days late", due)
    assert "Was due" in due
    assert re.search(r"Was due on .*: \d+ days late", page)
    assert "What this rests on Joanne Mercer became the family’s key worker." in page


def test_when_nothing_is_late_the_next_thing_is_named(client, smiths) -> None:
    allocated(smiths, days_ago=0)

    page = look(client, smiths.worker, address(smiths, "due"))

    assert "Nothing is late. The next thing is" in page
    assert "days late" not in page


def test_what_is_on_hold_is_neither_late_nor_soon(client, smiths) -> None:
    allocated(smiths)
    with scope.acting_as(smiths.worker):
        late = next(
            line for line in queries.what_is_due(smiths.family.pk, smiths.worker, clock.now()) if line.state == "late"
        )
        facts = {"clock": late.name, "model": late.model_id, "agreed_with": "Katie", "agreed_by": [str(smiths.katie)]}
        actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), happened=Happened.day(clock.today()), **smiths.where,
            entries=[NewEntry("pathway.clock_paused", Nature.PROCESS, facts, subtype=late.clock_id)],
        )  # fmt: skip

    due = look(client, smiths.worker, address(smiths, "due"))
    page = look(client, smiths.worker, address(smiths, "clock", late.model_id, late.clock_id))

    assert "On hold" in due
    assert "Its time stands still, by agreement" in due
    assert "On hold" in page
    assert "More time was agreed with Katie" in page
