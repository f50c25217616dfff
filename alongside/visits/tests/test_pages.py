"""The page that records a visit and puts one right: what it asks, refuses and keeps."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.access.rules import ROLES
from alongside.kit import clock
from alongside.kit.dates import day_typed
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions as timeline_actions
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry, EntryText
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
ATTACK = "</textarea><script>alert(1)</script>{{ 7 * 7 }}'\"&amp;"
EVERY_SCRIPT = " \tكيتي said “no” 👩‍👧‍👦\n\n  आमी  \U0001f98a ﬁ e\u0301 \u202eabc\n"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


@pytest.fixture
def worker(smiths, client):
    client.force_login(smiths.worker)
    return client


def at(smiths: SmithFamily, name: str = "record", *more) -> str:
    return reverse(f"visits:{name}", args=[smiths.family.pk, *more])


def sent(smiths: SmithFamily, **changed: object) -> dict[str, object]:
    """A visit as the page sends it; `amy__words=…` changes what is said of Amy."""
    amy, liam = f"child-{smiths.amy}-", f"child-{smiths.liam}-"
    data = {
        "form_key": str(uuid7()), "day": day_typed(clock.today() - timedelta(days=1)), "minutes": "60",
        "purposes": ["direct_work"], "place": "home", "present": [str(smiths.katie)],
        f"{amy}seen": "alone", f"{amy}tool": "three_houses", f"{amy}words": "Can Nan come?",
        f"{amy}reading": "She drew Nan first.", f"{liam}seen": "seen",
    }  # fmt: skip
    for name, value in changed.items():
        child, _, field = name.partition("__")
        data[{"amy": amy, "liam": liam}[child] + field if field else name] = value
    return data


def saved(smiths: SmithFamily) -> list[Entry]:
    with scope.acting_as(smiths.worker):
        return list(Entry.objects.visible_to(smiths.worker).filter(kind__startswith="visits.").order_by("id"))


def newest(smiths: SmithFamily) -> list[Entry]:
    with scope.acting_as(smiths.worker):
        deeds = timeline.page(smiths.family.pk, smiths.worker).deeds
        return [line.entry for deed in deeds for line in deed.entries if line.entry.kind.startswith("visits.")]


def words_of(smiths: SmithFamily, part: str) -> list[str]:
    with scope.acting_as(smiths.worker):
        return list(EntryText.objects.visible_to(smiths.worker).filter(part=part).values_list("body", flat=True))


def summary(answer) -> str:
    """What the summary of errors says."""
    page = Page(answer.content.decode())
    (box,) = [one for one in page.all("div") if "govuk-error-summary" in one.attributes.get("class", "").split()]
    return " ".join(box.text.split())


def test_a_visit_to_two_children_is_recorded_and_shown_on_the_timeline(worker, smiths) -> None:
    answer = worker.post(at(smiths), sent(smiths), follow=True)

    ((landed, _),) = answer.redirect_chain
    assert landed.partition("?")[0] == reverse("timeline:page", args=[smiths.family.pk])
    page = Page(answer.content.decode())
    assert "The visit is on the record." in page.one("main").text
    assert [one.text.strip() for one in page.all("blockquote")] == ["Can Nan come?"]
    assert [row.kind for row in saved(smiths)] == ["visits.visit", "visits.direct_work", "visits.child_said"]


def test_few_answers_are_needed_and_the_day_is_today(worker, smiths) -> None:
    page = Page(worker.get(at(smiths)).content.decode())

    (day,) = page.named("day")
    assert day["value"] == day_typed(clock.today())
    answer = worker.post(at(smiths), {"form_key": str(uuid7())})
    assert [link.text for link in Page(answer.content.decode()).all("a") if link["href"].startswith("#id_")] == [
        "Give the day",
        "Give the minutes the visit took",
        "Say what the visit was for",
        "Say where it was",
        "Say whether Amy was seen",
        "Say whether Liam was seen",
    ]
    assert saved(smiths) == []


def test_each_child_has_a_voice_of_their_own_apart_from_our_view(worker, smiths) -> None:
    page = Page(worker.get(at(smiths)).content.decode())

    voices = page.all("div", **{"class": "al-voice-field"})
    views = page.all("div", **{"class": "al-view-field"})
    assert ["Amy’s own words" in voices[0].text, "Liam’s own words" in voices[1].text] == [True, True]
    assert len(views) == 2
    assert not any("own words" in view.text for view in views)


def test_nothing_typed_is_lost_when_an_answer_is_missing(worker, smiths) -> None:
    typed = sent(smiths, minutes="", amy__words=EVERY_SCRIPT, amy__reading=ATTACK, response=ATTACK, others="Ms Spragg")

    answer = worker.post(at(smiths), typed)

    page = Page(answer.content.decode())
    assert page.written_in(f"child-{smiths.amy}-words") == EVERY_SCRIPT
    assert page.written_in(f"child-{smiths.amy}-reading") == ATTACK
    assert page.written_in("response") == ATTACK
    assert page.named("others")[0]["value"] == "Ms Spragg"
    assert page.named("form_key")[0]["value"] == typed["form_key"]
    checked = {(one["name"], one["value"]) for one in page.all("input") if "checked" in one.attributes}
    assert {("place", "home"), ("purposes", "direct_work"), ("present", str(smiths.katie))} <= checked
    assert [one["value"] for one in page.all("option") if "selected" in one.attributes][:1] == ["three_houses"]
    assert "alert(1)" not in "".join(script.text for script in page.all("script"))


def test_words_of_any_script_and_a_hundred_thousand_letters_are_kept_exactly(worker, smiths) -> None:
    long = ("Every morning, " + "ಅ🦊\n") * 6000
    worker.post(at(smiths), sent(smiths, amy__words=EVERY_SCRIPT, amy__reading=long, response=ATTACK))

    assert words_of(smiths, "words") == [EVERY_SCRIPT]
    assert len(long) > 100_000
    assert words_of(smiths, "reading") == [long]
    assert words_of(smiths, "response") == [ATTACK]
    shown = worker.get(reverse("timeline:page", args=[smiths.family.pk])).content.decode()
    assert "<script>alert" not in shown


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"day": "in_two_days"}, "has not come yet"),
        ({"day": "1 May 2020"}, "Liam was not born before 9 September 2022"),
        ({"minutes": "1500"}, "which is a whole day"),
        ({"amy__minutes": "75"}, "The direct work with Amy took 75 minutes, the whole visit 60"),
        ({"liam__seen": "no", "liam__tool": "three_houses"}, "Direct work needs the child to be seen"),
        ({"amy__seen": "none"}, "You wrote something about Amy"),
        ({"liam__adapted": "Larger cards"}, "Choose the tool you adapted"),
        ({"place": "the moon"}, "Choose from the answers shown"),
        ({"present": [str(uuid7())]}, "Choose from the answers shown"),
        ({"amy__words": "a\x00b"}, "hidden character"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(worker, smiths, changed, why) -> None:
    if changed.get("day") == "in_two_days":
        changed = {"day": day_typed(clock.today() + timedelta(days=2))}

    answer = worker.post(at(smiths), sent(smiths, **changed))

    assert answer.status_code == 200
    assert why in summary(answer)
    assert saved(smiths) == []


def test_the_same_page_sent_twice_is_one_visit(worker, smiths) -> None:
    data = sent(smiths)

    first, second = worker.post(at(smiths), data), worker.post(at(smiths), data)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert len(saved(smiths)) == 3


def test_the_same_page_sent_again_with_other_words_offers_to_put_right_what_was_saved(worker, smiths) -> None:
    data = sent(smiths)
    worker.post(at(smiths), data)

    asked = worker.post(at(smiths), data | {"minutes": "75", f"child-{smiths.amy}-words": EVERY_SCRIPT})

    page = Page(asked.content.decode())
    assert asked.status_code == 409
    assert "This was already saved" in page.one("h1").text
    assert len(saved(smiths)) == 3
    there = [one["action"] for one in page.all("form") if "/correct/" in one.attributes.get("action", "")]
    shown = worker.post(there[0], carried(page))
    form = Page(shown.content.decode())
    assert shown.status_code == 200
    assert form.named("minutes")[0]["value"] == "75"
    assert form.written_in(f"child-{smiths.amy}-words") == EVERY_SCRIPT
    done = worker.post(there[0], data | hidden(form) | {"minutes": "75"})
    assert done.status_code == 302
    assert newest(smiths)[0].minutes == 75
    assert len([row for row in newest(smiths) if row.kind == "visits.visit"]) == 1


def carried(page: Page) -> dict[str, list[str]]:
    """Everything the hidden inputs of a page carry."""
    values: dict[str, list[str]] = {}
    for one in page.all("input", type="hidden"):
        values.setdefault(one["name"], []).append(one["value"])
    return values


def hidden(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in carried(page).items()}


def correct_url(smiths: SmithFamily) -> str:
    return at(smiths, "correct", newest(smiths)[0].deed_id)


def test_the_form_that_puts_right_shows_what_stands(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths, engagement="joined_in", amy__minutes="20", amy__adapted="Larger cards"))

    page = Page(worker.get(correct_url(smiths)).content.decode())

    assert page.named("minutes")[0]["value"] == "60"
    assert page.written_in(f"child-{smiths.amy}-words") == "Can Nan come?"
    assert page.written_in(f"child-{smiths.amy}-adapted") == "Larger cards"
    assert page.named(f"child-{smiths.amy}-minutes")[0]["value"] == "20"
    checked = {one["value"] for one in page.all("input") if "checked" in one.attributes}
    assert {"home", "direct_work", str(smiths.katie), "alone", "seen"} <= checked


def test_the_timeline_leads_to_the_form_that_puts_right(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths))

    for row in newest(smiths):
        page = Page(worker.get(reverse("timeline:entry", args=[smiths.family.pk, row.pk])).content.decode())
        assert correct_url(smiths) in [link["href"] for link in page.all("a")]


def test_two_people_put_one_visit_right_and_the_second_sees_both_texts(worker, smiths, client) -> None:
    worker.post(at(smiths), sent(smiths))
    here = correct_url(smiths)
    mine = hidden(Page(worker.get(here).content.decode()))
    client.force_login(smiths.manager)
    theirs = hidden(Page(client.get(here).content.decode()))
    client.post(here, sent(smiths, amy__words="Theirs & Nan’s") | theirs)

    client.force_login(smiths.worker)
    answer = client.post(here, sent(smiths, amy__words="Mine") | mine)

    page = Page(answer.content.decode())
    assert answer.status_code == 409
    assert "Theirs & Nan’s" in [one.text.strip() for one in page.all("blockquote")]
    assert page.written_in(f"child-{smiths.amy}-words") == "Mine"
    assert f"{smiths.manager.name} saved while you were writing" in page.one("main").text
    (action,) = [
        one["action"] for one in page.all("form", method="post") if "/correct/" in one.attributes.get("action", "")
    ]
    done = client.post(action, sent(smiths, amy__words="Mine and theirs") | hidden(page))
    assert done.status_code == 302
    assert set(words_of(smiths, "words")) == {"Can Nan come?", "Theirs & Nan’s", "Mine and theirs"}


def test_what_was_written_is_not_lost_when_the_visit_is_said_not_to_have_happened(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths))
    here = correct_url(smiths)
    form = hidden(Page(worker.get(here).content.decode()))
    with scope.acting_as(smiths.manager):
        timeline_actions.retract(
            by=smiths.manager, family_id=smiths.family.pk, entry_ids=[row.pk for row in newest(smiths)],
            why="The wrong family", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip

    answer = worker.post(here, sent(smiths, amy__words="But I was there") | form)

    page = Page(answer.content.decode())
    assert answer.status_code == 409
    assert "this visit did not happen" in page.one("main").text
    assert page.written_in(f"child-{smiths.amy}-words") == "But I was there"
    again = sent(smiths, amy__words="But I was there") | hidden(page)
    assert worker.post(at(smiths), again).status_code == 302
    assert len([row for row in newest(smiths) if row.kind == "visits.visit"]) == 1
    assert worker.get(here).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_only_who_records_help_to_this_family_opens_the_page(client, smiths, role) -> None:
    client.force_login(account(role))

    assert client.get(at(smiths)).status_code == 404
    assert client.post(at(smiths), sent(smiths)).status_code == 404
    assert saved(smiths) == []


def test_the_manager_of_the_team_may_record_a_visit(client, smiths) -> None:
    client.force_login(smiths.manager)
    assert client.post(at(smiths), sent(smiths)).status_code == 302


def test_a_stranger_is_sent_to_sign_in(client, smiths) -> None:
    assert client.get(at(smiths)).status_code == 302
    assert "/correct/" not in client.get(at(smiths)).url


def test_a_visit_of_another_family_is_not_there_to_put_right(worker, smiths, client) -> None:
    worker.post(at(smiths), sent(smiths))
    others = smith_family(clock.now() - timedelta(days=40))
    client.force_login(others.worker)
    theirs = reverse("visits:correct", args=[others.family.pk, newest(smiths)[0].deed_id])
    assert client.get(theirs).status_code == 404
    assert client.post(theirs, sent(others)).status_code == 404


def test_the_page_asks_the_database_as_often_with_one_visit_as_with_many(worker, smiths) -> None:
    def count(where: str) -> int:
        worker.get(where)
        with CaptureQueriesContext(connection) as asked:
            assert worker.get(where).status_code == 200
        return len(asked)

    worker.post(at(smiths), sent(smiths))
    one = count(at(smiths)), count(correct_url(smiths))
    for _ in range(6):
        worker.post(at(smiths), sent(smiths, liam__words="Car!"))
    for _ in range(3):
        smith_family(clock.now() - timedelta(days=40))
    assert (count(at(smiths)), count(correct_url(smiths))) == one


def test_the_whole_form_stands_beside_what_is_known_so_that_neither_leaves_the_page_empty(worker, smiths) -> None:
    page = worker.get(at(smiths)).content.decode()
    places = [
        page.index(part) for part in ("al-at-hand", "al-split__form", 'id="children"', "Save the visit", 'id="known"')
    ]
    assert places == sorted(places)
    assert page.index('id="known"') < page.index("</form>", places[-1])
