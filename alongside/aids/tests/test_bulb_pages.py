"""The worker opens a child's bulb, answers its question, says what is different and what stands in the way."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.aids.tests.factories import (
    OPENED,
    TODAY,
    at,
    barrier,
    difference,
    meeting,
    page_of,
    record,
    sends,
    visit,
    work_with_katie,
)
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily

pytestmark = pytest.mark.django_db
KNOWS = "She told school herself that she slept"


def main(worker, where: str) -> str:
    return Page(worker.get(where).content.decode()).one("main").text


def recorded(smiths: SmithFamily, kind: str) -> list[Entry]:
    with scope.acting_as(smiths.worker):
        return list(Entry.objects.visible_to(smiths.worker).live().filter(kind=kind))


def test_every_child_has_a_bulb_with_its_words_beside_it(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])

    told = main(worker, at(smiths, "pictures"))

    assert "Amy, 8 GlowingHelp reaches Amy. For it to be lit: no difference is recorded." in " ".join(told.split())
    assert "Liam, 3 DarkNo help has reached Liam in this time." in " ".join(told.split())


def test_help_to_the_mother_reaches_only_the_child_it_was_said_for(smiths) -> None:
    work_with_katie(smiths, TODAY, smiths.amy)

    assert page_of(smiths, smiths.amy).state == "glowing"
    assert page_of(smiths, smiths.amy).minutes == 30
    assert page_of(smiths, smiths.liam).state == "dark"


def test_the_answer_is_kept_with_how_the_bulb_was(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    where = at(smiths, "bulb", smiths.amy)

    assert sends(worker, where, difference=KNOWS, with_whom=[str(smiths.katie)]).status_code == 302

    (look,) = page_of(smiths, smiths.amy).looks
    assert (look.state, look.difference, look.as_of) == ("glowing", KNOWS, TODAY)
    (entry,) = recorded(smiths, "aids.looked_at")
    assert entry.facts["counts"] == {"process": 1, "help": 1, "late": 0, "differences": 0, "barriers": 0}
    assert entry.sentence == "Looked at the light bulb of Amy, as of 1 May 2026: glowing."
    assert KNOWS in main(worker, where)


def test_a_dark_bulb_asks_what_we_will_do_differently_and_keeps_what_was_typed(worker, smiths) -> None:
    where = at(smiths, "bulb", smiths.amy)

    refused = sends(worker, where, difference=KNOWS)

    page = Page(refused.content.decode())
    assert refused.status_code == 200
    assert "No help has reached the child. Say what we will do differently" in page.one("main").text
    assert page.written_in("difference") == KNOWS
    assert recorded(smiths, "aids.looked_at") == []
    assert sends(worker, where, difference=KNOWS, differently="Cards, each week").status_code == 302


def test_a_difference_rests_on_what_was_recorded_and_lights_the_bulb(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    where = at(smiths, "see_difference", smiths.amy)
    offered = Page(worker.get(where).content.decode()).named("rests_on")
    assert len(offered) == 2

    typed = {"what": "At school before the bell, four days of five", "who": "", "who_else": "Miss Begum"}
    assert sends(worker, where, **typed, rests_on=[offered[0]["value"]]).status_code == 302

    (seen,) = recorded(smiths, "aids.difference_seen")
    assert seen.nature == "difference"
    assert seen.facts["rests_on"] == [offered[0]["value"]]
    assert seen.sentence == "Something is different for Amy, says Miss Begum. It rests on one of what was recorded."
    assert page_of(smiths, smiths.amy).state == "lit"
    assert page_of(smiths, smiths.liam).state == "dark"


def test_a_scale_or_a_visit_is_no_evidence_by_itself(smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    assert page_of(smiths, smiths.amy).counts.differences == 0


def test_whoever_must_be_kept_away_stands_apart_among_those_who_say_so(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.katie, kind="keep_away",
            value="She must not learn where Amy lives", at=clock.now(),
        )  # fmt: skip
    where = at(smiths, "see_difference", smiths.amy)
    offered = {each["value"]: each.text.strip() for each in Page(worker.get(where).content.decode()).all("option")}
    assert offered[str(smiths.katie)] == "Katie (keep away: She must not learn where Amy lives)"
    assert offered[str(smiths.liam)] == "Liam"
    assert sends(worker, where, what="She sleeps", who=str(smiths.katie)).status_code == 302
    assert "says Katie." in recorded(smiths, "aids.difference_seen")[0].sentence


def test_what_nobody_said_is_refused_with_everything_typed(worker, smiths) -> None:
    where = at(smiths, "see_difference", smiths.amy)
    refused = Page(sends(worker, where, what="She sleeps", who="", who_else="").content.decode())
    assert "Say who says so" in refused.one("main").text
    assert refused.written_in("what") == "She sleeps"


def test_what_is_in_the_way_keeps_the_bulb_from_being_lit_until_it_is_gone(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    difference(smiths, TODAY, smiths.amy)
    assert page_of(smiths, smiths.amy).state == "lit"
    named = {
        "barrier": "over_optimism", "seen": "Every Monday is new", "effect": "She stops telling", "owner": "Katie",
        "strategy": "Ask school each Friday", "again_on": day_typed(TODAY + timedelta(days=7)),
    }  # fmt: skip
    owner = Page(worker.get(at(smiths, "name_barrier", smiths.amy)).content.decode())
    helper = next(one["value"] for one in owner.all("option") if one.attributes.get("value"))
    assert sends(worker, at(smiths, "name_barrier", smiths.amy), **named | {"owner": helper}).status_code == 302

    page = page_of(smiths, smiths.amy)
    assert (page.state, page.missing_words) == ("glowing", ("something stands in the way",))
    (line,) = page.barriers
    assert (line.seen, line.strategy, line.again_on) == (
        "Every Monday is new", "Ask school each Friday", TODAY + timedelta(days=7),
    )  # fmt: skip
    again = at(smiths, "look_again_at_barrier", line.look_id)
    assert sends(worker, again, how="School rings us now", gone="out_of_the_way").status_code == 302
    assert page_of(smiths, smiths.amy).state == "lit"
    assert worker.get(again).status_code == 404


def due(smiths: SmithFamily) -> list[tuple[str, object]]:
    """What is booked."""
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return [(line.name, line.due_on) for line in lines if line.source == "booking"]


def test_what_is_in_the_way_comes_due_when_it_is_looked_at_again(worker, smiths) -> None:
    named = barrier(smiths, TODAY, smiths.amy, again_in=7)
    what = "Look again at what is in the way of help for Amy"
    assert due(smiths) == [(what, TODAY + timedelta(days=7))]

    where = at(smiths, "look_again_at_barrier", named.pk)
    later = day_typed(TODAY + timedelta(days=21))
    assert sends(worker, where, how="As before", gone="still_there", again_on=later).status_code == 302

    assert due(smiths) == [(what, TODAY + timedelta(days=21))]
    assert page_of(smiths, smiths.amy).counts.barriers == 1
    assert "still there" not in main(worker, at(smiths, "bulb", smiths.amy))


def test_a_barrier_still_there_needs_its_next_day(worker, smiths) -> None:
    named = barrier(smiths, TODAY, smiths.amy)
    where = at(smiths, "look_again_at_barrier", named.pk)
    refused = Page(sends(worker, where, how="As before", gone="still_there").content.decode())
    assert "Give the day on which it is looked at again" in refused.one("main").text
    assert refused.written_in("how") == "As before"


def test_another_day_shows_the_bulb_as_it_was(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    where = at(smiths, "bulb", smiths.amy)
    assert "No help has reached Amy" in main(worker, f"{where}?as_of={TODAY - timedelta(days=1)}")
    assert "Help reaches Amy" in main(worker, f"{where}?as_of=nonsense")
    assert "Help reaches Amy" in main(worker, f"{where}?first={TODAY}")


def test_somebody_who_is_no_child_of_the_family_has_no_bulb(worker, smiths) -> None:
    assert worker.get(at(smiths, "bulb", smiths.katie)).status_code == 404
    assert worker.get(at(smiths, "see_difference", smiths.katie)).status_code == 404


def test_a_step_kept_again_and_again_stands_once_with_how_often(smiths) -> None:
    meeting(smiths, OPENED + timedelta(days=5), smiths.amy, subtype="first_review")
    for days in (25, 45):
        meeting(smiths, OPENED + timedelta(days=days), smiths.amy)

    (kept,) = [step for step in page_of(smiths, smiths.amy).steps if step.state == "kept"]
    assert kept.said == "kept two times, last Thu 16 Apr"


def test_the_familys_page_says_whether_help_reaches_each_child(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])

    told = main(worker, reverse("desk:family", args=[smiths.family.pk]))

    assert "Amy glowing" in " ".join(told.split())
    assert "Liam dark" in " ".join(told.split())


def asked_and_said(smiths: SmithFamily, day: date, person: UUID, words: str, *about: UUID) -> Entry:
    """Somebody was asked the energy questions, about these children, and said this."""
    child = person != smiths.katie
    work, said = (
        ("visits.direct_work", "visits.child_said") if child else ("visits.work_with_adult", "visits.adult_said")
    )
    whom = [(person, Part.WITH), *((each, Part.FOR) for each in about)]
    facts = {"name": "Somebody", "tool": "Energy questions"}
    asked = NewEntry(work, Nature.INTERVENTION, facts, whom, subtype="energy_questions", minutes=10)
    answer = NewEntry(said, Nature.VOICE, {"name": "Somebody"}, [(person, Part.SAID)], [NewText("words", words)])
    return record(smiths, day, asked, answer)[1]


def test_what_child_and_family_say_to_the_energy_questions_stands_apart_and_opens(worker, smiths) -> None:
    amys = asked_and_said(smiths, TODAY - timedelta(days=50), smiths.amy, "When nobody shouts")
    katies = asked_and_said(smiths, TODAY - timedelta(days=2), smiths.katie, "An hour for her alone", smiths.amy)
    asked_and_said(smiths, TODAY - timedelta(days=1), smiths.katie, "He needs the yard", smiths.liam)
    asked_and_said(smiths, TODAY, smiths.liam, "Digger")

    asked = page_of(smiths, smiths.amy).asked

    assert [(line.who, line.words) for line in asked] == [
        ("Katie", "An hour for her alone"), ("Amy", "When nobody shouts"),
    ]  # fmt: skip
    page = Page(worker.get(at(smiths, "bulb", smiths.amy)).content.decode())
    apart = page.one("section", **{"aria-labelledby": "asked"}).text
    assert apart.index("An hour for her alone") < apart.index("When nobody shouts")
    assert "Digger" not in page.one("main").text
    links = [one.attributes.get("href") for one in page.all("a")]
    for entry in (amys, katies):
        assert reverse("timeline:entry", args=[smiths.family.pk, entry.pk]) in links
    assert page_of(smiths, smiths.amy, as_of=TODAY - timedelta(days=3)).asked == asked[1:]


def test_what_was_said_to_the_energy_questions_is_not_told_twice(smiths) -> None:
    asked_and_said(smiths, TODAY, smiths.amy, "When nobody shouts")
    assert page_of(smiths, smiths.amy).said == ()
