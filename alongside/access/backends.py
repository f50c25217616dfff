"""Who may sign in with a password."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class SignInBackend(AuthenticationBackend):
    """Active people only; demonstration accounts, whose passwords everybody knows, only in a demonstration.

    An account that nobody used for long is closed already at the door, before the command that says so has run.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether this account may sign in here at all."""
        if user.demonstration and settings.MODE not in ("demonstration", "test"):
            return False
        if settings.CLOSE_DORMANT and not user.demonstration and user.closes_at <= datetime.now(UTC):
            return False
        return bool(super().user_can_authenticate(user))

    @classmethod
    def _stash_user(cls, user: Any) -> Any:  # noqa: ARG003
        """Keep nobody who was refused: the sign-in library would let them in after all, and tell that the password
        was right.
        """
        return super()._stash_user(None)

    def get_user(self, user_id: Any) -> Any:
        """The signed-in person of a session; None as soon as their account has ended."""
        user = super().get_user(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
