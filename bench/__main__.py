"""`python -m bench`: each page's time as a ratio to a bare page, its queries and blocks, at 1,000 and 100,000 families.

Figures of one run on one machine; compare ratios, never milliseconds of different runs. Whoever looks helps twenty
families at both sizes. Cold: a new connection, when the server holds no block in memory; blocks are counted, since
milliseconds then tell of the disk. A council is kept; the first run makes it, and goes on with one it had begun.
Options: `--quick`, `--few N`, `--families N`, `--runs N`, `--turns N`, `--hands N`; `--page NAME`, again for more,
measures those alone and keeps no result.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Collection, Iterable
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings

from bench.council import Wanted
from bench.measure import Sample, take_turns
from bench.pages import BARE, PAGES, WALLS
from bench.place import copied, opened, populated, without_row_security

RESULTS = Path(__file__).parent / "results"
WARM_BAR, BLOCKS_BAR = 1.25, 1.75


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--families", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--turns", type=int, default=40)
    parser.add_argument("--hands", type=int, default=1, help="how many processes write a council")
    parser.add_argument("--page", action="append", choices=[page.name for page in PAGES], help="measure this one alone")
    parser.add_argument("--quick", action="store_true", help="one short run over small councils, to see that it works")
    given = parser.parse_args()
    if given.quick:
        given.few, given.families, given.runs, given.turns = 125, 1_000, 1, 8
    os.environ["ALONGSIDE_TODAY"] = Wanted(given.few).today.isoformat()
    with opened():
        few, many = (populated(Wanted(size), hands=given.hands) for size in (given.few, given.families))
        # What is saved while measuring stays in the large one, which is not copied: the same visits in both.
        databases = (copied(few), many, without_row_security(few))
        import_django()
        report = measured(databases, (given.few, given.families), given.runs, given.turns, given.page)
    if given.page:
        return 0
    RESULTS.mkdir(exist_ok=True)
    of = {"few": given.few, "many": given.families, "runs": given.runs, "turns": given.turns, "commit": _commit()}
    (RESULTS / "latest.json").write_text(json.dumps({"of": of, "pages": report}, indent=1) + "\n")
    return 0


def _commit() -> str:
    """What was measured; with "-dirty" where files were changed since."""
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    return subprocess.run(asked, cwd=RESULTS, capture_output=True, text=True, check=False).stdout.strip()


def import_django() -> None:
    """Set Django up over the databases that are now there."""
    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    import_module("bench.urls").declare()
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]


HEADINGS = (
    f"{'':20}{'few':>7}{'-- many --':>16}{'many ÷ few':>16}{'rows':>8}{'':>9}{'blocks':>13}{'cold':>13}"
    f"{'many ÷ few':>14}\n"
    f"{'page':20}{'p50 ×':>7}{'p50 ×':>8}{'p95 ms':>8}{'p50':>8}{'p95':>8}{'on÷off':>8}"
    f"{'queries':>9}{'few/many':>13}{'few/many':>13}{'blocks':>8}{'cold':>6}"
)


def measured(
    databases: tuple[str, str, str],
    sizes: tuple[int, int],
    runs: int,
    turns: int,
    names: Collection[str] | None = None,
) -> dict[str, dict[str, float]]:
    """Print the table; return it by page. `databases`: few families, many, and few without row security; `names`: of
    which pages beside the bare ones, None for all.
    """
    chosen = [page for page in PAGES if names is None or page.name in {BARE, WALLS, *names}]
    pages = [page for page in chosen if page.is_built()]
    found = take_turns(pages, list(dict.fromkeys(databases)), runs, turns)
    print(f"\n{sizes[0]:,} and {sizes[1]:,} families; {runs} runs of {turns} turns; × the p50 of a bare page")
    print(HEADINGS)
    report = {}
    for page in pages:
        report[page.name] = _figures(page.name, databases, found)
        print(_line(page.name, report[page.name]))
    print(f"\nA bare page took {_middle(s[BARE, databases[1]].p50 for s in found):.2f} ms in the middle.")
    print(f"All the walls ÷ a bare page: {report[WALLS]['p50_many']:.1f}")
    print(f"Bars, many ÷ few: p95 {WARM_BAR}, blocks and cold blocks {BLOCKS_BAR}; a page above one is marked.")
    missing = [page.name for page in chosen if not page.is_built()]
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
        "p50_many": _middle(s[page, many].p50 / s[BARE, many].p50 for s in found),
        "p95_ms": _middle(s[page, many].p95 for s in found),
        "p50_ratio": _middle(s[page, many].p50 / s[page, few].p50 for s in found),
        "p95_ratio": _middle(s[page, many].p95 / s[page, few].p95 for s in found),
        "guarded_to_not": _middle(s[page, few].p50 / s[page, unguarded].p50 for s in found),
        "queries_few": first[page, few].queries,
        "queries_many": first[page, many].queries,
        "blocks_few": first[page, few].buffers_read,
        "blocks_many": first[page, many].buffers_read,
        "cold_few": first[page, few].cold_blocks,
        "cold_many": first[page, many].cold_blocks,
        "kilobytes": first[page, many].bytes_sent / 1024,
    }


def _line(page: str, of: dict[str, float]) -> str:
    queries, blocks, cold = (
        f"{of[f'{what}_few']:.0f}/{of[f'{what}_many']:.0f}" for what in ("queries", "blocks", "cold")
    )
    more, more_cold = (of[f"{what}_many"] / max(of[f"{what}_few"], 1) for what in ("blocks", "cold"))
    above = page != BARE and (of["p95_ratio"] > WARM_BAR or max(more, more_cold) > BLOCKS_BAR)
    return (
        f"{page:20}{of['p50_few']:7.1f}{of['p50_many']:8.1f}{of['p95_ms']:8.1f}{of['p50_ratio']:8.2f}"
        f"{of['p95_ratio']:8.2f}{of['guarded_to_not']:8.2f}{queries:>9}{blocks:>13}{cold:>13}{more:8.2f}{more_cold:6.2f}"
        f"{' above' if above else ''}"
    )


def _middle(values: Iterable[float]) -> float:
    return statistics.median(values)


if __name__ == "__main__":
    sys.exit(main())
