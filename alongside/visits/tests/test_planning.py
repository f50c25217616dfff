"""A visit planned with the parent, what goes on from one, and the same visit recorded twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.plans import queries as plans
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry
from alongside.timeline.tests.factories import SmithFamily, account, smith_family
from alongside.visits import actions, queries
from alongside.visits.rules import Afterwards, ChildSeen, VisitPlan, VisitTold, parse_time

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, name: str = "record", *more: object) -> str:
    return reverse(f"visits:{name}", args=[smiths.family.pk, *more])


def sent(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """A visit as the page sends it."""
    amy, liam = f"child-{smiths.amy}-", f"child-{smiths.liam}-"
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "minutes": "60", "purposes": ["direct_work"],
        "place": "home", f"{amy}seen": "alone", f"{amy}tool": "three_houses", f"{amy}words": "Can Nan come?",
        f"{liam}seen": "seen", "action-total": "1", **changed,
    }  # fmt: skip


def planned(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """A plan as the page sends it."""
    return {
        "form_key": str(uuid7()), "day": day_typed(clock.today() + timedelta(days=2)), "time": "4pm", "minutes": "45",
        "where": "At home", "with_whom": [str(smiths.katie)], "harder": "Writing things down in front of her",
        "support": "Tea first", "children": "Amy waits at Nan’s", "topics_family": "The bus pass", **changed,
    }  # fmt: skip


def text_of(answer) -> str:
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def live(smiths: SmithFamily, kind: str = "visits.visit") -> list[Entry]:
    with scope.acting_as(smiths.worker):
        lines = timeline.told(smiths.family.pk, smiths.worker, [kind])
    return [line.entry for line in lines]


def test_what_was_planned_with_the_parent_stands_on_the_page_of_the_visit(worker, smiths) -> None:
    answer = worker.post(at(smiths, "plan"), planned(smiths), follow=True)
    text = text_of(answer)
    assert "The visit is planned together." in text
    for words in ("4:00pm, 45 minutes", "At home", "Tea first"):
        assert words in text
    text = text_of(worker.get(at(smiths)))
    for words in ("4:00pm, 45 minutes, At home", "With Katie", "Writing things down", "Tea first", "The bus pass"):
        assert words in text
    (entry,) = live(smiths, "visits.planned")
    assert "planned with the family for" in entry.sentence


def test_what_is_due_opens_to_the_plan_before_its_day_and_to_the_form_of_the_visit_from_then_on(worker, smiths) -> None:
    worker.post(at(smiths, "plan"), planned(smiths))
    (entry,) = live(smiths, "visits.planned")
    with scope.acting_as(smiths.worker):
        (line,) = [
            one for one in timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now()) if one.source == "booking"
        ]
    address = reverse(line.url_name, args=line.url_args)
    text = text_of(worker.get(address))
    for words in ("Visit planned for", "At home", "Katie", "Change the plan", "Call it off", "Before you go"):
        assert words in text
    with clock.travel(clock.now() + timedelta(days=2)):
        assert worker.get(address).headers["Location"] == at(smiths)
    worker.post(at(smiths, "plan_anew", entry.deed_id), planned(smiths, where="At Nan’s"))
    assert worker.get(address).headers["Location"] == reverse("timeline:entry", args=[smiths.family.pk, entry.pk])


def test_whom_a_visit_was_planned_with_is_ticked_on_its_day_and_not_before(worker, smiths) -> None:
    worker.post(at(smiths, "plan"), planned(smiths, others="Ms Spragg"))
    assert "checked" not in Page(worker.get(at(smiths)).content.decode()).named("present")[0].attributes
    with clock.travel(clock.now() + timedelta(days=2)):
        page = Page(worker.get(at(smiths)).content.decode())
    (katie,) = [one for one in page.named("present") if one["value"] == str(smiths.katie)]
    assert "checked" in katie.attributes
    assert page.named("others")[0]["value"] == "Ms Spragg"


def test_a_plan_is_changed_and_what_stood_before_is_kept(worker, smiths) -> None:
    worker.post(at(smiths, "plan"), planned(smiths))
    (entry,) = live(smiths, "visits.planned")
    page = Page(worker.get(at(smiths, "plan_anew", entry.deed_id)).content.decode())
    assert page.written_in("harder") == "Writing things down in front of her"
    assert page.named("time")[0]["value"] == "16:00"
    answer = worker.post(at(smiths, "plan_anew", entry.deed_id), planned(smiths, support="Coffee first"), follow=True)
    assert "Coffee first" in text_of(answer)
    assert "Tea first" not in text_of(answer)
    (stands,) = live(smiths, "visits.planned")
    earlier = worker.get(at(smiths, "plan_anew", entry.deed_id))
    assert earlier.headers["Location"] == at(smiths, "plan_anew", stands.deed_id)
    assert worker.get(at(smiths, "plan_anew", uuid7())).status_code == 404


def test_a_plan_changed_meanwhile_shows_both_and_loses_nothing_that_was_typed(worker, smiths) -> None:
    worker.post(at(smiths, "plan"), planned(smiths))
    (entry,) = live(smiths, "visits.planned")
    with scope.acting_as(smiths.manager):
        theirs = VisitPlan(clock.today() + timedelta(days=4), place="At Nan’s", support="Cake", with_whom=(smiths.amy,))
        newer = actions.plan_visit(
            by=smiths.manager, deed_id=uuid7(), family_id=smiths.family.pk, plan=theirs, at=clock.now(),
            instead_of=entry.deed_id,
        )  # fmt: skip
    mine = planned(smiths, support="Coffee first", harder="<b>Two</b> dogs")
    answer = worker.post(at(smiths, "plan_anew", entry.deed_id), mine)
    assert answer.status_code == 409
    page, text = Page(answer.content.decode()), text_of(answer)
    assert f"{smiths.manager.name} changed this plan while you were writing" in text
    for words in ("At Nan’s", "Cake", "Amy"):
        assert words in text
    assert page.written_in("support") == "Coffee first"
    assert page.written_in("harder") == "<b>Two</b> dogs"
    assert page.named("where")[0]["value"] == "At home"
    goes_to = at(smiths, "plan_anew", newer.deed_id)
    assert f'action="{goes_to}"' in answer.content.decode()
    assert "Coffee first" in text_of(worker.post(goes_to, mine, follow=True))
    assert len(live(smiths, "visits.planned")) == 1


def test_a_plan_that_was_taken_back_meanwhile_keeps_what_was_typed_for_a_plan_of_its_own(worker, smiths) -> None:
    worker.post(at(smiths, "plan"), planned(smiths))
    (entry,) = live(smiths, "visits.planned")
    with scope.acting_as(smiths.manager):
        timeline_actions.retract(
            by=smiths.manager, family_id=smiths.family.pk, entry_ids=[entry.pk], why="Never agreed", at=clock.now(),
            deed_id=uuid7(),
        )  # fmt: skip
    assert worker.get(at(smiths, "plan_anew", entry.deed_id)).status_code == 404
    mine = planned(smiths, support="Coffee first")
    answer = worker.post(at(smiths, "plan_anew", entry.deed_id), mine)
    assert answer.status_code == 409
    assert "this visit is not planned any more" in text_of(answer)
    assert Page(answer.content.decode()).written_in("support") == "Coffee first"
    assert "Coffee first" in text_of(worker.post(at(smiths, "plan"), mine, follow=True))


def test_a_visit_is_not_planned_for_a_day_that_has_passed_or_at_no_time(worker, smiths) -> None:
    past = planned(smiths, day=day_typed(clock.today() - timedelta(days=1)))
    assert "This day has passed" in text_of(worker.post(at(smiths, "plan"), past))
    assert "Write the time like 2:30pm" in text_of(worker.post(at(smiths, "plan"), planned(smiths, time="teatime")))


def test_a_plan_that_was_changed_meanwhile_is_refused(smiths) -> None:
    plan = VisitPlan(clock.today())
    with scope.acting_as(smiths.worker):
        first = {"by": smiths.worker, "family_id": smiths.family.pk, "at": clock.now()}
        row = actions.plan_visit(deed_id=uuid7(), plan=plan, **first)
        actions.plan_visit(deed_id=uuid7(), plan=plan, instead_of=row.deed_id, **first)
        with pytest.raises(AlreadyCorrected):
            actions.plan_visit(deed_id=uuid7(), plan=plan, instead_of=row.deed_id, **first)
        with pytest.raises(NotAllowed):
            actions.plan_visit(deed_id=uuid7(), plan=replace(plan, with_whom=(uuid7(),)), **first)
        with pytest.raises(Unacceptable):
            actions.plan_visit(deed_id=uuid7(), plan=VisitPlan(clock.today() - timedelta(days=1)), **first)


def test_what_both_sides_want_to_talk_about_is_there_next_time(worker, smiths) -> None:
    more = {"topics_family": "School trip", "topics_ours": "Bedtimes", "talked_through": "Over the drawing"}
    worker.post(at(smiths), sent(smiths, interpreter="Mrs Nowak, Polish", **more))
    (visit,) = live(smiths)
    assert visit.sentence.endswith("With an interpreter. Talked through with the children afterwards.")
    assert "Nowak" not in visit.sentence
    text = text_of(worker.get(at(smiths)))
    assert "School trip" in text
    assert "Bedtimes" in text
    assert Page(worker.get(at(smiths, "plan")).content.decode()).written_in("topics_family") == "School trip"
    stands = Page(worker.get(at(smiths, "correct", visit.deed_id)).content.decode())
    assert stands.written_in("topics_ours") == "Bedtimes"
    assert stands.named("interpreter")[0]["value"] == "Mrs Nowak, Polish"


def test_what_was_agreed_at_a_visit_is_due_and_outlives_its_correction(worker, smiths) -> None:
    agreed = {
        "action-0-what": "Ring the school", "action-0-who": f"user:{smiths.worker.pk}",
        "action-0-by_when": day_typed(clock.today() + timedelta(days=4)),
    }  # fmt: skip
    worker.post(at(smiths), sent(smiths, **agreed))
    (visit,) = live(smiths)
    address = at(smiths, "correct", visit.deed_id)
    stood = Page(worker.get(address).content.decode()).one("input", name="stood")["value"]
    worker.post(address, sent(smiths, minutes="75", stood=stood))
    (again,) = live(smiths)
    assert again.minutes == 75
    with scope.acting_as(smiths.worker):
        assert [each.what for each in plans.open_actions(smiths.family.pk, smiths.worker)] == ["Ring the school"]


def test_a_day_of_something_agreed_that_is_none_stands_among_what_is_missing(worker, smiths) -> None:
    agreed = {
        "action-0-what": "Ring the school", "action-0-who": f"user:{smiths.worker.pk}",
        "action-0-by_when": "next Friday",
    }  # fmt: skip
    page = Page(worker.post(at(smiths), sent(smiths, **agreed)).content.decode())
    (summary,) = [one for one in page.all("div") if "govuk-error-summary" in one.attributes.get("class", "").split()]
    assert "Write the day like" in summary.text
    assert page.one("title").text.startswith("Error: ")
    assert live(smiths) == []


def test_another_thing_agreed_is_added_without_saving(worker, smiths) -> None:
    answer = worker.post(at(smiths), sent(smiths, **{"action-more": "yes"}))
    page = Page(answer.content.decode())
    assert page.named("action-1-what")
    assert page.written_in(f"child-{smiths.amy}-words") == "Can Nan come?"
    assert live(smiths) == []


def test_help_given_during_the_assessment_is_said_to_be_so(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        facts = {"stage": "Assessment", "order": 3, "of": 7}
        began = NewEntry("pathway.stage_began", Nature.PROCESS, facts, subtype="assessment")
        timeline_actions.record(
            by=smiths.worker, deed_id=uuid7(), happened=Happened.day(clock.today()), entries=[began], at=clock.now(),
            **smiths.where,
        )  # fmt: skip
    worker.post(at(smiths), sent(smiths))
    (work,) = live(smiths, "visits.direct_work")
    assert work.sentence == "Direct work with Amy: Three houses, during the assessment."
    worker.post(at(smiths), sent(smiths, day=day_typed(clock.today() - timedelta(days=3))))
    assert sorted(entry.facts["stage"] for entry in live(smiths)) == ["", "Assessment"]


def test_the_same_visit_is_offered_to_be_put_right_instead_of_a_second(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths))
    (first,) = live(smiths)
    typed = sent(smiths, **{f"child-{smiths.amy}-words": "Nan, please."})
    answer = worker.post(at(smiths), typed)
    assert answer.status_code == 409
    page = Page(answer.content.decode())
    assert page.written_in(f"child-{smiths.amy}-words") == "Nan, please."
    assert len(live(smiths)) == 1
    (correct,) = [each for each in page.all("button") if "formaction" in each.attributes]
    shown = worker.post(correct["formaction"], {**typed, "show_only": "yes"})
    assert Page(shown.content.decode()).written_in(f"child-{smiths.amy}-words") == "Nan, please."
    assert correct["formaction"] == at(smiths, "correct", first.deed_id)
    assert worker.post(at(smiths), {**typed, "another": "yes"}).status_code == 302
    assert len(live(smiths)) == 2


@pytest.mark.parametrize("changed", ["day", "children", "worker"])
def test_another_day_other_children_or_another_worker_make_another_visit(worker, smiths, client, changed) -> None:
    worker.post(at(smiths), sent(smiths))
    again = sent(smiths)
    if changed == "day":
        again["day"] = day_typed(clock.today() - timedelta(days=1))
    elif changed == "children":
        again[f"child-{smiths.liam}-seen"] = "none"
    else:
        client.force_login(smiths.manager)
    assert client.post(at(smiths), again).status_code == 302
    assert len(live(smiths)) == 2


def test_another_visit_of_the_same_day_is_shown_beside_the_form(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths))
    assert "Another visit today" in text_of(worker.get(at(smiths)))


def test_visits_of_one_day_belong_together_whatever_day_they_are_typed_for(worker, smiths) -> None:
    yesterday = clock.today() - timedelta(days=1)
    worker.post(at(smiths), sent(smiths, day=day_typed(yesterday)))
    assert "Another visit" not in text_of(worker.get(at(smiths)))

    again = sent(smiths, day=day_typed(yesterday), minutes="", **{f"child-{smiths.liam}-seen": "none"})
    assert "Another visit yesterday" in text_of(worker.post(at(smiths), again))
    worker.post(at(smiths), again | {"minutes": "30"})

    first, second = live(smiths)
    for one, other in ((first, second), (second, first)):
        page = Page(worker.get(reverse("timeline:entry", args=[smiths.family.pk, one.pk])).content.decode())
        assert "On the same day" in page.one("main").text
        assert reverse("timeline:entry", args=[smiths.family.pk, other.pk]) in [link["href"] for link in page.all("a")]


def test_how_to_be_with_each_child_stands_where_a_visit_is_planned_and_recorded(worker, smiths) -> None:
    known = {
        "care_plan": "Reviewed every March", "known_by": "Let her draw first", "communication": "With pictures",
        "disability": "MOB",
    }  # fmt: skip
    with scope.acting_as(smiths.worker):
        for kind, value in known.items():
            people.record_fact(
                by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.amy, kind=kind, value=value,
                at=clock.now(),
            )  # fmt: skip
    for page in ("plan", "record"):
        text = text_of(worker.get(at(smiths, page)))
        assert "Amy, education, health and care plan: Reviewed every March" in text
        assert "Amy, what those who know them say: Let her draw first" in text
        assert "Amy, how to communicate well: With pictures" in text
        assert "Amy, disability: Mobility" in text


def test_nobody_plans_or_reads_a_visit_of_another_family(worker, smiths, client) -> None:
    worker.post(at(smiths, "plan"), planned(smiths))
    (entry,) = live(smiths, "visits.planned")
    for role in ("key_worker", "partner", "parent"):
        client.force_login(account(role))
        for page in (at(smiths, "plan"), at(smiths, "plan_anew", entry.deed_id)):
            assert client.get(page).status_code == 404
            assert client.post(page, planned(smiths)).status_code == 404
    other = smith_family(clock.now() - timedelta(days=40))
    client.force_login(other.worker)
    assert client.get(at(other, "plan_anew", entry.deed_id)).status_code == 404


def test_a_visit_that_was_made_is_not_due_again_when_others_may_read_its_plan(worker, smiths) -> None:
    with scope.acting_as(smiths.worker):
        plan = actions.plan_visit(
            by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(), plan=VisitPlan(clock.today())
        )
        told = VisitTold(clock.today(), 30, ("safety",), "home", (ChildSeen(smiths.amy, "seen"),))
        actions.record_visit(by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(), told=told)
        timeline_actions.change_audience(
            by=smiths.worker, family_id=smiths.family.pk, strand_id=plan.strand_id, audience=Audience.FAMILY,
            why="Katie asked to read it", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip
        assert queries.visit_page(smiths.worker, smiths.family.pk, clock.today()).planned is None
        due = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
        assert not any("Visit planned" in line.name or line.clock_id.startswith("visits.") for line in due)
        assert queries.open_at_the_end(smiths.family.pk, smiths.worker, clock.now()) == []


def test_planning_costs_the_same_for_many_visits_as_for_one(smiths, django_assert_max_num_queries) -> None:
    with scope.acting_as(smiths.worker):
        told = VisitTold(clock.today(), 30, ("safety",), "home", (ChildSeen(smiths.amy, "seen"),))
        for days in range(12):
            actions.record_visit(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(),
                told=replace(told, day=clock.today() - timedelta(days=days), after=Afterwards("Bus", "Bed")),
            )  # fmt: skip
            actions.plan_visit(
                by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(),
                plan=VisitPlan(clock.today() + timedelta(days=days)),
            )  # fmt: skip
        with django_assert_max_num_queries(26):
            page = queries.visit_page(smiths.worker, smiths.family.pk, clock.today())
    assert page.left_to_talk == Afterwards("Bus", "Bed")
    assert page.planned.plan.day == clock.today()


@pytest.mark.parametrize(("written", "read"), [
    ("2.30pm", "14:30"), ("14:30", "14:30"), ("12am", "00:00"), ("12 PM", "12:00"), (" 9:05 ", "09:05"), ("", ""),
])  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(written, read) -> None:
    assert parse_time(written) == read


@pytest.mark.parametrize("written", ["tea", "25:00", "13pm", "14", "2:75", "0am"])
def test_what_is_no_time_of_day_is_refused(written) -> None:
    with pytest.raises(ValueError, match="Write the time"):
        parse_time(written)
