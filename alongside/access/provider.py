"""Signing in with the council's own provider, by OpenID Connect.

Whoever it names must have an account that an administrator added: a declared claim says which. At the first time its
name for the person (`sub`) is kept, so that a claim given to somebody else later opens nobody's account. Whatever is
wrong, the answer is one and the same page.
"""

import secrets
from typing import Any

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from alongside.access import queries, second_step
from alongside.access.backends import SignInBackend

COUNCIL = "council"
NONCE = "provider_nonce"
SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"})
"""Ways to sign that need the provider's own key; never one of a secret that we share with it, never none."""
ALWAYS = ("iss", "aud", "exp", "iat", "sub", "nonce")
LEEWAY = 10
"""Seconds by which the clocks of the two machines may differ."""


def refused(request: HttpRequest) -> HttpResponse:
    """The one answer to whatever is wrong."""
    return render(request, "socialaccount/authentication_error.html", status=401)


class CouncilAdapter(OpenIDConnectOAuth2Adapter):
    """How the library speaks with the provider."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:  # noqa: ARG002 (the library's)
        return request.build_absolute_uri(reverse("provider_callback"))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> Any:  # noqa: ARG002
        """Who the provider says has signed in. Raises OAuth2Error for a token that is not whole, ours and new."""
        nonce = request.session.pop(NONCE, "")
        try:
            claims = self.verified(given["response"]["id_token"], nonce)
        except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
            raise OAuth2Error("the token will not do") from error
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def verified(self, id_token: str, nonce: str) -> dict[str, Any]:
        """The claims of a token that the provider signed for us, for this sign-in, and that is still good (OpenID
        Connect Core 1.0, 3.1.3.7). Raises what the reader of tokens raises, ValueError or KeyError.
        """
        provider, config = _declared(), self.openid_config
        if config["issuer"].rstrip("/") != provider.issuer:
            raise ValueError("another issuer")
        header = jwt.get_unverified_header(id_token)
        if header["alg"] not in SIGNED_BY:
            raise ValueError("signed in a way that we do not take")
        keys = [key for key in self._keys().keys if header.get("kid") in (None, key.key_id)]
        if len(keys) != 1:
            raise ValueError("signed by a key that the provider does not show")
        claims: dict[str, Any] = jwt.decode(
            id_token, key=keys[0].key, algorithms=[header["alg"]], audience=provider.client_id,
            issuer=config["issuer"], leeway=LEEWAY, options={"require": list(ALWAYS)},
        )  # fmt: skip
        if claims.get("azp", provider.client_id) != provider.client_id:
            raise ValueError("meant for somebody else")
        if not nonce or not constant_time_compare(str(claims["nonce"]), nonce):
            raise ValueError("of another sign-in")
        return claims

    def _keys(self) -> jwt.PyJWKSet:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            return jwt.PyJWKSet.from_dict(answer.json())


class CouncilProvider(OpenIDConnectProvider):
    """The provider as the library knows it; of what it tells only what is needed is kept."""

    oauth2_adapter_class = CouncilAdapter

    def get_auth_params(self) -> dict[str, str]:
        nonce = self.request.session[NONCE] = secrets.token_urlsafe(32)
        return {"nonce": nonce}

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile", "email"]

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        claims = data["id_token"]
        return {"claim": claims.get(_declared().claim), "amr": claims.get("amr"), "acr": claims.get("acr")}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Nobody makes an account by signing in."""

    def get_provider(self, request: HttpRequest, provider: Any, client_id: Any = None) -> Any:
        return CouncilProvider(request, app=super().get_provider(request, provider, client_id).app)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody has an e-mail address here."""

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_: Any) -> None:  # noqa: ARG002
        raise ImmediateHttpResponse(refused(request))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in whom an administrator added, as whom the provider knew them the first time."""
        told = sociallogin.account.extra_data
        user = queries.account_named(str(told["claim"])) if told["claim"] else None
        if user is None or not SignInBackend().user_can_authenticate(user):
            raise ImmediateHttpResponse(refused(request))
        known_as = queries.known_to_provider(user, COUNCIL)
        if known_as not in (None, sociallogin.account.uid) or (sociallogin.is_existing and sociallogin.user != user):
            raise ImmediateHttpResponse(refused(request))
        if known_as is None:
            sociallogin.connect(request, user)
        request.vouched = _vouches(told)  # type: ignore[attr-defined]


def _declared() -> Any:
    """The provider as the settings have it; no page comes here without one."""
    return settings.PROVIDER


def _vouches(told: dict[str, Any]) -> bool:
    """Whether the provider says, by a value that the council declared, that a second factor was shown."""
    methods = told["amr"] if isinstance(told["amr"], list) else []
    return bool(_declared().vouched & {str(each) for each in (*methods, told["acr"]) if each})


def keep_vouching(request: Any, user: Any) -> None:
    """What this sign-in was vouched for, and no other."""
    request.session.pop(second_step.VOUCHED, None)
    if getattr(request, "vouched", False):
        request.session[second_step.VOUCHED] = str(user.pk)
