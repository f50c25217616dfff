"""What a referrer said of risks is taken over into the first risk assessment, and stands beside visits until then."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access import scope
from alongside.assessments import actions
from alongside.assessments.rules import Filled
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.pathway.tests import factories
from alongside.timeline import queries as timeline

pytestmark = pytest.mark.django_db

RISKS = "Two dogs, one of them shy."
PANEL = "What the referrer says of risks"


def assess(one: factories.Pathway) -> None:
    """The key worker makes the first risk assessment."""
    origin = {"origin": "made", "done_by": ["key_worker"], "their_words": RISKS}
    watch = {"watch": "A new car", "review_on": clock.today().replace(year=clock.today().year + 1)}
    filled = [Filled("origin", origin), Filled("watch", watch)]
    with scope.acting_as(one.worker):
        actions.assess_risk(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, filled=filled, stood=None, at=clock.now()
        )


def opened(client, one: factories.Pathway, name: str) -> str:
    client.force_login(one.worker)
    return client.get(reverse(name, args=[one.family_id])).content.decode()


def test_their_words_stand_in_the_first_assessment_with_where_they_come_from(client) -> None:
    one = factories.helped()

    page = opened(client, one, "assessments:assess_risk")

    assert Page(page).written_in("origin__their_words") == RISKS
    assert f"From the referral: Ms Treadwell, Hillview Primary, {day_long(one.submission.at.date())}" in page


def test_a_referrer_who_said_nothing_fills_nothing_in(client) -> None:
    one = factories.pathway()
    one.refer(risks="")
    one.accept()
    one.allocate()

    page = opened(client, one, "assessments:assess_risk")

    assert Page(page).written_in("origin__their_words") == ""
    assert "From the referral" not in page


def test_our_own_assessment_stands_where_theirs_stood_which_stands_beside_the_question(client) -> None:
    one = factories.helped()
    assert PANEL in opened(client, one, "visits:record")

    assess(one)

    assert PANEL not in opened(client, one, "visits:record")
    assert RISKS not in opened(client, one, "desk:family")
    again = opened(client, one, "assessments:assess_risk")
    assert Page(again).written_in("origin__their_words") == ""
    assert RISKS in again


def sent(**origin: object) -> dict[str, object]:
    review = clock.today() + timedelta(days=30)
    return {"form_key": str(uuid7()), "origin__done_by": ["key_worker"], "watch__review_on": day_typed(review),
            "hazards-row-total": "0", "restrictions-row-total": "0",
            **{f"origin__{name}": value for name, value in origin.items()}}  # fmt: skip


def risk_on_the_timeline(one: factories.Pathway):
    with scope.acting_as(one.worker):
        deeds = timeline.page(one.family_id, one.worker).deeds
        return next(line for deed in deeds for line in deed.entries if line.entry.kind == "assessments.risk_assessed")


def test_what_we_make_ourselves_keeps_nothing_of_what_the_referrer_wrote(client) -> None:
    one = factories.helped()
    client.force_login(one.worker)
    address = reverse("assessments:assess_risk", args=[one.family_id])

    typed = client.post(address, sent(origin="made", their_words="Beware of the cellar."))
    assert "clear what they wrote" in typed.content.decode()

    assert client.post(address, sent(origin="made", their_words=RISKS)).status_code == 302
    assert risk_on_the_timeline(one).text("words") == ""


def test_what_is_taken_over_is_the_referrers_by_name_and_no_voice_of_the_family(client) -> None:
    one = factories.helped()
    client.force_login(one.worker)
    address = reverse("assessments:assess_risk", args=[one.family_id])

    taken = sent(origin="imported", agency="Hillview Primary", their_words=RISKS)
    assert client.post(address, taken).status_code == 302

    page = Page(client.get(reverse("timeline:page", args=[one.family_id])).content.decode())
    assert not any(RISKS in bubble.text for bubble in page.all("blockquote"))
    said = " ".join(page.one("main").text.split())
    assert "Somebody of the family" not in said
    assert "Risk assessment taken over from Ms Treadwell, Hillview Primary" in said
    assert f"What was taken over, in their words {RISKS}" in said


def test_before_our_own_assessment_whoever_visits_reads_what_the_referrer_said(client) -> None:
    one = factories.helped()
    for name in ("visits:record", "desk:family"):
        said = " ".join(Page(opened(client, one, name)).one("main").text.split())
        assert f"What the referrer says of risks: {RISKS} Ms Treadwell, Hillview Primary" in said
        assert said.count(RISKS) == 1


def test_each_danger_stands_with_what_we_do_about_it_before_a_visit(client) -> None:
    one = factories.helped()
    dog = {"hazard": "The dog bites.", "to_whom": ["child", "worker"], "likelihood": "possible",
           "we_do": "Ask Ann to shut the dog in the kitchen"}  # fmt: skip
    with scope.acting_as(one.worker):
        actions.assess_risk(
            by=one.worker, deed_id=uuid7(), family_id=one.family_id, stood=None, at=clock.now(),
            filled=[
                Filled("origin", {"origin": "made", "done_by": ["key_worker"]}), Filled("hazards", dog),
                Filled("domestic_abuse", {"known": "not_asked"}),
                Filled("watch", {"factors": "A new car\nNo lights", "review_on": clock.today() + timedelta(days=30)}),
            ],
        )  # fmt: skip
    for name in ("visits:record", "desk:family"):
        said = " ".join(Page(opened(client, one, name)).one("main").text.split())
        assert "The dog bites: Ask Ann to shut the dog in the kitchen" in said
        assert "Domestic abuse: Nobody could be asked safely yet." in said
    assert risk_on_the_timeline(one).text("worries") == (
        "The dog bites. It might harm a child and whoever visits (how likely: possible). "
        "What we do: Ask Ann to shut the dog in the kitchen\n\nTo watch: A new car; No lights"
    )
