"""The pages of the timeline: who may open them, what stands on them, and that nothing typed is lost."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access import scope
from alongside.access.rules import ROLES
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import actions, queries
from alongside.timeline.models import Entry
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db
ATTACK = "<script>alert(1)</script><b onmouseover=x>"


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family(clock.now() - timedelta(days=40))


def visit(smiths: SmithFamily, said: str = "Can Nan come?", *, days_ago: int = 3, **more) -> list[Entry]:
    """A visit by the key worker with what Amy said and what the worker makes of it: one deed, two entries."""
    facts = {"place": "Home", "seen_alone": ["Amy"], "seen": ["Liam"]}
    about = [(smiths.amy, Part.SEEN_ALONE), (smiths.liam, Part.SEEN)]
    texts = [NewText("words", said, smiths.amy), NewText("reading", "She misses her Nan.", smiths.amy)]
    with scope.acting_as(smiths.worker):
        return actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where,
            happened=Happened.day(clock.today() - timedelta(days=days_ago)),
            entries=[
                NewEntry("visits.visit", Nature.PROCESS, facts, about, subtype="direct_work", minutes=55),
                NewEntry("visits.child_said", Nature.VOICE, {"name": "Amy"}, [(smiths.amy, Part.SAID)], texts, **more),
            ],
        )  # fmt: skip


def words(answer) -> str:
    """All the text of the page's own part, with one space between words."""
    assert answer.status_code == 200, answer.status_code
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def address(smiths: SmithFamily, name: str, *args) -> str:
    return reverse(f"timeline:{name}", args=[smiths.family.pk, *args])


def look(client, user, where: str, **query) -> str:
    client.force_login(user)
    return words(client.get(where, query))


def test_the_timeline_shows_a_visit_and_the_words_apart_from_the_view(client, smiths) -> None:
    visit(smiths)
    client.force_login(smiths.worker)

    answer = client.get(address(smiths, "page"))

    shown = words(answer)
    assert "Visit" in shown
    assert "55 minutes" in shown
    assert f"by {smiths.worker.name}" in shown
    page = Page(answer.content.decode())
    assert " ".join(page.one("blockquote", **{"class": "al-voice"}).text.split()) == "Can Nan come?"
    (view,) = [part for part in page.all("div") if "al-view-field" in part.attributes.get("class", "")]
    assert "What we saw, and what we make of it" in view.text
    assert "She misses her Nan." in view.text


def posted(client, user, where: str, **given):
    """A form sent as it was shown a moment ago."""
    client.force_login(user)
    shown = Page(client.get(where).content.decode())
    hidden = {
        one["name"]: one["value"] for one in shown.all("input", type="hidden") if one["name"] != "csrfmiddlewaretoken"
    }
    return client.post(where, hidden | given)


def retraction(smiths: SmithFamily, entry: Entry, why: str = "Wrong family") -> None:
    with scope.acting_as(smiths.worker):
        actions.retract(
            by=smiths.worker, family_id=smiths.family.pk, entry_ids=[entry.pk], why=why, at=clock.now(), deed_id=uuid7()
        )


def correction(smiths: SmithFamily, entry: Entry, by=None) -> Entry:
    """The same visit, by the same worker unless said, at school and not at home."""
    by = by or smiths.worker
    facts = {"place": "School", "seen_alone": ["Amy"], "seen": []}
    corrected = NewEntry(
        "visits.visit", Nature.PROCESS, facts, [(smiths.amy, Part.SEEN_ALONE)], subtype="plan", supersedes_id=entry.pk
    )
    with scope.acting_as(by):
        (new,) = actions.record(
            by=by,
            deed_id=uuid7(),
            at=clock.now(),
            happened=Happened.day(clock.today()),
            entries=[corrected],
            **smiths.where,
        )
    return new


def live_titles(smiths: SmithFamily) -> list[str]:
    with scope.acting_as(smiths.worker):
        return [line.title for deed in queries.page(smiths.family.pk, smiths.worker).deeds for line in deed.entries]


def every_page(smiths: SmithFamily, entry: Entry) -> dict[str, str]:
    pages = {name: address(smiths, name) for name in ("page", "due")}
    pages |= {name: address(smiths, name, entry.pk) for name in ("entry", "retract", "audience", "withhold")}
    with scope.acting_as(smiths.worker):
        line = queries.what_is_due(smiths.family.pk, smiths.worker, clock.now())[0]
    return pages | {"clock": address(smiths, "clock", line.model_id, line.clock_id)}


def allocated(smiths: SmithFamily, days_ago: int = 20) -> None:
    with scope.acting_as(smiths.worker):
        actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where,
            happened=Happened.day(clock.today() - timedelta(days=days_ago)),
            entries=[NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne Mercer"})],
        )  # fmt: skip


# Who may come


def test_the_pages_open_to_the_worker_and_the_manager_only(client, smiths) -> None:
    allocated(smiths)
    pages = every_page(smiths, visit(smiths)[0])
    others = [account(role) for role in ROLES]

    for user in (smiths.worker, smiths.manager):
        client.force_login(user)
        for name, where in pages.items():
            expected = 404 if name == "withhold" and user == smiths.worker else 200
            assert client.get(where).status_code == expected, (name, user.role)
    for user in others:
        client.force_login(user)
        missing = client.get(reverse("timeline:page", args=[smiths.family.pk + 1000]))
        for name, where in pages.items():
            refused = client.get(where)
            assert (refused.status_code, refused.content) == (404, missing.content), (name, user.role)


def test_a_stranger_is_sent_to_sign_in(client, smiths) -> None:
    allocated(smiths)

    for where in every_page(smiths, visit(smiths)[0]).values():
        assert client.get(where).url.startswith("/sign-in/")


def test_an_entry_of_another_family_is_not_there(client, smiths) -> None:
    others = smith_family(clock.now() - timedelta(days=40))
    theirs = visit(others)[0]
    client.force_login(smiths.worker)

    for name in ("entry", "retract", "audience"):
        assert client.get(address(smiths, name, theirs.pk)).status_code == 404
    assert client.get(address(smiths, "entry", uuid7())).status_code == 404
    assert client.get(address(smiths, "clock", "no-model", "no-clock")).status_code == 404


def test_every_link_of_every_page_leads_somewhere(client, smiths) -> None:
    allocated(smiths)
    first, _ = visit(smiths)
    pages = every_page(smiths, first)
    client.force_login(smiths.manager)

    wanted = {
        link["href"]
        for where in pages.values()
        for link in Page(client.get(where).content.decode()).all("a")
        if link["href"].startswith("/families/")
    }

    correct = reverse("visits:correct", args=[smiths.family.pk, first.deed_id])
    assert {correct, address(smiths, "withhold", first.pk)} <= wanted
    for where in sorted(wanted - {correct}):
        assert client.get(where).status_code == 200, where


# What stands there


def test_a_family_without_entries_is_told_what_will_show(client, smiths) -> None:
    page = look(client, smiths.worker, address(smiths, "page"))

    assert "Nothing is recorded yet." in page
    assert "Record something" in page
    assert "Nothing is due." in look(client, smiths.worker, address(smiths, "due"))


def test_the_timeline_can_be_narrowed_to_own_words(client, smiths) -> None:
    visit(smiths)
    where = address(smiths, "page")

    only_words = look(client, smiths.worker, where, nature="voice")

    assert "Can Nan come?" in only_words
    assert "55 minutes" not in only_words
    assert "Nothing of this kind" in look(client, smiths.worker, where, nature="intervention")
    for unknown in ("", "everything", ATTACK):
        assert "55 minutes" in look(client, smiths.worker, where, nature=unknown)


def test_a_long_timeline_is_read_page_by_page_without_a_gap(client, smiths) -> None:
    for days_ago in range(1, 22):
        visit(smiths, said=f"Day {days_ago}.", days_ago=days_ago)
    client.force_login(smiths.worker)
    where, seen = address(smiths, "page"), []

    while where:
        page = Page(client.get(where).content.decode())
        seen += re.findall(r"Day (\d+)\.", " ".join(one.text for one in page.all("blockquote")))
        where = "".join(link["href"] for link in page.all("a", rel="next"))

    assert seen == [str(number) for number in range(1, 22)]
    for nonsense in ("yesterday", "2026-01-01_x", ATTACK):
        assert "Day 1." in look(client, smiths.worker, address(smiths, "page"), before=nonsense)


def test_what_was_recorded_on_a_later_day_says_so(client, smiths) -> None:
    visit(smiths, days_ago=3)
    visit(smiths, days_ago=0)

    page = look(client, smiths.worker, address(smiths, "page"))

    assert page.count("recorded") == 1


def test_a_time_known_only_roughly_is_said_as_it_is_known(client, smiths) -> None:
    today = clock.today()
    with scope.acting_as(smiths.worker):
        actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), **smiths.where,
            happened=Happened.vague(today.replace(day=1, month=1), today, "year"),
            entries=[NewEntry("pathway.allocated", Nature.PROCESS, {"name": "Joanne Mercer"})],
        )  # fmt: skip

    headings = [heading.text for heading in page_of(client, smiths, "page").all("h2")]

    assert str(today.year) in headings


def page_of(client, smiths: SmithFamily, name: str, *args) -> Page:
    client.force_login(smiths.worker)
    return Page(client.get(address(smiths, name, *args)).content.decode())


def test_a_corrected_visit_shows_as_it_stands_with_what_stood_before(client, smiths) -> None:
    first, _ = visit(smiths)
    new = correction(smiths, first, by=smiths.manager)

    newest = look(client, smiths.worker, address(smiths, "entry", new.pk))
    older = look(client, smiths.worker, address(smiths, "entry", first.pk))

    for page in (newest, older):
        assert f"First recorded by {smiths.worker.name}" in page
        assert f"Corrected by {smiths.manager.name}" in page
        assert "Visit: school." in page
        assert "Visit: home." in page
    assert "This was corrected after the version you asked for." in older
    assert "after the version you asked for" not in newest
    assert "Corrected. Open" in look(client, smiths.worker, address(smiths, "page"))


def test_an_entry_that_was_never_changed_has_no_history(client, smiths) -> None:
    first, said = visit(smiths)

    page = look(client, smiths.worker, address(smiths, "entry", first.pk))

    assert "How it came to be like this" not in page
    assert "Recorded with it In the child’s own words" in page
    assert "Seen alone Amy" in page
    assert "Can Nan come?" in look(client, smiths.worker, address(smiths, "entry", said.pk))


def test_hostile_words_are_shown_harmlessly(client, smiths) -> None:
    allocated(smiths)
    _, said = visit(smiths, said=ATTACK)
    pages = every_page(smiths, said)
    client.force_login(smiths.manager)
    posted(client, smiths.manager, pages["withhold"], from_person=str(smiths.katie), why=ATTACK)
    retraction(smiths, visit(smiths, days_ago=1)[0], why=ATTACK)
    refused = client.post(pages["retract"], {"what": ATTACK, "why": "", "state": ATTACK})

    for shown in (refused, *(client.get(where) for where in pages.values())):
        assert shown.status_code == 200
        assert "<script>alert" not in shown.content.decode()
        assert "<b onmouseover" not in shown.content.decode()


def test_very_long_words_keep_the_timeline_small_and_stand_whole_on_their_page(client, smiths) -> None:
    _, said = visit(smiths, said="No! " * 20_000)
    client.force_login(smiths.worker)

    answer = client.get(address(smiths, "page"))

    assert len(answer.content) < 40_000
    assert "Read all of it" in words(answer)
    assert look(client, smiths.worker, address(smiths, "entry", said.pk)).count("No!") == 20_000


def asked(client, user, where: str) -> int:
    """The number of queries of the second look, when practice models have been read once."""
    client.force_login(user)
    client.get(where)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(where).status_code == 200
    return len(caught)


def test_the_pages_ask_as_much_for_many_entries_as_for_few(client, smiths) -> None:
    allocated(smiths)
    first, _ = visit(smiths)
    pages = every_page(smiths, first)
    few = {name: asked(client, smiths.manager, where) for name, where in pages.items()}

    for days_ago in range(1, 12):
        visit(smiths, days_ago=days_ago)

    assert {name: asked(client, smiths.manager, where) for name, where in pages.items()} == few


# What did not happen


def test_a_visit_that_did_not_happen_takes_its_words_with_it(client, smiths) -> None:
    first, _ = visit(smiths)
    where = address(smiths, "retract", first.pk)
    assert "The whole of it Visit, in the child’s own words" in look(client, smiths.worker, where)

    answer = posted(client, smiths.worker, where, what="whole", why="Nobody was at home.")

    assert live_titles(smiths) == []
    page = words(client.get(answer.url))
    assert "It is on the record that this did not happen." in page
    assert "This did not happen." in page
    assert "Nobody was at home." in page
    assert "Visit: home." in page
    assert "Correct" not in page
    assert "Nothing is recorded yet." in look(client, smiths.worker, address(smiths, "page"))


def test_only_the_words_can_be_taken_back(client, smiths) -> None:
    _, said = visit(smiths)

    posted(client, smiths.worker, address(smiths, "retract", said.pk), what="only", why="Liam said this.")

    assert live_titles(smiths) == ["Visit"]
    assert "Recorded with it, and still counts" in look(client, smiths.worker, address(smiths, "entry", said.pk))


def test_what_was_recorded_alone_asks_for_the_reason_only(client, smiths) -> None:
    first, said = visit(smiths)
    retraction(smiths, said)
    where = address(smiths, "retract", first.pk)
    assert "What did not happen?" not in look(client, smiths.worker, where)

    without = posted(client, smiths.worker, where, why=" ")

    assert "Say why this did not happen" in words(without)
    assert live_titles(smiths) == ["Visit"]
    posted(client, smiths.worker, where, why="Wrong family")
    assert live_titles(smiths) == []


@pytest.mark.parametrize(
    ("name", "given"),
    [("retract", {"what": "whole"}), ("retract", {"what": "only"}), ("audience", {"audience": "family"})],
)
def test_a_form_sent_twice_is_saved_once_and_answered_alike(client, smiths, name, given) -> None:
    first, _ = visit(smiths)
    where = address(smiths, name, first.pk)
    client.force_login(smiths.worker)
    shown = Page(client.get(where).content.decode())
    sent = {one["name"]: one["value"] for one in shown.all("input", type="hidden")} | given | {"why": "My own reason."}

    answers = [client.post(where, sent) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert "This does not stand any more" in words(client.get(where))


@pytest.mark.parametrize(
    ("name", "given"),
    [("retract", {"what": "only"}), ("audience", {"audience": "family"})],
    ids=["retract", "audience"],
)
def test_somebody_who_was_slower_is_told_and_keeps_what_they_typed(client, smiths, name, given) -> None:
    first, _ = visit(smiths)
    where = address(smiths, name, first.pk)
    client.force_login(smiths.worker)
    shown = Page(client.get(where).content.decode())
    sent = {one["name"]: one["value"] for one in shown.all("input", type="hidden")} | given | {"why": "My own reason."}
    correction(smiths, first, by=smiths.manager)

    told = client.post(where, sent)

    assert "Somebody changed this while you were writing" in words(told)
    assert f"{smiths.manager.name} changed this" in words(told)
    assert "Visit: school." in words(told)
    again = Page(told.content.decode())
    assert again.written_in("why") == "My own reason."
    resent = (
        {one["name"]: one["value"] for one in again.all("input", type="hidden")} | given | {"why": "My own reason."}
    )
    assert client.post(where, resent).status_code == 302


@pytest.mark.parametrize("name", ["retract", "audience"])
def test_somebody_for_whom_nothing_is_left_to_change_keeps_what_they_typed(client, smiths, name) -> None:
    first, _ = visit(smiths)
    where = address(smiths, name, first.pk)
    sent = {"form_key": str(uuid7()), "what": "only", "audience": "family", "why": "My own reason."}
    retraction(smiths, first, why="Wrong family")
    client.force_login(smiths.worker)

    page = words(client.post(where, sent))

    assert "This does not stand any more" in page
    assert "Wrong family" in page
    assert "What you typed, not saved My own reason." in page


# Who may read it, and from whom it is kept


def test_words_are_opened_to_the_family_with_a_reason(client, smiths) -> None:
    _, said = visit(smiths)
    where = address(smiths, "audience", said.pk)
    before = look(client, smiths.worker, where)
    assert "Can Nan come?" in before
    assert "on the own page of Amy" in before
    assert "What was recorded with it stays as it is: Visit" in before

    answer = posted(client, smiths.worker, where, audience="family", why="Amy wants Mum to read it.")

    page = words(client.get(answer.url))
    assert "Our own staff, partners who help, and the family" in page
    assert "See what stood then, and why it was changed" in page
    assert "The family may read this. Open" in look(client, smiths.worker, address(smiths, "page"))
    older = look(client, smiths.worker, address(smiths, "entry", said.pk))
    assert "Who may read this was changed." in older
    assert "This did not happen" not in older
    assert "Amy wants Mum to read it." in older


def test_choosing_who_may_read_it_already_is_refused_with_what_was_typed(client, smiths) -> None:
    _, said = visit(smiths, audience=Audience.FAMILY)

    refused = posted(client, smiths.worker, address(smiths, "audience", said.pk), audience="family", why="Because.")

    assert "This is who may read it already." in words(refused)
    page = Page(refused.content.decode())
    assert page.written_in("why") == "Because."


def test_a_manager_keeps_words_from_one_person_and_only_they_see_that(client, smiths) -> None:
    _, said = visit(smiths)
    where = address(smiths, "withhold", said.pk)
    assert "look whether it tells the same: Visit" in look(client, smiths.manager, where)

    answer = posted(client, smiths.manager, where, from_person=str(smiths.katie), why="Amy asked us to.")

    page = words(client.get(answer.url))
    assert "This is kept from Katie." in page
    assert "Kept from Katie Amy asked us to." in page
    for_worker = look(client, smiths.worker, answer.url)
    assert "Amy asked us to." not in for_worker
    assert "Keep it from somebody" not in for_worker
    assert "Katie" not in [label.text.strip() for label in Page(client.get(where).content.decode()).all("label")]


def test_keeping_something_asks_from_whom_and_why(client, smiths) -> None:
    _, said = visit(smiths)
    where = address(smiths, "withhold", said.pk)

    refused = words(posted(client, smiths.manager, where, from_person=str(uuid7()), why=""))

    assert "Say why this is kept from them" in refused
    assert "Choose from the answers shown" in refused


# What is due


def test_what_is_late_says_by_how_much_and_opens_to_what_it_rests_on(client, smiths) -> None:
    allocated(smiths)

    due = look(client, smiths.worker, address(smiths, "due"))
    page = look(client, smiths.worker, every_page(smiths, visit(smiths)[0])["clock"])

    assert re.search(r"\d+ days late", due)
    assert "Was due" in due
    assert re.search(r"Was due on .*: \d+ days late", page)
    assert "What this rests on Joanne Mercer became the family’s key worker." in page


def test_when_nothing_is_late_the_next_thing_is_named(client, smiths) -> None:
    allocated(smiths, days_ago=0)

    page = look(client, smiths.worker, address(smiths, "due"))

    assert "Nothing is late. The next thing is" in page
    assert "days late" not in page


def test_what_is_on_hold_is_neither_late_nor_soon(client, smiths) -> None:
    allocated(smiths)
    with scope.acting_as(smiths.worker):
        late = next(
            line for line in queries.what_is_due(smiths.family.pk, smiths.worker, clock.now()) if line.state == "late"
        )
        facts = {"clock": late.name, "model": late.model_id, "agreed_with": "Katie", "agreed_by": [str(smiths.katie)]}
        actions.record(
            by=smiths.worker, deed_id=uuid7(), at=clock.now(), happened=Happened.day(clock.today()), **smiths.where,
            entries=[NewEntry("pathway.clock_paused", Nature.PROCESS, facts, subtype=late.clock_id)],
        )  # fmt: skip

    due = look(client, smiths.worker, address(smiths, "due"))
    page = look(client, smiths.worker, address(smiths, "clock", late.model_id, late.clock_id))

    assert "On hold" in due
    assert "Its time stands still, by agreement" in due
    assert "On hold" in page
    assert "More time was agreed with Katie" in page
