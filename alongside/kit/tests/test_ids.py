"""Identifiers follow one another, and nobody can meet another's."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.ids import derived_uuid7, uuid7


def test_identifiers_follow_one_another_within_a_millisecond():
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_identifiers_made_by_several_threads_are_all_different():
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: uuid7(), range(8_000)))
    assert len(set(made)) == len(made)


def test_identifiers_are_of_version_seven():
    made = uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


@given(st.lists(st.text(), min_size=1, max_size=3), st.lists(st.text(), min_size=1, max_size=3))
def test_what_is_derived_is_the_same_for_the_same_parts_only(one, other):
    key = uuid7()
    assert derived_uuid7(key, *one) == derived_uuid7(key, *one)
    assert (derived_uuid7(key, *one) == derived_uuid7(key, *other)) == (one == other)


def test_what_is_derived_keeps_the_time_of_its_key():
    key = uuid7()
    derived = derived_uuid7(key, "somebody")
    assert derived.int >> 80 == key.int >> 80
    assert derived.version == 7
