"""Clocks read only what they look at, and every version of it."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.timeline import actions, queries
from alongside.timeline.actions import refresh_due
from alongside.timeline.models import Due
from alongside.timeline.queries.clocks import versions_of
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, smith_family

pytestmark = pytest.mark.django_db

ALLOCATED = NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne"})
STAGE = NewEntry("pathway.stage_began", Nature.PROCESS, {"stage": "Support", "order": 5, "of": 7}, subtype="support")


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def record(smiths: SmithFamily, *entries: NewEntry):
    return actions.record(
        by=smiths.worker, deed_id=uuid7(), happened=Happened.day(DAY), at=NOON, entries=entries, **smiths.where
    )


def meant_by(smiths: SmithFamily) -> set[str]:
    found = queries.what_is_due(smiths.family.pk, smiths.worker, NOON)
    stored = Due.objects.visible_to(smiths.worker).filter(family_id=smiths.family.pk)
    assert {line.clock_id for line in found} == {row.source_id.partition("/")[2] for row in stored}
    return {line.clock_id for line in found}


def test_what_turns_out_to_have_been_something_else_asks_for_nothing_any_more(smiths) -> None:
    with scope.acting_as(smiths.worker):
        (allocated,) = record(smiths, ALLOCATED)
        assert "referral_meeting" in meant_by(smiths)
        record(smiths, replace(STAGE, supersedes_id=allocated.pk))
        assert "referral_meeting" not in meant_by(smiths)


def test_a_thing_is_read_with_all_its_versions_and_what_no_clock_looks_at_is_not(smiths) -> None:
    with scope.acting_as(smiths.worker):
        (allocated,) = record(smiths, ALLOCATED)
        record(smiths, STAGE)
        (corrected,) = record(smiths, replace(STAGE, supersedes_id=allocated.pk))
        found = versions_of(smiths.family.pk, [ALLOCATED.kind])[smiths.involvement.pk]
    assert {version.id for version in found} == {allocated.pk, corrected.pk}


def test_what_is_due_is_not_written_again_when_nothing_changed(smiths) -> None:
    with scope.acting_as(smiths.worker):
        record(smiths, ALLOCATED)
        with CaptureQueriesContext(connection) as asked:
            refresh_due(by=smiths.worker, family_id=smiths.family.pk, at=NOON)
    wrote = [each["sql"] for each in asked if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert wrote == []
    assert len(asked) <= 8
