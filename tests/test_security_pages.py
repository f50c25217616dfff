"""What the pages on security name is there: a file that is gone proves nothing."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs/security").glob("*.md"))
ROOMS = {each.name for top in (ROOT, ROOT / "alongside") for each in top.iterdir() if each.is_dir()}
_PATH = re.compile(r"`([a-z_]+/[\w/.-]+?)(?:::\w+)?/?`")
_LINK = re.compile(r"\]\(([^)#]+\.(?:md|py|txt))\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_whatever_a_page_on_security_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = [each for each in _PATH.findall(text) if each.partition("/")[0] in ROOMS]

    gone = [each for each in named if not any((top / each).exists() for top in (ROOT, ROOT / "alongside"))]
    gone += [each for each in _LINK.findall(text) if not (page.parent / each).exists()]

    assert named, "it names nothing"
    assert not gone, gone
