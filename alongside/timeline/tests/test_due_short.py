"""A list shows the beginning of a long promise, in whole words."""

from hypothesis import given
from hypothesis import strategies as st

from alongside.timeline.queries.due import LONGEST, _short

WORDS = st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=30), min_size=1, max_size=40)


@given(WORDS)
def test_what_is_cut_is_cut_between_words(words: list[str]) -> None:
    said = _short(" ".join(words))
    kept = said.removesuffix(" …")
    assert len(kept) <= LONGEST
    assert kept.split() == words[: len(kept.split())]
    assert (said == kept) is (len(" ".join(words)) <= LONGEST)


def test_one_endless_word_is_cut_where_it_must_be() -> None:
    assert _short("a" * 300) == "a" * LONGEST + " …"
