"""Signing in with the council's own provider: only whom it means, only now, only for us, only who has an account."""

import json
import time
from types import SimpleNamespace

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as django_settings

from alongside.access.models import User
from alongside.access.provider import CouncilAdapter
from alongside.access.tests.factories import somebody
from alongside.access.tests.test_sign_in import is_signed_in

pytestmark = pytest.mark.django_db
ISSUER, CLIENT = "https://sign-in.example", "alongside"
KEY, OTHERS_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
SHOWN = {"keys": [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "one", "alg": "RS256"}]}
CONFIG = {
    "issuer": ISSUER, "authorization_endpoint": f"{ISSUER}/authorize", "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/keys",
}  # fmt: skip
GO, BACK = "/sign-in/council/", "/sign-in/council/back/"


class TheProvider:
    """Answers as a provider does, with a token that a test may change."""

    def __init__(self) -> None:
        self.changes: dict = {}
        self.key, self.header, self.algorithm = KEY, {"kid": "one"}, "RS256"
        self.nonce = ""

    def token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": ISSUER, "aud": CLIENT, "sub": "248289761001", "iat": now, "exp": now + 300, "nonce": self.nonce,
            "preferred_username": "joanne.mercer", **self.changes,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, self.key, algorithm=self.algorithm, headers=self.header)


@pytest.fixture
def provider(settings, monkeypatch) -> TheProvider:
    one = TheProvider()
    settings.PROVIDER = SimpleNamespace(
        issuer=ISSUER, client_id=CLIENT, claim="preferred_username", vouched=frozenset({"mfa"}), button="your council"
    )
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [{"provider_id": "council", "name": "council", "client_id": CLIENT, "secret": "a secret",
                      "settings": {"server_url": ISSUER, "fetch_userinfo": False}}],
        }
    }  # fmt: skip
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", CONFIG)
    monkeypatch.setattr(CouncilAdapter, "_keys", lambda _self: jwt.PyJWKSet.from_dict(SHOWN))
    monkeypatch.setattr(
        CouncilAdapter,
        "get_access_token_data",
        lambda _self, _request, _app, _client, pkce_code_verifier=None: (
            {"access_token": "x", "id_token": one.token()} if pkce_code_verifier else {}
        ),
    )
    return one


@pytest.fixture
def worker():
    return somebody(sign_in_name="joanne.mercer")


def goes(client, provider) -> dict[str, str]:
    """To the provider; what it is asked."""
    asked = client.post(GO, {"next": "/account/"}).url
    query = dict(part.split("=", 1) for part in asked.partition("?")[2].split("&"))
    provider.nonce = query["nonce"]
    return query


def comes_back(client, state: str):
    return client.get(BACK, {"state": state, "code": "a code"})


def signs_in(client, provider):
    return comes_back(client, goes(client, provider)["state"])


def what_it_says(answer) -> tuple[int, str]:
    return answer.status_code, answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.fixture
def refusal(client, provider) -> tuple[int, str]:
    """What whoever comes back from nowhere is told."""
    return what_it_says(comes_back(client, "never begun"))


def test_whom_an_administrator_added_signs_in_and_comes_to_where_they_wanted_to_go(client, provider, worker) -> None:
    asked = goes(client, provider)
    assert asked["code_challenge_method"] == "S256"
    assert comes_back(client, asked["state"]).url == "/account/"
    assert is_signed_in(client)
    assert "with the council&#x27;s own sign-in" in client.get("/account/sign-ins/").content.decode().replace(
        "&#39;", "&#x27;"
    )


WRONG = {
    "another issuer": {"iss": "https://elsewhere.example"},
    "another audience": {"aud": "another-service"},
    "several audiences, meant for another": {"aud": [CLIENT, "another"], "azp": "another"},
    "expired": {"exp": int(time.time()) - 60},
    "of another sign-in": {"nonce": "another"},
    "without a nonce": {"nonce": None},
    "without a subject": {"sub": None},
    "nobody's name": {"preferred_username": "nobody.atall"},
    "without a name": {"preferred_username": None},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_whatever_is_wrong_with_the_token_is_refused_in_the_same_words(
    client, provider, worker, refusal, wrong
) -> None:
    # ASVS 5.0 V10.5: OpenID Connect clients.
    provider.changes = WRONG[wrong]
    assert what_it_says(signs_in(client, provider)) == refusal
    assert not is_signed_in(client)


def test_a_token_that_another_key_signed_is_refused(client, provider, worker, refusal) -> None:
    provider.key = OTHERS_KEY
    assert what_it_says(signs_in(client, provider)) == refusal


@pytest.mark.parametrize("how", ["none", "HS256", "unknown key"])
def test_a_token_signed_by_nobody_or_by_a_secret_is_refused(client, provider, worker, refusal, how) -> None:
    if how == "unknown key":
        provider.header = {"kid": "two"}
    else:
        provider.algorithm, provider.key = how, {"none": None, "HS256": "a secret" * 8}[how]
    assert what_it_says(signs_in(client, provider)) == refusal
    assert not is_signed_in(client)


def test_coming_back_a_second_time_with_the_same_state_is_refused(client, provider, worker, refusal) -> None:
    asked = goes(client, provider)
    comes_back(client, asked["state"])
    client.post("/sign-out/")
    assert what_it_says(comes_back(client, asked["state"])) == refusal
    assert not is_signed_in(client)


def test_a_state_of_another_browser_is_refused(client, provider, worker, refusal) -> None:
    state = goes(client, provider)["state"]
    assert what_it_says(comes_back(type(client)(), state)) == refusal


@pytest.mark.parametrize("error", ["access_denied", "server_error"])
def test_what_the_provider_refuses_is_refused_in_the_same_words(client, provider, refusal, error) -> None:
    state = goes(client, provider)["state"]
    assert what_it_says(client.get(BACK, {"state": state, "error": error})) == refusal


def test_nobody_signs_up_by_it(client, provider, refusal) -> None:
    before = User.objects.count()
    assert what_it_says(signs_in(client, provider)) == refusal
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_ended_account_is_refused_like_one_that_does_not_exist(client, provider, worker, refusal) -> None:
    User.objects.filter(pk=worker.pk).update(is_active=False)
    assert what_it_says(signs_in(client, provider)) == refusal


def test_a_name_given_to_somebody_else_opens_nobodys_account(client, provider, worker, refusal) -> None:
    signs_in(client, provider)
    client.post("/sign-out/")
    provider.changes = {"sub": "somebody new at the council"}
    assert what_it_says(signs_in(client, provider)) == refusal


def test_somebody_who_is_renamed_does_not_come_in_as_another(client, provider, worker, refusal) -> None:
    signs_in(client, provider)
    client.post("/sign-out/")
    somebody(sign_in_name="denise.abara")
    provider.changes = {"preferred_username": "denise.abara"}
    assert what_it_says(signs_in(client, provider)) == refusal


@pytest.mark.parametrize(
    ("vouched", "comes_in"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({}, False),
        ({"amr": "mfa"}, False),
    ],
)
def test_a_second_step_is_asked_for_here_unless_the_provider_vouches_for_one(
    client, provider, worker, settings, vouched, comes_in
) -> None:
    settings.SECOND_FACTOR = True
    provider.changes = vouched
    signs_in(client, provider)
    assert client.get("/account/").status_code == (200 if comes_in else 302)
    if not comes_in:
        assert client.get("/account/").url == "/account/second-step/"


def test_what_was_vouched_for_is_worth_nothing_to_the_next_sign_in(client, provider, worker, settings) -> None:
    settings.SECOND_FACTOR = True
    provider.changes = {"amr": ["mfa"]}
    signs_in(client, provider)
    session = client.session
    marks = session["signed_in"]
    session["signed_in"] = {**marks, "seen": marks["seen"] - 3600}
    session.save()
    provider.changes = {}
    signs_in(client, provider)
    assert client.get("/account/").url == "/account/second-step/"


def test_of_what_the_provider_tells_only_what_is_needed_is_kept(client, provider, worker) -> None:
    provider.changes = {"email": "joanne@council.example", "phone_number": "01632 960001"}
    signs_in(client, provider)
    assert set(SocialAccount.objects.get().extra_data) == {"claim", "amr", "acr"}


def test_without_a_provider_there_is_no_such_way_in(client) -> None:
    assert django_settings.PROVIDER is None
    assert (client.post(GO).status_code, client.get(BACK).status_code) == (404, 404)
    assert "your council" not in client.get("/sign-in/").content.decode()
