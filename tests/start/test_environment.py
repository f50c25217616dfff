"""What `./start` does before there is a Python of ours: uv, Python and dependencies, had or refused in one line."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from alongside.config import env

from .house import is_one_line, print_of

NEEDED = ("start", "bin", ".python-version", "uv.lock", "pyproject.toml")
SHELL = ("sh", "cat", "chmod", "cksum", "cut", "dirname", "mkdir", "rm", "tr")

# Stands for uv: notes what it is asked, knows the Pythons it is told of, and makes an environment that only says hello.
UV = """#!/bin/sh
echo "$*" >>"{notes}"
case "$1 $2" in
    "--version "*) ;;
    "python find") for last; do :; done
        case " {pythons} " in *" $last "*) echo "/found/$last" ;; *) exit 1 ;; esac ;;
    "python install") {install} ;;
    "sync "*)
        {sync}
        mkdir -p .venv/bin
        : >.venv/pyvenv.cfg
        printf '#!/bin/sh\\nif [ "$1" = -m ]; then echo "serving $*"; fi\\n' >.venv/bin/python
        chmod +x .venv/bin/python ;;
esac
"""


@dataclass
class Clone:
    """A clone with the parts a start needs, and a machine with hardly anything on its PATH."""

    folder: Path
    path: Path
    notes: Path

    def has(self, name: str, script: str) -> None:
        program = self.path / name
        program.write_text(script)
        program.chmod(0o755)

    def has_uv(self, *, pythons: str = "3.13 >=3.12", install: str = "exit 1", sync: str = "") -> None:
        self.has("uv", UV.format(notes=self.notes, pythons=pythons, install=install, sync=sync))

    def start(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(self.folder / "start"), *arguments], env={"PATH": str(self.path)}, cwd="/",
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def asked(self, word: str) -> list[str]:
        return [line for line in self.notes.read_text().splitlines() if line.startswith(word)]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    folder, path = tmp_path / "clone", tmp_path / "path"
    folder.mkdir()
    path.mkdir()
    for name in NEEDED:
        copy = shutil.copytree if (env.ROOT / name).is_dir() else shutil.copy
        copy(env.ROOT / name, folder / name)
    for name in SHELL:
        found = shutil.which(name)
        assert found, name
        (path / name).symlink_to(found)
    notes = tmp_path / "notes"
    notes.touch()
    return Clone(folder, path, notes)


def refused(clone: Clone, because: str) -> None:
    before = print_of(clone.folder / ".venv")
    done = clone.start()
    assert done.returncode == 2, done
    assert is_one_line(done.stderr), done.stderr
    assert because in done.stderr
    assert "serving" not in done.stdout
    assert print_of(clone.folder / ".venv") == before


def test_a_machine_with_uv(clone: Clone) -> None:
    clone.has_uv()

    done = clone.start("--port", "8123")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("serving -m alongside start --port 8123\n")
    assert clone.asked("sync") == ["sync --locked --quiet --compile-bytecode --no-dev --inexact"]


def test_what_is_there_already_is_not_installed_again(clone: Clone) -> None:
    clone.has_uv()
    clone.start()
    clone.start()
    assert len(clone.asked("sync")) == 1

    (clone.folder / "uv.lock").write_text("another")
    clone.start()
    assert len(clone.asked("sync")) == 2


def test_an_environment_from_before_the_clone_was_moved_is_made_anew(clone: Clone) -> None:
    clone.has_uv()
    clone.start()
    (clone.folder / ".venv" / "of-the-old-place").touch()
    clone.folder = clone.folder.rename(clone.folder.with_name("moved"))

    clone.start()

    assert len(clone.asked("sync")) == 2
    assert not (clone.folder / ".venv" / "of-the-old-place").exists()


def test_an_environment_whose_python_has_gone_is_made_anew(clone: Clone) -> None:
    clone.has_uv()
    clone.start()
    (clone.folder / ".venv" / "bin" / "python").unlink()

    assert "serving" in clone.start().stdout
    assert len(clone.asked("sync")) == 2


def test_a_start_takes_nothing_away_that_the_tests_need(clone: Clone) -> None:
    clone.has_uv()
    synced = "cd {0} && . bin/environment && sync_environment all"
    done = subprocess.run(
        ["/bin/sh", "-c", synced.format(clone.folder)], env={"PATH": str(clone.path)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert clone.asked("sync") == ["sync --locked --quiet --compile-bytecode --all-groups"]

    assert "serving" in clone.start().stdout
    assert len(clone.asked("sync")) == 1


def test_an_older_python_that_the_lock_accepts_will_do(clone: Clone) -> None:
    clone.has_uv(pythons=">=3.12", sync='echo "with $UV_PYTHON" >>' + str(clone.notes))
    assert "serving" in clone.start().stdout
    assert clone.asked("with") == ["with /found/>=3.12"]


def test_a_python_is_fetched_when_there_is_none(clone: Clone) -> None:
    clone.has_uv(pythons="none", install="exit 0")
    assert "serving" in clone.start().stdout
    assert clone.asked("python install") == ["python install --quiet 3.13"]


def test_no_python_the_lock_accepts_and_none_to_be_fetched(clone: Clone) -> None:
    clone.has_uv(pythons="2.7")
    refused(clone, "There is no Python 3.12 or newer here and none could be fetched. Install one, then start again.")


def test_neither_uv_nor_a_python(clone: Clone) -> None:
    refused(clone, "uv is not here and could not be fetched. Install uv")


def test_a_python_without_pip_and_no_uv(clone: Clone) -> None:
    clone.has("python3", "#!/bin/sh\necho no module named pip >&2\nexit 1\n")
    refused(clone, "uv is not here and could not be fetched. Install uv")


@pytest.mark.parametrize("way", ["-m venv var/uv", "-m pip install"])
def test_uv_is_had_through_a_python(clone: Clone, way: str) -> None:
    """By a virtual environment; by pip alone where Python comes without venv."""
    clone.has_uv()
    uv = clone.path / "uv"
    hidden = uv.rename(clone.path.with_name("uv.hidden"))
    laid = f'mkdir -p var/uv/bin && cat "{hidden}" >var/uv/bin/uv && chmod +x var/uv/bin/uv'
    pip = 'printf "#!/bin/sh\\n" >var/uv/bin/pip'
    (clone.path / "python3").write_text(
        f'#!/bin/sh\ncase "$*" in "{way}"*) {laid} && {pip} && chmod +x var/uv/bin/pip ;; *) exit 1 ;; esac\n'
    )
    (clone.path / "python3").chmod(0o755)

    done = clone.start()

    assert (done.returncode, done.stderr) == (0, "")
    assert "serving" in done.stdout


def test_dependencies_that_cannot_be_installed(clone: Clone) -> None:
    clone.has_uv(sync="echo 'error: Failed to fetch' >&2; echo '  Caused by: no network' >&2; exit 1")
    refused(clone, "could not be installed (error: Failed to fetch Caused by: no network). Look at the network")


def test_a_clone_that_cannot_be_written(clone: Clone) -> None:
    (clone.folder / "var").write_text("a file where the folder should be")
    refused(clone, f"The folder {clone.folder}/var cannot be written. Give it to this user")


def test_the_machines_own_python_settings_do_not_reach_in(clone: Clone) -> None:
    clone.has_uv(sync='echo "path ${PYTHONPATH:-none} ${VIRTUAL_ENV:-none}" >>' + str(clone.notes))
    done = subprocess.run(
        ["/bin/sh", str(clone.folder / "start")],
        env={"PATH": str(clone.path), "PYTHONPATH": "/elsewhere", "VIRTUAL_ENV": "/elsewhere", "HOME": os.devnull},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert clone.asked("path") == ["path none none"]
