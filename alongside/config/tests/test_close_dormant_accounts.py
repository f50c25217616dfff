"""The command that closes accounts nobody uses."""

import pytest
from django.core.management import call_command

from alongside.config.refusal import Refusal


def test_the_command_is_the_owners(settings) -> None:
    settings.CONNECT_AS_OWNER = False
    with pytest.raises(Refusal):
        call_command("close_dormant_accounts")
