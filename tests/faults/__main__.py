"""`just mutants`: seed each fault by itself in a copy of this checkout, and see whether the tests catch it.

just mutants                    all of them, two at a time; writes docs/security/faults.md
just mutants --only "a list"    those whose words hold this; writes nothing
just mutants --hands 1          one at a time
"""

import argparse
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.fault import ROOT, Fault
from tests.faults.seeded import FAULTS

TABLE = ROOT / "docs/security/faults.md"
ALL_OF_IT = (
    "alongside/access alongside/people alongside/timeline alongside/agreements alongside/visits alongside/meetings "
    "alongside/kit alongside/config alongside/desk alongside/pathway alongside/plans alongside/endings alongside/aids "
    "alongside/assessments tests/matrix tests/walls tests/architecture tests/test_nothing_protected.py "
    "tests/test_rooms_answer.py tests/test_rendering.py tests/start"
)
"""Asked when the tests that should see a fault do not."""
FAILED = 1
WANTED = 0.95


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one fault: `caught` by that test, "" when by none; after so many seconds."""

    fault: Fault
    caught: str
    seconds: float
    at_once: bool


class Copy:
    """A copy of the checkout, in which one fault at a time is seeded."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.name = folder / f"copy-{number}", f"faults-{number}"
        subprocess.run(["git", "clone", "-q", "--shared", str(ROOT), str(self.folder)], check=True)
        (self.folder / ".venv").symlink_to((ROOT / ".venv").resolve())

    def tests(self, asked: str) -> tuple[int, str]:
        """How the tests ended, and the first that failed."""
        done = subprocess.run(
            [".venv/bin/python", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *asked.split()],
            cwd=self.folder, env=_environment(self.name), capture_output=True, text=True, check=False,
        )  # fmt: skip
        failed = [line.split(" ", 2)[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
        return done.returncode, failed[0] if failed else done.stdout[-2000:]

    def try_out(self, fault: Fault, *, asked_only: bool) -> Found:
        """Seed it, ask the tests, put things back."""
        file, began = self.folder / fault.path, time.monotonic()
        whole = file.read_text("utf-8")
        file.write_text(fault.seeded(whole), "utf-8")
        try:
            code, caught = self.tests(fault.asked)
            at_once = code != 0
            if code == 0 and not asked_only:
                code, caught = self.tests(ALL_OF_IT)
        finally:
            file.write_text(whole, "utf-8")
        if code not in (0, FAILED):
            raise RuntimeError(f"{fault.what}: the tests did not run ({code}): {caught}")
        return Found(fault, caught if code == FAILED else "", time.monotonic() - began, at_once)


def _environment(name: str) -> dict[str, str]:
    return {**os.environ, "ALONGSIDE_TEST_FOLDER": name}


def main() -> int:
    plain = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(prog="just mutants", description=__doc__, formatter_class=plain)
    parser.add_argument("--only", default="")
    parser.add_argument("--hands", type=int, default=2)
    parser.add_argument("--asked-only", action="store_true")
    given = parser.parse_args()
    faults = [fault for fault in FAULTS if given.only.lower() in fault.what.lower()]
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        copies = [Copy(Path(folder), number) for number in range(given.hands)]
        if not _all_is_well(copies[0], faults):
            return 1
        found = _tried(copies, faults, asked_only=given.asked_only)
    caught = sum(bool(each.caught) for each in found)
    print(f"{caught} of {len(found)} caught")
    if not (given.only or given.asked_only):
        TABLE.write_text(table(found), "utf-8")
    return 0 if caught >= WANTED * len(found) else 1


def _all_is_well(copy: Copy, faults: list[Fault]) -> bool:
    """Without a fault the tests pass, or a fault that they catch would show nothing."""
    code, failed = copy.tests(" ".join(dict.fromkeys(each for fault in faults for each in fault.asked.split())))
    if code != 0:
        print(f"Without any fault a test fails already: {failed}", file=sys.stderr)
    return code == 0


def _tried(copies: list[Copy], faults: list[Fault], *, asked_only: bool) -> list[Found]:
    waiting: queue.SimpleQueue[Fault] = queue.SimpleQueue()
    for fault in faults:
        waiting.put(fault)
    found: dict[Fault, Found] = {}
    wrong: list[Exception] = []

    def work(copy: Copy) -> None:
        while not wrong:
            try:
                fault = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                got = found[fault] = copy.try_out(fault, asked_only=asked_only)
            except Exception as error:  # noqa: BLE001 (told below, in the thread that waits)
                wrong.append(error)
                return
            said = f"caught by {got.caught}" if got.caught else "NOT CAUGHT"
            print(f"{len(found)}/{len(faults)} {fault.what}: {said} ({got.seconds:.0f} s)", flush=True)

    hands = [threading.Thread(target=work, args=(copy,)) for copy in copies]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    if wrong:
        raise wrong[0]
    return [found[fault] for fault in faults]


def table(found: list[Found]) -> str:
    """The page of the security documents."""
    caught = sum(bool(each.caught) for each in found)
    made = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    rows = [
        f"| {each.fault.what} | `{each.fault.file}` | {f'`{each.caught}`' if each.caught else '**nothing**'}"
        f"{'' if each.at_once or not each.caught else ' (not where it was looked for first)'} |"
        for each in found
    ]
    opening = f"""# Small faults, seeded one at a time

Each is what somebody in a hurry does: a condition dropped, a check turned round, a call to the log left out.
`just mutants` seeds one, runs the tests, and puts it back. **{caught} of {len(found)} were caught**
({datetime.now(UTC):%d %B %Y}, commit {made.stdout.strip()}). A policy of the second wall that is dropped is not among
them: `tests/walls` drops every one of them in each run.

| fault | where | first test that failed |
|---|---|---|
"""
    return opening + "\n".join(rows) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
