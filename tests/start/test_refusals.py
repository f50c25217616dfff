"""What a start refuses: one line saying what is wrong and what to do, exit code 2, nothing changed."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from alongside.config import env

from .house import House, is_one_line, print_of


def refused(house: House, *arguments: str, because: str) -> None:
    """The start is refused for that reason and leaves the data folder as it was."""
    before = print_of(house.folder)
    existed = house.folder.exists()

    done = house.try_to_start(*arguments)

    assert done.returncode == 2, done
    assert is_one_line(done.stderr), done.stderr
    assert because in done.stderr
    assert "Ready" not in done.stdout
    assert house.folder.exists() == existed
    assert print_of(house.folder) == before
    assert not house.processes()


@contextmanager
def somebody_listens(house: House) -> Iterator[None]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", house.port))
        other.listen()
        yield


def test_a_port_that_another_program_has(house: House) -> None:
    with somebody_listens(house):
        before = house.try_to_start("--no-demo")

    assert before.returncode == 2
    assert is_one_line(before.stderr)
    assert f"Port {house.port} is taken by another program." in before.stderr
    assert f"./start --port {house.port + 1}" in before.stderr
    assert not house.folder.exists()


def test_a_port_that_there_is_not(house: House) -> None:
    house.port = 70000
    refused(house, because="There is no port 70000. Choose one")


def test_an_address_that_is_not_this_machines(house: House) -> None:
    refused(house, "--host", "192.0.2.7", "--no-demo", because="on 192.0.2.7 cannot be used")


def test_a_data_folder_below_a_file(house: House) -> None:
    house.folder.write_text("no folder")
    file, house.folder = house.folder, house.folder / "data"

    done = house.try_to_start("--no-demo")

    assert done.returncode == 2
    assert is_one_line(done.stderr)
    assert f"The data folder {house.folder} cannot be written" in done.stderr
    assert "set ALONGSIDE_DATA to another folder" in done.stderr
    assert file.read_text() == "no folder"
    file.unlink()


def test_a_data_folder_that_cannot_be_written(house: House) -> None:
    done = House(env.Path("/proc"), port=house.port).try_to_start("--no-demo")

    assert done.returncode == 2
    assert is_one_line(done.stderr)
    assert "The data folder /proc cannot be written" in done.stderr


def test_data_of_another_postgresql(home: House) -> None:
    (home.folder / "postgres" / "PG_VERSION").write_text("17\n")
    refused(home, because="was made by PostgreSQL 17, this release runs 18. Start the release that made it")


def test_a_second_start_on_one_data_folder(home: House) -> None:
    with home.started() as first:
        second = House(home.folder).try_to_start()
        assert second.returncode == 2
        assert is_one_line(second.stderr)
        assert f"Alongside already runs on {home.folder}. Stop it first" in second.stderr
        assert "Sign in" in first.browser().read("/sign-in/")


def test_a_practice_model_that_is_broken(house: House, home: House) -> None:
    models = house.folder.with_suffix(".models")
    shutil.copytree(env.ROOT / "practice" / "models", models)
    stages = models / "family_intervention" / "model.toml"
    stages.write_text(stages.read_text() + "\n[nothing_of_the_kind]\nx = 1\n")
    try:
        for one in (house, home):
            one.settings["ALONGSIDE_PRACTICE_MODELS"] = str(models)
            refused(one, "--no-demo", because="A practice model is broken: family_intervention/model.toml")
    finally:
        shutil.rmtree(models)


def test_no_practice_models_where_they_should_be(house: House) -> None:
    house.settings["ALONGSIDE_PRACTICE_MODELS"] = "/nowhere/at/all"
    refused(house, "--no-demo", because="/nowhere/at/all")


def test_a_practice_model_changed_under_the_same_version(home: House) -> None:
    models = home.folder.with_suffix(".models")
    shutil.copytree(env.ROOT / "practice" / "models", models)
    file = models / "statutory_england" / "model.toml"
    file.write_text(file.read_text() + "# changed in passing\n")
    home.settings["ALONGSIDE_PRACTICE_MODELS"] = str(models)
    before = home.record()
    try:
        done = home.try_to_start()
    finally:
        shutil.rmtree(models)

    assert done.returncode == 2, done
    assert is_one_line(done.stderr)
    assert "The practice model statutory_england" in done.stderr
    assert "was changed since this version was published. Give it a new version" in done.stderr
    assert home.record() == before
    assert not home.left_after()


def test_demonstration_accounts_on_an_address_others_reach(house: House) -> None:
    refused(house, "--host", "0.0.0.0", because="demonstration accounts will not answer on 0.0.0.0. Use 127.0.0.1")


def test_invented_people_already_there_on_an_address_others_reach(home: House) -> None:
    with home.started():
        home.ask('UPDATE "user" SET demonstration = true RETURNING 1')
    before = home.record()

    done = home.try_to_start("--host", "0.0.0.0", "--no-demo")

    assert done.returncode == 2, done
    assert is_one_line(done.stderr)
    assert "demonstration accounts will not answer on 0.0.0.0" in done.stderr
    assert home.record() == before


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "22/11/2026"])
def test_a_set_day_that_is_no_date(house: House, day: str) -> None:
    house.settings["ALONGSIDE_TODAY"] = day
    refused(house, because=f"ALONGSIDE_TODAY is '{day}', which is no date")


def test_a_set_day_in_a_service_that_begins(house: House) -> None:
    house.settings["ALONGSIDE_TODAY"] = "2026-03-02"
    refused(house, "--no-demo", because="only a demonstration may have")


def test_a_set_day_in_a_service_that_has_a_record(home: House) -> None:
    before = home.record()
    home.settings["ALONGSIDE_TODAY"] = "2026-03-02"

    done = home.try_to_start()

    assert done.returncode == 2, done
    assert is_one_line(done.stderr)
    assert "ALONGSIDE_TODAY is set, which only a demonstration may have. Unset it" in done.stderr
    assert home.record() == before


@pytest.mark.parametrize(("mode", "code"), [("service", 1), ("demonstration", 0)])
def test_a_set_day_for_a_web_server_run_without_a_start(house: House, mode: str, code: int) -> None:
    address = {"DATABASE_URL": "postgresql://somebody@/somewhere", "ALONGSIDE_SECRET_KEY": "unused"}
    done = subprocess.run(
        [sys.executable, "-c", "import alongside.config.wsgi"],
        cwd=env.ROOT, capture_output=True, text=True, check=False,
        env={**house.environment(), **address, "ALONGSIDE_MODE": mode, "ALONGSIDE_TODAY": "2026-03-02"},
    )  # fmt: skip

    assert done.returncode == code, done.stderr
    assert ("ALONGSIDE_TODAY is set, which only a demonstration may have" in done.stderr) is bool(code)


def test_the_application_role_without_the_owner(house: House) -> None:
    house.settings["DATABASE_URL"] = "postgresql://somebody@/somewhere"
    refused(house, because="DATABASE_OWNER_URL is not set. Set both")


def test_the_owner_without_the_application_role(house: House) -> None:
    house.settings["DATABASE_OWNER_URL"] = "postgresql://somebody@/somewhere"
    refused(house, because="DATABASE_URL is not set. Set both")


def test_a_server_that_does_not_answer(house: House) -> None:
    house.settings["DATABASE_URL"] = house.settings["DATABASE_OWNER_URL"] = (
        "postgresql://somebody@127.0.0.1:1/somewhere"
    )
    refused(house, because="DATABASE_URL cannot be reached")


def test_an_address_that_cannot_be_read(house: House) -> None:
    house.settings["DATABASE_URL"] = house.settings["DATABASE_OWNER_URL"] = "postgresql://a@b/c?nothing_known=1"
    refused(house, because="A database address cannot be read")


def test_erasing_a_councils_own_database(house: House) -> None:
    house.settings["DATABASE_URL"] = house.settings["DATABASE_OWNER_URL"] = (
        "postgresql://somebody@127.0.0.1:1/somewhere"
    )
    refused(house, "--reset", because="--reset erases only the embedded database")


def test_an_account_before_there_is_a_record(house: House) -> None:
    done = house.alongside(
        "account", "add", "--sign-in-name", "a", "--name", "A", "--role", "manager", said="a long enough password"
    )
    assert done.returncode == 2
    assert is_one_line(done.stderr)
    assert "There is no record yet to add an account to. Run ./start once" in done.stderr
    assert not house.folder.exists()


@pytest.mark.parametrize(
    ("given", "said", "because"),
    [
        ({}, "short", "This password will not do: This password is too short."),
        ({"--sign-in-name": "Amina.Diallo"}, "a long enough password", "Somebody already signs in as Amina.Diallo."),
        ({"--team": "Nobody"}, "a long enough password", "There is no team called Nobody. Add it on the page Teams"),
    ],
    ids=["password", "sign-in name", "team"],
)
def test_an_account_that_cannot_be(home: House, given: dict[str, str], said: str, because: str) -> None:
    asked = {"--sign-in-name": "new", "--name": "New", "--role": "manager", **given}

    done = home.alongside("account", "add", *[part for pair in asked.items() for part in pair], said=said)

    assert done.returncode == 2, done
    assert is_one_line(done.stderr)
    assert because in done.stderr
    assert not home.processes()
