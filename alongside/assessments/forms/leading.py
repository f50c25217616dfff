"""Forms that begin an assessment, keep a view, say that a version is complete, and ask each whether it is right."""

from collections.abc import Sequence
from typing import Any

from alongside.assessments.rules import Somebody
from alongside.kit.forms import Form, LongTextField, SelectField, TextField


class StartForm(Form):
    """Begin the assessment. The reason is asked only while the family has not agreed."""

    title = "Begin the assessment"
    reason = LongTextField(
        "Why does it begin before the family has agreed?", fact="assessment.reason_without_agreement",
        missing="Say why the assessment begins before the family has agreed to it", rows=3,
    )  # fmt: skip

    def __init__(self, *args: Any, agreed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agreed:
            del self.fields["reason"]


class ViewForm(Form):
    """How somebody sees it differently."""

    title = "Another view"
    whose = SelectField(
        "Whose view is it?", fact="assessment_view.whose", only_told=True, choices=[], required=False, blank="Choose"
    )
    agency = TextField(
        "Or which agency’s?", fact="assessment_view.agency", required=False, hint="For example the school"
    )
    words = LongTextField(
        "How they see it, in their own words", fact="assessment_view.words", dress="voice", rows=5,
        missing="Write down how they see it",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Somebody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["whose"]
        offered.choices = [(str(one.person_id), one.name) for one in people if not one.is_unborn]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("whose")) == bool(given.get("agency")):
            self.add_error("whose", "Choose somebody of the family, or name an agency, not both")
        return given
