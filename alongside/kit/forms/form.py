"""Forms and the rows of forms that repeat a group of questions."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from markupsafe import Markup

from alongside.kit.forms import apart
from alongside.kit.forms.asked import Asked
from alongside.kit.forms.renderer import GovukRenderer
from alongside.kit.forms.summary import error_summary
from alongside.kit.ids import uuid7

KEY_VERSION = 7
NO_KEY = "Look through it and save it again: it came in a way that does not tell whether it was sent before"
SHOW_ONLY = "show_only"
"""What is posted with answers that are to be shown in the form and not saved."""
UNFINISHED = "unfinished"
"""Its value when nothing is to be called missing or wrong either."""
PAPER = "paper"
"""Its value when the answers are to be seen as they print, and what their paper lacks is to be called missing."""


_met: ContextVar[list["KitForm"] | None] = ContextVar("_met", default=None)


@contextmanager
def forms_met() -> Iterator[list["KitForm"]]:
    """The forms and rows that are made within the block."""
    met: list[KitForm] = []
    token = _met.set(met)
    try:
        yield met
    finally:
        _met.reset(token)


class FormKeyField(forms.Field):
    """The key made when a form is first shown and kept until it is saved, so that a form sent twice is saved once.

    A form that is sent with a key that cannot be read is shown again with a new one and all that was typed, and is not
    saved: nobody could tell whether it was sent before. One that has no key at all was sent by no page, and gets one.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid7)

    def to_python(self, value: Any) -> UUID:
        key = uuid7() if value is None else _key(value)
        if key is None:
            raise ValidationError(NO_KEY)
        return key

    def bound_data(self, data: Any, _initial: Any) -> Any:
        return _key(data) or uuid7()


def _key(value: Any) -> UUID | None:
    try:
        key = UUID(str(value))
    except ValueError:
        return None
    return key if key.version == KEY_VERSION else None


class KitForm(forms.Form):
    """What a form and a row share. The title is the heading or legend the page gives it.

    `stood`: answers by field as the record holds them, of whom nobody is asked again why they were chosen; a form that
    puts something right is given them. What a form is first shown with may come from an address, and is no such answer.
    `rows_after`: the prefix of rows that stand amid its questions, by the question after which they stand.
    """

    default_renderer = GovukRenderer
    use_required_attribute = False
    title = ""
    stood: Mapping[str, Any] = MappingProxyType({})
    rows_after: Mapping[str, str] = MappingProxyType({})

    def __init__(self, *args: Any, stood: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stood = stood or self.stood
        met = _met.get()
        if met is not None:
            met.append(self)

    def error_summary(self, *others: Any) -> Markup:
        """The summary of what is missing here and in the other forms or rows of the page; empty when nothing is."""
        return error_summary(self, *others)

    @property
    def is_unfinished(self) -> bool:
        """Whether it only shows what somebody typed so far."""
        return self.data.get(SHOW_ONLY) == UNFINISHED

    def is_valid(self) -> bool:
        return super().is_valid() and self.data.get(SHOW_ONLY) not in (UNFINISHED, PAPER)

    def full_clean(self) -> None:
        if self.is_unfinished:
            self.hush()
        else:
            super().full_clean()
            if self.is_bound:
                self._ask_why()

    def opened_with(self) -> set[tuple[str, str]]:
        """What a browser would send of its questions had nobody written anything: names with values, "" left out."""
        unwritten = copy(self)
        unwritten.is_bound, unwritten.initial = False, {**self.stood, **self.initial}
        vars(unwritten)["_bound_fields_cache"] = {}
        found: set[tuple[str, str]] = set()
        for bound in unwritten:
            if isinstance(bound.field, Asked):
                found |= {(bound.html_name, value) for value in bound.field.sent(bound) if value.strip()}
        return found

    def chosen_apart(self, name: str) -> dict[str, str]:
        """Label by value of the answers that stand apart, are chosen now and do not stand so on the record."""
        field = self.fields[name]
        if not self.is_bound or not hasattr(field, "asks_why"):
            return {}
        before = self._apart_in(name, self.stood.get(name))
        now = self._apart_in(name, self[name].value())
        return {value: text for value, text in now.items() if value not in before}

    def _apart_in(self, name: str, value: Any) -> dict[str, str]:
        asked: dict[str, str] = self.fields[name].asks_why(value)  # type: ignore[attr-defined]
        return asked

    def is_row_of(self, _name: str) -> str:
        """What stands before a question about one answer of many alike: of which row it is, "" where that is plain."""
        return ""

    def _ask_why(self) -> None:
        for name in self.fields:
            if name in self.cleaned_data:
                try:
                    chosen = self.chosen_apart(name)
                    apart.ask_why(self.add_prefix(name), chosen, self.data, of=self.is_row_of(name))
                except ValidationError as question:
                    self.add_error(name, question)

    def hush(self) -> None:
        """Show what was typed without its errors, when the person asked for another row rather than to save."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data: dict[str, Any] = {}


class Form(KitForm):
    """A form that saves one deed, with its hidden key."""

    form_key = FormKeyField()

    def full_clean(self) -> None:
        super().full_clean()
        if len(self.errors) > 1 or (self.is_bound and SHOW_ONLY in self.data):
            # It is shown again in any case, and gets its key by that.
            self.errors.pop("form_key", None)


class Row(KitForm):
    """One of a repeated group of questions: a child of a visit, an action of a plan. `key` says which.

    `begins_at`: the question at which the page begins when it is shown for the sake of this row, "" for its top.
    `brings_in`: the question whose answer, other than none or `brings_nobody`, brings the person of the row in.
    """

    key = ""
    begins_at = ""
    brings_in = ""
    brings_nobody: frozenset[str] = frozenset()

    @property
    def to_know(self) -> str:
        """What to know of whom the row is about, when they stand apart."""
        return apart.what_to_know(self.key)

    @property
    def to_know_as(self) -> str:
        """Under what words."""
        return apart.heading()

    def is_row_of(self, name: str) -> str:
        return "" if name == self.brings_in else self.title

    def _apart_in(self, name: str, value: Any) -> dict[str, str]:
        if self.to_know and name == self.brings_in and value and value not in self.brings_nobody:
            return {f"{value} {self.key}": self.title}
        return super()._apart_in(name, value)
