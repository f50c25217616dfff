"""What of an assessment is still open when the work ends."""

from collections.abc import Iterable
from datetime import date, datetime

from alongside.access.models import User
from alongside.assessments.rules import kinds
from alongside.kit.clock import london_day
from alongside.kit.dates import day_long
from alongside.people import queries as people
from alongside.timeline import queries as timeline

STILL_OPEN = (kinds.STARTED, kinds.COMPLETED, kinds.RISK)
VISITING_RESTRICTION = "visiting_restriction"


def open_at_the_end(family_id: int, user: User, at: datetime) -> list[str]:
    """An assessment that was begun and not finished, risks whose day to look again has come, and visiting restrictions,
    which outlive the work. Four queries.
    """
    lines = timeline.told(family_id, user, STILL_OPEN)
    found = {kind: [line for line in lines if line.entry.kind == kind] for kind in (kinds.STARTED, kinds.COMPLETED)}
    said = []
    if found[kinds.STARTED] and not found[kinds.COMPLETED]:
        said.append("The assessment was begun and is not finished")
    risks = next((line for line in lines if line.entry.kind == kinds.RISK), None)
    again = risks.facts.get("review_on") if risks else None
    if again and date.fromisoformat(again) < london_day(at):
        said.append(f"The risks were to be looked at again by {day_long(date.fromisoformat(again))}")
    return [*said, *_restrictions(family_id, user)]


def _restrictions(family_id: int, user: User) -> Iterable[str]:
    restricted = [fact for fact in people.facts_of(family_id, user) if fact.kind == VISITING_RESTRICTION]
    names = people.names_of(family_id, user) if restricted else {}
    for fact in restricted:
        name = names.get(fact.person_id, "somebody")
        until = f"until {day_long(fact.until)}" if fact.until else "with no last day"
        yield f"A visiting restriction stands for {name}, {until}: it goes on after the work"
