"""Named writes of plans, actions and change."""

from alongside.plans.actions.agreed import agree_actions, finish_action

__all__ = ["agree_actions", "finish_action"]
