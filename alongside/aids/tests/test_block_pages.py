"""The key worker sees where each relationship stands, moves it on and back, and talks through what is stuck."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.aids import actions, queries
from alongside.aids.tests.factories import (
    ANSWERS,
    APPROACH,
    OPENED,
    TODAY,
    allocated,
    at,
    main,
    meeting,
    moves_on,
    record,
    recorded,
    school,
    sends,
    taken_over,
    visit,
    with_,
    work_with_katie,
)
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed
from alongside.kit.tests.markup import Page
from alongside.plans.tests.safety import keep_away
from alongside.timeline.rules import Nature, NewEntry, Part
from alongside.timeline.tests.factories import SmithFamily, did_not_happen

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths(smiths: SmithFamily) -> SmithFamily:
    return allocated(smiths)


def test_each_relationship_begins_at_building_on_the_day_both_are_there(worker, smiths) -> None:
    katie = with_(smiths, smiths.katie)
    assert (katie.stage.id, katie.where.since, katie.before) == ("building", OPENED, None)
    with clock.travel(clock.at(TODAY + timedelta(days=3))):
        teacher = with_(smiths, school(smiths))
    assert (teacher.stage.id, teacher.where.since) == ("building", TODAY + timedelta(days=3))

    told = main(worker, at(smiths, "blocks"))
    assert "Katie 1, buildingsince Mon 2 Mar Nothing of this stage is on the record yet." in told
    assert "Liamage 3" in told
    assert "Katiemother, Stage 1, building" in main(worker, at(smiths, "pictures"))


def test_with_whoever_must_be_kept_away_nobody_builds_anything(worker, smiths) -> None:
    assert "Katie" in main(worker, at(smiths, "blocks"))
    keep_away(smiths, smiths.katie)
    assert "Katie" not in main(worker, at(smiths, "blocks"))
    assert worker.get(at(smiths, "block", smiths.katie)).status_code == 404


def test_moving_on_asks_three_things_and_keeps_what_was_typed(worker, smiths) -> None:
    where = at(smiths, "move_on", smiths.katie, "sustaining")
    missing = Page(sends(worker, where, said_approach_reflected=APPROACH).content.decode()).one("main").text
    assert "Answer in your own words: I have said how good the relationship is, and asked them" in missing
    refused = sends(worker, where, **ANSWERS | {"said_did_what_i_said": "..."})

    page = Page(refused.content.decode())
    assert "Answer in your own words: I do what I say, also when it was tested" in page.one("main").text
    assert page.written_in("said_approach_reflected") == APPROACH
    assert recorded(smiths, "aids.stage_moved") == []

    moves_on(worker, smiths)
    assert (with_(smiths, smiths.katie).stage.id, with_(smiths, smiths.amy).stage.id) == ("sustaining", "building")
    (moved,) = recorded(smiths, "aids.stage_moved")
    assert moved.sentence == f"{smiths.worker.name} and Katie: on to maintaining and sustaining."
    opened = main(worker, reverse("timeline:entry", args=[smiths.family.pk, moved.pk]))
    assert APPROACH in opened


def test_going_back_is_ordinary_and_asks_why(worker, smiths) -> None:
    moves_on(worker, smiths, TODAY - timedelta(days=5))
    where = at(smiths, "move_back", smiths.katie, "building")
    assert "Say what happened, and what is needed now" in Page(sends(worker, where).content.decode()).one("main").text

    assert sends(worker, where, why="Her mother died").status_code == 302

    block = with_(smiths, smiths.katie)
    assert (block.stage.id, block.where.moved_back, block.where.since) == ("building", True, TODAY)
    assert "Going back is ordinary." in recorded(smiths, "aids.stage_moved")[-1].sentence
    assert "Her mother died" in main(worker, at(smiths, "block", smiths.katie))
    did_not_happen(smiths, *recorded(smiths, "aids.stage_moved")[-1:])
    assert with_(smiths, smiths.katie).stage.id == "sustaining"


def test_a_stage_is_never_jumped_and_what_was_typed_is_kept(worker, smiths) -> None:
    where = at(smiths, "move_on", smiths.katie, "future_proofing")
    typed = {
        f"said_{each}": "Yes, since May" for each in ("difference_evidenced", "supervision_used", "ending_talked_about")
    }
    refused = Page(sends(worker, where, **typed).content.decode())
    assert "Katie and you are at building by now" in refused.one("main").text
    assert refused.written_in("said_supervision_used") == "Yes, since May"
    moves_on(worker, smiths, TODAY - timedelta(days=5))
    again = sends(worker, at(smiths, "move_on", smiths.katie, "sustaining"), **ANSWERS)
    assert "by now" in Page(again.content.decode()).one("main").text
    assert sends(worker, where, **typed, on=day_typed(TODAY - timedelta(days=6))).status_code == 200
    assert sends(worker, where, **typed).status_code == 302
    assert with_(smiths, smiths.katie).next_stage is None


def test_a_new_key_worker_begins_at_building_and_the_one_before_stays_a_shadow(worker, smiths, client) -> None:
    moves_on(worker, smiths)
    with clock.travel(clock.at(TODAY + timedelta(days=10))):
        sam = taken_over(smiths)
        katie = with_(smiths, smiths.katie, sam)
        assert (katie.worker.name, katie.stage.id, katie.where.since) == (
            sam.name, "building", TODAY + timedelta(days=10),
        )  # fmt: skip
        assert katie.before is not None
        assert (katie.before.worker, katie.before.stage) == (smiths.worker.name, 2)
        client.force_login(sam)
        assert f"With {smiths.worker.name}: stage 2" in main(client, at(smiths, "blocks"))
        assert sends(client, at(smiths, "move_on", smiths.katie, "sustaining"), **ANSWERS).status_code == 302
        assert with_(smiths, smiths.katie, sam).stage.id == "sustaining"


def test_only_the_worker_of_a_relationship_says_where_it_stands(client, smiths) -> None:
    client.force_login(smiths.manager)
    assert "Move on" not in main(client, at(smiths, "block", smiths.katie))
    assert client.get(at(smiths, "move_on", smiths.katie, "sustaining")).status_code == 404
    with scope.acting_as(smiths.manager), pytest.raises(NotAllowed):
        actions.say_stuck(
            by=smiths.manager, deed_id=uuid7(), family=smiths.family, other_id=smiths.katie, about="x", at=clock.now()
        )


def test_a_line_opens_to_the_entries_about_that_person_that_show_it(worker, smiths) -> None:
    (seen,) = visit(smiths, TODAY, smiths.amy)
    work_with_katie(smiths, TODAY)

    page = Page(worker.get(at(smiths, "block", smiths.amy)).content.decode())
    links = [
        one.attributes["href"]
        for one in page.all("a")
        if one.attributes.get("href") == reverse("timeline:entry", args=[smiths.family.pk, seen.pk])
    ]
    assert len(links) == 1
    assert worker.get(links[0]).status_code == 200
    (shown,) = with_(smiths, smiths.amy).rests_on
    assert shown.line.id == "time_spent"
    assert with_(smiths, smiths.katie).rests_on == ()


def test_what_happened_before_the_relationship_began_shows_nothing_of_it(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy)
    with clock.travel(clock.at(TODAY + timedelta(days=10))):
        sam = taken_over(smiths)
        assert with_(smiths, smiths.amy, sam).rests_on == ()


def test_a_meeting_before_a_partner_joined_shows_nothing_of_them(worker, smiths) -> None:
    facts = {"type": "Review", "present": ["Katie"], "helpers": ["Mrs Dar"], "decisions": 0}
    record(smiths, TODAY - timedelta(days=3), NewEntry("meetings.held", Nature.PROCESS, facts, subtype="review"))
    assert with_(smiths, school(smiths)).rests_on == ()


def test_a_partner_is_shown_by_the_meetings_they_took_part_in(worker, smiths) -> None:
    teacher = school(smiths)
    meeting(smiths, TODAY, smiths.amy)
    assert with_(smiths, teacher).rests_on == ()
    facts = {"type": "Review", "present": ["Katie"], "helpers": ["Mrs Dar"], "decisions": 0}
    (held,) = record(smiths, TODAY, NewEntry(
        "meetings.held", Nature.PROCESS, facts, [(smiths.katie, Part.PRESENT)], subtype="review"
    ))  # fmt: skip

    (line,) = with_(smiths, teacher).rests_on
    assert (line.line.id, [each.id for each in line.evidence]) == ("next_steps_together", [held.pk])


def test_the_worker_says_which_words_were_explained_and_when(worker, smiths) -> None:
    where = at(smiths, "tick_line", smiths.katie, "terms_explained")
    assert "Say in a few words what was done" in Page(sends(worker, where).content.decode()).one("main").text
    before = sends(worker, where, words="Assessment", on=day_typed(OPENED - timedelta(days=1)))
    assert "Give a later day" in Page(before.content.decode()).one("main").text

    assert sends(worker, where, words="What a child protection enquiry is, with the leaflet").status_code == 302

    (done,) = recorded(smiths, "aids.line_done")
    assert done.facts["line"] == "terms_explained"
    assert "What a child protection enquiry is, with the leaflet" in main(worker, at(smiths, "block", smiths.katie))
    assert [line.newest.id for line in with_(smiths, smiths.katie).rests_on] == [done.pk]
    assert worker.get(at(smiths, "tick_line", smiths.katie, "nothing_of_ours")).status_code == 404


def test_what_is_stuck_stands_on_the_managers_morning_until_it_was_talked_through(worker, smiths, client) -> None:
    where = at(smiths, "say_stuck", smiths.katie)
    assert sends(worker, where, about="She will not open the door to me").status_code == 302
    assert with_(smiths, smiths.katie).stuck is not None
    (stuck,) = recorded(smiths, "aids.stuck")
    talk = at(smiths, "talk_through", stuck.pk)
    assert "Talk it through first" in main_of(sends(worker, where, about="Again"))

    client.force_login(smiths.manager)
    morning = Page(client.get("/").content.decode())
    assert talk in [one.attributes.get("href") for one in morning.all("a")]
    assert f"Talk through what is stuck between {smiths.worker.name} and Katie" in morning.one("main").text
    assert "She will not open the door to me" in main(client, talk)

    assert sends(client, talk, tried="We go together on Monday").status_code == 302

    assert with_(smiths, smiths.katie).stuck is None
    assert talk not in [one.attributes.get("href") for one in Page(client.get("/").content.decode()).all("a")]
    assert "We go together on Monday" in main(client, talk)
    client.force_login(smiths.worker)
    assert "We go together on Monday" in main(client, at(smiths, "block", smiths.katie))


def main_of(answer) -> str:
    return Page(answer.content.decode()).one("main").text


def test_the_question_is_asked_of_who_is_stuck_and_the_answer_kept(worker, smiths) -> None:
    assert sends(worker, at(smiths, "say_stuck", smiths.katie), about="The door stays shut").status_code == 302
    where = at(smiths, "blocks")
    page = Page(worker.get(where).content.decode())
    assert "What would help Katie and you move on from building?" in page.one("main").text
    manager = Client()
    manager.force_login(smiths.manager)
    read = main(manager, where)
    assert f"What would help Katie and {smiths.worker.name} move on from building?" in read
    assert "your manager" not in read
    here = at(smiths, "block", smiths.katie)
    assert here in [one.attributes.get("action") for one in page.all("form")]

    assert worker.post(here, page.as_sent() | {"helps_us_on": "Meet at the café"}).status_code == 302

    (looked,) = recorded(smiths, "aids.looked_at")
    assert looked.subtype == "blocks"
    assert looked.sentence == "Looked at the building blocks of Katie, as of 1 May 2026: building, stuck."
    assert "Meet at the café" in main(worker, here)


def test_the_journey_shows_where_we_are_and_where_we_are_going(worker, smiths) -> None:
    record(
        smiths,
        TODAY,
        NewEntry(
            "pathway.stage_began", Nature.PROCESS, {"stage": "Assessment", "order": 3, "of": 7}, subtype="assessment"
        ),
    )
    told = main(worker, at(smiths, "block", smiths.katie))
    assert "We are here now" in told
    assert "We want to get here" in told


def test_the_pages_ask_as_much_for_a_long_story_as_for_none(worker, smiths) -> None:
    teacher = school(smiths)

    def asked() -> list[int]:
        pages = (at(smiths, "blocks"), at(smiths, "block", smiths.katie), at(smiths, "block", teacher))
        counts = []
        for where in pages:
            with CaptureQueriesContext(
                connection,
            ) as found:
                assert worker.get(where).status_code == 200
            counts.append(len(found))
        return counts

    moves_on(worker, smiths, OPENED)
    visit(smiths, OPENED, smiths.amy, smiths.katie)
    sends(worker, at(smiths, "tick_line", smiths.katie, "rights_given"), words="The leaflet")
    asked()
    few = asked()
    for day in range(1, 9):
        visit(smiths, OPENED + timedelta(days=day), smiths.amy, smiths.katie)
        sends(worker, at(smiths, "tick_line", smiths.katie, "rights_given"), words=f"The leaflet, {day}")
    asked()
    assert asked() == few


def test_a_form_delivered_twice_is_one_deed_and_an_unfinished_one_is_kept_as_a_draft(worker, smiths) -> None:
    where = at(smiths, "tick_line", smiths.katie, "rights_given")
    sent = Page(worker.get(where).content.decode()).as_sent() | {"words": "The leaflet, read aloud"}
    assert [worker.post(where, sent).status_code for _ in range(2)] == [302, 302]
    assert len(recorded(smiths, "aids.line_done")) == 1

    form = Page(worker.get(at(smiths, "say_stuck", smiths.katie)).content.decode())
    (draft,) = [one for one in form.all("button") if "Keep as a draft" in one.text]
    kept = form.as_sent() | {"about": "I do not know yet", draft.attributes["name"]: draft.attributes.get("value", "")}
    assert worker.post(at(smiths, "say_stuck", smiths.katie), kept).status_code == 302
    assert recorded(smiths, "aids.stuck") == []
    assert reverse("aids:say_stuck", args=[smiths.family.pk, smiths.katie]) in worker.get("/drafts/").content.decode()


def test_only_one_says_what_is_tried_and_the_other_keeps_their_words(worker, smiths) -> None:
    assert sends(worker, at(smiths, "say_stuck", smiths.katie), about="The door stays shut").status_code == 302
    talk = at(smiths, "talk_through", recorded(smiths, "aids.stuck")[0].pk)
    shown = Page(worker.get(talk).content.decode()).as_sent()
    assert sends(worker, talk, tried="We go together").status_code == 302

    late = Page(worker.post(talk, shown | {"tried": "I write to her"}).content.decode())

    assert late.written_in("tried") == "I write to her"
    assert f"{smiths.worker.name} has written down meanwhile what you try" in late.one("main").text
    assert len(recorded(smiths, "aids.talked_through")) == 1


def test_what_was_never_talked_through_is_said_when_the_work_is_to_end(worker, smiths) -> None:
    def still_open() -> list[str]:
        with scope.acting_as(smiths.worker):
            return queries.open_at_the_end(smiths.family.pk, smiths.worker, clock.now())

    assert sends(worker, at(smiths, "say_stuck", smiths.katie), about="The door stays shut").status_code == 302
    assert still_open() == [f"What is stuck between {smiths.worker.name} and Katie is still to be talked through"]
    talk = at(smiths, "talk_through", recorded(smiths, "aids.stuck")[0].pk)
    assert sends(worker, talk, tried="We go together").status_code == 302
    assert still_open() == []
