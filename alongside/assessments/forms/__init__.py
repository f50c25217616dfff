"""Forms of assessments."""

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

__all__ = [
    "About",
    "Asking",
    "Before",
    "QuestionsForm",
    "QuestionsRow",
    "StartForm",
    "Together",
    "ViewForm",
    "field_name",
    "rows_of",
    "words_before",
]
