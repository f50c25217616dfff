"""`python -m bench`: each page's time as a ratio to a bare page, its queries and buffers, at 10 and at 1,000 families.

Figures of one run on one machine; compare ratios, never milliseconds of different runs.
Options: `--quick`, `--families N`, `--runs N`, `--turns N`.
"""

import argparse
import json
import os
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path

import django
from django.conf import settings

from bench.council import Wanted
from bench.measure import Sample, take_turns
from bench.pages import BARE, PAGES, WALLS
from bench.place import copied, opened, populated, without_row_security

RESULTS = Path(__file__).parent / "results"
FEW = 10


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--families", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--quick", action="store_true", help="one short run, to see that it works")
    given = parser.parse_args()
    if given.quick:
        given.runs, given.turns = 1, 8
    os.environ["ALONGSIDE_TODAY"] = Wanted(FEW).today.isoformat()
    with opened():
        few, many = populated(Wanted(FEW)), populated(Wanted(given.families))
        unguarded = without_row_security(many)
        import_django()
        report = measured((copied(few), copied(many), unguarded), given.families, given.runs, given.turns)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(report, indent=1))
    return 0


def import_django() -> None:
    """Set Django up over the databases that are now there."""
    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]


HEADINGS = (
    f"{'':22}{'--- few ---':>16}{'--- many ---':>25}{'many':>9}{'rows':>8}\n"
    f"{'page':22}{'p50 ×':>8}{'p95 ×':>8}{'p50 ×':>9}{'p95 ×':>8}{'p95 ms':>8}{'÷ few':>9}{'on÷off':>8}"
    f"{'queries':>10}{'buffers':>13}{'KB':>6}"
)


def measured(databases: tuple[str, str, str], families: int, runs: int, turns: int) -> dict[str, dict[str, float]]:
    """Print the table; return it by page. `databases`: few families, many, and many without row security."""
    pages = [page for page in PAGES if page.is_built()]
    found = take_turns(pages, list(databases), runs, turns)
    print(f"\n{FEW} and {families} families; medians of {runs} runs of {turns} turns; × the median of a bare page")
    print(HEADINGS)
    report = {}
    for page in pages:
        report[page.name] = _figures(page.name, databases, found)
        print(_line(page.name, report[page.name]))
    print(f"\nA bare page took {_middle(s[BARE, databases[1]].p50 for s in found):.2f} ms in the middle.")
    print(f"All the walls ÷ a bare page: {report[WALLS]['p50_many']:.1f}")
    missing = [page.name for page in PAGES if not page.is_built()]
    if missing:
        print("Not built yet: " + ", ".join(missing))
    return report


def _figures(
    page: str, databases: tuple[str, str, str], found: list[dict[tuple[str, str], Sample]]
) -> dict[str, float]:
    few, many, unguarded = databases
    first = found[0]
    return {
        "p50_few": _middle(s[page, few].p50 / s[BARE, few].p50 for s in found),
        "p95_few": _middle(s[page, few].p95 / s[BARE, few].p50 for s in found),
        "p50_many": _middle(s[page, many].p50 / s[BARE, many].p50 for s in found),
        "p95_many": _middle(s[page, many].p95 / s[BARE, many].p50 for s in found),
        "p95_ms": _middle(s[page, many].p95 for s in found),
        "many_to_few": _middle(s[page, many].p50 / s[page, few].p50 for s in found),
        "guarded_to_not": _middle(s[page, many].p50 / s[page, unguarded].p50 for s in found),
        "queries_few": first[page, few].queries,
        "queries_many": first[page, many].queries,
        "buffers_few": first[page, few].buffers_read,
        "buffers_many": first[page, many].buffers_read,
        "kilobytes": first[page, many].bytes_sent / 1024,
    }


def _line(page: str, of: dict[str, float]) -> str:
    queries = f"{of['queries_few']:.0f}/{of['queries_many']:.0f}"
    buffers = f"{of['buffers_few']:.0f}/{of['buffers_many']:.0f}"
    return (
        f"{page:22}{of['p50_few']:8.1f}{of['p95_few']:8.1f}{of['p50_many']:9.1f}{of['p95_many']:8.1f}{of['p95_ms']:8.1f}"
        f"{of['many_to_few']:9.2f}{of['guarded_to_not']:8.2f}{queries:>10}{buffers:>13}{of['kilobytes']:6.0f}"
    )


def _middle(values: Iterable[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    sys.exit(main())
