"""Named writes of agreements."""

from alongside.agreements.actions.access import settle_access
from alongside.agreements.actions.agencies import record_agencies
from alongside.agreements.actions.consent import end_with_work, record_consent, withdraw_consent
from alongside.agreements.actions.copies import answer_copy, ask_for_copy, ask_for_own_copy
from alongside.agreements.actions.partnership import look_again, record_agreement
from alongside.agreements.actions.sharing import end_sharing, look_at, share_without_consent

__all__ = [
    "answer_copy", "ask_for_copy", "ask_for_own_copy", "end_sharing", "end_with_work", "look_again", "look_at",
    "record_agencies", "record_agreement", "record_consent", "settle_access", "share_without_consent",
    "withdraw_consent",
]  # fmt: skip
