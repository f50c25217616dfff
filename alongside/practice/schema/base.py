"""What all tables share: strictness, identifiers, words."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
KIND_PATTERN = r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"
VERSION_PATTERN = r"^[0-9]{4}\.[1-9][0-9]*$"


def _printable(text: str) -> str:
    if any(ord(character) < 32 and character not in "\n\t" for character in text) or "\x7f" in text:
        raise PydanticCustomError("control_character", "control character")
    return text


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Kind = Annotated[str, StringConstraints(pattern=KIND_PATTERN, max_length=80)]
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN, max_length=20)]
Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_printable)
]


class Table(BaseModel):
    """Strict: no guessing of types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class Identified(Table):
    """A table with an id, which is kept in the record: change the words, never the id."""

    id: Id
