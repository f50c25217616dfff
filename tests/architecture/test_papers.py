"""What is committed beside the code: the repository keeps each law, and each finds a planted breach."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .excuses import ROOT
from .laws import papers
from .laws.house import Breach
from .sample import Sample

Law = Callable[[Path], list[Breach]]

LAWS: tuple[Law, ...] = (
    papers.decisions_numbered_once,
    papers.papers_present,
    papers.links_resolve,
    papers.nothing_from_a_machine,
)
PLANTED: tuple[tuple[Law, str, str, str], ...] = (
    (papers.decisions_numbered_once, "docs/adr/0001-again.md", "# Again\n", "shares the number 0001"),
    (papers.decisions_numbered_once, "docs/adr/later.md", "# Later\n", "not named as a decision"),
    (papers.papers_present, "CHANGELOG.md", "", "CHANGELOG.md: is missing or empty"),
    (papers.links_resolve, "docs/guide.md", "See [this](../nowhere.md).\n", "nowhere.md"),
    (papers.links_resolve, "docs/guide.md", "See [this](../README.md#nothing).\n", "README.md#nothing"),
    (papers.nothing_from_a_machine, "docs/guide.md", "cd /ho" + "me/jo/alongside\n", "guide.md:1: names a path"),
    (papers.nothing_from_a_machine, "bench.py", "P = '/wo" + "rk/main'\n", "outside the repository"),
    (papers.nothing_from_a_machine, "docs/guide.md", "as `../sha" + "red/spec.md` says\n", "outside the repository"),
    (papers.nothing_from_a_machine, "docs/guide.md", "Made by Clau" + "de.\n", "a machine that writes"),
    (papers.nothing_from_a_machine, "docs/guide.md", "Done in iss" + "ue 12.\n", "somebody's list of work"),
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_repository_keeps_its_law(law: Law) -> None:
    breaches = law(ROOT)

    assert not breaches, "\n" + "\n".join(map(str, breaches))


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_repository_in_order_is_left_alone(law: Law, sample: Sample) -> None:
    assert law(sample.root) == []


@pytest.mark.parametrize(("law", "file", "text", "said"), PLANTED, ids=[f"{p[0].__name__}-{p[3]}" for p in PLANTED])
def test_a_planted_breach_is_found(law: Law, file: str, text: str, said: str, sample: Sample) -> None:
    sample.plant(file, text)

    assert [breach for breach in law(sample.root) if said in str(breach)], law(sample.root)


def test_every_law_is_shown_to_fail() -> None:
    assert {law.__name__ for law in LAWS} == {planted[0].__name__ for planted in PLANTED}
