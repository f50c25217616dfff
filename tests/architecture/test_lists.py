"""Every list of a shipped practice model is used: by the rooms, or by another part of the model."""

import ast
from collections.abc import Iterator, Set

import pytest

from alongside.practice.loading import read_models
from alongside.practice.rules import PracticeModel

from .excuses import LISTS_TO_COME, PACKAGE, ROOT

MODELS = tuple(loaded.model for loaded in read_models(ROOT / "practice" / "models"))
OF_KIND = "list:"
"""What stands before the name of the list from which a kind of entry takes its subtypes."""
WITHOUT = {"tests", "migrations", "practice"}
"""Folders of which no word counts: they would name a list without showing it to anybody."""


def words_in(source: str) -> Iterator[str]:
    """Every text that stands in code, without the lists' prefix."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.removeprefix(OF_KIND)


def words_of_rooms() -> set[str]:
    """Every text in the code of the rooms."""
    files = (ROOT / PACKAGE).rglob("*.py")
    return {word for file in files if not WITHOUT & set(file.parts) for word in words_in(file.read_text())}


def lists_in(model: PracticeModel) -> set[str]:
    """The lists whose items another part of the model offers: the options of a question are those of a list."""
    offered = {
        question.options for each in model.question_sets for section in each.sections for question in section.questions
    }
    return {
        name for name, items in model.lists.items() if tuple((item.id, item.label) for item in items) in offered
    }  # fmt: skip


def unused(model: PracticeModel, words: Set[str]) -> set[str]:
    """The lists of a model that no room names and no question offers."""
    return set(model.lists) - set(words) - lists_in(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_every_list_is_used(model: PracticeModel) -> None:
    left = unused(model, words_of_rooms()) - set(LISTS_TO_COME)

    assert not left, f"nothing uses {sorted(left)}: show it where it helps, or take it out of the model"


def test_a_list_nobody_names_is_found() -> None:
    model = next(model for model in MODELS if model.lists)

    assert unused(model, set()) == set(model.lists) - lists_in(model)
    assert unused(model, set(words_in("LISTS = ('visit_place',)"))) == unused(model, set()) - {"visit_place"}
    assert lists_in(model)


def test_what_is_still_to_come_is_still_to_come() -> None:
    to_come = {name for model in MODELS for name in unused(model, words_of_rooms())}

    assert to_come == set(LISTS_TO_COME), "take what is used by now out of LISTS_TO_COME"
