"""Facts: what a question asks for, named the same way wherever it is asked."""

import re
from dataclasses import dataclass

from django import forms

_SHAPE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


@dataclass(frozen=True, slots=True)
class Fact:
    """`name` of `subject`, asked by the form field `field`; `prefilled` when the record's own answer is shown first."""

    subject: str
    name: str
    field: str = ""
    prefilled: bool = False

    def __str__(self) -> str:
        return f"{self.subject}.{self.name}"


def read_fact(written: str) -> str:
    """The fact as written, when it has the shape "subject.name". Raises ValueError otherwise."""
    if not _SHAPE.fullmatch(written):
        raise ValueError(f"a fact is written subject.name in small letters, not {written!r}")
    return written


def facts_of(form_class: type[forms.Form]) -> list[Fact]:
    """The facts a form asks for, in order. Raises TypeError for a visible field that names none."""
    found = []
    for field_name, field in form_class.base_fields.items():
        written = getattr(field, "fact", None)
        if written is None and field.widget.is_hidden:
            continue
        if written is None:
            raise TypeError(f"{form_class.__name__}.{field_name} does not say which fact it fills")
        subject, _, name = written.rpartition(".")
        found.append(Fact(subject, name, field_name, getattr(field, "prefilled", False)))
    return found
