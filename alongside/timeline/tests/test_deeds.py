"""A deed is found again by its own address, whatever became of it."""

from uuid import UUID

import pytest

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.timeline import actions, queries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import NOON, SmithFamily, smith_family
from alongside.timeline.tests.test_recording import record, share, visit, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def did_not_happen(smiths: SmithFamily, entry: Entry) -> UUID:
    deed_id = uuid7()
    actions.retract(
        by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry.pk], why="Wrong family", at=NOON, deed_id=deed_id
    )
    return deed_id


def newest(smiths: SmithFamily, entry: Entry) -> UUID | None:
    return queries.newest_deed(smiths.worker, smiths.family.pk, entry.deed_id, entry.kind)


def test_what_was_put_right_opened_to_the_family_and_put_right_again_is_found_by_the_deed_that_told_it_first(smiths):
    with scope.acting_as(smiths.worker):
        (first,) = record(smiths, visit(smiths))
        (second,) = record(smiths, visit(smiths, supersedes_id=first.pk))
        assert newest(smiths, first) == second.deed_id
        shared = share(smiths, second, Audience.FAMILY)
        (last,) = record(smiths, visit(smiths, supersedes_id=shared.pk, audience=Audience.FAMILY))
        assert newest(smiths, first) == newest(smiths, second) == newest(smiths, last) == last.deed_id


def test_what_did_not_happen_has_no_deed_now_but_was_told(smiths):
    with scope.acting_as(smiths.worker):
        (told,) = record(smiths, visit(smiths))
        back = did_not_happen(smiths, told)
        assert newest(smiths, told) is None
        asked = (smiths.worker, smiths.family.pk)
        assert queries.told_then(*asked, told.deed_id, told.kind) == told
        assert queries.told_then(*asked, back, told.kind) is None


def test_a_deed_is_found_only_for_what_it_told_and_only_in_its_family(smiths):
    with scope.acting_as(smiths.worker):
        said, *_ = record(smiths, words(smiths), visit(smiths))
        asked = (smiths.worker, smiths.family.pk, said.deed_id)
        assert queries.told_then(*asked, "meetings.held") is None
        assert queries.told_then(*asked, "meetings.held", said.kind) == said
        assert queries.newest_deed(*asked, "meetings.held") is None
        assert queries.told_then(smiths.worker, smiths.family.pk + 1, said.deed_id, said.kind) is None


def test_each_version_keeps_the_content_it_told_and_one_without_has_none(smiths):
    with scope.acting_as(smiths.worker):
        (first,) = record(smiths, visit(smiths, content={"after": "calm"}))
        second, said = record(smiths, visit(smiths, supersedes_id=first.pk, content={"after": "glad"}), words(smiths))
        told = [queries.content_of(smiths.worker, entry.pk) for entry in (first, second, said)]
        assert told == [{"after": "calm"}, {"after": "glad"}, {}]
