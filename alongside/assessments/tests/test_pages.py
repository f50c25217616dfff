"""The pages of an assessment: what they ask, refuse, keep and show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.assessments import queries
from alongside.assessments.tests.factories import acting, answer, begin, differ, sent
from alongside.kit import clock
from alongside.kit.dates import day_long
from alongside.kit.tests.markup import Page
from alongside.people import actions as people_actions
from alongside.people import queries as people
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
ATTACK = "</textarea><script>alert(1)</script>{{ 7 * 7 }}'\"&amp;"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


@pytest.fixture
def begun(smiths) -> SmithFamily:
    with acting(smiths):
        begin(smiths)
    return smiths


def at(smiths: SmithFamily, name: str, *more: object) -> str:
    return reverse(f"assessments:{name}", args=[smiths.family.pk, *more])


def page_of(answer_: object) -> Page:
    return Page(answer_.content.decode())


def standing(smiths: SmithFamily) -> dict:
    with acting(smiths):
        page = queries.overview(smiths.worker, smiths.family.pk, clock.today())
        return {key: dict(one.filled.answers) for key, one in page.assessment.standing().items()}


def stood(worker, url: str) -> str:
    return page_of(worker.get(url)).one("input", name="stood").attributes.get("value", "")


def test_it_asks_for_a_reason_while_the_family_has_not_agreed(worker, smiths):
    first = worker.get(at(smiths, "overview"))
    assert "The family has not agreed yet" in page_of(first).one("main").text
    refused = worker.post(at(smiths, "start"), sent(reason=""))
    assert "Say why the assessment begins" in refused.content.decode()
    begun = worker.post(at(smiths, "start"), sent(reason="Katie signs on Friday."), follow=True)
    text = page_of(begun).one("main").text
    assert "The assessment has begun." in text
    assert "Katie, 29" in text
    assert "Amy, 9" in text


def test_a_section_is_answered_in_own_words_and_shown_again(worker, begun):
    url = at(begun, "section_of", begun.amy, "own_view")
    data = sent(own_view__hard=ATTACK, own_view__where_now="4", stood="")
    saved = worker.post(url, data, follow=True)
    assert saved.redirect_chain == [(at(begun, "person", begun.amy), 302)]
    assert standing(begun) == {("own_view", begun.amy): {"hard": ATTACK, "where_now": 4}}
    shown = page_of(worker.get(url))
    assert shown.written_in("own_view__hard") == ATTACK


def test_an_empty_section_is_refused_without_an_entry(worker, begun):
    answer_ = worker.post(at(begun, "section", "history"), sent(stood=""))
    assert answer_.status_code == 200
    assert "Nothing is answered yet" in answer_.content.decode()
    assert standing(begun) == {}


@pytest.mark.parametrize(
    ("section", "field", "bad"),
    [
        ("own_view", "own_view__where_now", "11"),
        ("disadvantage", "disadvantage__workless", "perhaps"),
        ("domestic_abuse", "domestic_abuse__cycle", "nonsense"),
        ("domestic_abuse", "domestic_abuse__physical", "nonsense"),
        ("domestic_abuse", "domestic_abuse__by_whom", "00000000-0000-7000-8000-000000000000"),
        ("adult_needs", "adult_needs__language", "x" * 501),
        ("own_view", "own_view__hard", "half\x00"),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_else_is_lost(worker, begun, section, field, bad):
    url = at(begun, "section_of", begun.katie, section)
    kept = {"own_view": "own_view__different", "disadvantage": "disadvantage__more"}.get(section)
    data = sent({field: bad, "stood": ""}, **({kept: "Kept. كل شيء 👩‍👧"} if kept else {}))
    answer_ = worker.post(url, data)
    assert answer_.status_code == 200
    page = page_of(answer_)
    assert "Error: " in page.one("title").text
    if kept:
        assert page.written_in(kept) == "Kept. كل شيء 👩‍👧"
    assert standing(begun) == {}


def test_what_the_record_knows_is_filled_in_with_its_source_and_put_right(worker, begun):
    url = at(begun, "section_of", begun.amy, "child_development")
    with acting(begun):
        people_actions.record_fact(
            by=begun.worker, family_id=begun.family.pk, person_id=begun.amy, kind="language", value="Welsh",
            at=clock.now(),
        )  # fmt: skip
    page = page_of(worker.get(url))
    (language,) = page.named("child_development__language")
    assert language["value"] == "Welsh"
    assert f"From the record, since {day_long(clock.today())}" in page.one("main").text
    worker.post(url, sent(child_development__language="Polish", child_development__health_strength="Runs.", stood=""))
    with acting(begun):
        (fact,) = people.facts_of(begun.family.pk, begun.worker, begun.amy)
    assert (fact.kind, fact.value) == ("language", "Polish")
    liam = page_of(worker.get(at(begun, "section_of", begun.liam, "child_development")))
    assert liam.named("child_development__language")[0].attributes.get("value", "") == ""


def test_two_people_answering_at_once_both_see_both(worker, begun):
    url = at(begun, "section", "history")
    shown = stood(worker, url)
    with acting(begun):
        answer(begun, "history", by=begun.worker, generations="Nan raised Katie.")
    refused = worker.post(url, sent(history__generations="Katie was in care.", stood=shown))
    assert refused.status_code == 409
    page = page_of(refused)
    assert "Nan raised Katie." in page.one("main").text
    assert page.written_in("history__generations") == "Katie was in care."
    again = page.one("input", name="stood").attributes["value"]
    saved = worker.post(url, sent(history__generations="Nan raised Katie, who was in care.", stood=again))
    assert saved.status_code == 302
    assert standing(begun)["history", None] == {"generations": "Nan raised Katie, who was in care."}


def test_a_view_that_differs_stands_beside_and_takes_nothing_away(worker, begun):
    with acting(begun):
        answer(begun, "history", generations="A hard winter.")
    url = at(begun, "differ", "history")
    assert "not both" in worker.post(url, sent(words="I see it so.")).content.decode()
    worker.post(url, sent(words="It was only the boiler.", whose=str(begun.katie)))
    worker.post(url, sent(words="We saw two hard winters.", agency="Hillview Primary"))
    text = page_of(worker.get(at(begun, "section", "history"))).one("main").text
    assert "It was only the boiler." in text
    assert "Katie sees it so" in text
    assert "Hillview Primary sees it so" in text
    assert standing(begun)["history", None] == {"generations": "A hard winter."}


def test_a_version_is_completed_agreed_and_set_beside_the_next(worker, begun):
    with acting(begun):
        answer(begun, "own_view", begun.amy, hard="The nights.", where_now=4)
        answer(begun, "history", generations="A hard winter.")
    principles = ["grounded", "relations", "generations", "brings_together", "whole_family", "transparent", "fair"]
    url = at(begun, "complete", 1)
    refused = worker.post(url, sent(kept=principles))
    assert "Say which principle is not kept yet" in refused.content.decode()
    done = worker.post(url, sent(kept=principles, note="The school comes on Tuesday."), follow=True)
    assert done.redirect_chain[-1][0] == at(begun, "open", 1)
    katie, amy = f"answers-{begun.katie}-", f"answers-{begun.amy}-"
    data = sent({f"{katie}answer": "no", f"{katie}reason": "", f"{amy}answer": "yes", f"{amy}how": "read_out"})
    refused = page_of(worker.post(at(begun, "agree", 1), data))
    assert "Say why, in the words of Katie" in refused.one("main").text
    data |= {f"{katie}reason": "Nothing about Nan.", "answers-another-answer": "could_not"}
    assert "Say which agency" in worker.post(at(begun, "agree", 1), data).content.decode()
    data |= {"answers-another-agency": "Housing", "answers-another-reason": "On leave."}
    read = page_of(worker.post(at(begun, "agree", 1), data, follow=True)).one("main").text
    assert "Katie says no" in read
    assert "Nothing about Nan." in read
    assert "Housing could not answer" in read
    assert "7 of 9 principles" in read

    url = at(begun, "section_of", begun.amy, "own_view")
    before = page_of(worker.get(url))
    assert "in version 1" in before.one("main").text
    assert "Before: The nights." in " ".join(before.one("main").text.split())
    new = sent(own_view__hard="Less than before.", own_view__where_now="7", stood=stood(worker, url))
    worker.post(url, new)
    text = " ".join(page_of(worker.get(at(begun, "compare"))).one("main").text.split())
    assert "The nights. Less than before." in text
    assert "4 of 10 7 of 10" in text
    assert "The same in both" in text.partition("7 of 10")[2]
    assert "The nights." in worker.get(at(begun, "version", 1)).content.decode()
    assert "Less than before." not in worker.get(at(begun, "version", 1)).content.decode()
    looking = " ".join(page_of(worker.get(at(begun, "look_back", begun.amy))).one("main").text.split())
    assert looking.index("The nights.") < looking.index("Less than before.")


def test_the_map_shows_strengths_beside_worries_with_where_they_stand(worker, begun):
    with acting(begun):
        entry = answer(
            begun, "child_development", begun.amy, health_strength="Eats well.", health_worry="Sleeps badly."
        )
        answer(begun, "in_short", first="A bed of her own.", safety=6)
    page = page_of(worker.get(at(begun, "one_page")))
    text = " ".join(page.one("main").text.split())
    assert (
        text.index("Sleeps badly.") < text.index("Eats well.") < text.index("A bed of her own.") < text.index("6 of 10")
    )
    links = [link.attributes["href"] for link in page.all("a")]
    assert reverse("timeline:entry", args=[begun.family.pk, entry.pk]) in links


def test_disadvantage_is_shown_with_its_facts_and_a_caution_never_as_a_score(worker, begun):
    with acting(begun):
        entry = answer(begun, "disadvantage", begun.katie, workless=True, money=True, poor_health=False)
    assert "Multiple disadvantage" not in worker.get(at(begun, "overview")).content.decode()
    with acting(begun):
        entry = answer(begun, "disadvantage", begun.katie, workless=True, money=True, poor_housing=True)
    page = page_of(worker.get(at(begun, "overview")))
    text = " ".join(page.one("main").text.split())
    assert "Multiple disadvantage: Katie 3 of 6" in text
    assert "It is no score" in text
    assert reverse("timeline:entry", args=[begun.family.pk, entry.pk]) in [a.attributes["href"] for a in page.all("a")]


EVERY = [
    ("open", (1,)),
    ("overview", ()), ("start", ()), ("now", ()), ("version", (1,)), ("complete", (1,)), ("agree", (1,)),
    ("compare", ()), ("one_page", ()), ("section", ("history",)), ("differ", ("history",)), ("risk", ()),
    ("assess_risk", ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more"), EVERY)
def test_another_familys_worker_finds_nothing(client, begun, name, more):
    client.force_login(account("key_worker"))
    assert client.get(at(begun, name, *more)).status_code == 404
    assert client.post(at(begun, name, *more), sent()).status_code in {404, 405}


@pytest.mark.parametrize("name", ["person", "section_of", "differ_of", "look_back"])
def test_another_familys_worker_finds_nobody(client, begun, name):
    client.force_login(account("key_worker"))
    more = (begun.amy, "own_view") if name in {"section_of", "differ_of"} else (begun.amy,)
    assert client.get(at(begun, name, *more)).status_code == 404
    assert client.post(at(begun, name, *more), sent()).status_code in {404, 405}


@pytest.mark.parametrize("role", ["parent", "child", "referrer", "administrator"])
def test_who_does_not_see_families_is_turned_away(client, begun, role):
    client.force_login(account(role))
    for name, more in EVERY:
        assert client.get(at(begun, name, *more)).status_code in {403, 404}


def test_a_person_of_another_family_is_never_asked_about(worker, begun):
    other = smith_family(clock.now() - timedelta(days=40))
    for name in ("section_of", "differ_of"):
        assert worker.get(at(begun, name, other.amy, "own_view")).status_code == 404
        assert worker.post(at(begun, name, other.amy, "own_view"), sent()).status_code == 404
    assert worker.get(at(begun, "look_back", other.amy)).status_code == 404
    refused = worker.post(at(begun, "differ", "history"), sent(words="x", whose=str(other.katie)))
    assert "Choose from the answers shown" in refused.content.decode()


def test_a_section_is_asked_only_of_whom_it_is_for(worker, begun):
    assert worker.get(at(begun, "section_of", begun.katie, "child_development")).status_code == 404
    assert worker.get(at(begun, "section_of", begun.amy, "adult_needs")).status_code == 404
    assert worker.get(at(begun, "section", "own_view")).status_code == 404
    assert worker.get(at(begun, "section", "no_such_section")).status_code == 404


@pytest.mark.parametrize("name", ["overview", "now", "one_page", "person", "section_of"])
def test_a_page_costs_the_same_however_much_is_answered(worker, begun, name):
    more = {"person": (begun.amy,), "section_of": (begun.amy, "own_view")}.get(name, ())
    with acting(begun):
        answer(begun, "own_view", begun.amy, hard="x")
    worker.get(at(begun, name, *more))
    with CaptureQueriesContext(connection) as few:
        worker.get(at(begun, name, *more))
    with acting(begun):
        for section in ("resilience", "earlier_help"):
            for person in (begun.amy, begun.katie, begun.liam):
                first = {"resilience": "social", "earlier_help": "offered"}[section]
                answer(begun, section, person, **{first: "Much."})
        differ(begun, "own_view", "Not so.", about=begun.amy, person_id=begun.katie)
    with CaptureQueriesContext(connection) as many:
        worker.get(at(begun, name, *more))
    assert len(many) == len(few)


def test_the_timeline_shows_what_was_answered_and_leads_back_to_it(worker, begun):
    with acting(begun):
        entry = answer(begun, "child_development", begun.amy, health_strength="Eats well.", health_worry="No bed.")
    page = page_of(worker.get(reverse("timeline:entry", args=[begun.family.pk, entry.pk]), follow=True))
    text = page.one("main").text
    assert "Health: Eats well." in text
    assert "Health: No bed." in text
    back = worker.get(at(begun, "correct", entry.deed_id))
    assert back.url == at(begun, "section_of", begun.amy, "child_development")


def test_what_is_said_of_abuse_is_folded_away_and_never_on_the_one_page(worker, begun):
    with acting(begun):
        answer(begun, "domestic_abuse", begun.katie, physical=["hit"], said="He pushed her.", danger=["pregnant"])
    whole = worker.get(at(begun, "now")).content.decode()
    before, opened = whole.split("Open only when nobody else sees the screen")
    assert "He pushed her." not in before
    assert "He pushed her." in opened
    assert "<details" in before
    assert "He pushed her." not in worker.get(at(begun, "one_page")).content.decode()


def test_the_overview_says_what_is_answered_and_offers_to_finish_the_version(worker, begun):
    with acting(begun):
        answer(begun, "history", generations="A hard winter.")
    text = " ".join(page_of(worker.get(at(begun, "overview"))).one("main").text.split())
    assert "Finish version 1" in text
    assert "Answered" in text
    assert "is complete" not in text
    assert ".Since" not in text
