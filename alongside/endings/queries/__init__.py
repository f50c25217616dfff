"""Named reads of endings."""

from alongside.endings.queries.at_close import told_at_close
from alongside.endings.queries.ending import (
    KINDS,
    DeedPage,
    EndingForm,
    EndingPage,
    ExitForm,
    NoSafetyPlanPage,
    checklist,
    deed_page,
    ending_form,
    ending_page,
    exit_form,
    meetings_held,
    no_safety_plan_page,
    open_at_the_end,
    planned_now,
)
from alongside.endings.queries.former import letters_name_former, needless
from alongside.endings.queries.letters import LetterForm, LetterPage, letter_form, letter_page

__all__ = [
    "KINDS",
    "DeedPage",
    "EndingForm",
    "EndingPage",
    "ExitForm",
    "LetterForm",
    "LetterPage",
    "NoSafetyPlanPage",
    "checklist",
    "deed_page",
    "ending_form",
    "ending_page",
    "exit_form",
    "letter_form",
    "letter_page",
    "letters_name_former",
    "meetings_held",
    "needless",
    "no_safety_plan_page",
    "open_at_the_end",
    "planned_now",
    "told_at_close",
]
