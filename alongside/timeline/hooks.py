"""What the timeline answers to the rooms below."""

from alongside.timeline import actions

after_kept_away = actions.keep_all_apart
