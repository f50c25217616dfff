"""Named reads of endings."""

from alongside.endings.queries.ending import (
    DeedPage,
    EndingForm,
    EndingPage,
    ExitForm,
    LetterForm,
    checklist,
    deed_page,
    ending_form,
    ending_page,
    exit_form,
    letter_form,
    meetings_held,
    open_at_the_end,
    planned_now,
    secrets_of,
    told_at_close,
)
from alongside.endings.queries.trying_out import SafetyForm, safety_form

__all__ = [
    "DeedPage",
    "EndingForm",
    "EndingPage",
    "ExitForm",
    "LetterForm",
    "SafetyForm",
    "checklist",
    "deed_page",
    "ending_form",
    "ending_page",
    "exit_form",
    "letter_form",
    "meetings_held",
    "open_at_the_end",
    "planned_now",
    "safety_form",
    "secrets_of",
    "told_at_close",
]
