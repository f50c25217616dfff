"""Questions answered by choosing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from alongside.kit.forms import apart
from alongside.kit.forms.asked import Asked, AskedInGroup, Options

NOT_OFFERED = "Choose from the answers shown"
YES, NO = "yes", "no"


class _MayStandApart(Asked):
    """A question that may offer answers that stand apart (`kit.forms.apart`). `only_told`: it is about what was, and
    nobody learns anything by being chosen, so that what to know is shown and no reason asked.
    """

    def __init__(self, label: str, *, only_told: bool = False, **asked: Any) -> None:
        self.only_told = only_told
        super().__init__(label, **asked)

    def asks_why(self, chosen: Any) -> dict[str, str]:
        """Label by value of the chosen answers of which a reason is asked."""
        if self.only_told:
            return {}
        values = _as_texts(chosen)
        return {value: text for value, text in offered_by(self) if value in values and apart.what_to_know(value)}


class _Chosen(_MayStandApart, AskedInGroup):
    """`inline` sets the answers side by side, `small` keeps them dense, `hints` explain an answer by its value."""

    missing_pattern = "Answer “{label}”"
    css = ""

    def __init__(
        self,
        label: str,
        *,
        inline: bool = False,
        small: bool = True,
        hints: Mapping[str, str] | None = None,
        **asked: Any,
    ) -> None:
        self.inline = inline
        self.small = small
        self.hints = dict(hints or {})
        super().__init__(label, error_messages={"invalid_choice": NOT_OFFERED}, **asked)

    def options(self, bound: BoundField) -> Options:
        chosen = _as_texts(bound.value())
        offered = offered_by(self)
        items = [self._item(value, text, chosen) for value, text in offered]
        together = next((place for place, (value, _) in enumerate(offered) if apart.what_to_know(value)), None)
        if together is not None:
            items.insert(together, {"divider": apart.heading()})
        return {**super().options(bound), "classes": self._classes(), "items": items}

    def _item(self, value: str, text: str, chosen: set[str]) -> Options:
        item: Options = {"value": value, "text": text, "checked": value in chosen}
        hint = apart.what_to_know(value) or self.hints.get(value)
        return {**item, "hint": {"text": hint}} if hint else item

    def _classes(self) -> str:
        return " ".join(name for name, on in ((f"{self.css}--small", self.small), (self._inline(), self.inline)) if on)

    def _inline(self) -> str:
        return f"{self.css}--inline"


class ChoiceField(_Chosen, forms.ChoiceField):
    """One answer of a few, all in sight. Cleans to the value as str, "" when left empty."""

    component = "radios"
    css = "govuk-radios"


class YesNoField(ChoiceField):
    """Yes or no, neither chosen beforehand. Cleans to bool, or None when left empty."""

    def __init__(self, label: str, *, yes: str = "Yes", no: str = "No", inline: bool = True, **asked: Any) -> None:
        super().__init__(label, inline=inline, choices=[(YES, yes), (NO, no)], **asked)

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> bool | None:
        chosen = super().clean(value)
        return None if chosen == "" else chosen == YES

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class ChoicesField(_Chosen, forms.MultipleChoiceField):
    """Any number of answers, all in sight. Cleans to a list of str in the order shown."""

    component = "checkboxes"
    css = "govuk-checkboxes"
    missing_pattern = "Choose at least one for “{label}”"

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        return [offered for offered, _ in offered_by(self) if offered in chosen]

    def _inline(self) -> str:
        return "al-inline"


class SelectField(_MayStandApart, forms.ChoiceField):
    """One answer of many, in a list. Cleans to the value as str, "" when left empty.

    `blank` is the line shown before a choice is made, unless an offered answer is itself "". With `blank=""` there is
    none, and the first answer is chosen. Answers in `opening` bear `data-opens`, for the stylesheet to show what they
    ask besides.
    """

    component = "select"
    missing_pattern = "Choose an answer to “{label}”"

    def __init__(self, label: str, *, blank: str = "Choose", **asked: Any) -> None:
        self.blank = blank
        self.opening: frozenset[str] = frozenset()
        super().__init__(label, error_messages={"invalid_choice": NOT_OFFERED}, **asked)

    def options(self, bound: BoundField) -> Options:
        chosen = _as_texts(bound.value())
        offered = offered_by(self)
        has_blank = any(value == "" for value, _ in offered)
        lines = [("", self.blank), *offered] if self.blank and not has_blank else offered
        items = [self._line(value, text, chosen) for value, text in lines]
        return {**super().options(bound), "items": items}

    def _line(self, value: str, text: str, chosen: set[str]) -> Options:
        known = apart.what_to_know(value)
        words = f"{text} ({apart.heading().lower()}: {known})" if known else text
        line: Options = {"value": value, "text": words, "selected": value in chosen}
        return {**line, "attributes": {"data-opens": "yes"}} if value in self.opening else line


def offered_by(field: Any) -> list[tuple[str, str]]:
    """Value and words of the answers a field of choices offers, in order; those that stand apart come last."""
    return apart.last([(str(value), str(text)) for value, text in field.choices])


def _as_texts(value: Any) -> set[str]:
    if value is None:
        return set()
    return {str(one) for one in value} if isinstance(value, (list, tuple, set)) else {str(value)}
