"""What a visit leaves on the timeline."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from alongside.timeline.attaching import new_attachment
from alongside.timeline.rules import Nature, NewEntry, NewText, Part
from alongside.visits.rules.values import (
    ADULT_SAID,
    ADULT_WORK,
    ATTACHED,
    CHILD_SAID,
    DIRECT_WORK,
    HARD,
    NO_CHILDREN,
    PLANNED,
    SEEN,
    VISIT,
    AdultThere,
    ChildSeen,
    Planned,
    VisitPlan,
    VisitTold,
    Words,
)


def entries_of(told: VisitTold, words: Words) -> list[Planned]:
    """The visit first, then each child's direct work and words, in the order of the children, then each adult's.

    What was done with a parent is an entry of a kind of its own, so that nothing counts it as work with a child.
    """
    planned = [Planned(_visit(told, words))]
    for child in told.children:
        if child.tool and child.seen != "no":
            planned.append(Planned(_direct_work(DIRECT_WORK, child, words), child.person_id))
        if child.words:
            planned.append(Planned(_said(CHILD_SAID, child, words), child.person_id))
    for adult in told.adults:
        if adult.tool:
            planned.append(Planned(_direct_work(ADULT_WORK, adult, words), adult.person_id))
        if adult.words:
            planned.append(Planned(_said(ADULT_SAID, adult, words), adult.person_id))
    there = [child.person_id for child in told.children if child.seen != "no"] + list(told.there)
    planned += [Planned(new_attachment(ATTACHED, file, list(dict.fromkeys(there)))) for file in told.files]
    return planned


def _visit(told: VisitTold, words: Words) -> NewEntry:
    def names(seen: str) -> list[str]:
        return [words.names[child.person_id] for child in told.children if child.seen == seen]

    facts = {
        "purpose_ids": list(told.purposes),
        "place_id": told.place,
        "engagement_id": told.engagement,
        "purposes": [words.purposes.get(each, each) for each in told.purposes],
        "place": words.places.get(told.place, told.place),
        "seen_alone": names("alone"),
        "seen": names("seen"),
        "not_seen": names("no"),
        "engagement": words.engagement.get(told.engagement, ""),
        "stage": words.stage,
        "stage_id": words.stage_id,
        "interpreter": bool(told.after.interpreter),
        "advocate": bool(told.after.advocate),
        "talked_through": bool(told.after.talked_through),
        "met_nobody": told.met_nobody,
    }
    about = [(child.person_id, SEEN[child.seen]) for child in told.children]
    about += [(person, Part.PRESENT) for person in told.there]
    readings = [NewText("reading", child.reading, child.person_id) for child in told.each_of]
    texts = [*readings, NewText("response", told.response), NewText("note", told.others)]
    content: dict[str, Any] = {} if told.after.says_nothing else dict(told.after.to_content())
    if told.why_no_children:
        content[NO_CHILDREN] = told.why_no_children
    if not told.hard.says_nothing:
        content[HARD] = told.hard.to_content(words.barriers)
    return NewEntry(
        VISIT,
        Nature.PROCESS,
        facts,
        about,
        texts,
        subtype=told.purposes[0],
        minutes=told.minutes,
        content=content or None,
    )  # fmt: skip


def _direct_work(kind: str, whom: ChildSeen | AdultThere, words: Words) -> NewEntry:
    facts: dict[str, Any] = {
        "name": words.names[whom.person_id],
        "tool": words.tools.get(whom.tool, whom.tool),
        "stage": words.stage,
        "stage_id": words.stage_id,
    }
    helps = whom.helps if isinstance(whom, AdultThere) else ()
    if helps:
        facts["helps"] = [words.names[child] for child in helps]
    texts = [NewText("adapted", whom.adapted, whom.person_id)]
    about = [(whom.person_id, Part.WITH), *((child, Part.FOR) for child in helps)]
    return NewEntry(kind, Nature.INTERVENTION, facts, about, texts, subtype=whom.tool, minutes=whom.minutes)


def _said(kind: str, who: ChildSeen | AdultThere, words: Words) -> NewEntry:
    facts = {"name": words.names[who.person_id]}
    texts = [NewText("words", who.words, who.person_id)]
    return NewEntry(kind, Nature.VOICE, facts, [(who.person_id, Part.SAID)], texts)


def planned_entry(plan: VisitPlan, names: Mapping[UUID, str]) -> NewEntry:
    """That a visit was planned with the family: the deed is the planning, its day may come yet."""
    facts = {"day": plan.day.isoformat(), "time": plan.time}
    about = [(person, Part.MENTIONED) for person in names if person in plan.with_whom]
    return NewEntry(PLANNED, Nature.PROCESS, facts, about, content=plan.to_content())
