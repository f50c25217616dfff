"""The pages of the pathway: who may open them, what stands on them, and that nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.access.models import ReadLog
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway import queries
from alongside.pathway.models import ReferralSubmission
from alongside.pathway.tests import factories
from alongside.people import queries as people
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db

SENT = {
    "family_name": "Robbins", "address": "9 Canal Side", "family_telephone": "01632 960777", "worries": "Noise at night.",
    "working": "Geoff rings every evening.", "tried": "Two letters.", "criteria": ["persistent_reports"],
    "triggers": ["threat_of_eviction"], "risks": "Three dogs.", "family_knows": "unsure", "family_knows_why": "",
    "route": "school", "agency": "Hillview Primary", "telephone": "01632 960111", "person-total": "3",
    "person-0-name": "Sonia Robbins", "person-0-role": "mother", "person-0-born": "4 May 1990",
    "person-1-name": "Tia Robbins", "person-1-role": "child", "person-1-born": "2016", "person-1-school": "Hillview Primary",
    "person-1-nhs": "943 476 5919", "person-2-described_as": "Sonia’s brother", "person-2-role": "relative",
    "person-2-lives_there": "no",
}  # fmt: skip


def key() -> dict[str, str]:
    return {"form_key": str(uuid7())}


def get(client, user, name: str, *args):
    client.force_login(user)
    return client.get(reverse(f"pathway:{name}", args=args))


def post(client, user, name: str, *args, **given):
    client.force_login(user)
    return client.post(reverse(f"pathway:{name}", args=args), {**key(), **given})


def text(answer) -> str:
    return answer.content.decode()


def test_a_referral_is_sent_received_and_answered_on_screen(client) -> None:
    one = factories.pathway()

    sent = post(client, one.referrer, "refer", **SENT)
    submission = ReferralSubmission(pk=uuid.UUID(sent["Location"].rstrip("/").rpartition("/")[2]))
    page = client.get(sent["Location"])
    assert "Your referral for the Robbins family" in text(page)
    assert "Nobody has decided yet" in text(page)

    waiting = get(client, one.manager, "allocation")
    assert "Robbins family" in text(waiting)
    assert "Noise at night" not in text(waiting), "a list never shows why a family is helped"
    with scope.acting_as(one.manager):
        family_id = next(line.family_id for line in queries.waiting_referrals(one.manager, clock.now()).to_decide)

    opened = text(get(client, one.manager, "decide", family_id))
    for words in ("Noise at night.", "Geoff rings every evening.", "Two letters.", "Three dogs.", "Sonia’s brother",
                  "Repeated reports from neighbours", "The family may be evicted", "9 Canal Side", "9434765919"):  # fmt: skip
        assert words in opened

    assert post(client, one.manager, "ask", family_id, question="Who is at home at night?").status_code == 302
    asked = text(get(client, one.referrer, "my_referral", submission.pk))
    assert "Who is at home at night?" in asked
    assert "Denise Abara" in asked
    assert post(client, one.referrer, "my_referral", submission.pk, words="Sonia, always.").status_code == 302
    assert "Sonia, always." in text(get(client, one.manager, "decide", family_id))

    accepted = post(client, one.manager, "accept", family_id, threshold="met", told="Thank you; we will ring you.")
    assert accepted["Location"] == reverse("pathway:allocate", args=[family_id])
    allocated = post(client, one.manager, "allocate", family_id, worker=str(one.worker.pk), senior="", note="")
    assert allocated.status_code == 302
    told = text(get(client, one.referrer, "my_referral", submission.pk))
    assert "we will ring you" in told
    assert "Joanne Mercer is the family’s key worker" in told
    assert "01632 960002" in told


