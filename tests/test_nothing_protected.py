"""Whatever a room records for others than our own staff: where somebody lives, and that is protected, is not in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.people import actions as people
from alongside.timeline import actions as timeline
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Happened, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, smith_family

pytestmark = pytest.mark.django_db
HOME, TYPED = "4 Mill Lane, Leeds LS1 2AB", "We met at 4 Mill Ln."
NESTED = {"steps": [{"what": "Meet", "where": [TYPED]}]}


@pytest.fixture
def smiths() -> SmithFamily:
    found = smith_family(clock.now() - timedelta(days=40))
    with scope.acting_as(found.worker):
        people.record_fact(
            by=found.worker, family_id=found.family.pk, person_id=found.katie, kind="address", value=HOME,
            at=clock.now(), protected=True,
        )  # fmt: skip
    return found


def record(smiths: SmithFamily, entry: NewEntry) -> list[Entry]:
    with scope.acting_as(smiths.worker):
        return timeline.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.day(clock.today()), entries=[entry], at=clock.now(),
            **smiths.where,
        )  # fmt: skip


@pytest.mark.parametrize("audience", [Audience.AROUND, Audience.FAMILY])
@pytest.mark.parametrize("key", sorted(all_kinds()))
def test_a_protected_address_stands_in_nothing_that_others_read(smiths, monkeypatch, key, audience) -> None:
    kind = replace(all_kinds()[key], sentence=lambda _: "Something happened.")
    monkeypatch.setattr("alongside.timeline.actions.recording.kind_of", lambda _: kind)
    about = [(smiths.amy, Part.WITH)]
    empty = NewEntry(key, min(kind.natures), about=about, audience=audience)
    told = [replace(empty, texts=[NewText(part, TYPED)]) for part in ("note", "words")]
    told += [replace(empty, facts={"who": TYPED})]
    told += [replace(empty, content=NESTED)] if kind.can_be_read else []
    for entry in told:
        with pytest.raises(Unacceptable, match="Leave out what is protected"):
            record(smiths, entry)
    with scope.acting_as(smiths.worker):
        assert not Entry.objects.filter(kind=key).exists()
