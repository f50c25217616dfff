"""How Django renders forms: GOV.UK's components, through the project's own templates."""

from functools import cache
from typing import Any

from django.forms.boundfield import BoundField
from django.forms.renderers import Jinja2
from django.template import engines
from django.utils.safestring import SafeString

from alongside.kit.forms.apart import WHY, WHY_ASKED

OURS = "kit/"


class GovukBoundField(BoundField):
    """A field of a form that writes itself whole: label, hint, error and input, and a reason where one is asked."""

    @property
    def why(self) -> dict[str, Any] | None:
        """The input that asks why, once an answer was chosen that stands apart."""
        if not (hasattr(self.form, "chosen_apart") and self.form.chosen_apart(self.name)):
            return None
        name = WHY.format(self.html_name)
        value = str(self.form.data.get(name) or "")
        return {
            "id": f"id_{name}", "name": name, "value": value, "label": {"text": WHY_ASKED, "classes": "govuk-label--s"},
        }  # fmt: skip

    def __str__(self) -> SafeString:
        return self.as_widget() if self.is_hidden else self.as_field_group()

    def __html__(self) -> SafeString:
        return self.__str__()


@cache
def _djangos_widgets() -> Any:
    return Jinja2().engine


class GovukRenderer(Jinja2):
    """Our templates from the project's engine, Django's own widgets (hidden inputs, for one) from Django's.

    Django makes a renderer for every form; they share the engine, so that its templates are read once and not for each.
    """

    form_template_name = "kit/forms/form.jinja"
    field_template_name = "kit/forms/field.jinja"
    bound_field_class = GovukBoundField

    @property
    def engine(self) -> Any:
        return _djangos_widgets()

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith(OURS):
            return engines["jinja2"].get_template(template_name)
        return super().get_template(template_name)
