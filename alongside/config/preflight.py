"""What must hold before the service starts. Each check answers with one line saying what is wrong and what to do."""

import errno
import socket
import sys

import psycopg
from psycopg.rows import dict_row

from alongside.config.refusal import Refusal

POSTGRESQL = 18
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

_WHO_AND_HOW = """
SELECT current_setting('server_version_num')::int / 10000 AS version, current_user AS role,
       r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
       current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
       current_setting('full_page_writes') AS full_page_writes,
       (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'v', 'm')) AS owns
FROM pg_roles r WHERE r.rolname = current_user
"""


def python_is_new_enough() -> None:
    """Refuse a Python older than the lock file accepts."""
    if sys.version_info < (3, 12):
        found = ".".join(map(str, sys.version_info[:2]))
        raise Refusal(f"This is Python {found}; Alongside needs 3.12 or newer. Install one, or let uv fetch it.")


def port_is_free(host: str, port: int) -> None:
    """Refuse when something else listens there, or when the port may not be used."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                text = f"Port {port} is taken by another program. Stop it, or choose another: ./start --port {port + 1}"
            else:
                text = f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: ./start --port 8001"
            raise Refusal(text) from error


def host_is_safe(host: str, *, demonstration: bool) -> None:
    """A service with demonstration accounts, whose passwords everybody knows, answers on loopback only."""
    if demonstration and host not in LOOPBACK:
        raise Refusal(
            f"This service has demonstration accounts, so it will not answer on {host}. "
            "Use 127.0.0.1, or start on an empty database with --no-demo."
        )


def database_is_safe(url: str) -> None:
    """Refuse a server of another version, unsafe durability, or a role that row security does not bind.

    `url` is the application role's address.
    """
    found = _look(url, "DATABASE_URL")
    if found["version"] != POSTGRESQL:
        raise Refusal(f"The server is PostgreSQL {found['version']}; Alongside needs {POSTGRESQL}. Point DATABASE_URL at one.")
    role = found["role"]
    if found["superuser"] or found["bypasses"]:
        power = "is a superuser" if found["superuser"] else "may bypass row security"
        raise Refusal(
            f"The database role {role} {power}, so the record would not be protected. "
            "Use the application role; `alongside database roles` prints how to make it."
        )
    if found["owns"]:
        raise Refusal(
            f"The database role {role} owns {found['owns']} tables; the role that serves requests must own none. "
            "Use the application role in DATABASE_URL and the owner in DATABASE_OWNER_URL."
        )
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        if found[setting] == "off":
            raise Refusal(f"The server has {setting} off, so a saved visit could be lost. Set {setting} = on and reload it.")


def owner_is_usable(url: str) -> None:
    """Refuse an owner's address that cannot be reached."""
    _look(url, "DATABASE_OWNER_URL")


def _look(url: str, name: str) -> dict[str, object]:
    try:
        with psycopg.connect(url, connect_timeout=5, row_factory=dict_row) as connection:
            row = connection.execute(_WHO_AND_HOW).fetchone()
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
        raise Refusal(f"{name} cannot be reached ({reason}). Check the address, the role and its password.") from error
    assert row is not None
    return row
