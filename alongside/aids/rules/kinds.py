"""What is recorded for the aids, and how it is told. Pure.

What a bulb, a relationship or the scales rest on is named by the strand in which it was first recorded: a correction,
or a change of who may read it, leaves that as it is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.kit.dates import count_words, day_long
from alongside.kit.words import listed, uncapital
from alongside.timeline.rules import ReadLine, Sight

ANSWERED = "aids.answered"
"""That help answers a step we have to take, for one child: facts process (a strand), help (strands), child."""
DIFFERENCE_SEEN = "aids.difference_seen"
"""What is different for one child, who says so, and what it rests on (facts child, who, rests_on)."""
BARRIER_NAMED = "aids.barrier_named"
"""What stands in the way of help for one child: facts barrier_id, child, barrier, owner, and of its next look look_id
and day."""
BARRIER_LOOKED_AT = "aids.barrier_looked_at"
"""It was looked at again, as the look with this look_id was to do: subtype still_there or out_of_the_way."""
BARRIER_STAYS = "aids.barrier_stays"
"""It is still there, and looked at again: facts as of a barrier that is named, with a look_id and day of its own."""
STILL_THERE, OUT_OF_THE_WAY = "still_there", "out_of_the_way"
STAGE_MOVED = "aids.stage_moved"
"""A relationship moved on to its next stage, or back to one before (subtype moved_on or moved_back): facts term, other,
worker, name, stage, stage_words."""
MOVED_ON, MOVED_BACK = "moved_on", "moved_back"
LINE_DONE = "aids.line_done"
"""What belongs to a stage is done, as the worker says: facts of the relationship, and line, line_words."""
STUCK = "aids.stuck"
"""A relationship is stuck, for the manager to talk it through: facts of the relationship and of a promise."""
TALKED_THROUGH = "aids.talked_through"
"""It was talked through: facts of the relationship and its promise_id."""
PAIR_KINDS = (STAGE_MOVED, LINE_DONE, STUCK, TALKED_THROUGH)
LOOKED_AT = "aids.looked_at"
"""The question of an aid answered: facts aid, child, state, as_of, known_at."""

ENERGY_QUESTIONS = "energy_questions"
"""The tool of direct work by which child and family are asked what would light the bulb (000:226)."""
BULB, BLOCKS, SCALES = "bulb", "blocks", "scales"
SCALES_WITH = {"family": "the family", "network": "the network", "partners": "partners"}
"""With whom the scales may be looked at."""
AIDS = {BULB: "light bulb", BLOCKS: "building blocks", SCALES: "scales"}

type Facts = Mapping[str, Any]


def answered(facts: Facts) -> str:
    """ "Safety work and feelings cards answer the visit of 12 November 2026, for Kerry." """
    verb = "answers" if len(facts["help_words"]) == 1 else "answer"
    return f"{listed(facts['help_words'])} {verb} {facts['process_words']}, for {facts['name']}."


def difference_seen(facts: Facts) -> str:
    """ "Something is different for Kerry, says Mrs Dar." """
    rests = len(facts["rests_on"])
    on = f" It rests on {count_words(rests)} of what was recorded." if rests else ""
    return f"Something is different for {facts['name']}, says {facts['who']}.{on}"


def barrier_named(facts: Facts) -> str:
    """ "In the way of help for Kerry: we may be too hopeful. Joanne Mercer sees to it; looked at again 3 December." """
    again = day_long(date.fromisoformat(facts["day"]))
    return (
        f"In the way of help for {facts['name']}: {facts['barrier_words']}. {facts['owner']} sees to it, and it is "
        f"looked at again by {again}."
    )


def barrier_looked_at(facts: Facts) -> str:
    """ "In the way of help for Kerry, we may be too hopeful: looked at again." """
    return f"In the way of help for {facts['name']}, {facts['barrier_words']}: looked at again."


def barrier_stays(facts: Facts) -> str:
    """ "Still in the way of help for Kerry: we may be too hopeful. Looked at again by 3 December 2026." """
    again = day_long(date.fromisoformat(facts["day"]))
    return f"Still in the way of help for {facts['name']}: {facts['barrier_words']}. Looked at again by {again}."


def looks_again_words(content: Mapping[str, Any]) -> str:
    """What a list of what is due says: "Look again at what is in the way of help for Kerry"."""
    return f"Look again at what is in the way of help for {content['name']}"


def looked_at(facts: Facts) -> str:
    """ "Looked at the light bulb of Kerry, as it was on 12 November 2026: glowing." """
    whom = f" of {facts['name']}" if facts["name"] else ""
    beside = f" with {facts['with_words']}" if facts.get("with_words") else ""
    state = f": {facts['state_words']}" if facts["state_words"] else ""
    as_of = day_long(date.fromisoformat(facts["as_of"]))
    return f"Looked at the {AIDS[facts['aid']]}{whom}{beside}, as of {as_of}{state}."


def stage_moved(facts: Facts) -> str:
    """ "Joanne Mercer and Katie: back to building. Going back is ordinary." """
    pair, stage = _pair(facts), uncapital(facts["stage_words"])
    if facts["back"]:
        return f"{pair}: back to {stage}. Going back is ordinary."
    return f"{pair}: on to {stage}."


def line_done(facts: Facts) -> str:
    """ "Joanne Mercer and Katie, building: rights, what to expect and how to complain are given." """
    return f"{_pair(facts)}, {uncapital(facts['stage_words'])}: {uncapital(facts['line_words'])}."


def stuck(facts: Facts) -> str:
    """ "Joanne Mercer and Katie are stuck at building. For the manager to talk through." """
    return f"{_pair(facts)} are stuck at {uncapital(facts['stage_words'])}. For the manager to talk through."


def talked_through(facts: Facts) -> str:
    """ "Talked through with the manager: Joanne Mercer and Katie, stuck at building." """
    return f"Talked through with the manager: {_pair(facts)}, stuck at {uncapital(facts['stage_words'])}."


def answers(content: Mapping[str, Any], _sight: Sight) -> list[ReadLine]:
    """What was asked before a relationship moved on, and what was said."""
    return [ReadLine(each["words"], each["said"]) for each in content["answers"]]


def _pair(facts: Facts) -> str:
    return f"{facts['worker_name']} and {facts['name']}"
