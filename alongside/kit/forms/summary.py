"""The summary of errors at the top of a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from markupsafe import Markup

from alongside.kit.dates import count_words
from alongside.kit.forms.renderer import GovukRenderer

HEADING = "Not saved to the record yet"
NOTHING_LOST = "Nothing you typed is lost."
NOT_SHOWN = "Not shown as you asked"
"""Above the faults of forms that only ask for a page, so that nothing was to be saved."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: its words, the id of its input ("" for the form as a whole), whether it is just missing."""

    words: str
    input_id: str
    missing: bool


def faults(things: Iterable[Any]) -> list[Fault]:
    """What is to be mended in the forms, and rows of forms, of a page: one for each question, in the order shown. Rows
    that stand amid a form (its `rows_after`) are told of where they stand.
    """
    given = list(things)
    amid = _amid(given)
    apart = [thing for thing in given if not any(thing is rows for rows in amid.values())]
    return [fault for form in _forms(apart) if form.is_bound for fault in _faults_of(form, amid)]


def _amid(things: Iterable[Any]) -> dict[str, Any]:
    """Rows by the question of a form of the page after which they stand."""
    rows = {thing.prefix: thing for thing in things if not isinstance(thing, BaseForm) and hasattr(thing, "prefix")}
    after = {
        name: prefix for form in things if isinstance(form, BaseForm)
        for name, prefix in getattr(form, "rows_after", {}).items() if name in form.fields
    }  # fmt: skip
    return {name: rows[prefix] for name, prefix in after.items() if prefix in rows}


def error_summary(*things: Any, heading: str = HEADING, opening: str = NOTHING_LOST) -> Markup:
    """GOV.UK's error summary for the forms and rows of a page; empty when there is nothing to mend."""
    found = faults(things)
    if not found:
        return Markup("")
    if all(getattr(form, "only_asks", False) for form in _forms(things) if form.is_bound and form.errors):
        heading, opening = NOT_SHOWN, ""
    context = {"heading": heading, "opening": f"{opening} {_counted(found)}".strip(), "faults": found}
    rendered = GovukRenderer().render("kit/forms/error_summary.jinja", context)
    return Markup(rendered)  # noqa: S704 - the template has escaped what was typed


def _forms(things: Iterable[Any]) -> Iterator[BaseForm]:
    for thing in things:
        yield from [thing] if isinstance(thing, BaseForm) else thing


def _faults_of(form: BaseForm, amid: Mapping[str, Any]) -> Iterator[Fault]:
    """Faults of questions as they stand on the page, and of the rows `amid` them; then of the form as a whole."""
    for name in [*form.fields, NON_FIELD_ERRORS]:
        errors = form.errors.get(name)
        if errors:
            first = errors.as_data()[0]
            bound = None if name == NON_FIELD_ERRORS or form[name].is_hidden else form[name]
            yield Fault(str(errors[0]), bound.auto_id if bound else "", first.code == "required")
        if name in getattr(form, "rows_after", {}):
            for row in amid.get(name, ()):
                yield from _faults_of(row, {})


def _counted(found: list[Fault]) -> str:
    number = count_words(len(found)).capitalize()
    things = "thing is" if len(found) == 1 else "things are"
    if all(fault.missing for fault in found):
        return f"{number} {things} missing:"
    return f"{number} thing{'' if len(found) == 1 else 's'} to put right:"
