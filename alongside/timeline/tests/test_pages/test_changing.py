"""What did not happen, who may read it, from whom it is kept; and that nothing typed is lost."""

import pytest

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page
from alongside.timeline import queries
from alongside.timeline.rules import Audience
from alongside.timeline.tests.test_pages.given import (
    address,
    correction,
    live_titles,
    look,
    posted,
    retraction,
    visit,
    words,
)

pytestmark = pytest.mark.django_db


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
    assert "This is kept from Katie, and from partners." in page
    assert "Kept from Katie, and partners Amy asked us to." in page
    for_worker = look(client, smiths.worker, answer.url)
    assert "Amy asked us to." not in for_worker
    assert "Keep it from somebody" not in for_worker
    assert "Katie" not in [label.text.strip() for label in Page(client.get(where).content.decode()).all("label")]


def test_what_is_kept_from_somebody_can_be_kept_from_them_no_longer(client, smiths) -> None:
    _, said = visit(smiths)
    posted(client, smiths.manager, address(smiths, "withhold", said.pk), from_person=str(smiths.katie), why="Not yet")
    with scope.acting_as(smiths.manager):
        (kept,) = queries.entry(smiths.manager, smiths.family.pk, said.pk).kept_from
    end = address(smiths, "end_withholding", said.pk, kept.withholding_id)
    assert client_status(client, smiths.worker, end) == 404
    assert "because: Not yet" in look(client, smiths.manager, end)
    posted(client, smiths.manager, end)
    assert "Kept from" not in look(client, smiths.manager, address(smiths, "entry", said.pk))
    assert client_status(client, smiths.manager, end) == 404


def client_status(client, user, where: str) -> int:
    client.force_login(user)
    return client.get(where).status_code


def test_keeping_something_asks_from_whom_and_why(client, smiths) -> None:
    _, said = visit(smiths)
    where = address(smiths, "withhold", said.pk)

    refused = words(posted(client, smiths.manager, where, from_person=str(uuid7()), why=""))

    assert "Say why this is kept from them" in refused
    assert "Choose from the answers shown" in refused
