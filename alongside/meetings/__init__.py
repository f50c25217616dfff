"""Meetings of the team around the family: planned with the family, held, written down, given out to each reader.

A meeting is planned (who is asked, and how it was explained beforehand), then held, or it did not happen; a meeting on
concern needs no planning. Everybody's view is kept apart, a child's in their own words. Minutes are made for one reader
and hold only what that reader may read.
Basis: S7 and S13 (002:1153-1189, 1301, 3385-3540).
Public names: `actions.plan_meeting`, `actions.hold_meeting`, `actions.correct_meeting`, `actions.cancel_meeting`,
`queries.meetings_of`, `queries.meeting`, `rules.minutes_for`, `rules.HELD`.
"""
