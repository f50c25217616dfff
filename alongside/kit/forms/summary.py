"""The summary of errors at the top of a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from markupsafe import Markup

from alongside.kit.dates import count_words
from alongside.kit.forms.renderer import GovukRenderer

HEADING = "Not saved to the record yet"
NOTHING_LOST = "Nothing you typed is lost."


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: its words, the id of its input ("" for the form as a whole), whether it is just missing."""

    words: str
    input_id: str
    missing: bool


def faults(things: Iterable[Any]) -> list[Fault]:
    """What is to be mended in the forms, and rows of forms, of a page: one for each question, in the order shown."""
    return [fault for form in _forms(things) if form.is_bound for fault in _faults_of(form)]


def error_summary(*things: Any, heading: str = HEADING, opening: str = NOTHING_LOST) -> Markup:
    """GOV.UK's error summary for the forms and rows of a page; empty when there is nothing to mend."""
    found = faults(things)
    if not found:
        return Markup("")
    context = {"heading": heading, "opening": f"{opening} {_counted(found)}".strip(), "faults": found}
    rendered = GovukRenderer().render("kit/forms/error_summary.jinja", context)
    return Markup(rendered)  # noqa: S704 - the template has escaped what was typed


def _forms(things: Iterable[Any]) -> Iterator[BaseForm]:
    for thing in things:
        yield from [thing] if isinstance(thing, BaseForm) else thing


def _faults_of(form: BaseForm) -> Iterator[Fault]:
    """Faults of questions as they stand on the page, then those of the form as a whole."""
    for name in [*form.fields, NON_FIELD_ERRORS]:
        errors = form.errors.get(name)
        if not errors:
            continue
        first = errors.as_data()[0]
        bound = None if name == NON_FIELD_ERRORS or form[name].is_hidden else form[name]
        yield Fault(str(errors[0]), bound.auto_id if bound else "", first.code == "required")


def _counted(found: list[Fault]) -> str:
    number = count_words(len(found)).capitalize()
    things = "thing is" if len(found) == 1 else "things are"
    if all(fault.missing for fault in found):
        return f"{number} {things} missing:"
    return f"{number} thing{'' if len(found) == 1 else 's'} to put right:"
