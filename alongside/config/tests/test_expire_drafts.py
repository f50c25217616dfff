"""Drafts that nobody came back to are removed by the owner of the tables, never by the role that serves requests."""

import pytest
from django.core.management import call_command

from alongside.config.refusal import Refusal

pytestmark = pytest.mark.django_db


def test_the_role_that_serves_requests_is_refused() -> None:
    with pytest.raises(Refusal, match="as the owner"):
        call_command("expire_drafts")


def test_the_owner_hears_how_many_are_gone(settings, capsys) -> None:
    settings.CONNECT_AS_OWNER = True

    call_command("expire_drafts")
    call_command("expire_drafts", verbosity=0)

    assert capsys.readouterr().out == "0 drafts removed.\n"
