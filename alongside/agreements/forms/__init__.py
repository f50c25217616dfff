"""Forms of agreements, one file for each."""

from alongside.agreements.forms.agencies import AgenciesForm, among_of, among_shown, promise_rows
from alongside.agreements.forms.consent import (
    ConsentForm,
    EndSharingForm,
    LookForm,
    ShareForm,
    WithdrawForm,
    today_typed,
)
from alongside.agreements.forms.copies import AnswerCopyForm, CopyForm, OwnCopyForm, answer_shown, copy_shown
from alongside.agreements.forms.partnership import (
    AgreementForm,
    LookAgainForm,
    again_shown,
    agreement_of,
    answer_rows,
    answers_of,
    first_shown,
)

__all__ = [
    "AgenciesForm",
    "AgreementForm",
    "AnswerCopyForm",
    "ConsentForm",
    "CopyForm",
    "EndSharingForm",
    "LookAgainForm",
    "LookForm",
    "OwnCopyForm",
    "ShareForm",
    "WithdrawForm",
    "again_shown",
    "agreement_of",
    "among_of",
    "among_shown",
    "answer_rows",
    "answer_shown",
    "answers_of",
    "copy_shown",
    "first_shown",
    "promise_rows",
    "today_typed",
]
