"""What a review decides about the plan in force: each reward and consequence, and each goal that may be too much."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.kit.dates import day_typed
from alongside.kit.forms import Rows
from alongside.meetings.forms.rows import GoalRow, LineRow
from alongside.meetings.queries import HoldPage
from alongside.meetings.rules import Held
from alongside.plans.rules import AGAIN, GoalReviewed, LineReviewed, Reviewed


def line_rows(data: Any, page: HoldPage, stood: Held | None) -> Rows[LineRow]:
    """A row for each reward and consequence in force, or that was decided about when the meeting was told before."""
    decided = stood.review.lines if stood and stood.review else ()
    offered = [LineReviewed(line, "") for line in page.review.lines] if page.review else ()
    each = {
        found.line.id: {"line": found.line, "today": page.today, "initial": _line_shown(found, page.today)}
        for found in decided or offered
    }
    return Rows.for_each(LineRow, data, prefix="line", each=each)


def goal_rows(data: Any, page: HoldPage, stood: Held | None) -> Rows[GoalRow]:
    """A row for each goal that may be too much for now, or that was decided about before."""
    decided = [(goal, ()) for goal in stood.review.goals] if stood and stood.review else ()
    found = page.review.too_much if page.review else []
    offered = [(GoalReviewed(goal.id, goal.words, goal.whose, ""), signs) for goal, signs in found]
    each = {
        goal.goal_id: {
            "goal": goal, "signs": signs, "initial": {"decided": goal.decided, "because": goal.because},
        }
        for goal, signs in decided or offered
    }  # fmt: skip
    return Rows.for_each(GoalRow, data, prefix="goal", each=each)


def reviewed_told(lines: Rows[LineRow], goals: Rows[GoalRow]) -> Reviewed | None:
    """What valid rows decide; None when nothing was decided."""
    told = [_line(row, row.cleaned_data) for row in lines if row.cleaned_data["decided"]]
    smaller = [_goal(row, row.cleaned_data) for row in goals if row.cleaned_data["decided"]]
    return Reviewed(tuple(told), tuple(smaller)) if told or smaller else None


def _line(row: LineRow, given: Mapping[str, Any]) -> LineReviewed:
    if given["decided"] != AGAIN:
        return LineReviewed(row.line, given["decided"])
    until = given["until"].isoformat() if given["until"] else ""
    return LineReviewed(row.line, AGAIN, given["what"], until)


def _goal(row: GoalRow, given: Mapping[str, Any]) -> GoalReviewed:
    goal = row.goal
    return GoalReviewed(goal.goal_id, goal.words, goal.whose, given["decided"], given["because"])


def _line_shown(found: LineReviewed, today: date) -> dict[str, Any]:
    """As it was decided, or as it stands; a day that has passed is not offered again."""
    if found.decided == AGAIN:
        until = date.fromisoformat(found.until) if found.until else None
        return {"decided": AGAIN, "what": found.what, "until": day_typed(until) if until else ""}
    until = found.line.day
    lasts = day_typed(until) if until and until >= today else ""
    return {"decided": found.decided, "what": found.line.what, "until": lasts}
