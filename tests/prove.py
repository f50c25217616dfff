"""`just prove`: what `./check` runs a part of, whole; the outcome is written down with its day.

10,000 hostile requests, every way of asking in the walk of every address, a million rows of the logs read again, every
kill. About half an hour.
"""

import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/security/proved.md"
PROOFS = {
    "Every address, by everybody, asked in every way": "tests/matrix",
    "Every policy of the second wall, dropped one at a time": "tests/walls",
    "10,000 hostile requests": "tests/hostile",
    "The logs: every way of touching them, a million rows read again": "alongside/config/tests/test_logs.py",
    "Two at once, one twice, the web server killed": "tests/crossing",
    "Everything killed, and starts that are refused": "tests/start/test_life.py tests/start/test_refusals.py",
    "Nothing protected leaves": "tests/test_nothing_protected.py",
    "The demonstration on the last day of a leap year's February too": "alongside/demo/tests/test_loading.py",
}


def main() -> int:
    rows, well = [], True
    for what, where in PROOFS.items():
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider", *where.split()], cwd=ROOT,
            env={**os.environ, "ALONGSIDE_PROVE": "1"}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        last = re.sub(r" in .*|=", "", done.stdout.strip().splitlines()[-1]).strip()
        measured = "; ".join(re.findall(r"^measured: (.*)$", done.stdout, re.MULTILINE))
        well = well and done.returncode == 0
        rows.append(f"| {what} | {last} | {measured} | {time.monotonic() - began:.0f} s |")
        print(rows[-1] if done.returncode == 0 else done.stdout[-5_000:], flush=True)
    PAGE.write_text(_page(rows), "utf-8")
    return 0 if well else 1


def _page(rows: list[str]) -> str:
    asked = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    return (
        f"""# What was proved, whole, and when

`just prove`, {datetime.now(UTC):%d %B %Y}, commit {commit}. `./check` runs the same tests with fewer requests and rows.
The tests are in `tests/matrix`, `tests/walls`, `tests/hostile`, `tests/crossing`, `tests/start`.

| what | outcome | measured | took |
|---|---|---|---|
"""
        + "\n".join(rows)
        + "\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
