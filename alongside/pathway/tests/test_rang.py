"""A family rings, and a manager or a senior key worker writes down what they said."""

import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.pathway import actions, queries
from alongside.pathway.models import ReferralSubmission
from alongside.pathway.rules import OWN_WORDS, RECEIVED, SELF_REFERRAL
from alongside.pathway.tests import factories
from alongside.pathway.tests.browsing import SENT, get, post, text, typed_in
from alongside.timeline.rules import Reader

pytestmark = pytest.mark.django_db

RANG = SENT | {
    "asked_by": "sonia robbins", "route": SELF_REFERRAL, "agency": "", "telephone": "01632 960778",
    "worries": "I cannot keep the boys in at night.", "family_knows": "agrees",
}  # fmt: skip
OF_A_FAMILY = ("person_known_as", "person_fact", "membership", "involvement", "entry", "entry_text", "referral")


def rows(table: str, family_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}" WHERE family_id = %s', [family_id])
        return int(cursor.fetchone()[0])


def rang(one: factories.Pathway, by=None, **changes) -> ReferralSubmission:
    said = {"asked_by": "Katie Smith", "route": SELF_REFERRAL, "agency": ""}
    return one.refer(by=by or one.senior, **said | changes)


def test_who_may_write_down_a_family_that_rang(client) -> None:
    one = factories.pathway()

    for who in (one.manager, one.senior):
        page = text(get(client, who, "refer"))
        assert "Write down a family that rang" in page
        assert reverse("pathway:refer") in text(client.get(reverse("desk:today")))
        assert get(client, who, "my_referrals").status_code == 200
    assert get(client, one.worker, "refer").status_code == 404
    assert reverse("pathway:refer") not in text(client.get(reverse("desk:today")))
    school = text(get(client, one.referrer, "refer"))
    assert "Ask for help for a family" in school
    assert "Who rang?" not in school


@pytest.mark.parametrize("role", ["manager", "senior"])
def test_what_a_mother_said_is_hers_and_who_wrote_it_down_is_named_beside_her(client, role) -> None:
    one = factories.pathway()
    writer = getattr(one, role)

    sent = post(client, writer, "refer", **RANG)
    assert sent.status_code == 302, Page(text(sent)).all("a")
    own = text(client.get(sent["Location"]))
    assert "What Sonia Robbins told us about the Robbins family" in own
    assert "Sonia Robbins asked, and you wrote it down" in own
    assert "You sent it" not in own
    assert "You wrote it down" in own
    assert "Nobody has decided yet" in own
    assert "Sent." not in own
    one.submissions.append(ReferralSubmission.objects.get(pk=sent["Location"].rstrip("/").rpartition("/")[2]))
    assert (reverse("pathway:decide", args=[one.family_id]) in own) is (role == "manager")

    assert "Sonia Robbins" in text(get(client, one.manager, "allocation"))
    decided = text(get(client, one.manager, "decide", one.family_id))
    assert "Sonia Robbins rang. Written down" in decided
    assert f"by {writer.name}" in decided
    assert "What worries Sonia Robbins" in decided
    assert "I cannot keep the boys in at night." in decided
    assert "tel:01632960778" in decided
    assert f"What worries {writer.name}" not in decided


def test_who_rang_is_asked_first_and_nothing_of_the_writer_is_filled_in(client) -> None:
    one = factories.pathway()
    rang(one)

    page = Page(text(get(client, one.senior, "refer")))
    assert typed_in(page, "telephone") == ""
    assert typed_in(page, "agency") == ""

    refused = text(post(client, one.senior, "refer", **RANG | {"asked_by": ""}))
    assert "Give the name of whoever rang" in refused
    refused = text(post(client, one.senior, "refer", **RANG | {"route": "school"}))
    assert "Say where they work, or choose that the family itself asks" in refused
    assert "I cannot keep the boys in at night." in refused


def test_a_family_that_rang_is_not_asked_whether_it_knows_and_who_rang_is_named_once(client) -> None:
    one = factories.pathway()
    told = RANG | {"asked_by": "Sonia Robbins", "person-0-name": "", "person-0-is_who_rang": "yes"}
    told = told | {"person-0-born": "Spring 1990", "person-1-born": "winter 2015/16", "family_knows": ""}
    shown = Page(text(get(client, one.senior, "refer")))
    assert [each["name"] for each in shown.all("input") if "is_who_rang" in each.attributes.get("name", "")] == [
        "person-0-is_who_rang"
    ]

    refused = text(post(client, one.senior, "refer", **told | {"route": "school", "agency": "Hillview Primary"}))
    assert "Say whether the family knows that help is asked for" in refused
    assert '<details class="govuk-details" open>' in refused
    refused = text(post(client, one.senior, "refer", **told | {"person-1-born": "winter 2016"}))
    assert "Check which winter: write “winter 2015/16” or “winter 2016/17”" in refused
    sent = post(client, one.senior, "refer", **told)
    assert sent.status_code == 302
    submission = ReferralSubmission.objects.get(pk=sent["Location"].rstrip("/").rpartition("/")[2])
    assert submission.family_knows == "agrees"
    assert [(each["name"], each["born"], each.get("rang")) for each in submission.people[:2]] == [
        ("Sonia Robbins", "born spring 1990", "of the family"), ("Tia Robbins", "born winter 2015/16", None),
    ]  # fmt: skip
    own = text(client.get(sent["Location"]))
    assert "Sonia Robbins asked, and you wrote it down" in own

    school = text(post(client, one.referrer, "refer", **SENT | {"family_knows": ""}))
    assert "family_knows" in {
        link["href"].removeprefix("#id_") for link in Page(school).all("a") if "href" in link.attributes
    }


def test_nobody_of_the_team_refers_in_their_own_name_and_a_key_worker_not_at_all() -> None:
    one = factories.pathway()

    with pytest.raises(Unacceptable):
        one.refer(by=one.manager)
    with pytest.raises(NotAllowed):
        rang(one, by=one.worker)


def test_a_school_that_refers_itself_is_told_of_as_before() -> None:
    one = factories.pathway()
    one.refer(asked_by="Katie Smith")

    with scope.acting_as(one.manager):
        read = queries.referral_read(one.manager, one.family_id)
    assert (read.from_name, read.written_by) == ("Ms Treadwell", "")
    assert all("rang" not in person for person in one.submission.people)


def test_who_wrote_a_family_down_gains_no_family_by_it() -> None:
    one = factories.pathway()
    elsewhere = factories.account("manager", "Priya Nair")

    for writer in (one.senior, elsewhere):
        submission = rang(one, by=writer)
        assert not one.sees(writer)
        assert one.sees(one.manager)
        with scope.acting_as(writer):
            assert [rows(table, one.family_id) for table in OF_A_FAMILY] == [0] * len(OF_A_FAMILY)
            assert rows("referral_submission", one.family_id) == 1
            assert not scope.may_open(writer, one.family_id)
            assert queries.my_referral(writer, submission.pk).may_decide is False
        with scope.acting_as(writer), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO person_fact (id, family_id, fact_id, person_id, kind, value, during, protected, retracts,"
                " recorded_at, recorded_by_id) SELECT %s, %s, %s, id, 'phone', 'x', '[2026-01-01,)', false, false,"
                " now(), %s FROM person LIMIT 1",
                [uuid.uuid4(), one.family_id, uuid.uuid4(), writer.pk],
            )
        with scope.acting_as(one.senior if writer is elsewhere else elsewhere):
            assert rows("referral_submission", one.family_id) == 0
    with scope.acting_as(one.manager):
        assert all(rows(table, one.family_id) for table in OF_A_FAMILY)
        assert rows("referral_submission", one.family_id) == 0, "the writer’s own, as a referrer’s is"


def test_a_manager_of_the_team_decides_on_what_they_wrote_down_and_reads_the_answer(client) -> None:
    one = factories.pathway()
    submission = rang(one, by=one.manager)
    with scope.acting_as(one.manager):
        assert queries.my_referral(one.manager, submission.pk).may_decide

    one.accept(told="We come on Thursday.")

    assert "We come on Thursday." in text(get(client, one.manager, "my_referral", submission.pk))


def test_the_mother_who_rang_reads_that_she_asked_and_who_wrote_it_down() -> None:
    one = factories.pathway()
    rang(one, asked_by="katie")
    with scope.acting_as(one.manager):
        entry = queries.referral_read(one.manager, one.family_id).received.entry
    told = OWN_WORDS[RECEIVED].sentence

    assert entry.sentence == "Katie Smith asked for help for the family. Sam Whittaker wrote down what they said."
    assert told(entry.facts, Reader({"Katie Smith", "Katie"})) == (
        "You asked us to help your family. Sam Whittaker wrote down what you told us."
    )
    assert told(entry.facts, Reader({"Dean Hart"})) == (
        "Katie Smith asked us to help your family. Sam Whittaker wrote down what they told us."
    )


@pytest.mark.parametrize(("agency", "route", "offered"), [
    ("Hillview Primary", "school", "Jo Lane, Hillview Primary"), ("", "other", None), ("", SELF_REFERRAL, None),
])  # fmt: skip
def test_a_school_that_rang_may_be_asked_to_help_and_the_family_is_no_helper(agency, route, offered) -> None:
    one = factories.pathway()
    rang(one, asked_by="Jo Lane" if route != SELF_REFERRAL else "Katie Smith", agency=agency, route=route)
    one.accept()
    one.allocate()

    with scope.acting_as(one.worker):
        found = queries.helpers_page(one.worker, one.family_id, clock.now()).referrer
    assert (found.words if found else None) == offered
    assert [each["name"] for each in one.submission.people if "rang" in each] == [
        "Jo Lane" if route != SELF_REFERRAL else "Katie Smith"
    ]


def test_the_writer_adds_what_they_learned_when_they_rang_back() -> None:
    one = factories.pathway()
    submission = rang(one)
    with scope.acting_as(one.senior):
        actions.give_more_information(
            by=one.senior, deed_id=uuid7(), submission_id=submission.pk, words="Two dogs.", at=clock.now()
        )
    with scope.acting_as(one.manager):
        (answer,) = queries.referral_read(one.manager, one.family_id).exchanged
    assert answer.entry.sentence == "Sam Whittaker gave more information."
