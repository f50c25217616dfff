"""Whoever works here signs in with two steps, on every way in; and two administrators let somebody set it up anew."""

import re
import time
import uuid
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import get_resolver

from alongside.access import actions, queries, scope, second_step
from alongside.access.models import AccountEvent, Renewal
from alongside.access.permissions import ROLES, Permission
from alongside.access.tests.factories import PASSWORD, somebody
from alongside.access.tests.test_sign_in import is_signed_in, sign_in
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import NotAllowed, Unacceptable
from alongside.kit.tests.markup import Page
from tests.architecture.laws.routes import addresses, permission_of

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-step/"
APP = "/account/second-step/app/"
SECOND = "/sign-in/second-step/"
NEW = "another walk along the river"

#: Every address that anybody may open, and why it shows nothing of anybody. The front page only leads on.
OPEN = {
    "health/": "says that the service answers",
    "sign-in/": "the first step",
    "sign-in/second-step/": "the second step",
    "sign-in/council/": "leads to the council's provider",
    "sign-in/council/back/": "comes back from it",
    "sign-out/": "ends a session",
}
#: What somebody of one step sees, to set up their second.
BY_ONE_STEP = {SET_UP.strip("/"), APP.strip("/"), "account/second-step/passkey", "account/again"}


@pytest.fixture(autouse=True)
def wanted(settings) -> None:
    settings.SECOND_FACTOR = True


def code_of(secret: str, *, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def sets_up(client) -> str:
    """By the page, as everybody does. Returns the key that the app keeps."""
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(APP).content.decode())[1]
    secret = shown.replace(" ", "")
    assert client.post(APP, {"code": code_of(secret, ahead=-1)}).status_code == 302
    return secret


@pytest.fixture
def worker(client):
    user = somebody("key_worker", name="Joanne Mercer")
    sign_in(client, user.sign_in_name)
    return user


def test_every_way_in_is_closed_to_a_member_of_staff_who_gave_a_password_alone(worker, client) -> None:
    # ASVS 5.0 V6.3.3: multi-factor authentication; V6.3.4: no undocumented pathway around it. Trust 9 (Advanced, 2022).
    walked = 0
    for route, view in addresses(get_resolver()):
        if permission_of(view) is Permission.PUBLIC:
            assert route in OPEN, f"{route} is open to anybody and not declared here"
            continue
        address = "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: _example(found[1]), route)
        for method in (client.get, client.post):
            answer = method(address)
            if answer.status_code == 405:
                continue
            if address.strip("/") in BY_ONE_STEP:
                assert answer.status_code in (200, 302), address
            else:
                assert (answer.status_code, answer.url) == (302, SET_UP), f"{method.__name__} {address}"
        walked += 1
    assert walked > 50


def _example(kind: str | None) -> str:
    return {"int": "1", "uuid": str(uuid.uuid4())}.get(kind or "str", "x")


def test_there_is_one_way_to_show_who_one_is_and_no_other_is_wired_in(settings) -> None:
    assert settings.AUTHENTICATION_BACKENDS == ["alongside.access.backends.SignInBackend"]
    assert not [each for each in settings.INSTALLED_APPS if "admin" in each or "rest" in each or "headless" in each]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_two_steps_are_asked_of_whoever_works_here_and_not_of_parents_and_children(role) -> None:
    assert second_step.is_wanted_of(somebody(role)) is (role not in ("parent", "child"))


def test_codes_from_an_app_are_set_up_and_then_asked_for(worker, client) -> None:
    secret = sets_up(client)
    assert client.get("/account/").status_code == 200

    elsewhere = Client()
    assert sign_in(elsewhere, worker.sign_in_name).url == SECOND
    assert elsewhere.get("/account/").status_code == 302
    assert not is_signed_in(elsewhere)
    wrong = elsewhere.post(SECOND, {"code": "000000"})
    assert "This code is not right" in Page(wrong.content.decode()).one("main").text
    assert elsewhere.post(SECOND, {"code": code_of(secret)}).status_code == 302
    assert elsewhere.get("/account/").status_code == 200
    assert "with password and a code from an app" in elsewhere.get("/account/sign-ins/").content.decode()


def test_a_code_is_good_once(worker, client) -> None:
    # ASVS 5.0 V6.5.1: one-time codes are used once.
    secret = sets_up(client)
    code = code_of(secret)
    first, second = Client(), Client()
    for each in (first, second):
        # Each asks another process of the service, which knows nothing of what the first has in its memory.
        cache.clear()
        sign_in(each, worker.sign_in_name)
        each.post(SECOND, {"code": code})
    assert is_signed_in(first)
    assert not is_signed_in(second)


def test_who_guesses_codes_waits(worker, client) -> None:
    secret = sets_up(client)
    guesser = Client()
    sign_in(guesser, worker.sign_in_name)
    for _ in range(5):
        guesser.post(SECOND, {"code": "000000"})
    assert "You have tried too many times" in guesser.post(SECOND, {"code": code_of(secret)}).content.decode()
    assert not is_signed_in(guesser)


def test_a_recovery_code_lets_somebody_in_once(worker, client) -> None:
    sets_up(client)
    shown = client.get("/account/second-step/recovery-codes/").content.decode()
    codes = ["".join(each.split()) for each in re.findall(r"<code>([\d ]+)</code>", shown)]
    assert len(codes) == 10
    assert codes[0][:4] not in client.get("/account/second-step/recovery-codes/").content.decode()
    for expected in (True, False):
        elsewhere = Client()
        sign_in(elsewhere, worker.sign_in_name)
        elsewhere.post(SECOND, {"code": codes[0]})
        assert is_signed_in(elsewhere) is expected


def test_the_key_of_an_app_and_the_recovery_codes_lie_encrypted(worker, client) -> None:
    secret = sets_up(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        assert secret not in cursor.fetchone()[0]


def test_every_other_session_ends_when_the_second_step_changes(worker, client) -> None:
    # ASVS 5.0 V7.4.3
    elsewhere = Client()
    sign_in(elsewhere, worker.sign_in_name)
    assert elsewhere.get("/account/").url == SET_UP
    sets_up(client)
    assert elsewhere.get("/account/").url.startswith("/sign-in/")
    assert client.get("/account/").status_code == 200


def test_a_session_that_stands_in_no_list_ends_too(worker, client) -> None:
    unlisted = Client()
    unlisted.force_login(worker)
    sets_up(client)
    assert unlisted.get("/account/").url.startswith("/sign-in/")


def test_a_session_that_was_begun_without_it_can_not_set_up_another_second_step(worker, client) -> None:
    # As when it was set up meanwhile behind the session's back.
    Authenticator.objects.create(user=worker, type="totp", data={"secret": second_step.Secrets().encrypt("A" * 32)})
    for address in (SET_UP, APP, "/account/second-step/passkey/"):
        assert client.get(address).url == "/sign-out/"


def test_what_somebody_wrote_is_kept_only_for_a_session_of_two_steps(worker, client) -> None:
    session = client.session
    marks = session["signed_in"]
    session["signed_in"] = {**marks, "seen": marks["seen"] - 3600}
    session.save()
    answer = client.post("/referrals/new/", {"form_key": str(uuid.uuid4()), "worries": "x"})
    assert answer.url == "/sign-in/?next=/referrals/new/"


# Two administrators


@pytest.fixture
def two():
    return somebody("administrator", name="Amina Diallo"), somebody("administrator", name="Ben Osei")


def ask(by, user) -> None:
    actions.renew_second_step(by=by, user=user, why="Telephone lost", at=clock.now())


def agree(by, user) -> None:
    actions.renew_second_step(by=by, user=user, password=NEW, at=clock.now())


def test_two_administrators_let_somebody_set_up_their_second_step_anew_and_they_are_told_by_whom(
    worker, client, two
) -> None:
    # ASVS 5.0 V6.4.4: a lost factor is replaced with proof as strong as at enrolment.
    sets_up(client)
    ask(two[0], worker)
    assert client.get("/account/").status_code == 200
    agree(two[1], worker)

    assert client.get("/account/").status_code == 302
    anew = Client()
    sign_in(anew, worker.sign_in_name, PASSWORD)
    assert not is_signed_in(anew)
    sign_in(anew, worker.sign_in_name, NEW)
    assert "Two administrators took away your second step" in anew.get(SET_UP).content.decode()
    sets_up(anew)
    words = anew.get("/account/sign-ins/").content.decode()
    assert "by Amina Diallo" in words
    assert "by Ben Osei" in words


@pytest.mark.parametrize("who", ["the one who asked", "the person themselves", "a manager"])
def test_one_administrator_alone_takes_away_nobodys_second_step(two, who) -> None:
    worker = somebody("administrator")
    ask(two[0], worker)
    by = {"the one who asked": two[0], "the person themselves": worker, "a manager": somebody("manager")}[who]
    with pytest.raises((Unacceptable, NotAllowed)):
        agree(by, worker)
    worker.refresh_from_db()
    assert worker.check_password(PASSWORD)


def test_nobody_asks_it_for_themselves_and_the_database_says_so_too(two) -> None:
    with pytest.raises(Unacceptable):
        ask(two[0], two[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Renewal.objects.create(user=two[0], asked_by=two[0], asked_at=clock.now(), why="x")


def test_what_was_asked_lapses_after_a_day(two) -> None:
    worker = somebody()
    with clock.travel(clock.at(clock.today(), 9)):
        ask(two[0], worker)
        asked = clock.now()
    with clock.travel(asked + timedelta(hours=25)):
        with pytest.raises(Unacceptable):
            agree(two[1], worker)
        assert queries.renewal_of(worker.pk, at=clock.now()).asked_by is None


def test_the_pages_of_both_administrators(two, settings) -> None:
    settings.SECOND_FACTOR = False
    worker = somebody(name="Joanne Mercer")
    address = f"/administration/accounts/{worker.pk}/second-step/"
    first, second = Client(), Client()
    first.force_login(two[0])
    second.force_login(two[1])
    assert first.post(address, {"form_key": str(uuid7()), "why": "Telephone lost"}).status_code == 302
    assert "Another administrator must agree within 24 hours" in first.get(address).content.decode()
    page = second.get(address).content.decode()
    assert "Amina Diallo" in page
    assert 'name="keep_draft"' not in page
    assert second.post(address, {"form_key": str(uuid7()), "password": "short"}).status_code == 200
    assert second.post(address, {"form_key": str(uuid7()), "password": NEW}).status_code == 302
    worker.refresh_from_db()
    assert worker.check_password(NEW)
    scope.open_own(worker)
    assert {event.kind for event in AccountEvent.objects.filter(user_id=worker.pk)} == {"renewal_asked", "renewed"}
