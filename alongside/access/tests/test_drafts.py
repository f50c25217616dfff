"""What is typed and not saved is kept for its writer alone. Tried on the page that adds a team, which has no family."""

import json
import os
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from alongside.access import actions, queries, scope
from alongside.access.models import Draft
from alongside.access.rules import draft_ends_soon, with_draft, without_draft
from alongside.access.tests.factories import a_team, somebody
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db
ADD_TEAM = "/administration/teams/add/"
ADD_ACCOUNT = "/administration/accounts/add/"
HOSTILE = (
    '</textarea></title>"\'><script>alert(1)</script>{{ 7*7 }} name="keep_draft" \U0001f9d2\u202e\x00\x07 ﷽\r\n\r\n '
)


@pytest.fixture
def administrator(client):
    user = somebody("administrator")
    client.force_login(user)
    return user


def keeps(client, path=ADD_TEAM, by="yes", **typed):
    """Press the button, or let the browser keep by itself. Returns the answer and the form's key."""
    typed = {"team_name": "Ea", "form_key": str(uuid7()), **typed}
    return client.post(path, {**typed, "keep_draft": by}), typed["form_key"]


def drafts(user) -> list:
    with scope.acting_as(user):
        return queries.drafts_of(user, at=clock.now())


def only(user):
    (line,) = drafts(user)
    return line


def typed_in(answer) -> str:
    return Page(answer.content.decode()).one("input", name="team_name")["value"]


def test_a_form_kept_half_filled_is_there_again_as_it_was(administrator, client) -> None:
    kept, key = keeps(client, team_name="  Ea ")

    assert (kept.status_code, kept.url) == (302, "/drafts/")
    listed = client.get(kept.url).content.decode()
    assert "Kept as a draft" in listed
    assert "Add a team" in listed
    again = client.get(only(administrator).go_on_url)
    assert again.status_code == 200
    assert typed_in(again) == "  Ea "
    assert Page(again.content.decode()).one("input", name="form_key")["value"] == key
    assert "You kept this as a draft" in again.content.decode()


def test_nothing_is_called_missing_merely_because_it_is_a_draft(administrator, client) -> None:
    _, key = keeps(client, team_name="Ea")
    keeps(client, team_name="", form_key=key)

    again = client.get(only(administrator).go_on_url).content.decode()

    assert "govuk-error" not in again
    assert "<title>Error" not in again


def test_a_draft_is_not_on_the_record(administrator, client) -> None:
    keeps(client, team_name="Ea")

    assert "Ea" not in [team.name for team in queries.all_teams()]


def test_kept_again_it_is_one_draft_and_holds_what_was_typed_last(administrator, client) -> None:
    _, key = keeps(client, team_name="Ea")

    keeps(client, team_name="East", form_key=key)

    assert typed_in(client.get(only(administrator).go_on_url)) == "East"


@pytest.mark.parametrize("text", [HOSTILE, "ü" * 100_000])
def test_any_text_is_kept_to_the_letter_and_shown_harmlessly(administrator, client, text) -> None:
    keeps(client, team_name=text, tick=["one", "two"])

    with scope.acting_as(administrator):
        _, typed = queries.draft_typed(administrator, only(administrator).draft_id, ADD_TEAM, at=clock.now())
    assert [value for name, value in typed if name == "team_name"] == [text]
    assert [value for name, value in typed if name == "tick"] == ["one", "two"]
    shown = client.get(only(administrator).go_on_url).content.decode()
    assert "<script>alert" not in shown
    assert "<script>alert" not in client.get("/drafts/").content.decode()


def test_without_a_key_the_button_keeps_and_never_saves(administrator, client) -> None:
    for key in ("", "not a key"):
        keeps(client, team_name="Ea", form_key=key)

    assert "Ea" not in [team.name for team in queries.all_teams()]
    assert len(drafts(administrator)) == 2
    shown = [client.get(line.go_on_url).content.decode() for line in drafts(administrator)]
    assert len({Page(page).one("input", name="form_key")["value"] for page in shown}) == 2


def test_words_that_have_no_place_on_the_page_any_more_are_shown(administrator, client) -> None:
    keeps(client, gone="What <b>she</b> said", tick="on")

    again = client.get(only(administrator).go_on_url).content.decode()

    assert "What &lt;b&gt;she&lt;/b&gt; said" in again
    assert "This page does not ask any more" in again
    keeps(client, team_name="Two words")
    assert "This page does not ask" not in client.get(drafts(administrator)[0].go_on_url).content.decode()


def test_no_token_is_kept(administrator, client) -> None:
    keeps(client, csrfmiddlewaretoken="a token")

    with scope.acting_as(administrator):
        _, typed = queries.draft_typed(administrator, only(administrator).draft_id, ADD_TEAM, at=clock.now())
    assert {name for name, _ in typed} == {"team_name", "form_key"}


def test_a_password_is_never_kept(administrator, client) -> None:
    sent = {"name": "New", "password": "a secret on its way", "form_key": str(uuid7())}

    assert "Keep as a draft" not in client.get(ADD_ACCOUNT).content.decode()
    for more in ({"keep_draft": "yes"}, {"keep_draft": "by-itself"}, {"keep_draft": "print"}, {}):
        client.post(ADD_ACCOUNT, {**sent, **more})

    assert drafts(administrator) == []


def test_the_browser_is_told_when_it_was_kept(administrator, client) -> None:
    with clock.travel(clock.at(clock.today(), 10, 42)):
        answer, _ = keeps(client, by="by-itself")

    assert answer.json() == {"kept": "10:42am"}


def test_what_did_not_go_through_is_a_draft_at_once(administrator, client) -> None:
    a_team("North")

    client.post(ADD_TEAM, {"team_name": "North", "form_key": str(uuid7())})

    assert typed_in(client.get(only(administrator).go_on_url)) == "North"


def test_saving_takes_the_draft_away(administrator, client) -> None:
    _, key = keeps(client, team_name="Ea")

    saved = client.post(only(administrator).go_on_url, {"team_name": "East", "form_key": key})

    assert saved.status_code == 302
    assert drafts(administrator) == []
    assert "East" in [team.name for team in queries.all_teams()]


def test_a_browser_that_is_overtaken_by_the_save_keeps_nothing(administrator, client) -> None:
    key = str(uuid7())
    client.post(ADD_TEAM, {"team_name": "East", "form_key": key})

    late, _ = keeps(client, by="by-itself", team_name="Eas", form_key=key)

    assert late.json() == {"saved": True}
    assert drafts(administrator) == []


def test_delivered_again_a_saved_form_leaves_no_draft_either(administrator, client) -> None:
    sent = {"team_name": "East", "form_key": str(uuid7())}
    client.post(ADD_TEAM, sent)
    keeps(client, **sent)

    assert client.post(ADD_TEAM, sent).status_code == 302

    assert drafts(administrator) == []


def test_changed_after_it_was_saved_it_is_still_asked_what_was_meant(administrator, client) -> None:
    key = str(uuid7())
    client.post(ADD_TEAM, {"team_name": "East", "form_key": key})
    keeps(client, team_name="East and West", form_key=key)

    asked = client.post(ADD_TEAM, {"team_name": "East and West", "form_key": key})

    assert asked.status_code == 409
    assert "This was already saved" in asked.content.decode()


def test_a_page_opened_anew_says_that_a_draft_of_it_waits(administrator, client) -> None:
    keeps(client)

    anew = client.get(ADD_TEAM).content.decode()

    assert "You have a draft of this" in anew
    assert only(administrator).go_on_url in [link.attributes.get("href") for link in Page(anew).all("a")]
    assert "You have a draft" not in client.get(ADD_ACCOUNT).content.decode()


def test_thrown_away_it_is_gone(administrator, client) -> None:
    keeps(client)
    line = only(administrator)

    client.post(f"/drafts/{line.draft_id}/throw-away/")

    assert drafts(administrator) == []
    assert client.get(line.go_on_url).status_code == 404


def test_it_is_thrown_away_by_a_button_and_never_by_an_address(administrator, client) -> None:
    keeps(client)

    assert client.get(f"/drafts/{only(administrator).draft_id}/throw-away/").status_code == 405
    assert only(administrator)


def test_somebody_elses_draft_is_answered_like_one_that_is_not_there(administrator, client) -> None:
    keeps(client)
    theirs, nobodys = only(administrator).draft_id, uuid7()
    client.force_login(somebody("administrator"))

    for one, other in (
        (client.get(with_draft(ADD_TEAM, theirs)), client.get(with_draft(ADD_TEAM, nobodys))),
        (client.post(f"/drafts/{theirs}/throw-away/"), client.post(f"/drafts/{nobodys}/throw-away/")),
    ):
        assert one.status_code == other.status_code == 404
        assert one.content == other.content
    assert "Add a team" not in client.get("/drafts/").content.decode()
    assert only(administrator)


@pytest.mark.parametrize("draft_id", ["", "nonsense", "1", "%00", str(UUID(int=0))])
def test_an_address_of_no_draft_is_no_page(administrator, client, draft_id) -> None:
    assert client.get(f"{ADD_TEAM}?draft={draft_id}").status_code == 404


def test_a_draft_shows_on_its_own_page_only(administrator, client) -> None:
    keeps(client)

    assert client.get(with_draft(ADD_ACCOUNT, only(administrator).draft_id)).status_code == 404


def test_who_may_not_open_the_page_keeps_nothing_and_learns_nothing(client) -> None:
    user = somebody("key_worker")
    client.force_login(user)

    kept, _ = keeps(client)
    missing = client.post("/administration/nothing/", {"keep_draft": "yes", "form_key": str(uuid7())})

    assert kept.status_code == missing.status_code == 404
    assert kept.content == missing.content
    assert drafts(user) == []


def test_a_stranger_keeps_nothing(client) -> None:
    kept, _ = keeps(client, by="by-itself")

    assert kept.status_code == 302
    assert urlsplit(kept.url).path == "/sign-in/"


def test_too_long_for_a_draft_is_said_and_nothing_typed_is_lost(administrator, client) -> None:
    text = "x" * 2_000_001

    pressed, _ = keeps(client, team_name=text)
    by_itself, _ = keeps(client, by="by-itself", team_name=text)

    assert pressed.status_code == by_itself.status_code == 413
    assert "Too long to keep as a draft" in pressed.content.decode()
    assert typed_in(pressed) == text
    assert by_itself.json() == {"too_long": True}
    assert drafts(administrator) == []


def test_a_draft_ends_fourteen_days_after_it_was_last_kept(administrator, client) -> None:
    with clock.travel(clock.at(clock.today() - timedelta(days=14), 0)):
        keeps(client)
        line = only(administrator)

    assert client.get(line.go_on_url).status_code == 404
    assert drafts(administrator) == []


def test_keeping_it_again_lets_it_stay(administrator, client) -> None:
    with clock.travel(clock.at(clock.today() - timedelta(days=20), 9)):
        _, key = keeps(client)
    with clock.travel(clock.at(clock.today() - timedelta(days=12), 9)):
        keeps(client, form_key=key)

    assert draft_ends_soon(only(administrator).kept_at, clock.now())
    assert not draft_ends_soon(clock.now(), clock.now())


def test_ended_drafts_are_removed_and_others_stay(administrator, client) -> None:
    with clock.travel(clock.at(clock.today() - timedelta(days=15), 9)):
        keeps(client, team_name="Old")
    keeps(client, team_name="New")

    with scope.acting_as(administrator):
        assert actions.expire_drafts(at=clock.now()) == 1

    assert [json.loads(draft.fields)[0] for draft in rows(administrator)] == [["team_name", "New"]]


def rows(user) -> list[Draft]:
    with scope.acting_as(user):
        return list(Draft.objects.all())


def test_the_database_itself_shows_a_draft_to_nobody_else(administrator, client) -> None:
    keeps(client)
    other = somebody("administrator")

    for who, seen in ((administrator, 1), (other, 0)):
        with scope.acting_as(who), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM draft")
            assert cursor.fetchone() == (seen,)
            cursor.execute("UPDATE draft SET title = title")
            assert cursor.rowcount == seen
    with scope.acting_as(other), connection.cursor() as cursor:
        cursor.execute("DELETE FROM draft")
        assert cursor.rowcount == 0


def test_the_database_takes_no_draft_in_somebody_elses_name(administrator) -> None:
    other = somebody()
    kept = {
        "form_key": uuid7(), "route": "", "path": "/", "title": "Theirs", "family_id": None, "fields": [],
        "at": clock.now(), "unless_saved": False,
    }  # fmt: skip

    with scope.acting_as(administrator), pytest.raises(Exception, match="row-level security"):
        actions.keep_draft(by=other, **kept)


def test_the_owner_of_the_tables_sees_every_draft_to_remove_what_has_ended() -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        owner.execute(
            "INSERT INTO draft (id, author_id, form_key, path, title, family_id, fields, begun_at, kept_at) SELECT"
            " gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '/', 'Old', 7, '[]',"
            " now(), now() - interval '15 days'"
        )
        removed = owner.execute("DELETE FROM draft WHERE kept_at < now() - interval '14 days'").rowcount
        owner.rollback()

    assert removed == 1


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("/a/", "/a/"),
        ("/a/?draft=1", "/a/"),
        ("/a/?person=2&draft=1&x=%20", "/a/?person=2&x=%20"),
        ("/a/?%64raft=1", "/a/"),
    ],
)
def test_the_address_of_a_form_without_its_draft(given, plain) -> None:
    assert without_draft(given) == plain


def test_the_address_of_a_draft_keeps_what_else_is_asked() -> None:
    key = UUID(int=1)

    assert with_draft("/a/", key) == f"/a/?draft={key}"
    assert without_draft(with_draft("/a/?person=2", key)) == "/a/?person=2"
