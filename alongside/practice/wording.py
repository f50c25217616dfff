"""What a strict parser finds wrong, in words that tell the person who wrote the file what to do."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from alongside.practice import schema

TAGS = {"one", "several"}

PATTERNS = {
    schema.ID_PATTERN: "write it in small letters, digits and underscores, beginning with a letter: first_review",
    schema.KIND_PATTERN: "write the room and the deed with a full stop between: visits.visit",
    schema.FACT_PATTERN: "name a fact about a person: person.language",
    schema.VERSION_PATTERN: 'write the year and a running number as text: "2026.1"',
}

PLAIN = {
    "missing": "is missing; add it",
    "one_unit": "give exactly one of days, working_days, months, hours; six weeks are {days = 42}",
    "control_character": "holds a character that cannot be printed; take it out",
    "string_type": 'must be text; put it in quotes, such as "2026.1"',
    "int_type": "must be a whole number, without quotes",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number, without quotes",
    "bool_type": "must be true or false, without quotes",
    "list_type": "must be a list, in square brackets",
    "dict_type": "must be a table of keys and values",
    "model_type": "must be a table of keys and values, in curly brackets",
    "model_attributes_type": "must be a table of keys and values, in curly brackets",
    "finite_number": "must be an ordinary number",
    "string_too_short": "is empty; write something or leave the key out",
    "too_short": "is an empty list; name at least one or leave the key out",
}

NUMBERS = {
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "string_too_long": "is longer than {max_length} characters; shorten it",
    "literal_error": "must be {expected}",
}


def reason(error: Mapping[str, Any], known_keys: Sequence[str] = ()) -> str:
    """The words for one pydantic error; `known_keys` are what the table may hold, for an unknown key."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown(str(error["loc"][-1]), known_keys)
    if kind == "string_pattern_mismatch":
        return PATTERNS[context["pattern"]]
    if kind in NUMBERS:
        return NUMBERS[kind].format(**context)
    return PLAIN.get(kind, str(error["msg"]))


def _unknown(key: str, known_keys: Sequence[str]) -> str:
    if key == "weeks":
        return "is not a unit here; write weeks as days: six weeks are {days = 42}"
    near = get_close_matches(key, known_keys, n=1)
    if near:
        return f"is not a key of this table; did you mean {near[0]}?"
    return f"is not a key of this table; it may hold {', '.join(known_keys)}"


def keys_of(table: type[BaseModel]) -> list[str]:
    """The keys a table may hold, as written in TOML."""
    return [field.alias or name for name, field in table.model_fields.items()]
