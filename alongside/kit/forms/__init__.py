"""The form kit: Django forms that render themselves as GOV.UK components and know which fact each question fills.

Every question names its fact ("person.name"; a fact of a deed has the deed's kind as subject, "visit.day"), so that
what is known already can be filled in and a test can count the facts asked twice. No form writes HTML of its own.
"""

from alongside.kit.forms.asked import Asked
from alongside.kit.forms.choices import ChoiceField, ChoicesField, SelectField, YesNoField
from alongside.kit.forms.days import DayField, VagueDayField
from alongside.kit.forms.facts import Fact, facts_of
from alongside.kit.forms.files import FilesField
from alongside.kit.forms.form import PAPER, SHOW_ONLY, UNFINISHED, Form, KitForm, Row, forms_met
from alongside.kit.forms.numbers import MinutesField, NHSNumberField, UPNField, WholeNumberField
from alongside.kit.forms.rows import Rows, all_valid
from alongside.kit.forms.safe import SafeForm
from alongside.kit.forms.summary import error_summary
from alongside.kit.forms.text import LongTextField, PasswordField, TextField

__all__ = [
    "PAPER",
    "SHOW_ONLY",
    "UNFINISHED",
    "Asked",
    "ChoiceField",
    "ChoicesField",
    "DayField",
    "Fact",
    "FilesField",
    "Form",
    "KitForm",
    "LongTextField",
    "MinutesField",
    "NHSNumberField",
    "PasswordField",
    "Row",
    "Rows",
    "SafeForm",
    "SelectField",
    "TextField",
    "UPNField",
    "VagueDayField",
    "WholeNumberField",
    "YesNoField",
    "all_valid",
    "error_summary",
    "facts_of",
    "forms_met",
]
