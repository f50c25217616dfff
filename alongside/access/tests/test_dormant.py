"""An account that nobody uses closes, and an administrator opens it again."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.access import actions, queries, scope
from alongside.access.models import AccountEvent, User
from alongside.access.tests.factories import somebody
from alongside.access.tests.test_sign_in import is_signed_in, sign_in
from alongside.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def service(settings) -> None:
    settings.CLOSE_DORMANT = True


def unused(days: float, **given) -> User:
    user = somebody(**given)
    User.objects.filter(pk=user.pk).update(added_at=clock.now() - timedelta(days=days))
    user.refresh_from_db()
    return user


@pytest.mark.parametrize(("days", "comes_in"), [(44, True), (46, False)])
def test_an_account_that_nobody_used_for_45_days_is_closed_at_the_door(client, days, comes_in) -> None:
    # Trust 8 (Hackney, 2020).
    sign_in(client, unused(days).sign_in_name)
    assert is_signed_in(client) is comes_in


def test_whoever_signs_in_has_45_days_again(client) -> None:
    worker = unused(44)
    sign_in(client, worker.sign_in_name)
    worker.refresh_from_db()
    assert worker.closes_at > clock.now() + timedelta(days=44)


def test_the_command_closes_them_says_so_and_leaves_the_demonstration_alone(settings, monkeypatch) -> None:
    dormant, fresh, invented = unused(46), unused(3), unused(400, demonstration=True)
    monkeypatch.setattr(actions, "_tell", lambda *_args, **_kwargs: None)
    assert actions.close_dormant_accounts(at=clock.now()) == 1
    for user, active in ((dormant, False), (fresh, True), (invented, True)):
        user.refresh_from_db()
        assert user.is_active is active
    assert dormant.dormant_at is not None


def test_an_administrator_opens_it_again_and_it_is_written_down(client) -> None:
    worker, administrator = unused(46, name="Joanne Mercer"), somebody("administrator")
    User.objects.filter(pk=worker.pk).update(is_active=False, ended_at=clock.now(), dormant_at=clock.now())
    client.force_login(administrator)
    address = f"/administration/accounts/{worker.pk}/reopen/"
    assert address in client.get("/administration/accounts/").content.decode()
    key = "0199a000-0000-7000-8000-000000000001"
    assert client.post(address, {"form_key": key}).status_code == 302
    again = Client()
    sign_in(again, worker.sign_in_name)
    assert is_signed_in(again)
    scope.open_own(worker)
    (event,) = AccountEvent.objects.filter(user_id=worker.pk)
    assert (event.kind, event.by_id) == ("reopened", administrator.pk)


def test_an_account_that_an_administrator_ended_is_not_opened_by_this(client) -> None:
    worker, administrator = somebody(), somebody("administrator")
    actions.end_account(by=administrator, user=worker, at=clock.now())
    client.force_login(administrator)
    assert client.get(f"/administration/accounts/{worker.pk}/reopen/").status_code == 404


def test_administrators_see_which_accounts_are_about_to_close(client) -> None:
    client.force_login(somebody("administrator"))
    unused(32)
    soon = queries.accounts(at=clock.now())
    assert [line.closes_at is not None for line in soon.lines].count(True) == 1
    assert "unless used" in client.get("/administration/accounts/").content.decode()
