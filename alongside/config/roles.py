"""The database's own roles: one owns, one serves and owns nothing, one stands behind the definer functions,
one seals the logs.

The definer role has no special powers: it may read what its functions need because policies and grants name it, so it
works where BYPASSRLS is not to be had.
"""

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from alongside.config.env import DATABASE_NAME, Roles

EXTENSIONS = ("btree_gist", "fuzzystrmatch", "pg_trgm", "unaccent")
_SAME_ORDER_EVERYWHERE = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
_WHAT_THE_OWNER_MAKES = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"


def role_statements(roles: Roles, *, database: str = DATABASE_NAME, passwords: bool = False) -> list[sql.Composed]:
    """What an administrator runs once, in order. With `passwords`, the sign-in roles name one to fill in."""
    names = {
        "owner": sql.Identifier(roles.owner),
        "app": sql.Identifier(roles.application),
        "definer": sql.Identifier(roles.definer),
        "sealer": sql.Identifier(roles.sealer),
        "database": sql.Identifier(database),
    }
    password = sql.SQL(" PASSWORD 'choose-one'") if passwords else sql.SQL("")
    texts = [
        "CREATE ROLE {owner} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB" + "{password}",
        "CREATE ROLE {app} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB" + "{password}",
        "CREATE ROLE {definer} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
        "CREATE ROLE {sealer} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB" + "{password}",
        "GRANT {definer} TO {owner} WITH INHERIT FALSE, SET TRUE",
        "CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' " + _SAME_ORDER_EVERYWHERE,
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}, {sealer}",
    ]
    return [sql.SQL(text).format(password=password, **names) for text in texts]


def schema_statements(roles: Roles) -> list[sql.Composed]:
    """Run inside the database after it is created: who may make and who may use what lies in it."""
    names = {
        "owner": sql.Identifier(roles.owner),
        "app": sql.Identifier(roles.application),
        "definer": sql.Identifier(roles.definer),
        "sealer": sql.Identifier(roles.sealer),
    }
    texts = [
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "GRANT USAGE ON SCHEMA public TO {sealer}",
        "GRANT USAGE, CREATE ON SCHEMA public TO {definer}",
        *(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS),
        _WHAT_THE_OWNER_MAKES + " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        _WHAT_THE_OWNER_MAKES + " GRANT USAGE ON SEQUENCES TO {app}",
    ]
    return [sql.SQL(text).format(**names) for text in texts]


def ensure_roles(administrator: str, roles: Roles) -> None:
    """Create in an embedded server whatever is not there yet. `administrator` is an address of its superuser."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        wanted = dict(zip(_named(roles), role_statements(roles), strict=False))
        for name, statement in wanted.items():
            if name not in known:
                connection.execute(statement)
        connection.execute(role_statements(roles)[len(_named(roles))])


def ensure_database(administrator: str, roles: Roles, *, database: str = DATABASE_NAME) -> None:
    """Create the database and its schema rights if it is not there. Safe to repeat after an interruption."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not found:
            for statement in role_statements(roles, database=database)[len(_named(roles)) + 1 :]:
                connection.execute(statement)
        # A database made before there was a role that seals.
        connection.execute(role_statements(roles, database=database)[-1])
    with psycopg.connect(make_conninfo(administrator, dbname=database), autocommit=True) as connection:
        for statement in schema_statements(roles):
            connection.execute(statement)


def administrators_script(roles: Roles, *, database: str = DATABASE_NAME) -> str:
    """The SQL that `alongside database roles` prints for the administrator of a council's own server."""
    before = role_statements(roles, database=database, passwords=True)
    owner = sql.Identifier(roles.owner)
    # An administrator who is no superuser (a managed server's) must be the owner while giving things to it.
    become = sql.SQL("GRANT {} TO CURRENT_USER WITH INHERIT TRUE, SET TRUE").format(owner)
    leave = sql.SQL("REVOKE {} FROM CURRENT_USER").format(owner)
    lines = [
        "-- Run with psql as an administrator, once, after choosing the passwords.",
        "\\set ON_ERROR_STOP on",
        *map(_line, [*before[: len(_named(roles)) + 1], become, *before[len(_named(roles)) + 1 :]]),
        f"\\connect {_psql_name(database)}",
        *map(_line, [*schema_statements(roles), leave]),
    ]
    return "\n".join([*lines, ""])


def _named(roles: Roles) -> tuple[str, ...]:
    """The roles in the order in which `role_statements` makes them."""
    return (roles.owner, roles.application, roles.definer, roles.sealer)


def _line(statement: sql.Composed) -> str:
    return f"{statement.as_string(None)};"


def _psql_name(database: str) -> str:
    return sql.Identifier(database).as_string(None)
