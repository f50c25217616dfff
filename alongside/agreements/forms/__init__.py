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
    "AgenciesForm", "AgreementForm", "ConsentForm", "EndSharingForm", "LookAgainForm", "LookForm", "ShareForm",
    "WithdrawForm", "again_shown", "agreement_of", "among_of", "among_shown", "answer_rows", "answers_of",
    "first_shown", "promise_rows", "today_typed",
]  # fmt: skip
