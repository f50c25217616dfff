"""What there is of a demonstration."""

from collections.abc import Sequence

from alongside.access import queries as access
from alongside.access.rules import ROLES


def account_lines() -> Sequence[tuple[str, str, str]]:
    """Name, role and sign-in name of every demonstration account that can sign in, in the order they were made."""
    return [(user.name, ROLES[user.role].name, user.sign_in_name) for user in access.demonstration_accounts()]
