"""The work ends while a child's bulb is dark: the worker says what stays unchanged, and what else could be tried."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.pathway import queries as pathway
from alongside.pathway.tests.factories import Pathway, helped
from alongside.people import queries as people
from alongside.people.actions import change_known_as
from alongside.timeline import actions as timeline
from alongside.timeline import queries as timeline_queries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, Part

pytestmark = pytest.mark.django_db
LATE, AUNT = "She is still late on most days", "A walking bus: Miss Begum asks her aunt"


@pytest.fixture
def smiths() -> Pathway:
    return helped()


def child(smiths: Pathway, name: str) -> UUID:
    with scope.acting_as(smiths.worker):
        known = people.names_of(smiths.family_id, smiths.worker)
    return next(each for each, called in known.items() if called == f"{name} Smith")


def helps(smiths: Pathway, name: str, days_ago: int) -> None:
    """Help reaches a child on that day."""
    facts, on = {"name": name, "tool": "Feelings cards"}, clock.today() - timedelta(days=days_ago)
    work = NewEntry(
        "visits.direct_work", Nature.INTERVENTION, facts, [(child(smiths, name), Part.WITH)], subtype="feelings_cards"
    )
    with scope.acting_as(smiths.worker):
        involvement = people.current_involvement(smiths.family_id, smiths.worker)
        assert involvement is not None
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family_id, involvement_id=involvement.pk,
            happened=Happened.day(on), entries=[work], at=clock.now(),
        )  # fmt: skip


def unlit(smiths: Pathway, on: date) -> list[str]:
    """The children who are asked about when that is the last day."""
    with scope.acting_as(smiths.worker):
        return [each.name for each in pathway.unlit(smiths.family_id, smiths.worker, on)]


def left(smiths: Pathway) -> list[Entry]:
    with scope.acting_as(smiths.manager):
        return list(Entry.objects.visible_to(smiths.manager).live().filter(kind="pathway.left_unchanged"))


def texts(smiths: Pathway, entry: Entry) -> str:
    """What it says stays unchanged."""
    with scope.acting_as(smiths.manager):
        (line,) = (
            each
            for each in timeline_queries.told(smiths.family_id, smiths.manager, [entry.kind])
            if each.id == entry.pk
        )
        return timeline_queries.words_told([line], smiths.manager)[entry.pk]["unchanged"]


def typed(page: Page, smiths: Pathway, **more: str) -> dict[str, object]:
    """The form as it is opened, all said but what is asked of the children."""
    said = {
        "on": day_typed(clock.today()), "reason": "lost_contact", "why": "They moved", "changed": "Amy sleeps.",
        "told": "Ring us.", "follow_up_by": str(smiths.worker.pk),
    }  # fmt: skip
    return {**page.as_sent(), **said, **more}


def test_each_child_is_asked_about_by_name_and_neither_question_goes_without_a_word(client: Client, smiths) -> None:
    helps(smiths, "Liam", 3)
    client.force_login(smiths.worker)
    where = reverse("pathway:close", args=[smiths.family_id])
    page = Page(client.get(where).content.decode())
    assert "Amy’s light bulb is dark: no help is on the record from" in page.one("main").text
    assert "What stays unchanged for Liam?" not in page.one("main").text
    amy = f"unlit-{child(smiths, 'Amy')}"

    refused = Page(
        client.post(where, typed(page, smiths, **{f"{amy}-unchanged": LATE, f"{amy}-instead": "…"})).content.decode()
    )

    assert "Say what else could be tried for Amy, and by whom" in refused.one("main").text
    assert refused.written_in(f"{amy}-unchanged") == LATE
    assert left(smiths) == []
    sent = typed(page, smiths, **{f"{amy}-unchanged": LATE, f"{amy}-instead": AUNT})
    assert [client.post(where, sent).status_code for _ in range(2)] == [302, 302]
    (entry,) = left(smiths)
    assert entry.sentence == "In the last weeks of the work, no help reached Amy."
    client.force_login(smiths.manager)
    ending = Page(client.get(reverse("endings:ending", args=[smiths.family_id])).content.decode()).one("main").text
    chronology = client.get(reverse("timeline:page", args=[smiths.family_id])).content.decode()
    for told in (ending, chronology):
        assert LATE in told
        assert AUNT in told


def test_the_work_does_not_end_while_a_child_whom_no_help_had_reached_goes_without_a_word(smiths) -> None:
    said = smiths.left(clock.today() - timedelta(days=2))
    del said[child(smiths, "Amy")]
    with pytest.raises(Unacceptable, match="Say what stays unchanged for Amy"):
        smiths.close(left=said)
    assert left(smiths) == []


def test_what_was_typed_of_a_child_whose_bulb_is_not_dark_on_another_last_day_is_shown_again_and_stays(
    client: Client, smiths
) -> None:
    helps(smiths, "Amy", 4)
    with scope.acting_as(smiths.worker):
        asked_of_both = clock.today() - timedelta(days=5)
        assert unlit(smiths, asked_of_both) == ["Amy", "Liam"]
    client.force_login(smiths.worker)
    where = reverse("pathway:close", args=[smiths.family_id])
    amy, liam = (f"unlit-{child(smiths, name)}" for name in ("Amy", "Liam"))
    said = {f"{liam}-unchanged": LATE, f"{liam}-instead": AUNT, f"{amy}-unchanged": LATE, f"{amy}-instead": "..."}
    earlier = Page(client.get(where).content.decode())
    asked = Page(client.post(where, typed(earlier, smiths, on=day_typed(asked_of_both), **said)).content.decode())
    assert "What else could be tried for Amy" in asked.one("main").text

    today = Page(client.post(where, asked.as_sent() | {"on": day_typed(clock.today())}).content.decode())

    told = " ".join(today.one("main").text.split())
    assert (
        f"Amy’s light bulb is not dark with {day_long(clock.today())} as the last day. What you wrote may stay" in told
    )
    assert today.written_in(f"{amy}-unchanged") == LATE
    assert left(smiths) == [], "nothing ends before that was seen"
    assert client.post(where, today.as_sent()).status_code == 302
    by_name = {entry.sentence: texts(smiths, entry) for entry in left(smiths)}
    assert by_name["When the work ended, it was said what stays unchanged for Amy."] == LATE
    client.force_login(smiths.manager)
    ending = client.get(reverse("endings:ending", args=[smiths.family_id])).content.decode()
    assert "What else was said to stay unchanged" in ending


def test_what_was_typed_and_is_taken_out_leaves_nothing(client: Client, smiths) -> None:
    helps(smiths, "Amy", 4)
    client.force_login(smiths.worker)
    where = reverse("pathway:close", args=[smiths.family_id])
    amy, liam = (f"unlit-{child(smiths, name)}" for name in ("Amy", "Liam"))
    page = Page(client.get(where).content.decode())
    said = {f"{amy}-unchanged": LATE, f"{liam}-unchanged": LATE, f"{liam}-instead": AUNT}
    shown = Page(client.post(where, typed(page, smiths, **said)).content.decode())
    assert client.post(where, shown.as_sent() | {f"{amy}-unchanged": ""}).status_code == 302
    assert [entry.facts["name"] for entry in left(smiths)] == ["Liam"]


def test_help_on_the_last_day_lights_the_bulb_and_help_after_it_does_not(smiths) -> None:
    helps(smiths, "Amy", 4)
    today = clock.today()
    assert unlit(smiths, today - timedelta(days=4)) == ["Liam"]
    assert unlit(smiths, today - timedelta(days=5)) == ["Amy", "Liam"]


def test_nothing_is_asked_of_a_child_who_died_though_they_lived_on_the_last_day(smiths) -> None:
    last_day = clock.today() - timedelta(days=2)
    assert unlit(smiths, last_day) == ["Amy", "Liam"]
    with scope.acting_as(smiths.worker):
        known = people.known_as(smiths.family_id, smiths.worker, child(smiths, "Amy"))
        change_known_as(
            by=smiths.worker, family_id=smiths.family_id, known_as=known, at=clock.now(),
            died_on=clock.today() - timedelta(days=1),
        )  # fmt: skip
    assert unlit(smiths, last_day) == ["Liam"]


def test_nothing_is_asked_while_the_work_is_too_young_to_tell(smiths) -> None:
    with scope.acting_as(smiths.worker):
        involvement = people.current_involvement(smiths.family_id, smiths.worker)
    assert involvement is not None
    assert unlit(smiths, involvement.opened_on + timedelta(days=13)) == []
    assert unlit(smiths, involvement.opened_on + timedelta(days=14)) == ["Amy", "Liam"]
