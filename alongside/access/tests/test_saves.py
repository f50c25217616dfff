"""A form is saved once, however often it is delivered. Tried on the page that adds a team."""

import os
import threading
import time
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from alongside.access import actions, queries
from alongside.access.models import SavedForm
from alongside.access.tests.factories import a_team, somebody
from alongside.kit.ids import derived_uuid7, uuid7
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db
ADD_TEAM = "/administration/teams/add/"


@pytest.fixture
def administrator(client):
    user = somebody("administrator")
    client.force_login(user)
    return user


def key_of(answer) -> str:
    """The key in the form as a page shows it."""
    return Page(answer.content.decode()).one("input", name="form_key")["value"]


def team_names() -> list[str]:
    return [team.name for team in queries.all_teams()]


def test_a_form_is_shown_with_a_key_of_its_own(administrator, client) -> None:
    first, second = key_of(client.get(ADD_TEAM)), key_of(client.get(ADD_TEAM))

    assert first != second
    assert UUID(first).version == 7


def test_the_same_form_delivered_twice_is_saved_once_and_answered_alike(administrator, client) -> None:
    sent = {"team_name": "East", "form_key": key_of(client.get(ADD_TEAM))}

    first, second = client.post(ADD_TEAM, sent), client.post(ADD_TEAM, sent)

    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, "/administration/accounts/")
    assert team_names().count("East") == 1


def test_the_same_form_with_changed_content_is_not_saved_but_not_lost(administrator, client) -> None:
    key = key_of(client.get(ADD_TEAM))
    client.post(ADD_TEAM, {"team_name": "East", "form_key": key})

    answer = client.post(ADD_TEAM, {"team_name": "East and West", "form_key": key})

    assert answer.status_code == 409
    assert "This was already saved" in answer.content.decode()
    assert "East and West" not in team_names()
    assert "East" in team_names()


def test_a_new_form_with_the_same_content_is_a_new_save(administrator, client) -> None:
    client.post(ADD_TEAM, {"team_name": "East", "form_key": str(uuid7())})

    refused = client.post(ADD_TEAM, {"team_name": "East", "form_key": str(uuid7())})

    assert "There is a team called East already" in refused.content.decode()


def test_another_persons_key_meets_nobody_elses_save(administrator, client) -> None:
    key = str(uuid7())
    client.post(ADD_TEAM, {"team_name": "East", "form_key": key})
    client.force_login(somebody("administrator"))

    answer = client.post(ADD_TEAM, {"team_name": "West", "form_key": key})

    assert answer.status_code == 302
    assert {"East", "West"} <= set(team_names())


def test_one_key_on_two_pages_meets_neither_others_save(administrator, client) -> None:
    key = str(uuid7())
    client.post(ADD_TEAM, {"team_name": "East", "form_key": key})
    leaving = somebody()

    client.post(f"/administration/accounts/{leaving.pk}/end/", {"form_key": key})

    assert not queries.account(leaving.pk).is_active


def test_a_refused_save_does_not_use_the_key_up_and_keeps_what_was_typed(administrator, client) -> None:
    a_team("North")
    key = key_of(client.get(ADD_TEAM))

    refused = client.post(ADD_TEAM, {"team_name": "North", "form_key": key})

    page = Page(refused.content.decode())
    assert refused.status_code == 200
    assert "There is a team called North already" in refused.content.decode()
    assert page.one("input", name="team_name")["value"] == "North"
    assert key_of(refused) == key
    assert client.post(ADD_TEAM, {"team_name": "North East", "form_key": key}).status_code == 302
    assert "North East" in team_names()


def test_an_incomplete_form_keeps_its_key_and_says_what_is_missing(administrator, client) -> None:
    key = key_of(client.get(ADD_TEAM))

    answer = client.post(ADD_TEAM, {"team_name": " ", "form_key": key})

    assert key_of(answer) == key
    assert "Enter a name for the team" in answer.content.decode()


def test_what_was_typed_elsewhere_is_shown_again_and_not_saved(administrator, client) -> None:
    answer = client.post(ADD_TEAM, {"team_name": "East", "form_key": str(uuid7()), "show_only": "yes"})

    assert answer.status_code == 200
    assert Page(answer.content.decode()).one("input", name="team_name")["value"] == "East"
    assert "East" not in team_names()


def test_somebody_who_may_no_longer_save_gets_no_answer_of_an_earlier_save(administrator, client) -> None:
    sent = {"team_name": "East", "form_key": str(uuid7())}
    client.post(ADD_TEAM, sent)
    administrator.role = "chair"
    administrator.save()

    assert client.post(ADD_TEAM, sent).status_code == 404


def test_the_deeds_identifier_cannot_be_foreseen_from_the_key_alone() -> None:
    key, one, other = uuid7(), uuid7(), uuid7()

    assert derived_uuid7(key, one, "visits:record") == derived_uuid7(key, one, "visits:record")
    assert derived_uuid7(key, one, "visits:record") != derived_uuid7(key, other, "visits:record")
    assert derived_uuid7(key, one, "visits:record") != key


def test_a_save_keeps_no_content_and_nobody_changes_it(administrator, client) -> None:
    key = str(uuid7())
    client.post(ADD_TEAM, {"team_name": "A telling name", "form_key": key})
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true)", [str(administrator.pk)])
        cursor.execute("SELECT to_jsonb(s)::text FROM saved_form s WHERE key = %s", [key])
        assert "telling" not in cursor.fetchone()[0]
        for change in ("UPDATE saved_form SET answer = ''", "DELETE FROM saved_form", "TRUNCATE saved_form"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(change)


def test_nobody_reads_the_saves_of_others(administrator, client) -> None:
    client.post(ADD_TEAM, {"team_name": "East", "form_key": str(uuid7())})

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.user', %s, true)", [str(somebody().pk)])

    assert not SavedForm.objects.exists()


# Two deliveries at once, each with a connection of its own, so that what they write is really committed.


@pytest.fixture
def committed():
    """An administrator whose account other connections see; the owner of the tables takes everything away again."""
    user: dict[str, object] = {}

    def make() -> None:
        user["made"] = somebody("administrator", sign_in_name=f"both.ways.{uuid7()}")
        connection.close()

    in_thread(make)
    yield user["made"]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        owner.execute("DELETE FROM saved_form WHERE author_id = %s", [user["made"].pk])
        owner.execute("DELETE FROM principal WHERE user_id = %s", [user["made"].pk])
        owner.execute("DELETE FROM principal WHERE team_id IN (SELECT id FROM team WHERE name LIKE 'Twice %')")
        owner.execute("DELETE FROM team WHERE name LIKE 'Twice %'")
        owner.execute('DELETE FROM "user" WHERE id = %s', [user["made"].pk])
        owner.execute("DELETE FROM django_session")


def in_thread(work) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def someone_waits() -> bool:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as watcher:
        waiting = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"
        return watcher.execute(waiting).fetchone()[0]


class Deliveries:
    """Sends one form twice at once: the second arrives while the first is being saved."""

    def __init__(self, user, monkeypatch) -> None:
        self.user = user
        self.answers: dict[str, object] = {}
        self.saves = 0
        self.being_saved, self.go_on = threading.Event(), threading.Event()
        monkeypatch.setattr(actions, "add_team", self._slowly(actions.add_team))

    def _slowly(self, add_team):
        def slowly(**given):
            self.saves += 1
            self.being_saved.set()
            assert self.go_on.wait(20)
            return add_team(**given)

        return slowly

    def _send(self, which: str, sent: dict[str, str]) -> None:
        client = Client()
        client.force_login(self.user)
        self.answers[which] = client.post(ADD_TEAM, sent)
        connection.close()

    def both(self, first: dict[str, str], second: dict[str, str]) -> None:
        threads = [threading.Thread(target=self._send, args=pair) for pair in (("first", first), ("second", second))]
        threads[0].start()
        assert self.being_saved.wait(20)
        threads[1].start()
        deadline = time.monotonic() + 20
        while not someone_waits() and time.monotonic() < deadline:
            time.sleep(0.02)
        self.go_on.set()
        for thread in threads:
            thread.join(30)


def test_a_second_delivery_during_the_first_waits_and_gets_its_answer(committed, monkeypatch) -> None:
    deliveries = Deliveries(committed, monkeypatch)
    sent = {"team_name": "Twice the same", "form_key": str(uuid7())}

    deliveries.both(sent, sent)

    assert [deliveries.answers[which].status_code for which in ("first", "second")] == [302, 302]
    assert deliveries.answers["first"].url == deliveries.answers["second"].url
    assert deliveries.saves == 1
    assert team_names().count("Twice the same") == 1


def test_a_second_delivery_with_changed_content_waits_and_is_asked_what_was_meant(committed, monkeypatch) -> None:
    deliveries = Deliveries(committed, monkeypatch)
    key = str(uuid7())

    deliveries.both({"team_name": "Twice one", "form_key": key}, {"team_name": "Twice other", "form_key": key})

    assert deliveries.answers["first"].status_code == 302
    assert deliveries.answers["second"].status_code == 409
    assert deliveries.saves == 1


@pytest.mark.parametrize("key", [{"form_key": ""}, {"form_key": "x"}], ids=["an empty key", "one that cannot be read"])
def test_a_form_that_does_not_tell_whether_it_was_sent_before_is_shown_again_and_not_saved(
    administrator, client, key
) -> None:
    answers = [client.post(ADD_TEAM, {"team_name": "East"} | key) for _ in range(3)]

    assert "East" not in team_names()
    shown = Page(answers[-1].content.decode())
    assert "save it again" in shown.one("main").text
    assert shown.one("input", name="team_name")["value"] == "East"
    assert client.post(ADD_TEAM, shown.as_sent()).status_code == 302
    assert team_names().count("East") == 1
