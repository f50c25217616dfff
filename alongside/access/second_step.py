"""What somebody showed when they signed in, and whether that is enough for them."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt, is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from alongside.access import actions

VOUCHED = "vouched_for"
"""Of whom the council's provider vouched, in this session, that they showed a second factor there."""
WORDS = {"totp": "a code from an app", "webauthn": "a passkey", "recovery_codes": "a recovery code"}


def how_they_came(request: HttpRequest, user: Any) -> str:
    """With what they showed who they are, in words: "password and a code from an app"."""
    records = get_authentication_records(request, user)
    words = [_words(record) for record in records if not record.get("reauthenticated")]
    return " and ".join(dict.fromkeys(words)) or "password"


def _words(record: dict[str, Any]) -> str:
    if record.get("method") == "mfa":
        return WORDS.get(str(record.get("type")), "a second step")
    return "the council's own sign-in" if record.get("method") == "socialaccount" else "password"


def is_wanted_of(user: Any) -> bool:
    """Whether somebody of this role signs in with two steps here."""
    return bool(settings.SECOND_FACTOR) and user.role_meant.staff


def was_given(request: HttpRequest, user: Any) -> bool:
    """Whether they signed in with a second step, or their council's provider vouched that they did so there."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user)) or bool(
        request.session.get(VOUCHED) == str(user.pk)
    )


def is_missing(request: HttpRequest) -> bool:
    """Whether they came in by one step alone though their role asks for two: then they see the pages on which they set
    it up, and nothing else.
    """
    return is_wanted_of(request.user) and not was_given(request, request.user)


def has_one(user: Any) -> bool:
    """Whether they have set up a second step."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


def was_spent(user: Any, authenticator: Authenticator, code: str) -> bool:
    """Whether this code of an app, or a later one, was used before (RFC 6238, 5.2); if not it is used up now. Recovery
    codes use themselves up.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return False
    secret = decrypt(authenticator.data["secret"])
    counters = [each for each in yield_hotp_counters_from_time() if format_hotp_value(hotp_value(secret, each)) == code]
    return not counters or not actions.spend_code(by=user, authenticator_id=authenticator.pk, counter=max(counters))


class Secrets(DefaultMFAAdapter):
    """What the second-step library asks of us: its secrets are kept encrypted, under the service's secret."""

    error_messages = {**DefaultMFAAdapter.error_messages, "cannot_delete_authenticator": "It is your only second step."}

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return "Alongside"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002, ARG002 (the library's names)
        return "Passkey"


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(b"second step " + force_bytes(each)).digest())) for each in secrets]
    )
