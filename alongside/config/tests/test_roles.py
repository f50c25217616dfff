"""The SQL that makes the database's roles."""

import pytest

from alongside.config.env import Roles
from alongside.config.roles import administrators_script, role_statements, schema_statements

ODD = Roles(owner='own"er', application="App Role", definer="définisseur")


def written(statements: list) -> str:
    return "\n".join(statement.as_string(None) for statement in statements)


def test_no_role_has_a_power_that_passes_row_security() -> None:
    said = written(role_statements(Roles()))
    for role in ("alongside_owner", "alongside_app", "alongside_definer", "alongside_sealer"):
        (line,) = [line for line in said.splitlines() if line.startswith(f'CREATE ROLE "{role}"')]
        assert "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB" in line


def test_nobody_signs_in_as_the_role_behind_the_definer_functions() -> None:
    assert 'CREATE ROLE "alongside_definer" NOLOGIN' in written(role_statements(Roles()))


def test_the_owner_does_not_inherit_what_the_definer_may_read() -> None:
    assert 'GRANT "alongside_definer" TO "alongside_owner" WITH INHERIT FALSE, SET TRUE' in written(
        role_statements(Roles())
    )


def test_the_application_is_given_the_use_of_tables_and_never_their_making() -> None:
    said = [line for line in written(schema_statements(Roles())).splitlines() if line.endswith('TO "alongside_app"')]
    assert len(said) == 3
    assert not [
        line for line in said if "CREATE" in line or "TRUNCATE" in line or "REFERENCES" in line or "ALL" in line
    ]


def test_everybody_else_may_do_nothing() -> None:
    assert 'REVOKE ALL ON DATABASE "alongside" FROM PUBLIC' in written(role_statements(Roles()))
    assert "REVOKE ALL ON SCHEMA public FROM PUBLIC" in written(schema_statements(Roles()))


@pytest.mark.parametrize("statements", [role_statements(ODD, database='da"ta base'), schema_statements(ODD)])
def test_odd_names_are_quoted_everywhere(statements: list) -> None:
    said = written(statements)
    for name, quoted in (('own"er', '"own""er"'), ("App Role", '"App Role"'), ('da"ta base', '"da""ta base"')):
        assert said.count(name.split('"')[0]) == said.count(quoted.split('""')[0])


def test_passwords_are_named_only_for_who_signs_in_and_only_for_the_administrator() -> None:
    assert "PASSWORD" not in written(role_statements(Roles()))
    with_passwords = [line for line in administrators_script(Roles()).splitlines() if "PASSWORD" in line]
    names = [line.split()[2].strip('"') for line in with_passwords]
    assert names == ["alongside_owner", "alongside_app", "alongside_sealer"]


def test_the_script_moves_into_the_database_before_it_gives_rights_inside() -> None:
    before, _, inside = administrators_script(Roles(), database="surrey").partition('\\connect "surrey"\n')
    assert 'CREATE DATABASE "surrey"' in before
    assert "CREATE EXTENSION IF NOT EXISTS btree_gist" in inside
    assert inside.rstrip().endswith('REVOKE "alongside_owner" FROM CURRENT_USER;')
