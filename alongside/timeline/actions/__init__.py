"""Named writes of the timeline."""

from alongside.timeline.actions.correcting import change_audience, retract, withhold_strand
from alongside.timeline.actions.due import refresh_due, set_due
from alongside.timeline.actions.recording import record

__all__ = ["change_audience", "record", "refresh_due", "retract", "set_due", "withhold_strand"]
