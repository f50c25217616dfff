"""What every question has: a label, the fact it fills, words for when it is left empty, and its GOV.UK options."""

from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from alongside.kit.forms.facts import read_fact
from alongside.kit.forms.renderer import GovukBoundField

Dress = Literal["", "voice", "view"]
Options = dict[str, Any]


class Asked(forms.Field):
    """A question. Without `fact` it cannot be made.

    `hint` stands under the label, `missing` is said when a needed answer is not there, `prefilled` says that the
    record's own answer is shown first. `dress` is "voice" for somebody's own words, "view" for what a worker makes of
    things.
    """

    component = "input"
    bound_field_class = GovukBoundField
    missing_pattern = "Fill in “{label}”"

    def __init__(
        self,
        label: str,
        *,
        fact: str,
        prefilled: bool = False,
        hint: str = "",
        missing: str = "",
        dress: Dress = "",
        label_classes: str = "govuk-label--s",
        **django: Any,
    ) -> None:
        self.fact = read_fact(fact)
        self.prefilled = prefilled
        self.missing = missing
        self.dress = dress
        self.label_classes = label_classes
        super().__init__(label=label, help_text=hint, **django)

    def validate(self, value: Any) -> None:
        if self.required and value in self.empty_values:
            raise ValidationError(self.missing_words(), code="required")
        super().validate(value)

    def missing_words(self) -> str:
        """What to do when the answer is not there. The label is read now, because a form may have changed it."""
        return self.missing or self.missing_pattern.format(label=self.label)

    def options(self, bound: BoundField) -> Options:
        """The options of the GOV.UK component that asks this, as its Nunjucks macro names them."""
        return {**common_options(bound), "label": {"text": self.label, "classes": self.label_classes}}

    def sent(self, bound: BoundField) -> list[str]:
        """The values that a browser sends of it as it is shown."""
        shown = self.options(bound)
        if "items" not in shown:
            return [str(shown.get("value") or "")]
        lines = [item for item in shown["items"] if "value" in item]
        chosen = [item for item in lines if item.get("checked") or item.get("selected")]
        return [item["value"] for item in chosen or (lines[:1] if self.component == "select" else [])]


class AskedInGroup(Asked):
    """A question whose answers are several inputs, held together by a legend."""

    def options(self, bound: BoundField) -> Options:
        legend = {"text": self.label, "classes": self.label_classes.replace("govuk-label", "govuk-fieldset__legend")}
        common = common_options(bound)
        return {**common, "idPrefix": common["id"], "fieldset": {"legend": legend}}


def common_options(bound: BoundField) -> Options:
    """Id, name, hint and the first error. The second error of a field is shown once the first is mended.

    The group carries the fact it asks for, so that a journey can count what is asked twice.
    """
    group = {"attributes": {"data-fact": getattr(bound.field, "fact", "")}}
    options: Options = {"id": bound.auto_id, "name": bound.html_name, "formGroup": group}
    if bound.field.help_text:
        options["hint"] = {"text": bound.field.help_text}
    if bound.errors:
        options["errorMessage"] = {"text": bound.errors[0]}
    return options
