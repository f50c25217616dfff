"""The page of an entry shows what was told, as far as its reader may know it."""

from collections.abc import Mapping
from typing import Any

import pytest

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.timeline import actions
from alongside.timeline.kinds import all_kinds
from alongside.timeline.models import Entry
from alongside.timeline.rules import EntryKind, Happened, Nature, NewEntry, ReadLine, Sight
from alongside.timeline.tests.test_pages.given import ATTACK, address, asked, look, retraction

pytestmark = pytest.mark.django_db

DAY = "2026-11-30"


def planned(smiths, *, harder: str = "Neighbours shout.", supersedes=None, kind: str = "visits.planned") -> Entry:
    """A visit planned with Katie."""
    told = {
        "day": DAY, "time": "14:30", "minutes": 45, "place": "At the park", "with_whom": [str(smiths.katie)],
        "others": "Nan may call by", "harder": harder, "support": "", "children": "",
        "topics_family": "The cooker", "topics_ours": "Mornings",
    }  # fmt: skip
    with scope.acting_as(smiths.worker):
        (entry,) = actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where, happened=Happened.day(clock.today()),
            entries=[
                NewEntry(kind, Nature.PROCESS, {"day": DAY, "time": "14:30"}, content=told, supersedes_id=supersedes)
            ],
        )  # fmt: skip
    return entry


def test_the_page_of_an_entry_shows_what_was_told_and_not_only_its_sentence(client, smiths) -> None:
    page = look(client, smiths.worker, address(smiths, "entry", planned(smiths).pk))

    assert "When 30 November 2026, 2:30pm, 45 minutes Where At the park With whom Katie" in page
    assert "What would make it harder Neighbours shout." in page
    assert "What helps during it" not in page


def test_what_was_told_before_a_correction_stays_to_be_read(client, smiths) -> None:
    first = planned(smiths)
    newer = planned(smiths, harder="Nothing now.", supersedes=first.pk)

    page = look(client, smiths.worker, address(smiths, "entry", newer.pk))

    assert page.index("Nothing now.") < page.index("What it told then") < page.index("Neighbours shout.")


def test_what_was_told_stays_to_be_read_when_it_did_not_happen(client, smiths) -> None:
    entry = planned(smiths)
    retraction(smiths, entry)

    assert "Neighbours shout." in look(client, smiths.worker, address(smiths, "entry", entry.pk))


def test_words_of_somebody_the_reader_may_not_know_are_given_without_a_name() -> None:
    lines = all_kinds()["visits.planned"].reads(_content(), Sight({}))

    assert ("With whom", "Somebody") in {(line.heading, line.words) for line in lines}


def test_what_is_for_our_own_staff_is_not_shown_to_a_partner_who_may_read_the_entry(
    client, smiths, monkeypatch
) -> None:
    def reads(content: Mapping[str, Any], _: Sight) -> list[ReadLine]:
        return [ReadLine("Where", content["place"]), ReadLine("Ours", content["harder"], ours=True)]

    kind = all_kinds()["visits.planned"]
    monkeypatch.setitem(
        all_kinds(), kind.key, EntryKind(kind.key, kind.natures, kind.sentence, kind.title, reads=reads)
    )
    where = address(smiths, "entry", planned(smiths).pk)

    assert "Neighbours shout." in look(client, smiths.worker, where)
    monkeypatch.setattr("alongside.timeline.queries.reading.user_may", lambda *_: False)
    page = look(client, smiths.worker, where)
    assert "At the park" in page
    assert "Neighbours shout." not in page


def test_nothing_is_recorded_that_nobody_could_read_again(smiths) -> None:
    for key, kind in all_kinds().items():
        assert kind.can_be_read == (kind.reads is not None or kind.texts_say_all or kind.has_own_page), key
    with pytest.raises(ValueError, match=r"pathway\.allocated does not say how its content reads"):
        planned(smiths, kind="pathway.allocated")


def test_hostile_words_are_told_harmlessly(client, smiths) -> None:
    entry = planned(smiths, harder=ATTACK)
    client.force_login(smiths.worker)

    page = client.get(address(smiths, "entry", entry.pk)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_page_asks_as_much_for_many_versions_as_for_one(client, smiths) -> None:
    newest = planned(smiths)
    few = asked(client, smiths.worker, address(smiths, "entry", newest.pk))
    for number in range(5):
        newest = planned(smiths, harder=f"Thing {number}.", supersedes=newest.pk)

    assert asked(client, smiths.worker, address(smiths, "entry", newest.pk)) == few


def _content() -> dict[str, Any]:
    return {"day": DAY, "with_whom": [str(uuid7())]}
