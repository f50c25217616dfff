"""A family that somebody may not see changes nothing on any page that they may: no line, no count, no title, no hit.

ASVS 5.0: 8.2.2. The same pages are asked for again once the Smiths were taken out of the database.
"""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from alongside.access import queries as access
from alongside.access.models import User
from tests.demonstration import demonstration
from tests.matrix.cast import DAY
from tests.matrix.walking import ask, links, signed_in

OUTSIDE = ("Leah Grant", "Colin Frost", "Ms Osman", "Michelle Hartley", "Mark Tully", "Farah Aziz", "Harriet Cole")
SEARCHES = ("/find/?q=Smith", "/find/?q=Katie+Smith", "/find/?q=Amy", "/find/?q=4+Mill+Lane")
SMITHS = 3
_OF_FAMILY = """
SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE a.attname = 'family_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
"""


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> Iterator[dict[str, User]]:
    with django_db_blocker.unblock(), demonstration(DAY):
        yield {user.name: user for user in access.demonstration_accounts()}


def take_out(family_id: int) -> int:
    """As if the family had never been; the number of rows that went."""
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(os.environ["ALONGSIDE_TEST_ADMINISTRATOR"], dbname=name) as server:
        server.execute("SET session_replication_role = replica")
        tables = [table for (table,) in server.execute(_OF_FAMILY).fetchall()]
        gone = sum(
            server.execute(f'DELETE FROM "{each}" WHERE family_id = %s', [family_id]).rowcount for each in tables
        )
        return gone + server.execute("DELETE FROM family WHERE id = %s", [family_id]).rowcount


def test_a_family_that_somebody_may_not_see_changes_nothing_they_see(people) -> None:
    before = {}
    for name in OUTSIDE:
        client = signed_in(people[name])
        paths = [*links(client, ["/", "/account/", "/families/", "/team/"]).values(), *SEARCHES]
        before |= {(name, path): (client, ask(client, "GET", path)) for path in paths}
    joanne = signed_in(people["Joanne Mercer"])
    hers = ask(joanne, "GET", "/families/")
    assert "Smith" in hers.body

    assert take_out(SMITHS) > 100

    assert ask(joanne, "GET", "/families/").body != hers.body
    changed = [f"{name} {path}" for (name, path), (client, got) in before.items() if ask(client, "GET", path) != got]
    assert not changed, "\n".join(changed)
