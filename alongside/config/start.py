"""`./start`: from nothing to `Ready`, and from there to a quiet end.

Everything that can be refused is looked at before anything is changed: the port, the data folder, the practice models.
"""

import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import django
import psycopg
from django.core.management import call_command
from django.db import connections

from alongside.config import env, preflight
from alongside.config.place import Place, find_place
from alongside.config.refusal import Refusal
from alongside.config.web import WebServer, clear_left_server

PRIVATE_TO_THE_START = ("ALONGSIDE_CONNECT_AS", "DATABASE_OWNER_URL")


@dataclass(frozen=True, slots=True)
class Options:
    """What `./start` was asked: port and host to answer on, begin again, load the demonstration or not (None: as fits)."""

    port: int = 8000
    host: str = "127.0.0.1"
    reset: bool = False
    demo: bool | None = None


class Stopped(Exception):
    """Somebody asked the service to end: Ctrl-C, SIGTERM or a closed terminal."""


def start(options: Options) -> int:
    """Serve until asked to end; 0 when ended so. Raises Refusal when it cannot begin."""
    with _stops():
        try:
            return _start(options)
        except Stopped:
            return 0


def _start(options: Options) -> int:
    preflight.python_is_new_enough()
    clear_left_server(env.data_folder())
    preflight.port_is_free(options.host, options.port)
    place = find_place()
    _set_up_django(place)
    call_command("check_practice_models")
    web = None
    try:
        place.open()
        preflight.database_is_safe(place.application_url)
        preflight.owner_is_usable(place.owner_url)
        _prepare(place, options)
        demonstration = _has_demonstration_accounts(place)
        preflight.host_is_safe(options.host, demonstration=demonstration)
        web = WebServer(options.host, options.port, env.data_folder(), _environment_for_web(place, options, demonstration))
        web.start()
        _say_ready(web, demonstration)
        return web.wait()
    finally:
        with _undisturbed():
            if web is not None:
                web.stop()
            place.close()


def _set_up_django(place: Place) -> None:
    """Let this process, which migrates, be the owner. Its signing secret is its own: no file is made before the checks."""
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
    if options.reset:
        place.begin_again()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("import_practice_models")
    connections.close_all()
    wanted = options.demo if options.demo is not None else place.server is not None
    if wanted and _is_empty(place):
        _load_demonstration(place)


def _load_demonstration(place: Place) -> None:
    code = os.spawnve(
        os.P_WAIT, env.python(), [env.python(), "-m", "alongside", "demo", "load"],
        {**_child_environment(place), "ALONGSIDE_MODE": "demonstration"},
    )  # fmt: skip
    if code != 0:
        raise Refusal("The demonstration families could not be made. The lines above say why.")


def _child_environment(place: Place) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in PRIVATE_TO_THE_START}
    return {**kept, "DATABASE_URL": place.application_url}


def _environment_for_web(place: Place, options: Options, demonstration: bool) -> dict[str, str]:
    loopback = options.host in preflight.LOOPBACK
    return {
        **_child_environment(place),
        "ALONGSIDE_MODE": "demonstration" if demonstration else "service",
        "ALONGSIDE_SECURE_COOKIES": "no" if loopback and "ALONGSIDE_HOSTS" not in os.environ else "yes",
    }


def _is_empty(place: Place) -> bool:
    return not _ask(place, 'SELECT EXISTS (SELECT 1 FROM "user")')


def _has_demonstration_accounts(place: Place) -> bool:
    return _ask(place, 'SELECT EXISTS (SELECT 1 FROM "user" WHERE demonstration)')


def _ask(place: Place, question: str) -> bool:
    with psycopg.connect(place.application_url) as connection:
        row = connection.execute(question).fetchone()
    return bool(row and row[0])


def _say_ready(web: WebServer, demonstration: bool) -> None:
    if demonstration:
        call_command("list_demonstration_accounts")
    print(f"Ready: {web.address}", flush=True)


@contextmanager
def _stops() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, stop)
    yield


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not leave the database running."""
    for unwanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(unwanted, signal.SIG_IGN)
    yield
