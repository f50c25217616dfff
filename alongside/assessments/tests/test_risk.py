"""The first risk assessment: made or taken over, for the family and for whoever visits."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.assessments import actions, hooks, queries
from alongside.assessments.rules import IMPORTED, MADE, RESTRICTION_FACT, RISK, STILL_ENTITLED, Filled
from alongside.assessments.tests.factories import acting
from alongside.kit import clock
from alongside.kit.dates import day_long, day_typed
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.timeline import queries as timeline
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
SOON = timedelta(days=30)


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def url(smiths: SmithFamily, name: str = "assess_risk") -> str:
    return reverse(f"assessments:{name}", args=[smiths.family.pk])


def typed(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """The form as the page sends it."""
    data: dict[str, object] = {
        "form_key": str(uuid7()), "stood": "", "origin__origin": "made", "origin__done_by": ["key_worker"],
        "hazards-row-total": "1", "restrictions-row-total": "1", "watch__review_on": day_typed(clock.today() + SOON),
    }  # fmt: skip
    return data | {name.replace("_row_", "-row-"): value for name, value in changed.items()}


def hazard(what: str = "Two big dogs", **more: object) -> dict[str, object]:
    return {
        "hazards-row-0-hazards__hazard": what, "hazards-row-0-hazards__to_whom": ["child", "worker"],
        "hazards-row-0-hazards__likelihood": "possible", "hazards-row-0-hazards__we_do": "Ring first.",
    } | more  # fmt: skip


def restriction(smiths: SmithFamily, **more: object) -> dict[str, object]:
    return {
        "restrictions-row-0-restrictions__agency": "Housing",
        "restrictions-row-0-restrictions__how": "only_with_police",
        "restrictions-row-0-restrictions__because_of": str(smiths.katie),
        "restrictions-row-0-restrictions__reason": "A threat in May.",
        "restrictions-row-0-restrictions__review_on": day_typed(clock.today() + SOON),
    } | more  # fmt: skip


def facts(smiths: SmithFamily, user=None) -> list[tuple[str, str]]:
    with scope.acting_as(user or smiths.worker):
        return [(line.kind, line.value) for line in people.facts_of(smiths.family.pk, user or smiths.worker)]


def newest(smiths: SmithFamily):
    with acting(smiths):
        return queries.risk_page(smiths.worker, smiths.family.pk, clock.today()).newest


def assess(smiths: SmithFamily, *filled: Filled, stood=None, review: date | None = None, **origin):
    told = [
        Filled("origin", {"origin": "made", "done_by": ["key_worker"], **origin}),
        Filled("watch", {"factors": "Bruises\n\nA new car outside\n", "review_on": review or clock.today() + SOON}),
        *filled,
    ]
    return actions.assess_risk(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, filled=told, stood=stood, at=clock.now()
    )[0]


def test_one_is_made_with_hazards_to_the_family_and_to_the_worker(worker, smiths):
    saved = worker.post(url(smiths), typed(smiths) | hazard(), follow=True)
    assert saved.redirect_chain == [(url(smiths, "risk"), 302)]
    risk = newest(smiths)
    assert (risk.origin, risk.facts["hazards"], risk.review_on) == (MADE, 1, clock.today() + SOON)
    page = Page(saved.content.decode())
    assert [one.text for one in page.all("th", scope="row")] == ["Two big dogs"]
    assert [one.text for one in page.all("td")] == ["A child; Whoever visits", "Possible", "Ring first."]


def test_one_is_taken_over_from_the_referrer_in_their_words(worker, smiths):
    taken = {"origin__origin": "imported", "origin__done_by": ["referring_agency"]}
    refused = worker.post(url(smiths), typed(smiths) | taken)
    assert "Fill in “Which agency made it?”" in refused.content.decode()
    taken |= {"origin__agency": "Hillview Primary", "origin__their_words": "Do not go <b>alone</b>.\n"}
    worker.post(url(smiths), typed(smiths) | taken)
    risk = newest(smiths)
    assert (risk.origin, risk.facts["agency"]) == (IMPORTED, "Hillview Primary")
    with acting(smiths):
        told = timeline.page(smiths.family.pk, smiths.worker).deeds[0].entries
    (line,) = [each for each in told if each.entry.kind == RISK]
    assert line.text("words") == "Do not go <b>alone</b>.\n"
    assert line.entry.subtype == "imported"
    assert line.entry.sentence.startswith("Risk assessment taken over from Hillview Primary: to be looked at again by ")


def test_a_question_that_does_not_matter_is_not_demanded(worker, smiths):
    assert worker.post(url(smiths), typed(smiths)).status_code == 302


def test_a_hazard_half_told_is_asked_for_and_nothing_typed_is_lost(worker, smiths):
    half = hazard() | {"hazards-row-0-hazards__likelihood": "", "hazards-row-0-hazards__we_do": ""}
    refused = worker.post(url(smiths), typed(smiths) | half)
    page = Page(refused.content.decode())
    assert "Answer “How likely is harm?”" in page.one("main").text
    assert page.named("hazards-row-0-hazards__hazard")[0]["value"] == "Two big dogs"
    assert newest(smiths) is None


def test_another_hazard_is_added_without_saving(worker, smiths):
    more = worker.post(url(smiths), typed(smiths) | hazard() | {"hazards-row-more": ""})
    page = Page(more.content.decode())
    assert page.named("hazards-row-1-hazards__hazard")
    assert page.named("hazards-row-0-hazards__hazard")[0]["value"] == "Two big dogs"
    assert newest(smiths) is None


@pytest.mark.parametrize("days", [0, -1])
def test_it_is_looked_at_again_on_a_day_to_come(worker, smiths, days):
    late = {"watch__review_on": day_typed(clock.today() + timedelta(days=days))}
    refused = worker.post(url(smiths), typed(smiths) | late)
    assert "Give a day that is still to come" in refused.content.decode()


def test_how_somebody_is_reached_safely_is_a_fact_for_our_own_staff(worker, smiths):
    rows = f"safe_contact-row-{smiths.katie}-safe_contact__"
    given = {f"{rows}contact": "Only by text, 10 to 2", f"{rows}letters": "No letters home"}
    worker.post(url(smiths), typed(smiths) | given)
    assert facts(smiths) == [("safe_contact", "Only by text, 10 to 2"), ("safe_letters", "No letters home")]
    with acting(smiths):
        lines = people.facts_of(smiths.family.pk, smiths.worker)
        assert all(line.protected for line in lines)
        (entry, *_) = timeline.told(smiths.family.pk, smiths.worker, ["assessments.risk_assessed"])
        assert "Only by text" not in str(entry.content)
        shown = timeline.page(smiths.family.pk, smiths.worker).deeds[0].entries
        assert all("Only by text" not in text.body for line in shown for text in line.texts)
    again = Page(worker.get(url(smiths)).content.decode())
    assert again.named(f"{rows}contact")[0]["value"] == "Only by text, 10 to 2"
    assert "From the record" in again.one("main").text


def test_a_restriction_on_visiting_is_a_fact_with_its_reason_and_review(worker, smiths):
    worker.post(url(smiths), typed(smiths) | restriction(smiths))
    review = day_long(clock.today() + SOON)
    words = f"Only with the police (Housing). Why: A threat in May. To be looked at again by {review}."
    assert facts(smiths) == [(RESTRICTION_FACT, words)]
    text = Page(worker.get(url(smiths, "risk")).content.decode()).one("main").text
    assert words in text
    assert STILL_ENTITLED in text


def test_a_restriction_that_is_left_out_next_time_has_ended(worker, smiths):
    worker.post(url(smiths), typed(smiths) | restriction(smiths))
    shown = Page(worker.get(url(smiths)).content.decode())
    assert shown.named("restrictions-row-0-restrictions__agency")[0]["value"] == "Housing"
    stood = shown.one("input", name="stood")["value"]
    again = typed(smiths) | restriction(smiths) | {"stood": stood}
    worker.post(url(smiths), again)
    assert len(facts(smiths)) == 1
    stood = Page(worker.get(url(smiths)).content.decode()).one("input", name="stood")["value"]
    gone = typed(smiths) | restriction(smiths, **{"restrictions-row-0-left_out": "left_out"}) | {"stood": stood}
    assert worker.post(url(smiths), gone).status_code == 302
    assert facts(smiths) == []


def test_a_second_assessor_sees_that_the_first_was_faster(worker, smiths):
    with acting(smiths):
        assess(smiths)
    refused = worker.post(url(smiths), typed(smiths) | hazard())
    assert refused.status_code == 409
    page = Page(refused.content.decode())
    assert "Somebody made one while you were writing" in page.one("main").text
    assert page.named("hazards-row-0-hazards__hazard")[0]["value"] == "Two big dogs"
    mine = typed(smiths) | hazard() | {"stood": page.one("input", name="stood")["value"]}
    assert worker.post(url(smiths), mine).status_code == 302


def test_the_action_asks_the_same_as_the_page(smiths):
    with acting(smiths):
        with pytest.raises(Unacceptable) as refused:
            assess(smiths, Filled("hazards", {"hazard": "Dogs"}))
        assert refused.value.field == "hazards__to_whom"
        with pytest.raises(Unacceptable):
            assess(smiths, origin="imported")
        with pytest.raises(Unacceptable):
            assess(smiths, review=clock.today())
        with pytest.raises(AlreadyCorrected):
            assess(smiths, stood=uuid7())
    other = smith_family(clock.now() - timedelta(days=40))
    with acting(smiths), pytest.raises(NotAllowed):
        assess(smiths, Filled("domestic_abuse", {"known": "yes", "harmed": str(other.katie)}))
    with scope.acting_as(account("key_worker")), pytest.raises(NotAllowed):
        assess(smiths)


def test_whoever_visits_sees_what_to_watch_and_how_to_work(smiths):
    with acting(smiths):
        panel = hooks.before_you_go(family_id=smiths.family.pk, user=smiths.worker, at=clock.now())
        assert panel.values["known"].risk is None
        assess(
            smiths, Filled("working_safely", {"measures": ["two_workers", "phone_in"]}),
            Filled("domestic_abuse", {"known": "yes", "danger": ["pregnant"], "harmed": str(smiths.katie)}),
            Filled("safe_contact", {"contact": "By text"}, smiths.katie),
        )  # fmt: skip
        known = hooks.before_you_go(family_id=smiths.family.pk, user=smiths.worker, at=clock.now()).values["known"]
    assert known.watch == ["Bruises", "A new car outside"]
    assert known.measures == ("Two go together", "Ring before going in and after coming out")
    assert known.danger == ("Is pregnant",)
    assert [(one.name, one.safely) for one in known.reach] == [("Katie", ("By text",))]


def test_beside_a_number_stands_how_it_is_safe_to_ring_and_whoever_is_kept_away_is_never_reached(smiths):
    with acting(smiths):
        where = {"by": smiths.worker, "family_id": smiths.family.pk, "at": clock.now()}
        dad = people_actions.add_person(**where, described_as="Liam’s dad", role="father").person_id
        told = (
            (smiths.katie, "phone", "01632 960177"), (smiths.katie, "safe_contact", "Do not leave a message"),
            (smiths.katie, "safe_letters", "By hand"), (smiths.katie, "address", "4 Mill Lane"),
            (dad, "phone", "01632 960178"), (dad, "keep_away", "He must not learn where they live"),
        )  # fmt: skip
        for person, kind, value in told:
            people_actions.record_fact(**where, person_id=person, kind=kind, value=value)
        panel = hooks.before_you_go(family_id=smiths.family.pk, user=smiths.worker, at=clock.now())
    known = panel.values["known"]
    assert panel.at_hand
    assert [(one.name, one.phones, one.safely) for one in known.reach] == [
        ("Katie", ("01632 960177",), ("Do not leave a message", "Letters: By hand"))
    ]
    assert [(home.words, home.protected) for home in known.home] == [("4 Mill Lane", False)]
    assert [(name, fact.label) for name, fact in known.facts] == [("Liam’s dad", "Keep away")]


def test_home_is_where_the_family_lives_and_somebodys_own_place_stands_under_their_name(worker, smiths):
    """Whoever has Geoff's new address beside the family's own drives to the wrong door, or gives it away there."""
    with acting(smiths):
        where = {"by": smiths.worker, "family_id": smiths.family.pk, "at": clock.now()}
        geoff = people_actions.add_person(**where, name="Geoff", role="father", in_household=False).person_id
        for person, value, kept in ((smiths.katie, "4 Mill Lane", False), (geoff, "17 Canal Row", True)):
            people_actions.record_fact(**where, person_id=person, kind="address", value=value, protected=kept)
    for name in ("desk:family", "visits:record"):
        shown = Page(worker.get(reverse(name, args=[smiths.family.pk])).content.decode())
        box = shown.one("div", **{"class": "al-known"}).text
        assert "Home 4 Mill Lane" in box
        own = " ".join(next(each.text for each in shown.all("p") if "17 Canal Row" in each.text).split())
        assert own.startswith("Geoff")
        assert own.endswith("Lives elsewhere: 17 Canal Row Protected: only our own staff see this")
        assert "4 Mill Lane" not in own


@pytest.mark.parametrize("name", ["risk", "assess_risk"])
def test_a_page_costs_the_same_however_many_there_are(worker, smiths, name):
    with acting(smiths):
        first = assess(smiths)
    worker.get(url(smiths, name))
    with CaptureQueriesContext(connection) as few:
        worker.get(url(smiths, name))
    with acting(smiths):
        told = {"hazard": "Dogs", "to_whom": ["child"], "likelihood": "likely", "we_do": "Ring."}
        for number in range(4):
            more = [Filled("hazards", told | {"hazard": f"Dog {each}"}) for each in range(number + 1)]
            first = assess(smiths, *more, Filled("safe_contact", {"contact": "Text"}, smiths.katie), stood=first.pk)
    with CaptureQueriesContext(connection) as many:
        worker.get(url(smiths, name))
    assert len(many) == len(few)
