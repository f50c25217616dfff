"""Pages that carry forward what was said: the referral for those who help, and where the family is on the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import actions
from alongside.pathway.rules import RECEIVED, STAGE_PAGES
from alongside.pathway.tests import factories
from alongside.pathway.tests.browsing import get, text
from alongside.practice.queries import current_model
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db

RISKS = "Two dogs, one of them shy."
WRITTEN = (
    RISKS, "Amy comes to school tired.", "Katie rings us every morning.", "Breakfast club since May.",
    "Parenting is under strain", "Much school missed", "Several worries have come together",
    "Yes, and they want the help", "School or nursery", "Ms Treadwell", "Hillview Primary", "01632 960111",
)  # fmt: skip


def family_page_of(client, who, family_id: int) -> str:
    client.force_login(who)
    return text(client.get(reverse("desk:family", args=[family_id])))


def referral_entry(one: factories.Pathway):
    with scope.acting_as(one.worker):
        (deed,) = timeline.page(one.family_id, one.worker, kinds=(RECEIVED,)).deeds
    return deed.first.id


def test_what_is_due_of_a_referral_reads_by_name_while_it_waits_for_the_referrer_and_for_us(client) -> None:
    one = factories.waiting()

    def due() -> str:
        client.force_login(one.manager)
        return text(client.get(reverse("timeline:due", args=[one.family_id])))

    one.act(one.manager, actions.ask_for_more, question="Who lives with them?", at=factories.moment(5))
    assert "Ask the referrer again, or decide without it" in due()
    assert "Decide, now that the referrer has answered" not in due()
    with scope.acting_as(one.referrer):
        actions.give_more_information(
            by=one.referrer, deed_id=uuid7(), submission_id=one.submission.pk, words="Dan, since June.",
            at=clock.now(),
        )  # fmt: skip
    assert "Decide, now that the referrer has answered" in due()
    assert "Ask the referrer again, or decide without it" not in due()


class TestWhatTheReferrerWrote:
    def test_whoever_helps_reads_all_of_it_and_what_was_asked_since(self, client) -> None:
        one = factories.waiting()
        one.act(one.manager, actions.ask_for_more, question="Who lives with them?")
        with scope.acting_as(one.referrer):
            actions.give_more_information(
                by=one.referrer, deed_id=uuid7(), submission_id=one.submission.pk, words="Dan, since June.",
                at=clock.now(),
            )  # fmt: skip
        one.accept(at=clock.now())
        one.allocate(at=clock.now())

        page = text(get(client, one.worker, "referral", one.family_id))

        for words in (*WRITTEN, "Who lives with them?", "Dan, since June."):
            assert words in page, words

    def test_the_family_and_the_entry_on_the_timeline_lead_to_it(self, client) -> None:
        one = factories.helped()
        entry = referral_entry(one)
        here = reverse("pathway:referral_entry", args=[one.family_id, entry])

        assert reverse("pathway:referral", args=[one.family_id]) in family_page_of(client, one.worker, one.family_id)
        assert here in text(client.get(reverse("timeline:entry", args=[one.family_id, entry])))
        assert RISKS in text(client.get(here))

    def test_it_opens_to_nobody_who_does_not_help_this_family(self, client) -> None:
        one, other = factories.helped(), factories.helped()
        stranger = factories.account("key_worker", "Leon Achterberg", one.team)
        entry = referral_entry(one)

        for who in (stranger, one.referrer, factories.account("partner", "Dee Cole")):
            assert get(client, who, "referral", one.family_id).status_code == 404, who.role
            assert get(client, who, "referral_entry", one.family_id, entry).status_code == 404, who.role
        assert get(client, other.worker, "referral_entry", other.family_id, entry).status_code == 404
        assert get(client, one.worker, "referral_entry", one.family_id, uuid7()).status_code == 404
        assert get(client, one.worker, "referral", one.family_id).status_code == 200

    def test_what_they_said_of_risks_is_there_before_anybody_goes(self, client) -> None:
        one = factories.helped()

        assert RISKS in family_page_of(client, one.worker, one.family_id)
        visit = text(client.get(reverse("visits:record", args=[one.family_id])))
        assert RISKS in visit
        assert "Ms Treadwell, Hillview Primary" in visit

    def test_a_referrer_who_knew_of_no_risk_leaves_no_empty_panel(self, client) -> None:
        one = factories.pathway()
        one.refer(risks="")
        one.accept()
        one.allocate()
        client.force_login(one.worker)

        visit = text(client.get(reverse("visits:record", args=[one.family_id])))

        assert "What the referrer says of risks" not in visit
        assert "Read what the referrer wrote" in family_page_of(client, one.worker, one.family_id)

    def test_many_questions_and_answers_cost_no_more_queries(self, client, django_assert_num_queries) -> None:
        one = factories.waiting()
        one.act(one.manager, actions.ask_for_more, question="Who lives with them?")
        get(client, one.manager, "referral", one.family_id)
        with CaptureQueriesContext(connection) as few:
            client.get(reverse("pathway:referral", args=[one.family_id]))
        for number in range(5):
            one.act(one.manager, actions.ask_for_more, question=f"Question {number}?")
        with django_assert_num_queries(len(few)):
            page = text(client.get(reverse("pathway:referral", args=[one.family_id])))
        assert "Question 4?" in page


class TestWhereWeAre:
    def test_it_says_of_the_present_stage_all_that_the_model_knows(self, client) -> None:
        one = factories.helped()
        one.act(one.worker, actions.begin_stage, stage_id="assessment", on=clock.today(), why="Katie asked for it.")
        stage = current_model("family_intervention").stage("assessment")

        page = text(get(client, one.worker, "where_we_are", one.family_id))
        now = page[page.index('aria-labelledby="now"') : page.index('aria-labelledby="all"')].replace("&#39;", "'")

        assert "Now: Assessment" in now
        told = (stage.purpose, stage.timescale, *stage.inputs, *stage.who, *stage.does, *stage.outcome)
        for words in (*told, *stage.ground_rules, "Understand hopes and strengths"):
            assert words in now, words
        assert reverse("assessments:overview", args=[one.family_id]) in now

    def test_every_stage_is_there_folded_with_pages_that_open(self, client) -> None:
        one = factories.helped()

        page = Page(text(get(client, one.worker, "where_we_are", one.family_id)))

        stages = current_model("family_intervention").stages
        assert len(page.all("details")) == len(stages)
        for name in STAGE_PAGES.values():
            assert client.get(reverse(name, args=[one.family_id])).status_code == 200, name

    def test_the_family_and_the_page_on_which_a_stage_begins_lead_to_it(self, client) -> None:
        one = factories.helped()
        here = reverse("pathway:where_we_are", args=[one.family_id])

        assert here in family_page_of(client, one.worker, one.family_id)
        assert here in text(get(client, one.worker, "begin_stage", one.family_id))

    def test_it_can_be_read_once_the_work_has_ended_and_offers_no_stage(self, client) -> None:
        one = factories.closed()

        page = text(get(client, one.worker, "where_we_are", one.family_id))

        assert "Now: Closure" in page
        assert "Another stage began" not in page

    def test_a_stranger_finds_nothing(self, client) -> None:
        one = factories.helped()
        stranger = factories.account("key_worker", "Leon Achterberg", one.team)

        assert get(client, stranger, "where_we_are", one.family_id).status_code == 404
        assert get(client, one.referrer, "where_we_are", one.family_id).status_code == 404

    def test_a_longer_story_costs_no_more_queries(self, client, django_assert_num_queries) -> None:
        one = factories.helped()
        get(client, one.worker, "where_we_are", one.family_id)
        with CaptureQueriesContext(connection) as few:
            client.get(reverse("pathway:where_we_are", args=[one.family_id]))
        for stage in ("referral_meeting", "assessment", "first_review", "support"):
            one.act(one.worker, actions.begin_stage, stage_id=stage, on=clock.today(), why="Katie asked for it.")
        with django_assert_num_queries(len(few)):
            client.get(reverse("pathway:where_we_are", args=[one.family_id]))
