"""Accounts and teams, as an administrator keeps them."""

import pytest

from alongside.access import actions, queries
from alongside.access.models import User
from alongside.access.rules import ROLES
from alongside.access.tests.factories import PASSWORD, a_team, somebody
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page

pytestmark = pytest.mark.django_db
ACCOUNTS, ADD = "/administration/accounts/", "/administration/accounts/add/"
NEW = {
    "name": "Priya Nair", "sign_in_name": "priya.nair", "role": "key_worker", "job_title": "Family worker",
    "telephone": "", "team": "", "password": PASSWORD,
}  # fmt: skip


@pytest.fixture
def administrator(client):
    user = somebody("administrator", name="Ada Min")
    client.force_login(user)
    return user


def words(answer) -> str:
    return " ".join(Page(answer.content.decode()).one("main").text.split())


def test_an_account_is_added_to_a_team_and_can_sign_in(administrator, client) -> None:
    team = a_team("North")

    added = client.post(ADD, {**NEW, "team": str(team.pk), "form_key": str(uuid7())}, follow=True)

    assert "Priya Nair can sign in now." in words(added)
    person = User.objects.get(sign_in_name="priya.nair")
    assert [one.name for one in queries.teams_of(person, at=clock.now())] == ["North"]
    assert person.check_password(PASSWORD)
    client.logout()
    assert client.post("/sign-in/", {"login": "priya.nair", "password": PASSWORD}).status_code == 302


def test_the_list_shows_everybody_with_role_and_team_and_whose_account_has_ended(administrator, client) -> None:
    worker = somebody("senior_key_worker", name="Leon Achterberg", team=a_team("South"))
    actions.end_account(by=administrator, user=somebody(name="Sam Whittaker"), at=clock.now())

    shown = words(client.get(ACCOUNTS))

    assert f"Leon Achterberg {worker.sign_in_name} senior key worker South End" in shown
    assert "ended" in shown.split("Sam Whittaker")[1][:80]


def test_the_list_asks_the_same_number_of_questions_for_many_as_for_few(
    administrator, client, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    team = a_team()
    somebody(team=team)
    with django_assert_max_num_queries(10) as few:
        client.get(ACCOUNTS)
    for _ in range(8):
        somebody(team=team)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(ACCOUNTS)


def test_the_list_goes_on_page_by_page_with_everybody_once(administrator, client, monkeypatch) -> None:
    monkeypatch.setattr(queries, "ACCOUNTS_A_PAGE", 3)
    for number in range(6):
        somebody(name=f"Worker {number}")
    every = list(User.objects.order_by("name", "id").values_list("name", flat=True))
    pages = -(-len(every) // 3)
    shown = [words(client.get(ACCOUNTS, {"page": str(number + 1)})) for number in range(pages)]
    for place, name in enumerate(every):
        assert [f"End the account of {name} " in f"{page} " for page in shown].index(True) == place // 3
    assert f"Page 1 of {pages}, {len(every)} accounts" in client.get(ACCOUNTS).content.decode()
    assert words(client.get(ACCOUNTS, {"page": "999"})) == shown[-1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Enter their name"),
        ({"role": ""}, "What they do"),
        ({"role": "astronaut"}, "What they do"),
        ({"password": "short"}, "12 characters"),
        ({"password": "1q2w3e4r5t6y"}, "too common"),
        ({"sign_in_name": "ADA.MIN"}, "Somebody already signs in as ADA.MIN"),
        ({"team": "00000000-0000-7000-8000-000000000000"}, "Team"),
    ],
)
def test_what_cannot_be_added_says_why_and_keeps_what_was_typed(client, change, says) -> None:
    client.force_login(somebody("administrator", sign_in_name="ada.min"))

    answer = client.post(ADD, {**NEW, **change, "form_key": str(uuid7())})

    assert answer.status_code == 200
    assert says in words(answer)
    page = Page(answer.content.decode())
    assert page.one("input", name="job_title")["value"] == "Family worker"
    assert not page.one("input", name="password").attributes.get("value")
    assert not User.objects.filter(sign_in_name="priya.nair").exists()


def test_every_role_can_be_given_and_is_explained_by_its_name(administrator, client) -> None:
    shown = words(client.get(ADD))

    assert all(role.name.capitalize() in shown for role in ROLES.values())


def test_ending_an_account_asks_once_more_by_name(administrator, client) -> None:
    worker = somebody(name="Sam Whittaker")
    address = f"/administration/accounts/{worker.pk}/end/"

    assert "End the account of Sam Whittaker?" in words(client.get(address))
    assert queries.account(worker.pk).is_active

    ended = client.post(address, {"form_key": str(uuid7())}, follow=True)

    assert "Sam Whittaker can sign in no more." in words(ended)
    assert not queries.account(worker.pk).is_active
    assert queries.account(worker.pk).ended_at is not None


def test_nobody_ends_their_own_account(administrator, client) -> None:
    answer = client.post(f"/administration/accounts/{administrator.pk}/end/", {"form_key": str(uuid7())})

    assert "You cannot end your own account" in words(answer)
    assert queries.account(administrator.pk).is_active


def test_an_account_that_is_not_there_is_not_found(administrator, client) -> None:
    assert client.get(f"/administration/accounts/{uuid7()}/end/").status_code == 404


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_an_administrator_adds_ends_and_moves_people(role) -> None:
    other, team, at = somebody(role), a_team(), clock.now()

    with pytest.raises(NotAllowed):
        actions.add_account(by=other, sign_in_name="x", name="X", role="chair", password=PASSWORD, at=at)
    with pytest.raises(NotAllowed):
        actions.end_account(by=other, user=somebody(), at=at)
    with pytest.raises(NotAllowed):
        actions.add_team(by=other, name="Mine")
    with pytest.raises(NotAllowed):
        actions.join_team(by=other, user=other, team=team, at=at)


def test_nobody_is_in_one_team_twice() -> None:
    team = a_team()
    worker = somebody(team=team)

    with pytest.raises(Unacceptable, match="already"):
        actions.join_team(by=None, user=worker, team=team, at=clock.now())


def test_colleagues_are_those_of_the_team_in_those_roles_who_still_work_here() -> None:
    team, at = a_team(), clock.now()
    ben, anna = somebody(team=team, name="Ben"), somebody(team=team, name="Anna")
    somebody("manager", team=team)
    gone = somebody(team=team, name="Gone")
    actions.end_account(by=somebody("administrator"), user=gone, at=at)

    assert queries.colleagues(team, roles=["key_worker"], at=clock.now()) == [anna, ben]


def test_hostile_names_are_shown_harmlessly(administrator, client) -> None:
    somebody(name="<script>alert(1)</script>")

    assert "<script>alert(1)" not in client.get(ACCOUNTS).content.decode()
    assert "&lt;script&gt;alert(1)" in client.get(ACCOUNTS).content.decode()
