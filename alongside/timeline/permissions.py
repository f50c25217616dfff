"""Who may write on a family's timeline. Which family is settled by the scope and the row policies."""

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit.refusals import NotAllowed


def require_writer(by: User) -> None:
    """Staff who record help, and whoever acts for the front door with a referral. Raises NotAllowed."""
    if not (user_may(by, Permission.RECORD_HELP) or user_may(by, Permission.REFER)):
        raise NotAllowed


def require_staff(by: User) -> None:
    """Staff who record help. Raises NotAllowed."""
    if not user_may(by, Permission.RECORD_HELP):
        raise NotAllowed


def require_withholder(by: User) -> None:
    """Who may keep something from one person. Raises NotAllowed."""
    if not user_may(by, Permission.WITHHOLD):
        raise NotAllowed
