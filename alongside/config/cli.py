"""The command `alongside`."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.management import call_command

from alongside.config import env
from alongside.config.place import find_place
from alongside.config.refusal import EXIT_CODE, Refusal
from alongside.config.roles import administrators_script
from alongside.config.start import Options, start


def main(arguments: list[str] | None = None) -> int:
    """Run one command. 0 when done, 2 with one line on stderr when refused."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except Refusal as refusal:
        print(f"alongside: {refusal}", file=sys.stderr)
        return EXIT_CODE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="alongside", description="The one shared record for everyone who helps a family.")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_start(commands.add_parser("start", help="start the service"))

    database = commands.add_parser("database", help="the database itself").add_subparsers(required=True, metavar="what")
    roles = database.add_parser("roles", help="print the SQL that makes the roles, for an administrator")
    roles.set_defaults(run=lambda given: print(administrators_script(env.roles())))

    model = commands.add_parser("model", help="practice models").add_subparsers(required=True, metavar="what")
    check = model.add_parser("check", help="check a practice model's folder")
    check.add_argument("path", type=Path)
    check.set_defaults(run=_check_model)

    demo = commands.add_parser("demo", help="demonstration families").add_subparsers(required=True, metavar="what")
    demo.add_parser("load", help="make them, in an empty database").set_defaults(run=_load_demo)

    django_command = commands.add_parser("django", help="any Django command, on this clone's database", add_help=False)
    django_command.add_argument("rest", nargs=argparse.REMAINDER)
    django_command.set_defaults(run=_django)
    return parser


def _add_start(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--reset", action="store_true", help="erase the embedded database and begin again")
    demo = parser.add_mutually_exclusive_group()
    demo.add_argument("--demo", action="store_const", const=True, dest="demo", help="load the demonstration families")
    demo.add_argument("--no-demo", action="store_const", const=False, dest="demo", help="begin with an empty record")
    parser.set_defaults(
        run=lambda given: start(Options(port=given.port, host=given.host, reset=given.reset, demo=given.demo))
    )


def _check_model(given: argparse.Namespace) -> int:
    _without_database()
    call_command("check_practice_models", given.path)
    return 0


def _load_demo(given: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    django.setup()
    call_command("load_demonstration")
    return 0


def _django(given: argparse.Namespace) -> int:
    """Run a Django command beside the embedded server, or against the addresses given."""
    place = find_place()
    place.open()
    try:
        surroundings = {**os.environ, "DATABASE_URL": place.application_url, "DATABASE_OWNER_URL": place.owner_url}
        surroundings.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
        return subprocess.run([sys.executable, "-m", "django", *given.rest], env=surroundings, cwd=env.ROOT).returncode
    finally:
        place.close()


def _without_database() -> None:
    """Commands that read files only need no database; an address that is never called satisfies the settings."""
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/none")
    os.environ.setdefault("ALONGSIDE_SECRET_KEY", "unused")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    django.setup()
