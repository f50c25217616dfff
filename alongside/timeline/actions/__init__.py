"""Named writes of the timeline."""

from alongside.timeline.actions._apart import keep_all_apart, keep_as_recorded, refuse_kept
from alongside.timeline.actions._later import refresh_later
from alongside.timeline.actions.correcting import (
    ask_no_more,
    change_audience,
    end_withholding,
    retract,
    withhold_strand,
)
from alongside.timeline.actions.due import refresh_due
from alongside.timeline.actions.recording import record
from alongside.timeline.actions.versions import follow_new_versions, recompute_due

__all__ = [
    "ask_no_more",
    "change_audience",
    "end_withholding",
    "follow_new_versions",
    "keep_all_apart",
    "keep_as_recorded",
    "recompute_due",
    "record",
    "refresh_due",
    "refresh_later",
    "refuse_kept",
    "retract",
    "withhold_strand",
]
