"""The worker says which help answers which step, and sees each child's scales beside those of brothers and sisters."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.aids import actions, queries
from alongside.aids.actions import NewAnswer
from alongside.aids.queries import ScalesPage
from alongside.aids.tests.factories import OPENED, TODAY, at, meeting, visit, work_with_katie
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline
from alongside.timeline.models import Entry
from alongside.timeline.rules import Happened, Nature, NewEntry, Part
from alongside.timeline.tests.factories import SmithFamily, did_not_happen

pytestmark = pytest.mark.django_db
PLAN = "Cards each Thursday, and Katie’s sister comes along"

BY_HAND = """
WITH live AS (
  SELECT e.* FROM entry e WHERE e.family_id = %(family)s AND NOT e.retracts
  AND NOT EXISTS (SELECT 1 FROM entry newer WHERE newer.supersedes_id = e.id)
), mine AS (
  SELECT l.* FROM live l WHERE EXISTS (
    SELECT 1 FROM entry_about a WHERE a.entry_id = l.id AND a.person_id = %(child)s AND a.part <> 'mentioned')
), steps AS (
  SELECT * FROM mine WHERE nature = 'process' AND kind IN ('visits.visit', 'meetings.held')
  AND happened_to BETWEEN %(today)s::date - 41 AND %(today)s
)
SELECT (SELECT count(*) FROM steps), (SELECT count(*) FROM steps s WHERE EXISTS (
  SELECT 1 FROM live a JOIN mine h ON h.nature = 'intervention' AND a.facts->'help' ? h.strand_id::text
  WHERE a.kind = 'aids.answered' AND a.facts->>'child' = %(child)s::text AND a.facts->>'process' = s.strand_id::text))
"""


def page_of(smiths: SmithFamily) -> ScalesPage:
    with scope.acting_as(smiths.worker):
        return queries.scales_page(smiths.family, smiths.worker, at=clock.now())


def counts(smiths: SmithFamily) -> list[tuple[str, int, int]]:
    return [(each.name, each.steps, each.answered) for each in page_of(smiths).children]


def answer(smiths: SmithFamily, child, process: Entry, *helps: Entry, strength: str = "") -> Entry:
    told = NewAnswer(child, process.strand_id, tuple(each.strand_id for each in helps), strength)
    with scope.acting_as(smiths.worker):
        return actions.answer_step(by=smiths.worker, deed_id=uuid7(), family=smiths.family, told=told, at=clock.now())


def take_back(smiths: SmithFamily, entry: Entry) -> None:
    with scope.acting_as(smiths.worker):
        timeline.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry.pk], why="It was another family",
            at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip


def main(worker, where: str) -> str:
    return " ".join(Page(worker.get(where).content.decode()).one("main").text.split())


def test_a_visit_and_help_on_one_day_are_no_pair_until_somebody_says_so(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    assert counts(smiths) == [("Amy", 1, 0), ("Liam", 0, 0)]
    told = main(worker, at(smiths, "scales"))
    assert "The one step for Amy has no help beside it." in told
    assert "No step was taken for Liam in this time." in told
    assert "No step it answers" in told


def test_the_worker_says_which_help_answers_a_step_for_this_child_alone(worker, smiths) -> None:
    step, _, _ = visit(smiths, TODAY, smiths.amy, smiths.liam, tools=[smiths.amy, smiths.liam])
    where = at(smiths, "answer_step", smiths.amy, step.strand_id)
    page = Page(worker.get(where).content.decode())
    (offered,) = page.named("help")

    sent = page.as_sent() | {"help": [offered["value"]], "strength": "She chose the cards"}
    assert worker.post(where, sent).status_code == 302

    assert counts(smiths) == [("Amy", 1, 1), ("Liam", 1, 0)]
    told = main(worker, at(smiths, "scales"))
    assert "The one step for Amy has help beside it." in told
    assert "She chose the cards" in told
    with scope.acting_as(smiths.worker):
        (entry,) = Entry.objects.visible_to(smiths.worker).live().filter(kind="aids.answered")
    assert entry.sentence == "Feelings cards answers “visit” of 1 May 2026, for Amy."
    assert worker.get(reverse("timeline:entry", args=[smiths.family.pk, entry.pk])).status_code == 200


def test_a_pair_without_help_is_refused_and_what_was_typed_is_kept(worker, smiths) -> None:
    step, _ = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    where = at(smiths, "answer_step", smiths.amy, step.strand_id)
    sent = Page(worker.get(where).content.decode()).as_sent() | {"strength": "She chose the cards"}
    refused = Page(worker.post(where, sent).content.decode())
    assert "Choose the help that answers this step" in refused.one("main").text
    assert refused.written_in("strength") == "She chose the cards"


@pytest.mark.parametrize("which", ["step", "help", "pair"])
def test_a_pair_whose_step_or_help_was_taken_back_counts_no_more(smiths, which) -> None:
    step, cards = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    pair = answer(smiths, smiths.amy, step, cards)
    assert counts(smiths)[0] == ("Amy", 1, 1)
    take_back(smiths, {"step": step, "help": cards, "pair": pair}[which])
    assert counts(smiths)[0] == ("Amy", int(which != "step"), 0)


def test_after_a_visit_the_worker_may_say_which_step_its_help_answers(worker, smiths) -> None:
    review = meeting(smiths, TODAY - timedelta(days=7), smiths.amy)
    step, cards = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    landed = f"{reverse('timeline:page', args=[smiths.family.pk])}?recorded={step.deed_id}"
    asked = "Which step does this help answer?"
    assert asked in main(worker, landed)
    assert asked not in main(worker, reverse("timeline:page", args=[smiths.family.pk]))
    for entry in (step, cards):
        assert asked in main(worker, reverse("timeline:entry", args=[smiths.family.pk, entry.pk]))

    where = at(smiths, "answer_with", smiths.amy, cards.strand_id)
    page = Page(worker.get(where).content.decode())
    assert [each["value"] for each in page.named("step")] == [str(step.strand_id), str(review.strand_id)]
    assert "Choose the step that this help answers" in worker.post(where, page.as_sent()).content.decode()
    assert worker.post(where, page.as_sent() | {"step": str(review.strand_id)}).status_code == 302

    assert counts(smiths)[0] == ("Amy", 2, 1)
    assert asked not in main(worker, landed)
    assert len(Page(worker.get(where).content.decode()).named("step")) == 1


def test_the_same_pair_is_said_once(worker, smiths) -> None:
    step, cards = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    answer(smiths, smiths.amy, step, cards)
    with pytest.raises(Unacceptable, match="on the record already that this answers it: Feelings cards"):
        answer(smiths, smiths.amy, step, cards)
    page = main(worker, at(smiths, "answer_step", smiths.amy, step.strand_id))
    assert "On the record already: Feelings cards" in page
    _, story = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    both = answer(smiths, smiths.amy, step, cards, story)
    assert both.facts["help"] == [str(story.strand_id)]


def test_a_pair_is_put_right_and_the_scales_show_it_as_it_stands(worker, smiths) -> None:
    step, cards = visit(smiths, TODAY - timedelta(days=3), smiths.amy, tools=[smiths.amy])
    _, again = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    first = answer(smiths, smiths.amy, step, cards, strength="She hid")
    where = at(smiths, "answer_again", first.deed_id)
    opened = Page(worker.get(where).content.decode())
    assert opened.written_in("strength") == "She hid"
    sent = opened.as_sent()
    assert sent["help"] == [str(cards.strand_id)]
    right = sent | {"help": [str(again.strand_id)], "strength": "She chose"}
    assert worker.post(where, right).status_code == 302

    (row, *_) = [
        row for row in page_of(smiths).children[0].rows if row.process and row.process.strand == step.strand_id
    ]
    assert [each.strand for each in row.help] == [again.strand_id]
    assert [words for words, _ in row.strengths] == ["She chose"]
    assert counts(smiths)[0] == ("Amy", 2, 1)
    late = worker.post(where, right | {"form_key": str(uuid7()), "strength": "She asked"})
    assert late.status_code == 409
    assert "put this right while you were writing" in late.content.decode()
    assert "She asked" in late.content.decode()


def test_a_pair_whose_step_was_taken_back_leads_to_the_scales_with_what_happened(worker, smiths) -> None:
    step, cards = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    said = answer(smiths, smiths.amy, step, cards)
    did_not_happen(smiths, step)
    found = worker.get(at(smiths, "answer_again", said.deed_id), follow=True)
    assert found.redirect_chain == [(at(smiths, "scales"), 302)]
    assert "there is no pair to put right" in found.content.decode()
    did_not_happen(smiths, said)
    assert worker.get(at(smiths, "answer_again", said.deed_id)).status_code == 404


def test_a_pair_shows_its_step_and_its_help_as_they_were_put_right(worker, smiths) -> None:
    step, cards = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    answer(smiths, smiths.amy, step, cards)
    with scope.acting_as(smiths.worker):
        facts = cards.facts | {"tool": "Three houses"}
        new = NewEntry(cards.kind, Nature.INTERVENTION, facts, [(smiths.amy, Part.WITH)], supersedes_id=cards.pk)
        timeline.record(
            by=smiths.worker, deed_id=uuid7(), **smiths.where, happened=Happened.day(TODAY), entries=[new],
            at=clock.now(),
        )  # fmt: skip
    (row,) = page_of(smiths).children[0].rows
    assert [each.words for each in row.help] == ["Three houses"]


def test_help_that_did_not_reach_the_child_answers_nothing_for_them(smiths) -> None:
    step, cards = visit(smiths, TODAY, smiths.amy, smiths.liam, tools=[smiths.amy])
    with pytest.raises(NotAllowed):
        answer(smiths, smiths.liam, step, cards)


def test_what_is_no_step_for_a_child_of_the_family_is_not_found(worker, smiths) -> None:
    step, cards = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    for child, strand in [(smiths.liam, step.strand_id), (smiths.katie, step.strand_id), (smiths.amy, cards.strand_id)]:
        assert worker.get(at(smiths, "answer_step", child, strand)).status_code == 404


def test_how_the_two_sides_are_brought_level_is_kept_with_whom(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy)
    where = at(smiths, "scales")
    sent = Page(worker.get(where).content.decode()).as_sent()
    refused = worker.post(where, sent)
    assert "Say how we will bring the two sides level" in refused.content.decode()

    assert worker.post(where, sent | {"level": PLAN, "with_whom": ["family", "network"]}).status_code == 302

    with scope.acting_as(smiths.worker):
        (entry,) = Entry.objects.visible_to(smiths.worker).live().filter(kind="aids.looked_at")
    assert entry.sentence == "Looked at the scales with the family and the network, as of 1 May 2026."
    assert entry.facts["counts"][str(smiths.amy)] == [1, 0]
    assert PLAN in main(worker, where)


def test_the_scales_tell_of_the_time_chosen(worker, smiths) -> None:
    visit(smiths, TODAY, smiths.amy)
    where = at(smiths, "scales")
    assert "No step was taken for Amy" in main(worker, f"{where}?as_of={TODAY - timedelta(days=1)}")
    assert "The one step for Amy" in main(worker, f"{where}?as_of=nonsense")
    assert "The one step for Amy" in main(worker, f"{where}?first={TODAY}")


def test_the_numbers_are_what_hand_written_sql_counts(smiths) -> None:
    chance, children = random.Random(4), [smiths.amy, smiths.liam]
    for number in range(20):
        day, child = OPENED + timedelta(days=chance.randrange(61)), chance.choice(children)
        step, *helps = visit(smiths, day, *children, tools=[child] * chance.randrange(3))
        meeting(smiths, day, child) if number % 3 else work_with_katie(smiths, day, child)
        if helps and chance.random() < 0.8:
            answer(smiths, child, step, *helps)
        if helps and chance.random() < 0.4:
            take_back(smiths, chance.choice([step, *helps]))
    for each in page_of(smiths).children:
        given = {"family": smiths.family.pk, "child": each.child.person_id, "today": TODAY}
        with scope.acting_as(smiths.worker), connection.cursor() as cursor:
            cursor.execute(BY_HAND, given)
            assert cursor.fetchone() == (each.steps, each.answered)
        assert 0 < each.answered < each.steps


def test_as_many_queries_for_many_pairs_as_for_one(smiths) -> None:
    def asked() -> int:
        with scope.acting_as(smiths.worker), CaptureQueriesContext(connection) as captured:
            queries.scales_page(smiths.family, smiths.worker, at=clock.now())
        return len(captured)

    step, cards = visit(smiths, TODAY, smiths.amy, tools=[smiths.amy])
    answer(smiths, smiths.amy, step, cards)
    once = asked()
    for _ in range(4):
        step, cards = visit(smiths, TODAY, smiths.liam, tools=[smiths.liam])
        answer(smiths, smiths.liam, step, cards)
    assert asked() == once
