"""What must hold before the service starts. Each check answers with one line saying what is wrong and what to do."""

import errno
import os
import socket
import sys
from collections.abc import Mapping
from datetime import date

import psycopg
from psycopg.rows import dict_row

from alongside.config.refusal import Refusal

POSTGRESQL = 18
OLDEST_PYTHON = (3, 12)
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")

_WHO_AND_HOW = """
SELECT current_setting('server_version_num')::int / 10000 AS version,
       current_database() AS database, current_user AS role,
       r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
       current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('full_page_writes') AS full_page_writes,
       (SELECT count(*) FROM pg_catalog.pg_shdepend d
         WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid AND d.deptype = 'o') AS owns,
       (SELECT string_agg(o.rolname, ', ') FROM pg_catalog.pg_roles o
         WHERE o.oid <> r.oid AND NOT r.rolsuper AND pg_has_role(r.oid, o.oid, 'MEMBER')
           AND (o.rolsuper OR o.rolbypassrls OR EXISTS (
                SELECT FROM pg_catalog.pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass
                   AND d.refobjid = o.oid AND d.deptype = 'o'))) AS may_become,
       has_schema_privilege('public', 'CREATE') AS may_make
FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
"""


def python_is_new_enough(found: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Refuse a Python older than the lock file accepts."""
    if tuple(found) < OLDEST_PYTHON:
        named = ".".join(map(str, found))
        raise Refusal(f"This is Python {named}; Alongside needs 3.12 or newer. Install one, or let uv fetch it.")


def today_is_a_date() -> None:
    """Refuse an ALONGSIDE_TODAY that names no day."""
    given = os.environ.get("ALONGSIDE_TODAY")
    if not given:
        return
    try:
        date.fromisoformat(given)
    except ValueError as error:
        raise Refusal(
            f"ALONGSIDE_TODAY is {given!r}, which is no date. Write it as 2026-11-22, or leave it unset."
        ) from error


def today_may_be_set(*, demonstration: bool) -> None:
    """Refuse to move the day of a council's own service: what is due and who was late must follow the real one."""
    if os.environ.get("ALONGSIDE_TODAY") and not demonstration:
        raise Refusal("ALONGSIDE_TODAY is set, which only a demonstration may have. Unset it, then start again.")


def port_is_free(host: str, port: int) -> None:
    """Refuse when something else listens there, or when the port may not be used."""
    other = port + 1 if 0 < port < 65535 else 8001
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as error:
            raise Refusal(f"There is no port {port}. Choose one from 1 to 65535: ./start --port 8001") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                text = f"Port {port} is taken by another program. Stop it, or choose another: ./start --port {other}"
            else:
                text = f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: ./start --port 8001"
            raise Refusal(text) from error


def host_is_safe(host: str, *, demonstration: bool) -> None:
    """A service with demonstration accounts, whose passwords everybody knows, answers on loopback only."""
    if demonstration and host not in LOOPBACK:
        raise Refusal(
            f"A service with demonstration accounts will not answer on {host}. "
            "Use 127.0.0.1, or start on an empty database with --no-demo."
        )


SHORTEST_SECRET = 32
KNOWN_SECRETS = ("unused", "secret", "change", "insecure", "default", "example")


def sign_in_is_safe(*, demonstration: bool, served_beyond: bool) -> None:
    """Refuse to serve real families where signing in is weaker than it must be. `served_beyond`: others than this
    machine reach it. A demonstration, whose families are invented, may be as it is, on this machine alone.
    """
    hosts = [each.strip() for each in os.environ.get("ALONGSIDE_HOSTS", "").split(",") if each.strip()]
    if demonstration:
        if hosts:
            raise Refusal(
                "ALONGSIDE_HOSTS is set, but there are demonstration accounts, whose passwords everybody knows. "
                "Unset it, or start on an empty database with --no-demo."
            )
        return
    if any(each == "*" or each.startswith((".", "*")) for each in hosts):
        raise Refusal(
            "ALONGSIDE_HOSTS lets any name in. Write the name of this service alone, without * or a first dot."
        )
    secret = os.environ.get("ALONGSIDE_SECRET_KEY")
    guessed = secret is not None and any(each in secret.lower() for each in KNOWN_SECRETS)
    if secret is not None and (guessed or len(secret) < SHORTEST_SECRET):
        raise Refusal(
            f"ALONGSIDE_SECRET_KEY is too short or too easily guessed. Make one of {SHORTEST_SECRET} characters "
            "or more at random, or unset it: one is made and kept in the data folder."
        )
    if os.environ.get("ALONGSIDE_SECOND_FACTOR", "on") != "on":
        raise Refusal(
            "ALONGSIDE_SECOND_FACTOR is not on, which only a demonstration may have. Unset it, then start again."
        )
    if served_beyond and os.environ.get("ALONGSIDE_SECURE_COOKIES", "yes") != "yes":
        raise Refusal(
            "ALONGSIDE_SECURE_COOKIES is not yes, so whoever listens on the way could take over a session. "
            "Unset it, and serve by https."
        )


def models_unchanged(url: str, shipped: Mapping[tuple[str, str], str]) -> None:
    """Refuse when a practice model's text differs from what was published here under the same version.

    `shipped` holds the digest of each model's text by its id and version.
    """
    with psycopg.connect(url) as connection:
        if not _has_table(connection, "model_version"):
            return
        published = connection.execute("SELECT model, version, sha256 FROM model_version").fetchall()
    for model, version, digest in published:
        if shipped.get((model, version), digest) != digest:
            raise Refusal(
                f"The practice model {model} {version} was changed since this version was published. "
                "Give it a new version in its [model], or put its files back as they were."
            )


def database_is_safe(url: str) -> None:
    """Refuse a server of another version, unsafe durability, or a role that row security does not bind.

    `url` is the application role's address.
    """
    found = _look(url, "DATABASE_URL")
    _version_is_right(found, "DATABASE_URL")
    role = found["role"]
    if found["superuser"] or found["bypasses"]:
        power = "is a superuser" if found["superuser"] else "may bypass row security"
        raise Refusal(
            f"The database role {role} {power}, so the record would not be protected. "
            "Use the application role; `alongside database roles` prints how to make it."
        )
    if found["owns"]:
        raise Refusal(
            f"The database role {role} owns {found['owns']} things in the database; the role that serves requests must "
            "own none. Use the application role in DATABASE_URL and the owner in DATABASE_OWNER_URL."
        )
    if found["may_become"]:
        raise Refusal(
            f"The database role {role} may act as {found['may_become']}, so the record would not be protected. "
            f"Take that membership away: REVOKE {found['may_become']} FROM {role}"
        )
    for setting in DURABLE:
        if found[setting] == "off":
            raise Refusal(
                f"The server has {setting} off, so a saved visit could be lost. Set {setting} = on, then reload it."
            )


def owner_is_usable(url: str, *, beside: str) -> None:
    """Refuse an owner who cannot be reached, may make no tables, or is not of the database served from at `beside`."""
    found, serving = _look(url, "DATABASE_OWNER_URL"), _look(beside, "DATABASE_URL")
    _version_is_right(found, "DATABASE_OWNER_URL")
    if found["role"] == serving["role"]:
        raise Refusal(
            f"DATABASE_URL and DATABASE_OWNER_URL both sign in as {found['role']}. "
            "Use two roles; `alongside database roles` prints how to make them."
        )
    if found["database"] != serving["database"]:
        raise Refusal(
            f"DATABASE_URL names the database {serving['database']}, DATABASE_OWNER_URL names {found['database']}. "
            "Let both name the same."
        )
    if not found["may_make"]:
        raise Refusal(
            f"The database role {found['role']} may make no tables. "
            "Use the owner in DATABASE_OWNER_URL; `alongside database roles` prints how to make it."
        )


def _version_is_right(found: Mapping[str, object], name: str) -> None:
    if found["version"] != POSTGRESQL:
        raise Refusal(
            f"The server is PostgreSQL {found['version']}; Alongside needs {POSTGRESQL}. Point {name} at such a server."
        )


def _has_table(connection: psycopg.Connection[tuple[object, ...]], table: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", [f'"{table}"']).fetchone()
    return bool(row and row[0])


def _look(url: str, name: str) -> dict[str, object]:
    try:
        with psycopg.connect(url, connect_timeout=5, row_factory=dict_row) as connection:
            row = connection.execute(_WHO_AND_HOW).fetchone()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
        raise Refusal(f"{name} cannot be reached ({reason}). Check the address, the role and its password.") from error
    assert row is not None
    return row
