"""What plans, actions and change are made of, as plain values (S12, S13, S15). Pure."""

from alongside.plans.rules.agreed import (
    AGREED,
    DONE,
    HOW_IT_WENT,
    Doer,
    NewAction,
    action_entry,
    agreed_sentence,
    done_entry,
    done_sentence,
)

__all__ = [
    "AGREED",
    "DONE",
    "HOW_IT_WENT",
    "Doer",
    "NewAction",
    "action_entry",
    "agreed_sentence",
    "done_entry",
    "done_sentence",
]
