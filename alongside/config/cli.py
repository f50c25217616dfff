"""The command `alongside`."""

import argparse
import getpass
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

from alongside.access.rules import ROLES
from alongside.config import env
from alongside.config.folder import DataFolder
from alongside.config.logs.process import seal_log, verify_log
from alongside.config.place import Place, find_place
from alongside.config.refusal import EXIT_CODE, Broken, Refusal
from alongside.config.roles import administrators_script
from alongside.config.start import Options, start


def main(arguments: list[str] | None = None) -> int:
    """Run one command. 0 when done; with one line on stderr 2 when refused, 1 when the service ended by itself."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except Refusal as refusal:
        print(f"alongside: {refusal}", file=sys.stderr)
        return EXIT_CODE
    except Broken as broken:
        print(f"alongside: {broken}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alongside", description="The one shared record for everyone who helps a family."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_start(commands.add_parser("start", help="start the service"))

    database = commands.add_parser("database", help="the database itself").add_subparsers(required=True, metavar="what")
    roles = database.add_parser("roles", help="print the SQL that makes the roles, for an administrator")
    roles.set_defaults(run=_print_roles)

    _add_logs(commands)
    _add_account(commands.add_parser("account", help="accounts, for whoever runs the machine"))

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


def _add_logs(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sealing = commands.add_parser("seal-log", help="seal the logs of looks and changes until ended")
    sealing.add_argument("--once", action="store_true", help="seal what there is, and end")
    sealing.add_argument("--restored", action="store_true", help="say that a restored database is meant, and end")
    sealing.set_defaults(run=_seal_log)
    verifying = commands.add_parser("verify-log", help="prove that the logs are as they were sealed")
    verifying.set_defaults(run=_verify_log)


def _seal_log(given: argparse.Namespace) -> int:
    with _logs_place() as place:
        return seal_log(place, once=given.once, said_restored=given.restored)


def _verify_log(given: argparse.Namespace) -> int:  # noqa: ARG001 (every command is given what was typed)
    with _logs_place() as place:
        return verify_log(place)


@contextmanager
def _logs_place() -> Iterator[Place]:
    """The record whose logs are meant; beside the role that seals no other is needed."""
    apart = "DATABASE_SEALER_URL" in os.environ
    place = Place("", "", None, DataFolder(env.data_folder())) if apart else find_place()
    try:
        place.join()
        yield place
    finally:
        place.close()


def _add_account(parser: argparse.ArgumentParser) -> None:
    add = parser.add_subparsers(required=True, metavar="what").add_parser(
        "add",
        help="add an account, such as the first administrator's",
        description="The password is asked, or read from the first line given.",
    )
    add.add_argument("--sign-in-name", required=True)
    add.add_argument("--name", required=True, help="the person's own name")
    add.add_argument("--role", required=True, choices=list(ROLES))
    add.add_argument("--team", help="a team that is there already")
    add.set_defaults(run=_account)


def _account(given: argparse.Namespace) -> int:
    place = _application_place()
    if not place.has_record():
        raise Refusal("There is no record yet to add an account to. Run ./start once, then add it.")
    password = getpass.getpass("Password (12 characters or more): ") if sys.stdin.isatty() else sys.stdin.readline()
    with _beside(place):
        django.setup()
        call_command(
            "add_account", sign_in_name=given.sign_in_name, name=given.name, role=given.role, team=given.team,
            password=password.rstrip("\r\n"),
        )  # fmt: skip
    return 0


def _print_roles(given: argparse.Namespace) -> int:  # noqa: ARG001 (every command is given what was typed)
    print(administrators_script(env.roles(), database=env.database_name()))
    return 0


def _check_model(given: argparse.Namespace) -> int:
    _without_database()
    call_command("check_practice_models", given.path)
    return 0


def _load_demo(given: argparse.Namespace) -> int:  # noqa: ARG001 (every command is given what was typed)
    os.environ.setdefault("ALONGSIDE_MODE", "demonstration")
    with _beside(_application_place()):
        django.setup()
        call_command("load_demonstration")
    return 0


def _django(given: argparse.Namespace) -> int:
    """Run a Django command beside the embedded server, or against the addresses given."""
    with _beside(find_place()):
        if given.rest[:1] == ["migrate"]:
            os.environ["ALONGSIDE_CONNECT_AS"] = "owner"
        return subprocess.run([sys.executable, "-m", "django", *given.rest], check=False, cwd=env.ROOT).returncode


def _application_place() -> Place:
    """Where to act as the application role, for which the owner's address is not needed."""
    given = os.environ.get("DATABASE_URL")
    return Place(given, "", None, DataFolder(env.data_folder())) if given else find_place()


@contextmanager
def _beside(place: Place) -> Iterator[None]:
    """The place's database, of the start that runs or opened for this command, named in the environment."""
    try:
        place.join()
        os.environ["DATABASE_URL"] = place.application_url
        if place.owner_url:
            os.environ["DATABASE_OWNER_URL"] = place.owner_url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
        yield
    finally:
        connections.close_all()
        place.close()


def _without_database() -> None:
    """Commands that read files only need no database; an address that is never called satisfies the settings."""
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/none")
    os.environ.setdefault("ALONGSIDE_SECRET_KEY", "unused")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    django.setup()
