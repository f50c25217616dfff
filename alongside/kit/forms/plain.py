"""Fields that are not ours (a sign-in form's, for one) in the same dress."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from alongside.kit.forms.asked import Asked, Options, common_options


def component_of(bound: BoundField) -> tuple[str, Options]:
    """The GOV.UK component that asks a field, and its options."""
    field = bound.field
    if isinstance(field, Asked):
        options = field.options(bound)
        return field.component, _begun(options) if getattr(bound.form, "begins_at", "") == bound.name else options
    options = {**common_options(bound), "label": {"text": bound.label, "classes": "govuk-label--s"}}
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput):
        item = {"value": "on", "text": bound.label, "checked": bool(bound.value())}
        small = {"idPrefix": bound.auto_id, "classes": "govuk-checkboxes--small"}
        return "checkboxes", {**options, **small, "items": [item]}
    if isinstance(widget, forms.Select):
        return "select", {**options, "items": _lines(bound)}
    if isinstance(widget, forms.Textarea):
        return "textarea", {**options, "value": "\n" + str(bound.value() or "")}
    return "input", {**options, **_input(widget, bound)}


def _begun(options: Options) -> Options:
    """The question at which the page begins: its input, or the first of its answers, has the focus."""
    focus = {"autofocus": "autofocus"}
    if "fieldset" not in options:
        return {**options, "attributes": focus}
    first, *rest = options["items"]
    return {**options, "items": [{**first, "attributes": focus}, *rest]}


def _lines(bound: BoundField) -> list[dict[str, Any]]:
    chosen = str(bound.value() or "")
    return [
        {"value": str(value), "text": str(text), "selected": str(value) == chosen}
        for value, text in getattr(bound.field, "choices", [])
    ]


def _input(widget: forms.Widget, bound: BoundField) -> Options:
    kind = getattr(widget, "input_type", "text")
    completed = widget.attrs.get("autocomplete")
    options: Options = {"type": kind, "autocomplete": completed, "classes": "govuk-input--width-20"}
    # A password that was refused is typed again, never sent back to the page.
    return options if kind == "password" else {**options, "value": str(bound.value() or "")}
