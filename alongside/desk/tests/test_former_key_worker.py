"""Joanne goes, and the safety plan of Amy says to ring her still: whoever comes is asked to change it with Amy."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.desk.tests.factories import account, at_work, own_account, person
from alongside.desk.tests.test_drafts import reads
from alongside.kit import clock
from alongside.kit.dates import day_full
from alongside.pathway import actions as pathway
from alongside.pathway.rules import Left
from alongside.plans import actions
from alongside.plans.rules import Rings, SafetyPlan, TriedOut
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience

pytestmark = pytest.mark.django_db
NAMED = "The safety plan of Amy names Joanne Mercer, who no longer leads the help: change it with Amy"


@pytest.fixture
def one():
    return at_work()


@pytest.fixture
def leon(one):
    return account("key_worker", "Leon Achterberg", one.team)


def plan(one, *rings: Rings, **said) -> SafetyPlan:
    amy = str(person(one, "Amy Smith"))
    told = {
        "whose": amy, "made_with": (amy,), "safe_from": "When there is shouting", "signs": "My tummy hurts", "does": (),
        "where_to": "Mrs Kaur", "rings": rings, "otherwise": "To the shop", "copies": "At school",
        "agreed_by": str(person(one, "Katie Smith")),
        "look_on": (clock.today() + timedelta(days=30)).isoformat(),
    }  # fmt: skip
    return SafetyPlan(**told | said)


def writes(one, written: SafetyPlan):
    """Amy's plan, made with Joanne nine days ago."""
    return one.act(
        one.worker, actions.write_safety_plan, plan=written, on=clock.today() - timedelta(days=9),
        audience=Audience.FAMILY,
    )  # fmt: skip


def hands_over(one, to) -> None:
    one.act(one.manager, pathway.allocate_again, worker=to, reason="Joanne goes part time.")


def asked(one, who) -> list[str]:
    """What whoever leads the help is asked of it, on the list of what is due."""
    with scope.acting_as(who):
        lines = timeline.what_is_due(one.family_id, who, clock.now())
        return [line.name for line in lines if "Joanne Mercer" in line.name]


def opened(client, one) -> str:
    client.force_login(one.manager)
    return reads(client.get(reverse("pathway:allocate_again", args=[one.family_id])))


@pytest.mark.parametrize(
    "rings", [Rings("Joanne Mercer", ""), Rings("Joanne from the team"), Rings("Our worker", "01632960002")]
)
def test_the_change_page_and_what_is_due_name_the_plan_that_says_to_ring_joanne(client, one, leon, rings):
    one.worker.telephone = "01632 960002"
    one.worker.save()
    writes(one, plan(one, rings))
    assert NAMED in opened(client, one)
    hands_over(one, leon)
    assert asked(one, leon) == [NAMED]
    client.force_login(leon)
    due = client.get(reverse("timeline:due", args=[one.family_id]))
    assert NAMED in reads(due)
    with scope.acting_as(leon):
        (line,) = (each for each in timeline.what_is_due(one.family_id, leon, clock.now()) if each.name == NAMED)
    assert "The safety plan of Amy" in reads(client.get(reverse(line.url_name, args=line.url_args)))


def test_a_plan_that_names_nobody_who_left_asks_nothing(client, one, leon):
    writes(one, plan(one, Rings("Nan", "01632 960182")))
    assert "What names Joanne Mercer" not in opened(client, one)
    hands_over(one, leon)
    assert asked(one, leon) == []


def test_it_is_asked_until_the_plan_names_joanne_no_more(one, leon):
    row = writes(one, plan(one, Rings("Joanne Mercer", "01632 960002")))
    hands_over(one, leon)
    again = plan(one, Rings("Joanne Mercer", "01632 960002"), word="Pineapple")
    given = {"corrects": row.pk, "on": row.happened_on}
    (row,) = one.act(leon, actions.change_safety_plan, plan=again, **given)
    assert asked(one, leon) == [NAMED], "her number stands in it still"
    given = {"corrects": row.pk, "on": row.happened_on}
    one.act(leon, actions.change_safety_plan, plan=plan(one, Rings("Leon", "01632 960003")), **given)
    assert asked(one, leon) == []


def test_it_is_asked_no_more_once_they_tried_it_out_as_it_is(one, leon):
    row = writes(one, plan(one, Rings("Auntie Joanne", "01632 960199")))
    hands_over(one, leon)
    told = TriedOut("Amy rang her aunt", "yes")
    one.act(
        leon, actions.try_out_safety_plan, entry_id=row.pk, told=told, together=[person(one, "Amy Smith")],
        on=clock.today(),
    )  # fmt: skip
    assert asked(one, leon) == []


def test_it_falls_when_joanne_leads_again_and_when_the_work_ends(one, leon):
    left = {person(one, name): Left("Nights are loud.", "The nurse visits.") for name in ("Amy Smith", "Liam Smith")}
    writes(one, plan(one, Rings("Joanne Mercer", "01632 960002")))
    hands_over(one, leon)
    hands_over(one, one.worker)
    assert asked(one, one.manager) == [], "she leads the help again"
    hands_over(one, leon)
    one.act(leon, pathway.close, on=clock.today(), reason="goals_reached", changed="Amy sleeps.", told="Ring us.",
            follow_up_by=leon, left=left)  # fmt: skip
    assert asked(one, one.manager) == [], "the work has ended"


def test_another_worker_of_the_same_name_is_still_asked_to_change_the_number(one, leon):
    writes(one, plan(one, Rings("Joanne Mercer", "01632 960002")))
    second = account("key_worker", "Joanne Mercer", one.team)
    hands_over(one, leon)
    hands_over(one, second)
    assert asked(one, second) == [NAMED]


def test_a_plan_that_leon_changed_says_who_wrote_it_down_then_and_that_he_changed_it(client, one, leon):
    katie = own_account(one, "Katie Smith")
    row = writes(one, plan(one, Rings("Joanne Mercer", "01632 960002")))
    made = f"Joanne Mercer wrote this down. It was on {day_full(row.happened_on)}."
    client.force_login(katie)
    own = reads(client.get(reverse("desk:own_record")))
    assert made in own
    assert "changed it on" not in own
    hands_over(one, leon)
    again = plan(one, Rings("Leon", "01632 960003"))
    one.act(leon, actions.change_safety_plan, plan=again, corrects=row.pk, on=row.happened_on)
    client.force_login(katie)
    own = reads(client.get(reverse("desk:own_record")))
    assert f"{made} Leon Achterberg changed it on {day_full(clock.today())}." in own
    assert "Leon Achterberg wrote this down" not in own


def test_the_plan_itself_says_that_joanne_left_and_where_and_warns_before_it_is_printed(client, one, leon):
    row = writes(one, plan(one, Rings("Joanne Mercer", "01632 960002"), Rings("Nan", "01632 960182")))
    client.force_login(one.worker)
    opens = [reverse(f"plans:{name}", args=[one.family_id, row.pk]) for name in ("safety_plan", "safety_paper")]
    assert "no longer leads the help" not in reads(client.get(opens[0]))
    hands_over(one, leon)
    client.force_login(leon)
    read, paper = (reads(client.get(each)) for each in opens)
    assert "This plan names Joanne Mercer, who no longer leads the help. Change it with Amy" in read
    assert read.count("Names Joanne Mercer: change this") == 1
    assert "Change it before you print it: it names Joanne Mercer." in read
    assert "Do not give this one away: it names Joanne Mercer" in paper


def test_amy_reads_above_her_plan_who_to_ring_now(client, one, leon):
    leon.telephone = "01632 960003"
    leon.save()
    writes(one, plan(one, Rings("Joanne Mercer", "01632 960002")))
    amy = own_account(one, "Amy Smith")
    hands_over(one, leon)
    client.force_login(amy)
    read = reads(client.get(reverse("plans:own_safety")))
    assert "Joanne Mercer does not help you any more. Ring Leon Achterberg now: 01632 960003" in read
    assert read.index("does not help you any more") < read.index("01632 960002")


def test_katie_reads_above_the_agreement_that_says_to_ring_joanne_who_to_ring_now(client, one, leon):
    katie = own_account(one, "Katie Smith")
    agreed = Agreement(how_they_contact="Ring or text Joanne")
    answers = [Answer(person(one, "Katie Smith"), "yes")]
    one.act(one.worker, agreements.record_agreement, on=clock.today(), agreement=agreed, answers=answers)
    client.force_login(katie)
    assert "does not help you any more" not in reads(client.get(reverse("agreements:own")))
    hands_over(one, leon)
    client.force_login(katie)
    read = reads(client.get(reverse("agreements:own")))
    now = "Joanne Mercer does not help you any more. Ring Leon Achterberg now"
    assert read.index(now) < read.index("Ring or text Joanne")
