"""Who may write on a family's timeline. Which family is settled by the scope and the row policies."""

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may, user_may_write
from alongside.kit.refusals import NotAllowed


def require_writer(by: User) -> None:
    """Staff who record help, and for whom the service acts as its front door: who refers from outside, and a parent or
    young person who asks for a copy; the row policies let them write nowhere else. Raises NotAllowed.
    """
    if not (user_may_write(by) or user_may(by, Permission.SEE_OWN_RECORD)):
        raise NotAllowed


def require_staff(by: User) -> None:
    """Staff who record help. Raises NotAllowed."""
    if not user_may(by, Permission.RECORD_HELP):
        raise NotAllowed


def require_withholder(by: User) -> None:
    """Who may keep something from one person. Raises NotAllowed."""
    if not user_may(by, Permission.WITHHOLD):
        raise NotAllowed
