"""`./start`: from nothing to `Ready`, and from there to a quiet end.

Everything that can be refused is looked at before anything is changed.
"""

import os
import secrets
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from alongside.config import env, preflight
from alongside.config.logs.anchor import Anchor
from alongside.config.logs.process import Sealer
from alongside.config.logs.sealer import MONTHS_AHEAD
from alongside.config.place import Place, find_place
from alongside.config.processes import end_children, end_with_parent
from alongside.config.refusal import Broken, Refusal
from alongside.config.web import WebServer, clear_left_server
from alongside.practice.loading import read_models

PRIVATE_TO_THE_START = ("ALONGSIDE_CONNECT_AS", "DATABASE_OWNER_URL", "DATABASE_SEALER_URL", "ALONGSIDE_LOG_KEY")
_asked = threading.Event()
ASKED_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_FOR_STRAYS = 30


@dataclass(frozen=True, slots=True)
class Options:
    """What `./start` was asked: port, host, begin again, load the demonstration or not (None: as fits)."""

    port: int = 8000
    host: str = "127.0.0.1"
    reset: bool = False
    demo: bool | None = None


class Stopped(BaseException):
    """Somebody asked the service to end: Ctrl-C, SIGTERM or a closed terminal. Nothing on the way may swallow it."""


def start(options: Options) -> int:
    """Serve until asked to end, then 0. Raises Refusal when it cannot begin, Broken when it ended by itself."""
    _listen_for_the_end()
    place = web = sealer = None
    try:
        place = _find_a_fit_place(options)
        place.open(anew=options.reset)
        if options.reset:
            Anchor(place.folder.path).forget()
        demonstration = _look_into_the_record(place, options)
        _prepare(place, options)
        web = WebServer(
            options.host, options.port, place.folder.path, _environment_for_web(place, options, demonstration)
        )
        _heed()
        sealer = Sealer(place, _child_environment(place)) if _seals_here(place) else None
        if sealer is not None:
            sealer.see_to_it()
        web.start()
        _say_ready(web, demonstration)
        _watch(web, place, sealer)
    except Stopped:
        pass
    finally:
        with _undisturbed():
            if web is not None:
                web.stop()
            if sealer is not None:
                sealer.stop()
            if place is not None:
                place.close()
            end_children(seconds=SECONDS_FOR_STRAYS)
    return 0


def _find_a_fit_place(options: Options) -> Place:
    """What can be looked at without the database. Only the leftovers of a killed start are cleared away."""
    preflight.python_is_new_enough()
    preflight.today_is_a_date()
    place = find_place()
    if options.reset and place.server is None:
        raise Refusal("--reset erases only the embedded database. Ask your administrator to make a new, empty one.")
    if place.folder.hold_if_there():
        clear_left_server(place.folder.path)
    if place.server is not None and not options.reset:
        place.server.check_version()
    preflight.port_is_free(options.host, options.port)
    if options.reset or not place.has_record():
        _suits(options, demonstration=_wants_demonstration(place, options))
    _set_up_django(place)
    call_command("check_practice_models")
    return place


def _look_into_the_record(place: Place, options: Options) -> bool:
    """What only the database can tell, before anything in it is changed; whether this is or becomes a demonstration."""
    preflight.database_is_safe(place.application_url)
    preflight.owner_is_usable(place.owner_url, beside=place.application_url)
    known = _accounts(place)
    demonstration = known.invented or (not known.any and _wants_demonstration(place, options))
    _suits(options, demonstration=demonstration)
    shipped = {(m.model.id, m.model.version): m.sha256 for m in read_models(settings.PRACTICE_MODELS)}
    preflight.models_unchanged(place.owner_url, shipped)
    return demonstration


def _suits(options: Options, *, demonstration: bool) -> None:
    preflight.host_is_safe(options.host, demonstration=demonstration)
    preflight.today_may_be_set(demonstration=demonstration)
    served_beyond = options.host not in preflight.LOOPBACK or "ALONGSIDE_HOSTS" in os.environ
    preflight.sign_in_is_safe(demonstration=demonstration, served_beyond=served_beyond)


def _wants_demonstration(place: Place, options: Options) -> bool:
    return options.demo if options.demo is not None else place.server is not None


def _set_up_django(place: Place) -> None:
    """Let this process, which migrates, be the owner. Its signing secret is its own: no file is made so early."""
    os.environ["DATABASE_URL"] = place.application_url
    os.environ["DATABASE_OWNER_URL"] = place.owner_url
    os.environ["ALONGSIDE_CONNECT_AS"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    given = os.environ.get("ALONGSIDE_SECRET_KEY")
    os.environ["ALONGSIDE_SECRET_KEY"] = given or secrets.token_urlsafe()
    django.setup()
    if given is None:
        del os.environ["ALONGSIDE_SECRET_KEY"]


def _prepare(place: Place, options: Options) -> None:
    _heed()
    place.folder.make()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("import_practice_models")
    call_command("expire_drafts", verbosity=0)
    call_command("close_dormant_accounts", verbosity=0)
    connections.close_all()
    with psycopg.connect(place.owner_url) as connection:
        connection.execute("SELECT make_log_partitions(%s)", [MONTHS_AHEAD])
    if _wants_demonstration(place, options) and not _accounts(place).any:
        _load_demonstration(place)


def _load_demonstration(place: Place) -> None:
    done = subprocess.run(
        [env.python(), "-m", "alongside", "demo", "load"], check=False, cwd=env.ROOT,
        env={**_child_environment(place), "ALONGSIDE_MODE": "demonstration"},
        start_new_session=True, preexec_fn=end_with_parent(signal.SIGTERM),
    )  # fmt: skip
    if done.returncode != 0:
        raise Refusal("The demonstration families could not be made. The lines above say why.")


def _child_environment(place: Place) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in PRIVATE_TO_THE_START}
    return {**kept, "DATABASE_URL": place.application_url}


def _environment_for_web(place: Place, options: Options, demonstration: bool) -> dict[str, str]:
    # Made here once, so that the workers do not each make their own.
    env.secret_key()
    loopback = options.host in preflight.LOOPBACK
    return {
        **_child_environment(place),
        "ALONGSIDE_MODE": "demonstration" if demonstration else "service",
        "ALONGSIDE_SECURE_COOKIES": "no" if loopback and "ALONGSIDE_HOSTS" not in os.environ else "yes",
    }


@dataclass(frozen=True, slots=True)
class _Accounts:
    any: bool
    invented: bool


def _accounts(place: Place) -> _Accounts:
    """Whether anybody can sign in, and whether any account is a demonstration's; none before the first migration."""
    with psycopg.connect(place.owner_url) as connection:
        if connection.execute("SELECT to_regclass('\"user\"')").fetchone() == (None,):
            return _Accounts(any=False, invented=False)
        row = connection.execute('SELECT count(*) > 0, COALESCE(bool_or(demonstration), false) FROM "user"').fetchone()
    assert row is not None
    return _Accounts(*row)


def _say_ready(web: WebServer, demonstration: bool) -> None:
    if demonstration:
        call_command("list_demonstration_accounts")
    print(f"Ready: {web.address}", flush=True)


def _seals_here(place: Place) -> bool:
    """Beside a council's own server only when this start is given the address of the role that seals."""
    return place.server is not None or "DATABASE_SEALER_URL" in os.environ


def _watch(web: WebServer, place: Place, sealer: Sealer | None) -> None:
    """Stay until somebody asks for the end. Raises Broken when a part of the service ends by itself."""
    while True:
        _heed()
        time.sleep(SECONDS_BETWEEN_LOOKS)
        if sealer is not None:
            sealer.see_to_it()
        if web.has_ended():
            raise Broken(
                "The web server ended by itself; the lines above may say why. Nothing saved is lost: start again."
            )
        if place.server is not None and place.server.has_ended():
            log = place.folder.path / "postgres.log"
            raise Broken(f"PostgreSQL ended by itself; {log} may say why. Nothing saved is lost: start again.")


def _listen_for_the_end() -> None:
    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 (what the machine calls)
        # Once is enough: a second Ctrl-C must not leave the database running.
        _ignore_the_end()
        _asked.set()
        raise Stopped

    for wanted in ASKED_TO_END:
        # Whoever starts with nohup wants a closed terminal to change nothing.
        if wanted is not signal.SIGHUP or signal.getsignal(wanted) is not signal.SIG_IGN:
            signal.signal(wanted, stop)


def _heed() -> None:
    """Raise what a signal asked for: Python drops an exception that comes while it clears something away."""
    if _asked.is_set():
        raise Stopped


def _ignore_the_end() -> None:
    for unwanted in ASKED_TO_END:
        signal.signal(unwanted, signal.SIG_IGN)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Stopping is done whole. A signal that comes while this begins is the same wish a second time."""
    with suppress(Stopped):
        _ignore_the_end()
    _ignore_the_end()
    yield
