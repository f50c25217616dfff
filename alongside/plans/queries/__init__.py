"""Named reads of plans, actions and change."""

from alongside.plans.queries.agreed import (
    OTHER,
    ActionLine,
    ActionPage,
    ActionsPage,
    AgreePage,
    Doers,
    action,
    action_page,
    actions_of,
    actions_page,
    agree_page,
    counted,
    doers,
    entries_agreed,
    open_actions,
)

__all__ = [
    "OTHER",
    "ActionLine",
    "ActionPage",
    "ActionsPage",
    "AgreePage",
    "Doers",
    "action",
    "action_page",
    "actions_of",
    "actions_page",
    "agree_page",
    "counted",
    "doers",
    "entries_agreed",
    "open_actions",
]
