"""The pages of agreements: the family first, who may know what, and what a partner finds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.access.rules import ROLES
from alongside.agreements import queries
from alongside.agreements.rules.consent import GIVEN, REFUSED
from alongside.agreements.tests.factories import agreed, consent, families_open_to, school, withdraw, wrote
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.people import actions as people
from alongside.timeline import queries as timeline
from alongside.timeline.rules import Audience, Part
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
ATTACK = "</textarea><script>alert(1)</script>{{ 7 * 7 }}'\"&amp;"
WORDS = " \tكيتي said “no” 👩‍👧‍👦\n\n"
GETS = ("overview", "make", "consent", "share", "agencies")


def at(smiths: SmithFamily, name: str, *more) -> str:
    return reverse(f"agreements:{name}", args=[smiths.family.pk, *more])


def form_of(answer) -> Page:
    return Page(answer.content.decode())


def an_agreement(smiths: SmithFamily, **changed) -> dict[str, object]:
    said = {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "family_wants": "Ring first\nListen to Amy",
        "worker_wants": "- ring first!\nBe on time", "differences": "The dog stays in the kitchen",
        "purpose": "A plan together", "understood": "yes", "weeks": "40", "hours_a_week": "6", "booked": "always",
        "not_engaging": "Three times nobody is in", "what_follows": "We talk with my manager",
        f"person-{smiths.katie}-answer": "yes", f"person-{smiths.katie}-understood": "You tell if somebody is hurt",
        f"person-{smiths.amy}-answer": "no", f"person-{smiths.amy}-words": WORDS,
        f"person-{smiths.liam}-answer": "could_not",
    }  # fmt: skip
    return said | changed


def a_consent(smiths: SmithFamily, to: str, *about, **changed) -> dict[str, object]:
    said = {
        "form_key": str(uuid7()), "by": str(smiths.katie), "answer": GIVEN, "to": to,
        "about": [str(person) for person in about], "purpose": "Help at school", "what": "How things are at home",
        "day": day_typed(clock.today()), "how": "said", "understood": "yes", "words": WORDS,
    }  # fmt: skip
    return said | changed


def test_the_familys_part_comes_before_the_workers_on_the_page(worker, smiths) -> None:
    page = form_of(worker.get(at(smiths, "make")))
    names = [one["name"] for one in page.all("textarea")]
    assert names.index("family_wants") < names.index("family_barriers") < names.index("worker_wants")
    assert names.index("worker_wants") < names.index("purpose")
    headings = [one.text for one in page.all("h2")]
    assert headings.index("The family first") < headings.index("Then you")
    assert "Write to them: “you” and “your”." in page.one("main").text


def test_an_agreement_shows_both_lists_beside_each_other_with_what_is_alike(worker, smiths) -> None:
    answer = worker.post(at(smiths, "make"), an_agreement(smiths), follow=True)

    text = form_of(answer).one("main").text
    assert "The same for both: Ring first." in text
    assert "The dog stays in the kitchen" in text
    assert "Katie said yes" in " ".join(text.split())
    assert "Amy said no" in " ".join(text.split())
    with scope.acting_as(smiths.worker):
        assert queries.family_says(smiths.family.pk, smiths.worker, smiths.involvement.pk, clock.today()).agrees
        told = timeline.told(smiths.family.pk, smiths.worker, ["agreements.said_of_agreement"])
        assert {line.entry.nature for line in told} == {"voice"}
        words = timeline.words_told(told, smiths.worker)
    assert {"words": WORDS} in words.values()
    assert {"note": "You tell if somebody is hurt"} in words.values()


@pytest.mark.parametrize(
    "part",
    [
        "What do you want from us?", "What would get in the way?", "What should we know about how your family",
        "What are we doing this for?", "Days and hours", "When not to ring or call", "How we get in touch with you",
        "How you get in touch with us", "Do we agree a time before we come?", "How long a visit is",
        "How many weeks we expect", "How many hours a week", "What changes as we see each other less",
        "What would tell us that it is not working",
        "What happens then?", "Who can see it.", "Was it clear what we keep", "There is no assessment until",
        "Interpreter, if there was one", "Copy given",
    ],
)  # fmt: skip
def test_nothing_that_belongs_in_an_agreement_is_left_out(worker, smiths, part) -> None:
    assert part in form_of(worker.get(at(smiths, "make"))).one("main").text


def test_nothing_typed_is_lost_when_an_answer_is_missing(worker, smiths) -> None:
    typed = an_agreement(smiths, purpose="", family_wants=ATTACK)
    page = form_of(worker.post(at(smiths, "make"), typed))
    assert page.written_in("family_wants") == ATTACK
    assert page.written_in(f"person-{smiths.amy}-words") == WORDS
    assert "alert(1)" not in "".join(script.text for script in page.all("script"))


def test_nobody_there_is_no_agreement(worker, smiths) -> None:
    absent = {f"person-{person}-{field}": value for person in (smiths.katie, smiths.amy, smiths.liam)
              for field, value in (("answer", "absent"), ("words", ""), ("understood", ""))}  # fmt: skip
    answer = worker.post(at(smiths, "make"), an_agreement(smiths, **absent))
    assert "Say who took part" in form_of(answer).one("main").text


def test_agreeing_anew_starts_from_what_stands_and_compares_the_two(worker, smiths) -> None:
    first = agreed(smiths, hours="Mondays", weeks=30)
    page = form_of(worker.get(at(smiths, "revise", first[0].deed_id)))
    assert page.named("hours")[0]["value"] == "Mondays"
    typed = an_agreement(smiths, hours="Fridays")
    answer = worker.post(at(smiths, "revise", first[0].deed_id), typed, follow=True)
    text = form_of(answer).one("main").text
    assert "What is new since last time" in text
    assert "Mondays" in text
    assert "Fridays" in text
    old = worker.get(at(smiths, "shown", first[0].deed_id)).content.decode()
    assert "This was agreed anew later" in old


def test_two_people_agreeing_anew_at_once_see_both_texts(worker, smiths, client) -> None:
    first = agreed(smiths)
    here = at(smiths, "revise", first[0].deed_id)
    client.force_login(smiths.manager)
    client.post(here, an_agreement(smiths, purpose="Theirs & ours"))
    client.force_login(smiths.worker)
    answer = client.post(here, an_agreement(smiths, purpose="Mine"))
    page = form_of(answer)
    assert answer.status_code == 409
    assert "Theirs & ours" in page.one("main").text
    assert page.written_in("purpose") == "Mine"
    (action,) = [one["action"] for one in page.all("form") if "/revise/" in one.attributes.get("action", "")]
    assert client.post(action, an_agreement(smiths, purpose="Both")).status_code == 302


def test_a_yes_on_the_page_opens_and_taking_it_back_closes(worker, smiths, hill, client) -> None:
    wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    assert worker.post(at(smiths, "consent"), a_consent(smiths, hill.to.key, smiths.amy)).status_code == 302
    client.force_login(hill.rao)
    theirs = reverse("timeline:page", args=[smiths.family.pk])
    assert "Amy-canary" in client.get(theirs).content.decode()
    client.force_login(smiths.worker)
    page = form_of(client.get(at(smiths, "overview")))
    (back,) = [link["href"] for link in page.all("a") if "take-back" in link["href"]]
    listed = form_of(client.get(back)).one("main").text
    assert "What they could read while it stood" in listed
    assert "In the child’s own words" in listed
    assert client.post(back, {"form_key": str(uuid7()), "about": [str(smiths.amy)]}).status_code == 302
    client.force_login(hill.rao)
    assert client.get(theirs).status_code == 404


def test_another_agency_is_named_on_the_page(worker, smiths) -> None:
    typed = a_consent(smiths, "another", smiths.katie, agency="")
    assert "Give the name of the agency" in form_of(worker.post(at(smiths, "consent"), typed)).one("main").text
    assert worker.post(at(smiths, "consent"), typed | {"agency": "Canal Clinic"}).status_code == 302
    assert "Canal Clinic" in worker.get(at(smiths, "overview")).content.decode()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"by": ""}, "Say who was asked"),
        ({"about": []}, "Say whom it is about"),
        ({"to": "agency:nonsense"}, "Choose from the answers shown"),
        ({"by": "liam", "about": ["liam"]}, "Say whether Liam can decide this alone"),
        ({"by": "amy", "about": ["katie"]}, "cannot say yes for Katie"),
        ({"until": "1 Jan 2020"}, "The last day lies before the first"),
        ({"understood": "no"}, "A yes counts once they can say in their own words what it means"),
        ({"by": "amy", "about": ["amy"], "able": "yes"}, "Say what makes you think they can decide this"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(worker, smiths, hill, changed, why) -> None:
    ids = {"amy": str(smiths.amy), "katie": str(smiths.katie), "liam": str(smiths.liam)}
    given = {
        name: [ids.get(each, each) for each in value] if isinstance(value, list) else ids.get(value, value)
        for name, value in changed.items()
    }
    answer = worker.post(at(smiths, "consent"), a_consent(smiths, hill.to.key, smiths.amy) | given)
    assert answer.status_code == 200
    assert why in form_of(answer).one("main").text
    assert families_open_to(hill.rao) == 0


def a_sharing(smiths: SmithFamily, to: str, **changed) -> dict[str, object]:
    said = {
        "form_key": str(uuid7()), "to": to, "about": [str(smiths.amy)], "why_not_asked": "unsafe",
        "confidential": ["private", "not_public", "expected"], "purpose": "To keep Amy safe", "grounds": ["belief"],
        "why": "What she told Ms Rao", "what": "What she said on Monday", "proportionate": "Only the one thing",
        "decided_by": "Rob Yates, manager", "urgent": "yes", "told": "not_told", "told_why": "It is not safe yet",
        "until": day_typed(clock.today() + timedelta(days=7)),
    }  # fmt: skip
    return said | changed


def test_sharing_without_consent_opens_it_for_the_named_people_and_goes_to_the_manager(
    worker, smiths, hill, client
) -> None:
    assert worker.post(at(smiths, "share"), a_sharing(smiths, hill.to.key)).status_code == 302
    page = form_of(worker.get(at(smiths, "overview")))
    assert "For the manager to look at" in page.one("main").text
    assert not [link for link in page.all("a") if "look-at" in link["href"]]
    (why,) = [
        link["href"]
        for link in page.all("a")
        if "/share/" in link["href"] and not link["href"].endswith(("share/", "end/"))
    ]
    assert "Only the one thing" in worker.get(why).content.decode()
    assert families_open_to(hill.rao) == 1
    client.force_login(smiths.manager)
    (look,) = [
        link["href"] for link in form_of(client.get(at(smiths, "overview"))).all("a") if "look-at" in link["href"]
    ]
    assert client.post(look, {"form_key": str(uuid7()), "note": "Right so"}).status_code == 302
    assert "For the manager to look at" not in client.get(at(smiths, "overview")).content.decode()
    assert "looked at already" in client.get(look).content.decode()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"grounds": []}, "say which public interest there is"),
        ({"why": ""}, "Say what makes you think so"),
        ({"proportionate": ""}, "Say why this much is needed"),
        ({"until": "1 Jan 2020"}, "This day is over"),
        ({"decided_by": ""}, "Say who decided"),
        ({"told_why": ""}, "Say why they are told, or not told"),
    ],
)
def test_each_step_needs_its_reason(worker, smiths, hill, changed, why) -> None:
    answer = worker.post(at(smiths, "share"), a_sharing(smiths, hill.to.key, **changed))
    assert answer.status_code == 200
    assert why in form_of(answer).one("main").text
    assert families_open_to(hill.rao) == 0


def test_what_is_not_confidential_needs_a_purpose_and_no_public_interest(worker, smiths, hill) -> None:
    typed = a_sharing(smiths, hill.to.key, confidential=["private"], grounds=[], why="", proportionate="")
    assert worker.post(at(smiths, "share"), typed).status_code == 302


def test_agencies_agree_apart_from_the_family(worker, smiths) -> None:
    typed = {
        "form_key": str(uuid7()), "day": day_typed(clock.today()), "about": [str(smiths.amy)], "purpose": "Amy rests",
        "agency-total": "2", "agency-0-agency": "Hill Primary", "agency-0-promises": "Breakfast club from Monday",
        "agency-0-signed": "yes", "agency-1-agency": "", "agency-1-promises": "", "agency-1-signed": "later",
    }  # fmt: skip
    assert worker.post(at(smiths, "agencies"), typed).status_code == 302
    text = worker.get(at(smiths, "overview")).content.decode()
    assert "Breakfast club from Monday" in text
    assert "Nothing is agreed with the family yet" in text
    with scope.acting_as(smiths.worker):
        (line,) = timeline.told(smiths.family.pk, smiths.worker, ["agreements.agencies_agreed"])
        assert line.entry.audience == "around"
        assert not queries.family_says(smiths.family.pk, smiths.worker, smiths.involvement.pk, clock.today()).agrees


@pytest.mark.parametrize("name", ["make", "agencies"])
def test_before_an_agreement_is_saved_for_others_the_writer_is_told_who_is_not_covered(
    worker, smiths, hill, name
) -> None:
    assert "No partner sees anything of this family now." in worker.get(at(smiths, name)).content.decode()
    consent(smiths, hill.to, smiths.amy)
    text = " ".join(form_of(worker.get(at(smiths, name))).one("main").text.split())
    assert f"{hill.rao.name} reads it if it is about nobody of the family but Amy." in text
    assert "Not covered by what was agreed: Katie, Liam." in text


def test_before_it_is_opened_to_partners_the_writer_is_told_who_is_not_covered(worker, smiths, hill) -> None:
    consent(smiths, hill.to, smiths.amy)
    entry = wrote(smiths, "x", (smiths.amy, Part.SEEN), (smiths.liam, Part.SEEN), (smiths.katie, Part.MENTIONED),
                  audience=Audience.TEAM)  # fmt: skip
    text = form_of(worker.get(reverse("timeline:audience", args=[smiths.family.pk, entry.pk]))).one("main").text
    assert "would not: Liam is not covered by what was agreed" in text
    assert "Only mentioned, and named in what they would read: Katie" in text


def pages_of(smiths: SmithFamily) -> list[str]:
    pk = smiths.family.pk
    return [reverse(name, args=[pk]) for name in ("desk:family", "timeline:page")] + ["/", "/families/"]


def test_what_an_uncovered_child_said_reaches_a_partner_on_no_page(smiths, hill, client) -> None:
    consent(smiths, hill.to, smiths.amy)
    amys = wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    liams = wrote(smiths, "Liam-canary", (smiths.liam, Part.SAID), audience=Audience.FAMILY)
    wrote(smiths, "Katie-canary", (smiths.katie, Part.SAID), (smiths.amy, Part.SEEN))
    with scope.acting_as(smiths.worker):
        people.record_fact(
            by=smiths.worker, family_id=smiths.family.pk, person_id=smiths.amy, kind="address", value="Address-canary",
            protected=True, at=clock.now(),
        )  # fmt: skip
    client.force_login(hill.rao)
    shown = {page: client.get(page).content.decode() for page in pages_of(smiths)}
    for page, text in shown.items():
        for canary in ("Liam-canary", "Katie-canary", "Address-canary", "Liam", "Katie"):
            assert canary not in text, (page, canary)
    assert "Amy-canary" in shown[reverse("timeline:page", args=[smiths.family.pk])]
    for entry, status in ((amys, 200), (liams, 404)):
        assert client.get(reverse("timeline:entry", args=[smiths.family.pk, entry.pk])).status_code == status
    for text in shown.values():
        assert not [link for link in Page(text).all("a") if "/record" in link["href"] or "/add" in link["href"]]


def test_a_partner_reads_and_changes_nothing(smiths, hill, client) -> None:
    yes = consent(smiths, hill.to, smiths.amy)
    entry = wrote(smiths, "Amy-canary", (smiths.amy, Part.SAID))
    client.force_login(hill.rao)
    pk = smiths.family.pk
    closed = [at(smiths, name) for name in GETS]
    closed += [at(smiths, "withdraw", yes[0].deed_id)]
    closed += [reverse(name, args=[pk]) for name in ("desk:people", "timeline:due", "desk:record", "visits:record")]
    closed += [reverse(f"timeline:{name}", args=[pk, entry.pk]) for name in ("retract", "audience", "withhold")]
    missing = client.get(reverse("desk:family", args=[999_999]))
    for page in closed:
        answer = client.get(page)
        assert answer.status_code == 404, page
        assert client.post(page).status_code in (404, 405), page
        assert answer.content == missing.content, page


def test_a_partner_without_a_live_yes_finds_what_does_not_exist(smiths, hill, client) -> None:
    yes = consent(smiths, hill.to, smiths.amy)
    withdraw(smiths, yes, smiths.amy)
    client.force_login(hill.rao)
    missing = client.get(reverse("desk:family", args=[999_999]))
    for page in pages_of(smiths)[:2]:
        answer = client.get(page)
        assert answer.status_code == 404
        assert answer.content == missing.content
    assert "Smith" not in client.get("/").content.decode()
    assert "Smith" not in client.get("/families/").content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_only_our_own_staff_for_this_family_open_these_pages(client, smiths, role) -> None:
    first = agreed(smiths)
    client.force_login(account(role))
    for page in [*(at(smiths, name) for name in GETS), at(smiths, "shown", first[0].deed_id)]:
        assert client.get(page).status_code == 404, page
    for name in ("make", "consent", "share", "agencies"):
        assert client.post(at(smiths, name), {}).status_code == 404, name


def test_deeds_of_another_family_are_not_there(worker, smiths, client, hill) -> None:
    yes, first = consent(smiths, hill.to, smiths.amy), agreed(smiths)
    others = smith_family(clock.now() - timedelta(days=40))
    client.force_login(others.worker)
    assert client.get(at(others, "shown", first[0].deed_id)).status_code == 404
    for page in (at(others, "withdraw", yes[0].deed_id), at(others, "revise", first[0].deed_id)):
        assert client.get(page).status_code == 404
        assert client.post(page, {"form_key": str(uuid7())}).status_code == 404


def test_the_pages_ask_the_database_as_often_with_much_as_with_little(worker, smiths, hill) -> None:
    def count(where: str) -> int:
        worker.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert worker.get(where).status_code == 200
        return len(asked)

    yes, first = consent(smiths, hill.to, smiths.amy), agreed(smiths)
    pages = [*(at(smiths, name) for name in GETS), at(smiths, "withdraw", yes[0].deed_id),
             at(smiths, "shown", first[0].deed_id)]  # fmt: skip
    few = [count(page) for page in pages]
    for number in range(5):
        consent(smiths, hill.to, smiths.liam, kind=REFUSED, on=clock.today() - timedelta(days=number))
        agreed(smiths)
        wrote(smiths, "x", (smiths.amy, Part.SAID))
    school(smiths, "Canal Clinic")
    assert [count(page) for page in pages] == few
