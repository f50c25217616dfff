"""Forms that say a version is complete, and what each says of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.assessments.queries import AgreePage
from alongside.assessments.rules import AGREES, COULD_NOT, DOES_NOT_AGREE, HOW_KNOWN, Given
from alongside.kit.forms import ChoiceField, ChoicesField, Form, LongTextField, Row, Rows, SelectField, TextField
from alongside.practice.rules import ListItem

SAID = [(AGREES, "Yes"), (DOES_NOT_AGREE, "No"), (COULD_NOT, "Could not answer")]
ANOTHER = "another"


class CompleteForm(Form):
    """Which principles a version keeps to, and what is still missing."""

    title = "Say that this version is complete"
    kept = ChoicesField("Which of these are kept?", fact="assessment.principles", choices=[], required=False)
    note = LongTextField(
        "What is missing, and what will you do about it?", fact="assessment.completion_note", required=False, rows=3,
        hint="Needed when one of them is not kept yet",
    )  # fmt: skip

    def __init__(self, *args: Any, principles: Sequence[ListItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["kept"]
        offered.choices = [(item.id, item.label) for item in principles]


class AgreeForm(Form):
    """What people and agencies say of a version; the answers are rows."""

    title = "Is it fit for its purpose?"


class AgreeRow(Row):
    """What one of them says. Left empty, they have not been asked yet."""

    brings_in = "answer"
    brings_nobody = frozenset({COULD_NOT})
    answer = ChoiceField(
        "Fit for its purpose?", fact="assessment_answer.answer", choices=SAID, required=False, inline=True
    )
    reason = LongTextField("Why, in their words", fact="assessment_answer.reason", required=False, rows=2)
    how = SelectField(
        "How did they get to know it?", fact="assessment_answer.how", choices=list(HOW_KNOWN.items()), required=False,
        blank="Choose",
    )  # fmt: skip

    def __init__(self, *args: Any, whose: str, said: str = "", could_read: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title, self.could_read = whose, could_read
        self.fields["answer"].help_text = said
        if could_read:
            del self.fields["how"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("reason") and not given.get("answer"):
            self.add_error("answer", f"Say what {self.title} answered, or clear the reason")
        elif given.get("answer") in (DOES_NOT_AGREE, COULD_NOT) and not given.get("reason"):
            self.add_error("reason", f"Say why, in the words of {self.title}")
        if "how" in self.fields and given.get("answer") == AGREES and not given.get("how"):
            self.add_error("how", f"{self.title} could not read it here. Say how they got to know it")
        return given


class AgencyRow(AgreeRow):
    """What an agency says that is not among those who help now."""

    agency = TextField("Which agency?", fact="assessment_answer.agency", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("answer") and not given.get("agency"):
            self.add_error("agency", "Say which agency answered")
        elif given.get("agency") and not given.get("answer"):
            self.add_error("answer", "Say what the agency answered")
        return given


def agree_rows(data: Any, page: AgreePage) -> Rows[AgreeRow]:
    """A row for everybody of the family, for each agency that helps, and for one more; whoever must be kept away stands
    last, and is asked only where it is said why that is safe.
    """
    rows: list[AgreeRow] = []
    for person in page.held.people:
        if not person.is_unborn:
            said = page.said_by(person.person_id, person.name)
            read = page.could_read.get(person.person_id, 0)
            rows.append(_row(AgreeRow, data, str(person.person_id), whose=person.called, said=said, could_read=read))
    for number, agency in enumerate(page.agencies):
        rows.append(_row(AgreeRow, data, f"agency-{number}", whose=agency, said=page.said_by(None, agency)))
    rows.append(_row(AgencyRow, data, ANOTHER, whose="Another agency", said=""))
    return Rows(sorted(rows, key=lambda row: bool(row.to_know)), prefix="answers", grows=False)


def given_by(rows: Rows[AgreeRow], page: AgreePage) -> list[Given]:
    """The answers of valid rows, of those who gave one."""
    found = []
    for row in rows:
        answer, reason = row.cleaned_data["answer"], row.cleaned_data["reason"]
        how = row.cleaned_data.get("how") or ""
        if not answer:
            continue
        if row.key == ANOTHER:
            found.append(Given(answer, agency=row.cleaned_data["agency"], reason=reason, how=how))
        elif row.key.startswith("agency-"):
            agency = page.agencies[int(row.key.removeprefix("agency-"))]
            found.append(Given(answer, agency=agency, reason=reason, how=how))
        else:
            found.append(Given(answer, UUID(row.key), reason=reason, how=how))
    return found


def _row(row_class: type[AgreeRow], data: Any, key: str, *, whose: str, said: str, could_read: int = 0) -> AgreeRow:
    row = row_class(data, prefix=f"answers-{key}", whose=whose, said=said, could_read=could_read)
    row.key = key
    return row
