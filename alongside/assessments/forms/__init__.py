"""Forms of assessments."""

from alongside.assessments.forms.agreeing import AgreeForm, AgreeRow, CompleteForm, agree_rows, given_by
from alongside.assessments.forms.asking import (
    About,
    Asking,
    Before,
    QuestionsForm,
    QuestionsRow,
    Together,
    field_name,
    rows_of,
    words_before,
)
from alongside.assessments.forms.leading import StartForm, ViewForm
from alongside.assessments.forms.opening import OpenForm, OpenRow, chosen_by, open_rows
from alongside.assessments.forms.risk import risk_forms, told_by

__all__ = [
    "About",
    "AgreeForm",
    "AgreeRow",
    "Asking",
    "Before",
    "CompleteForm",
    "OpenForm",
    "OpenRow",
    "QuestionsForm",
    "QuestionsRow",
    "StartForm",
    "Together",
    "ViewForm",
    "agree_rows",
    "chosen_by",
    "field_name",
    "given_by",
    "open_rows",
    "risk_forms",
    "rows_of",
    "told_by",
    "words_before",
]
