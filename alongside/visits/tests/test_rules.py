"""How visits are told in sentences."""

import pytest

from alongside.visits.rules import direct_work_sentence, visit_sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Visit: home."),
        ({"seen_alone": ["Amy"]}, "Visit: home. Amy seen alone."),
        ({"seen": ["Amy", "Liam"]}, "Visit: home. Amy and Liam seen, not alone."),
        ({"seen_alone": ["Amy"], "seen": ["Liam"]}, "Visit: home. Amy and Liam seen, Amy alone."),
        ({"not_seen": ["Amy"]}, "Visit: home. Amy was not seen."),
        ({"not_seen": ["Amy", "Liam"]}, "Visit: home. Amy and Liam were not seen."),
        ({"seen": ["Tia"], "not_seen": ["Jay"]}, "Visit: home. Tia seen, not alone. Jay was not seen."),
    ],
)
def test_a_visit_says_where_it_was_and_who_was_seen(facts: dict[str, list[str]], sentence: str) -> None:
    assert visit_sentence({"place": "Home", **facts}) == sentence


def test_direct_work_names_the_child_and_the_tool() -> None:
    facts = {"name": "Amy", "tool": "Feelings cards"}
    assert direct_work_sentence(facts) == "Direct work with Amy: Feelings cards."
