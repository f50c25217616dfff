"""Questions answered with files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from markupsafe import Markup

from alongside.kit.files import MOST_FILES, WHAT_WE_TAKE, CheckedFile
from alongside.kit.files.checking import FileRefused, check, refuse_too_large
from alongside.kit.files.names import own_name
from alongside.kit.forms.asked import Asked, Options
from alongside.kit.words import listed

TAKEN = f"Up to {MOST_FILES}: {WHAT_WE_TAKE}, each at most 10 MB. Only our own staff read them until you say otherwise"
AGAIN = "{}-again"
"""The hidden input that names the files which were chosen before: no browser sends them twice."""


class _Files(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(Asked):
    """Up to MOST_FILES files, each looked through before it is taken. Its answer is a list of CheckedFile."""

    component = "file-upload"
    widget = _Files

    def to_python(self, value: Any) -> list[CheckedFile]:
        given = [each for each in value or [] if each]
        if len(given) > MOST_FILES:
            raise ValidationError(f"Attach at most {MOST_FILES} files at once, here are {len(given)}")
        refused, taken = [], []
        for each in given:
            try:
                refuse_too_large(each.name, each.size)
                each.seek(0)
                taken.append(check(each.name, each.read()))
            except FileRefused as refusal:
                refused.append(str(refusal))
        if refused:
            raise ValidationError(". ".join(refused))
        return taken

    def has_changed(self, _initial: Any, data: Any) -> bool:
        return bool(data)

    def options(self, bound: BoundField) -> Options:
        options = super().options(bound)
        options["multiple"] = True
        again = chosen_before(bound)
        if again:
            hidden = Markup("").join(
                Markup('<input type="hidden" name="{}" value="{}">').format(AGAIN.format(bound.html_name), name)
                for name in again
            )
            options["formGroup"] = {**options["formGroup"], "afterInput": {"html": hidden}}
            if not bound.errors:
                said = f"Attach {listed([f'“{name}”' for name in again])} again, or leave it out: a browser does not"
                options["errorMessage"] = {"text": f"{said} send a file twice by itself"}
        return options

    def sent(self, _bound: BoundField) -> list[str]:
        return []


def chosen_before(bound: BoundField) -> list[str]:
    """The names of files that somebody chose for this question and has to choose again."""
    form = bound.form
    if not form.is_bound:
        return []
    files = form.files.getlist(bound.html_name) if hasattr(form.files, "getlist") else []
    now = [own_name(each.name or "") for each in files]
    name = AGAIN.format(bound.html_name)
    before = form.data.getlist(name) if hasattr(form.data, "getlist") else []
    return list(dict.fromkeys([*now, *before]))[:MOST_FILES]
