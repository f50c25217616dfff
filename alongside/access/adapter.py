"""How the sign-in library behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from alongside.access import provider, queries, sessions, tries
from alongside.access.entering import wait_words
from alongside.access.second_step import how_they_came
from alongside.access.tries import Try

TOO_MANY = "too_many_tries"
RENEWED = (
    "Two administrators took away your second step and gave you a new password. If you did not ask for it, tell your "
    "manager now. Where you are signed in and who it was stands under Your account."
)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves: an administrator adds them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the first page of whoever signs in says it."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nobody has an e-mail address here; what happened stands on the page of one's own account."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Let nobody guess who failed too often: they wait, whether or not the name is anybody's."""
        self._try = tries.of_password(request, str(credentials.get("username", "")))
        refuse_to_hurry(self._try)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is None:
            self._try.failed()
        else:
            self._try.succeeded()
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        before = user.last_login
        super().login(request, user)
        provider.keep_vouching(request, user)
        sessions.begin(request, user, how=how_they_came(request, user))
        if any(record.get("method") == "password" for record in get_authentication_records(request, user)):
            # They have just typed it, so what matters need not ask for it again in the next minutes.
            record_authentication(request, user, "password", reauthenticated=True)
        if queries.renewed_since(user, before):
            messages.warning(request, RENEWED)

    def post_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **given)
        tries.remember(request, answer, user.sign_in_name)
        return answer

    def logout(self, request: HttpRequest) -> None:
        sessions.goes(request)
        super().logout(request)


def refuse_to_hurry(one: Try) -> None:
    """Raises ValidationError, the same for everybody, while somebody has to wait."""
    seconds = one.waits()
    if seconds > 0:
        words = f"You have tried too many times. Wait {wait_words(seconds)}, then try again."
        raise ValidationError(words, code=TOO_MANY)
