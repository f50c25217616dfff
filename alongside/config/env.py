"""What the machine tells us: folders, database addresses, mode. Read once, in one place.

Modes: `service` (a council's own), `demonstration` (invented families, loopback only), `test`.
"""

import hashlib
import os
import secrets
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict

from alongside.config.refusal import Refusal

ROOT = Path(__file__).resolve().parents[2]

OWNER_ROLE = "alongside_owner"
APPLICATION_ROLE = "alongside_app"
DEFINER_ROLE = "alongside_definer"
SEALER_ROLE = "alongside_sealer"
DATABASE_NAME = "alongside"


@dataclass(frozen=True, slots=True)
class Roles:
    """The database roles: who migrates, who serves requests, who stands behind the definer functions, who seals."""

    owner: str = OWNER_ROLE
    application: str = APPLICATION_ROLE
    definer: str = DEFINER_ROLE
    sealer: str = SEALER_ROLE


def data_folder() -> Path:
    """Where this clone keeps its data.

    `ALONGSIDE_DATA` when set. As root the embedded database runs as another system user, so data lie outside the clone;
    otherwise in `var/` of the clone.
    """
    given = os.environ.get("ALONGSIDE_DATA")
    if given:
        return Path(given).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/alongside") / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return ROOT / "var"


def mode() -> str:
    """`service`, `demonstration` or `test`; `service` when nothing is said."""
    return os.environ.get("ALONGSIDE_MODE", "service")


def may_set_today() -> bool:
    """Whether `ALONGSIDE_TODAY` may set the London day: never in a council's own service."""
    return mode() in ("demonstration", "test")


def secret_key() -> str:
    """The signing secret: from `ALONGSIDE_SECRET_KEY`, else made once and kept in the data folder."""
    given = os.environ.get("ALONGSIDE_SECRET_KEY")
    if given:
        return given
    return kept_secret(data_folder() / "secret_key")


def kept_secret(path: Path) -> str:
    """A secret that is made once and kept in that file, for this user only."""
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48))
    return path.read_text()


def second_factor() -> bool:
    """Whether staff sign in with two steps; a service refuses to start with `off`."""
    return os.environ.get("ALONGSIDE_SECOND_FACTOR", "on") != "off"


@dataclass(frozen=True, slots=True)
class Provider:
    """The council's own sign-in by OpenID Connect. `claim`: the one that says as whom somebody signs in here;
    `vouched`: the `amr` or `acr` values by which it vouches for a second factor; `button`: what people know it as.
    """

    issuer: str
    client_id: str
    secret: str
    claim: str
    vouched: frozenset[str]
    button: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


def provider() -> Provider | None:
    """From ALONGSIDE_OIDC_ISSUER and those beside it; None without an issuer. Raises Refusal when half is set."""
    given = {name: os.environ.get(f"ALONGSIDE_OIDC_{name}", "") for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")}
    if not given["ISSUER"]:
        return None
    lacking = [f"ALONGSIDE_OIDC_{name}" for name, value in given.items() if not value]
    if lacking:
        raise Refusal(f"The council's sign-in lacks {' and '.join(lacking)}. Set it, or unset ALONGSIDE_OIDC_ISSUER.")
    return Provider(
        given["ISSUER"].rstrip("/"), given["CLIENT_ID"], given["CLIENT_SECRET"],
        claim=os.environ.get("ALONGSIDE_OIDC_CLAIM", "preferred_username"),
        vouched=frozenset(os.environ.get("ALONGSIDE_OIDC_VOUCHED", "").split()),
        button=os.environ.get("ALONGSIDE_OIDC_NAME", "your council account"),
    )  # fmt: skip


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, readable by this user only; whoever comes second leaves what is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    with suppress(FileExistsError):
        os.link(making, path)
    making.unlink()


ASKED_BEFORE_IT_IS_PREPARED = 2
"""How often one connection asks a question before its plan is kept."""
ONE_PLAN_FOR_ALL = "-c plan_cache_mode=force_generic_plan"
"""A kept plan answers for whatever is asked. Else the server plans five times more before it trusts one, and a page is
seldom asked for so often on one connection. What it won and lost by page is in ADR 16. A pooler that ignores `options`
drops the setting: the server then chooses by itself.
"""


def cookie_name(name: str, *, secure: bool) -> str:
    """A cookie that only goes over an encrypted line bears the name by which browsers let no other host set it."""
    return f"__Host-{name}" if secure else name


def database_url(*, as_owner: bool = False) -> str:
    """The connection address for requests, or for migration with `as_owner`. Raises Refusal when it is not set."""
    name = "DATABASE_OWNER_URL" if as_owner else "DATABASE_URL"
    url = os.environ.get(name)
    if not url:
        raise Refusal(f"{name} is not set. Start with ./start, or set it to the address of the database.")
    return url


def django_database(url: str) -> dict[str, object]:
    """A Django DATABASES entry from a `postgresql://` address; unknown parts become connection options.

    A page asks some forty questions, and working out how to answer each under row security takes the database longer
    than answering it. So the server keeps its plan for a question that comes again on the same connection.
    """
    parts = _parts(url)
    return {
        "ENGINE": "alongside.kit.postgres",
        "NAME": str(parts.pop("dbname", "")),
        "USER": str(parts.pop("user", "")),
        "PASSWORD": str(parts.pop("password", "")),
        "HOST": str(parts.pop("host", "")),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": {
            "application_name": "alongside",
            "server_side_binding": True,
            "prepare_threshold": ASKED_BEFORE_IT_IS_PREPARED,
            "options": ONE_PLAN_FOR_ALL,
            **parts,
        },
    }


def roles() -> Roles:
    """Role names: the users of the two addresses when they are given, else the embedded database's own."""
    owner = os.environ.get("DATABASE_OWNER_URL")
    application = os.environ.get("DATABASE_URL")
    return Roles(
        owner=_user(owner) or OWNER_ROLE,
        application=_user(application) or APPLICATION_ROLE,
        definer=os.environ.get("ALONGSIDE_DEFINER_ROLE", DEFINER_ROLE),
        sealer=_user(os.environ.get("DATABASE_SEALER_URL")) or os.environ.get("ALONGSIDE_SEALER_ROLE", SEALER_ROLE),
    )


def database_name() -> str:
    """The database that DATABASE_URL names, else the one this service calls its own."""
    url = os.environ.get("DATABASE_URL")
    return _parts(url).get("dbname", DATABASE_NAME) if url else DATABASE_NAME


def _user(url: str | None) -> str | None:
    return _parts(url).get("user") if url else None


def _parts(url: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except psycopg.Error as error:
        # Not the address itself: it may hold a password.
        raise Refusal(
            f"A database address cannot be read ({str(error).strip()}). "
            "Write it as postgresql://role:password@host:5432/database."
        ) from error


def python() -> str:
    """The Python this clone runs on."""
    return sys.executable
