"""A new version of a practice model: open involvements follow it, runs that began keep theirs. Stored due days are
checked.
"""

from datetime import date, timedelta

import pytest

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.practice.loading import parse_model
from alongside.practice.models import ModelVersion
from alongside.practice.queries import current_version
from alongside.timeline import actions, queries
from alongside.timeline.models import Due
from alongside.timeline.rules import Happened, Nature, NewEntry
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    family = smith_family()
    with scope.acting_as(family.worker):
        actions.record(
            by=family.worker, deed_id=uuid7(), happened=Happened.day(DAY), at=NOON,
            entries=[NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne"})], **family.where,
        )  # fmt: skip
    return family


def published_with(shorter: str, longer: str) -> ModelVersion:
    """The shipped model again, with other days for one clock, as next year's version."""
    shipped = current_version("family_intervention")
    changed = shipped.toml.replace(f'version = "{shipped.version}"', 'version = "2027.1"').replace(shorter, longer)
    assert changed != shipped.toml
    loaded = parse_model(changed)
    row = ModelVersion(
        id=uuid7(), model=loaded.model.id, version=loaded.model.version, name=loaded.model.name, toml=loaded.toml,
        sha256=loaded.sha256, published_at=NOON + timedelta(days=1),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def test_open_involvements_follow_a_new_version_and_begun_runs_keep_theirs(smiths):
    with scope.acting_as(smiths.worker):
        before = {line.clock_id: line.due_on for line in queries.what_is_due(smiths.family.pk, smiths.worker, NOON)}
        version = published_with("within = { days = 14 }", "within = { days = 28 }")
        assert actions.follow_new_versions(versions=[version], at=NOON + timedelta(days=1)) == 1
        later = NOON + timedelta(days=2)
        after = {line.clock_id: line.due_on for line in queries.what_is_due(smiths.family.pk, smiths.worker, later)}
        assert after["referral_meeting"] == before["referral_meeting"] == DAY + timedelta(days=14)
        assert actions.follow_new_versions(versions=[version], at=NOON + timedelta(days=3)) == 0


def test_an_involvement_that_ended_stays_with_its_version(smiths):
    with scope.acting_as(smiths.worker):
        actions.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.day(DAY), at=NOON,
            entries=[NewEntry("pathway.declined", Nature.PROCESS, {"reason": "No room"}, subtype="no_room")],
            **smiths.where,
        )  # fmt: skip
        version = published_with("within = { days = 14 }", "within = { days = 28 }")
        assert actions.follow_new_versions(versions=[version], at=NOON + timedelta(days=1)) == 0


def test_a_stored_day_that_is_wrong_is_found_and_put_right(smiths):
    with scope.acting_as(smiths.worker):
        right = set(Due.objects.visible_to(smiths.worker).values_list("source_id", "due_on"))
        assert not actions.recompute_due(family_id=smiths.family.pk, at=NOON)
        Due.objects.visible_to(smiths.worker).update(due_on=date(2030, 1, 1))
        assert actions.recompute_due(family_id=smiths.family.pk, at=NOON)
        assert set(Due.objects.visible_to(smiths.worker).values_list("source_id", "due_on")) == right
