"""Whatever somebody writes into a model's files, they are told what is wrong with it and nothing breaks."""

import json
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from alongside.practice.loading import HEADER, parse_model
from alongside.practice.rules import ModelBroken
from alongside.practice.tests.factories import SMALL

DOCUMENT = tomllib.loads("\n".join(SMALL.values()))

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
keys = st.sampled_from(["id", "days", "weeks", "kind", "subtype", "label", "one", "several", "0"]) | words
values = st.recursive(
    st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


def places(value, at=()):
    """Every place in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*at, key)
        yield from places(part, (*at, key))


def changed(value, place, new):
    if not place:
        return new
    copy = value.copy()
    copy[place[0]] = changed(value[place[0]], place[1:], new)
    return copy


def as_toml(value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_toml(key)} = {as_toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_toml(part) for part in value) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def refusal(text: str) -> ModelBroken | None:
    try:
        parse_model(f"{HEADER}any.toml\n{text}\n")
    except ModelBroken as broken:
        return broken
    return None


def read(text: str) -> None:
    broken = refusal(text)
    if broken:
        assert broken.breaches
        assert len(str(broken).splitlines()) == len(broken.breaches)
        assert all(breach.file and breach.reason for breach in broken.breaches)


@given(st.sampled_from(sorted(places(DOCUMENT), key=str)), values)
def test_any_value_in_any_place(place, value):
    document = changed(DOCUMENT, place, value)
    read("\n".join(f"{as_toml(key)} = {as_toml(part)}" for key, part in document.items()))


@given(st.dictionaries(st.sampled_from(["model", "stage", "clock", "list", "limit"]) | keys, values, max_size=4))
def test_any_tables(document):
    read("\n".join(f"{as_toml(key)} = {as_toml(part)}" for key, part in document.items()))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text(text):
    read(text)


def test_a_value_nested_without_end():
    read("a = " + "[" * 100_000)


def test_a_number_without_end():
    read("a = " + "9" * 10_000)
