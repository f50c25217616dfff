"""A council's own PostgreSQL: what its administrator runs, what a start does there, and which servers it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from alongside.config.postgres import EmbeddedPostgres

from .council import Council
from .house import House, dump, is_one_line


def refused(house: House, council: Council, *arguments: str, because: str) -> None:
    """The start is refused for that reason; the server holds what it held and no data folder was made."""
    before = dump(council.server.address())

    done = house.try_to_start(*arguments)

    assert done.returncode == 2, done
    assert is_one_line(done.stderr), done.stderr
    assert because in done.stderr
    assert dump(council.server.address()) == before
    assert not house.folder.exists()
    assert not house.processes()


def test_a_start_works_after_the_administrators_script(house: House, council: Council) -> None:
    """It makes no roles and invents nobody; the first administrator is added from the command line."""
    roles = "SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb FROM pg_roles ORDER BY 1"
    before = council.run(roles)
    made = {row[0]: row[1:] for row in before}
    assert made[council.application] == (False, False, True, False, False)
    assert made[council.owner] == (False, False, True, False, False)
    assert made[council.definer] == (False, False, False, False, False)

    with house.started() as running:
        assert council.run('SELECT count(*) FROM "user"', inside=True) == [(0,)]
        assert running.said[-1:] == [f"Ready: {house.address}"]
        assert council.owner not in _signed_in(council)
        del house.settings["DATABASE_OWNER_URL"]
        added = house.alongside(
            "account", "add", "--sign-in-name", "ines", "--name", "Inês Prior", "--role", "administrator",
            said="quite a long secret\n",
        )  # fmt: skip
        assert added.returncode == 0, added.stderr
        browser = running.browser()
        browser.sign_in("ines", "quite a long secret", to="/administration/accounts/")
        assert "Inês Prior" in browser.read("/administration/accounts/")
        assert _signed_in(council) == {council.application}

    owned = council.run(
        "SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid"
        f" WHERE d.deptype = 'o' AND r.rolname = '{council.application}'"
    )
    assert owned == [(0,)]
    assert council.run(roles) == before
    assert council.run('SELECT sign_in_name, demonstration FROM "user"', inside=True) == [("ines", False)]


def _signed_in(council: Council) -> set[object]:
    return {row[0] for row in council.run(f"SELECT usename FROM pg_stat_activity WHERE datname = '{council.name}'")}


def test_a_managed_servers_administrator_who_is_no_superuser_can_run_the_script(
    house: House, own_server: EmbeddedPostgres
) -> None:
    council = Council(own_server, "managed")
    house.settings = council.settings()
    council.run("CREATE ROLE managed_admin LOGIN CREATEROLE CREATEDB")
    try:
        done = council.psql(house.alongside("database", "roles").stdout, user="managed_admin")
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        with house.started() as running:
            assert "Sign in" in running.browser().read("/sign-in/")
        inherits = council.run(f"SELECT pg_has_role('managed_admin', '{council.owner}', 'USAGE')")
        assert inherits == [(False,)]
    finally:
        council.run("DROP DATABASE IF EXISTS managed WITH (FORCE)")
        for role in (council.application, council.definer, council.owner, "managed_admin"):
            council.run(f"DROP ROLE IF EXISTS {role}")


def test_a_role_that_is_superuser(house: House, council: Council) -> None:
    council.run(f"ALTER ROLE {council.application} SUPERUSER")
    refused(house, council, because=f"The database role {council.application} is a superuser")


def test_a_role_that_may_bypass_row_security(house: House, council: Council) -> None:
    council.run(f"ALTER ROLE {council.application} BYPASSRLS")
    refused(house, council, because=f"The database role {council.application} may bypass row security")


def test_a_role_that_owns_tables(house: House, council: Council) -> None:
    council.run(f"CREATE TABLE left_here (); ALTER TABLE left_here OWNER TO {council.application}", inside=True)
    refused(house, council, because=f"The database role {council.application} owns 1 things in the database")


def test_a_role_that_may_become_the_owner(house: House, council: Council) -> None:
    council.run(f"GRANT {council.owner} TO {council.application} WITH INHERIT FALSE, SET TRUE")
    refused(house, council, because=f"may act as {council.owner}, so the record would not be protected")
    council.run(f"REVOKE {council.owner} FROM {council.application}")


def test_one_role_for_both(house: House, council: Council) -> None:
    house.settings["DATABASE_OWNER_URL"] = house.settings["DATABASE_URL"]
    refused(house, council, because=f"both sign in as {council.application}. Use two roles")


def test_two_databases(house: House, council: Council) -> None:
    house.settings["DATABASE_OWNER_URL"] = council.server.address(user=council.owner, database="postgres")
    refused(house, council, because=f"names the database {council.name}, DATABASE_OWNER_URL names postgres")


def test_an_owner_who_may_make_nothing(house: House, council: Council) -> None:
    house.settings["DATABASE_OWNER_URL"] = council.server.address(user=council.definer, database=council.name)
    council.run(
        f"ALTER ROLE {council.definer} LOGIN; REVOKE CREATE ON SCHEMA public FROM {council.definer}", inside=True
    )
    council.run(f"GRANT CONNECT ON DATABASE {council.name} TO {council.definer}")
    refused(house, council, because=f"The database role {council.definer} may make no tables")


@contextmanager
def put(council: Council, setting: str) -> Iterator[None]:
    """The whole server with one setting off."""
    council.run(f"ALTER SYSTEM SET {setting} = off")
    council.run("SELECT pg_reload_conf()")
    try:
        # A new setting takes a moment to reach new sessions.
        while council.run(f"SHOW {setting}") != [("off",)]:
            pass
        yield
    finally:
        council.run(f"ALTER SYSTEM RESET {setting}")
        council.run("SELECT pg_reload_conf()")
        while council.run(f"SHOW {setting}") != [("on",)]:
            pass


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_lose_what_it_acknowledged(house: House, council: Council, setting: str) -> None:
    with put(council, setting):
        refused(
            house, council, because=f"The server has {setting} off, so a saved visit could be lost. Set {setting} = on"
        )


def test_a_role_that_does_not_wait_for_the_disk(house: House, council: Council) -> None:
    council.run(f"ALTER ROLE {council.application} SET synchronous_commit = off")
    refused(house, council, because="The server has synchronous_commit off")


def test_a_server_of_another_version(house: House, council: Council) -> None:
    # A server that says of itself what PostgreSQL 17 says.
    council.run(
        """
        CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS
        $$ SELECT CASE $1 WHEN 'server_version_num' THEN '170006' ELSE pg_catalog.current_setting($1) END $$
        """,
        inside=True,
    )
    council.run(f"ALTER ROLE {council.application} SET search_path = public, pg_catalog")
    refused(
        house, council, because="The server is PostgreSQL 17; Alongside needs 18. Point DATABASE_URL at such a server"
    )
