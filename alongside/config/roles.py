"""The database's own roles: one that owns, one that serves and owns nothing, one that stands behind the definer functions.

The definer role has no special powers: it may read what its functions need because policies and grants name it, so it works
where BYPASSRLS is not to be had.
"""

import psycopg
from psycopg import sql

from alongside.config.env import DATABASE_NAME, Roles

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


def role_statements(roles: Roles, *, database: str = DATABASE_NAME, passwords: bool = False) -> list[sql.Composed]:
    """The statements an administrator runs once, in order. With `passwords`, the two sign-in roles name one to fill in."""
    names = {
        "owner": sql.Identifier(roles.owner),
        "app": sql.Identifier(roles.application),
        "definer": sql.Identifier(roles.definer),
        "database": sql.Identifier(database),
    }
    password = sql.SQL(" PASSWORD 'choose-one'") if passwords else sql.SQL("")
    texts = [
        "CREATE ROLE {owner} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB" + "{password}",
        "CREATE ROLE {app} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB" + "{password}",
        "CREATE ROLE {definer} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB",
        "GRANT {definer} TO {owner} WITH INHERIT FALSE, SET TRUE",
        "CREATE DATABASE {database} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8'",
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}",
    ]
    return [sql.SQL(text).format(password=password, **names) for text in texts]


def schema_statements(roles: Roles) -> list[sql.Composed]:
    """Run inside the database after it is created: who may make and who may use what lies in it."""
    names = {
        "owner": sql.Identifier(roles.owner),
        "app": sql.Identifier(roles.application),
        "definer": sql.Identifier(roles.definer),
    }
    texts = [
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
        "GRANT USAGE, CREATE ON SCHEMA public TO {definer}",
        *(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in EXTENSIONS),
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {app}",
    ]
    return [sql.SQL(text).format(**names) for text in texts]


def ensure_roles(administrator: str, roles: Roles) -> None:
    """Create in an embedded server whatever is not there yet. `administrator` is an address of its superuser."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        wanted = dict(zip((roles.owner, roles.application, roles.definer), role_statements(roles), strict=False))
        for name, statement in wanted.items():
            if name not in known:
                connection.execute(statement)
        connection.execute(role_statements(roles)[3])


def ensure_database(administrator: str, roles: Roles, *, database: str = DATABASE_NAME) -> None:
    """Create the database and its schema rights if it is not there. Safe to repeat after an interruption."""
    with psycopg.connect(administrator, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not found:
            for statement in role_statements(roles, database=database)[4:]:
                connection.execute(statement)
    inside = administrator.replace("/postgres?", f"/{database}?")
    with psycopg.connect(inside, autocommit=True) as connection:
        for statement in schema_statements(roles):
            connection.execute(statement)


def administrators_script(roles: Roles, *, database: str = DATABASE_NAME) -> str:
    """The SQL that `alongside database roles` prints for the administrator of a council's own server."""
    def line(statement: sql.Composed) -> str:
        return f"{statement.as_string(None)};"

    before = [line(statement) for statement in role_statements(roles, database=database, passwords=True)]
    inside = [line(statement) for statement in schema_statements(roles)]
    return "\n".join(
        ["-- Run as an administrator, once. Choose passwords first.", *before, f"\\connect {database}", *inside, ""]
    )
