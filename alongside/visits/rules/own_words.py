"""How visits and work together stand on the own page of a parent or child, in words a child of nine understands."""

from datetime import date, time

from alongside.kit.dates import day_long, time_words
from alongside.kit.words import listed, uncapital
from alongside.timeline.rules import Facts, OwnWords, Reader
from alongside.visits.rules.values import ADULT_SAID, ADULT_WORK, CHILD_SAID, DIRECT_WORK, PLANNED, VISIT


def _visit(facts: Facts, to: Reader) -> str:
    """ "Where: at home. We saw Amy and you. We saw Amy alone." """
    alone, seen, missed = facts.get("seen_alone", []), facts.get("seen", []), facts.get("not_seen", [])
    told = [f"Where: {uncapital(facts['place'])}."]
    if seen:
        told.append(f"We saw {to.who(*alone, *seen)}.")
    if alone:
        told.append(f"We saw {to.who(*alone)} alone.")
    if missed:
        told.append(f"We did not see {to.who(*missed)}.")
    if helped := [f"an {name}" for name in ("interpreter", "advocate") if facts.get(name)]:
        told.append(f"There was {listed(helped)} to help us talk.")
    if facts.get("talked_through"):
        told.append("Afterwards we talked about it with the children.")
    return " ".join(told)


def _work(facts: Facts, to: Reader) -> str:
    """ "We did this with you: Feelings cards." """
    return f"We did this with {to.who(facts['name'])}: {facts['tool']}."


def _planned(facts: Facts, _: Reader) -> str:
    at = f", {time_words(time.fromisoformat(facts['time']))}" if facts["time"] else ""
    return f"We said we would meet on {day_long(date.fromisoformat(facts['day']))}{at}."


OWN_WORDS = {
    VISIT: OwnWords("We met", _visit, {"note": "Who else was there"}),
    PLANNED: OwnWords("When we meet next", _planned),
    DIRECT_WORK: OwnWords("What we did together", _work),
    ADULT_WORK: OwnWords("What we did together", _work),
    CHILD_SAID: OwnWords("In their own words"),
    ADULT_SAID: OwnWords("In their own words"),
}
"""Kind → its words for the family."""
