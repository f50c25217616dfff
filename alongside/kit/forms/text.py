"""Questions answered in words."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from alongside.kit.forms.asked import Asked, Options

CANNOT_BE_KEPT = (
    "There is a hidden character here that cannot be kept. Type the words again, or paste them as plain text"
)
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def refuse_unkeepable(text: str) -> None:
    """PostgreSQL holds every character except NUL and halves of pairs. Raises ValidationError for those."""
    if _UNKEEPABLE.search(text):
        raise ValidationError(CANNOT_BE_KEPT, code="unkeepable")


def shows_something(text: str) -> bool:
    """Whether anybody would see that something is written."""
    return any(not letter.isspace() and unicodedata.category(letter) != "Cf" for letter in text)


class WrittenField(Asked):
    """Words as they come, with `width` in characters (2, 3, 4, 5, 10, 20 or 30) and the browser's `autocomplete`."""

    inputmode = ""
    spellcheck: bool | None = None

    def __init__(self, label: str, *, width: int = 0, autocomplete: str = "", **asked: Any) -> None:
        self.width = width
        self.autocomplete = autocomplete
        super().__init__(label, **asked)

    def to_python(self, value: Any) -> Any:
        text = "" if value is None else str(value)
        refuse_unkeepable(text)
        return text.strip() if shows_something(text) else ""

    def options(self, bound: BoundField) -> Options:
        value = bound.value()
        extra: Options = {"value": "" if value is None else str(value)}
        if self.width:
            extra["classes"] = f"govuk-input--width-{self.width}"
        for name in ("autocomplete", "inputmode", "spellcheck"):
            if getattr(self, name) not in ("", None):
                extra[name] = getattr(self, name)
        return {**super().options(bound), **extra}


class TextField(WrittenField):
    """One line of words, the space round them trimmed."""

    widget = forms.TextInput

    def __init__(self, label: str, *, max_length: int = 200, **asked: Any) -> None:
        self.max_length = max_length
        super().__init__(label, **asked)

    def validate(self, value: str) -> None:
        super().validate(value)
        refuse_too_long(value, self.max_length, str(self.label))


class PasswordField(WrittenField):
    """A password: kept exactly, never shown again."""

    widget = forms.PasswordInput

    def to_python(self, value: Any) -> Any:
        text = "" if value is None else str(value)
        refuse_unkeepable(text)
        return text

    def options(self, bound: BoundField) -> Options:
        return {**super().options(bound), "type": "password", "value": None}


class LongTextField(Asked):
    """Words kept exactly: nothing trimmed, any script, any length.

    A browser sends the line ends of a text area as two characters; they are turned into the one the person typed, once.
    Nothing but white space, or signs that nobody sees, is nothing.
    """

    component = "textarea"
    widget = forms.Textarea

    def __init__(self, label: str, *, rows: int = 5, max_length: int = 0, **asked: Any) -> None:
        self.rows = rows
        self.max_length = max_length
        super().__init__(label, **asked)

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value).replace("\r\n", "\n")
        refuse_unkeepable(text)
        return text if shows_something(text) else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.max_length:
            refuse_too_long(value, self.max_length, str(self.label))

    def options(self, bound: BoundField) -> Options:
        text = "" if bound.value() is None else str(bound.value())
        # A browser throws away the first line end inside a text area, so that one of the person's own would be lost.
        return {**super().options(bound), "rows": self.rows, "value": "\n" + text}


def refuse_too_long(text: str, most: int, label: str) -> None:
    if len(text) > most:
        here = f"at most {most:,} characters, here are {len(text):,}"
        raise ValidationError(f"Make “{label}” shorter: {here}", code="long")
