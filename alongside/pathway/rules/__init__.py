"""What happens along the pathway, in plain sentences, and what follows from it. Facts in, words out; never free text.

Seven stages from referral to closure and follow-up (002:1101-1199), referral and allocation (002:1105-1151).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from alongside.kit.calendar import add_months
from alongside.kit.dates import count_words
from alongside.kit.words import capital, uncapital
from alongside.pathway.rules.ending import ASKS_WHO_LEADS as ASKS_WHO_LEADS
from alongside.pathway.rules.ending import ASKS_WHY as ASKS_WHY
from alongside.pathway.rules.ending import EXIT_PLANNED as EXIT_PLANNED
from alongside.pathway.rules.ending import LEFT_UNCHANGED as LEFT_UNCHANGED
from alongside.pathway.rules.ending import NOTHING_LEFT as NOTHING_LEFT
from alongside.pathway.rules.ending import Left as Left
from alongside.pathway.rules.ending import Unlit as Unlit
from alongside.pathway.rules.ending import asked_at_close as asked_at_close
from alongside.pathway.rules.ending import called_off as called_off
from alongside.pathway.rules.ending import closed as closed
from alongside.pathway.rules.ending import earlier_refused as earlier_refused
from alongside.pathway.rules.ending import goes_on as goes_on
from alongside.pathway.rules.ending import is_typed as is_typed
from alongside.pathway.rules.ending import left_refused as left_refused
from alongside.pathway.rules.ending import left_unchanged as left_unchanged
from alongside.pathway.rules.ending import own_end
from alongside.pathway.rules.ending import says_left as says_left
from alongside.pathway.rules.ending import told_of_the_end as told_of_the_end
from alongside.pathway.rules.law import STOOD_IN_LAW as STOOD_IN_LAW
from alongside.pathway.rules.law import InLaw as InLaw
from alongside.pathway.rules.law import law_refused as law_refused
from alongside.pathway.rules.law import stood_in_law as stood_in_law
from alongside.pathway.rules.places import known_as_changed as known_as_changed
from alongside.pathway.rules.places import own_known_as_changed
from alongside.practice.rules import Stage, StagePage
from alongside.timeline.clocks import CLOSED, DECLINED, FOLLOW_UP_ENDED, FOLLOW_UP_MONTHS
from alongside.timeline.rules import OwnWords, Reader

Facts = Mapping[str, Any]


def referral_received(facts: Facts) -> str:
    """`from_name`, `agency`; `written_by`: who of the team wrote it down when they rang."""
    agency, written_by = facts.get("agency"), facts.get("written_by")
    asked = f"{facts['from_name']}{f' ({agency})' if agency else ''} asked for help for the family."
    return f"{asked} {written_by} wrote down what they said." if written_by else asked


def more_information_asked(facts: Facts) -> str:
    """`to_name`."""
    return f"More information was asked from {facts['to_name']}."


def more_information_given(facts: Facts) -> str:
    """`from_name`."""
    return f"{facts['from_name']} gave more information."


def accepted(facts: Facts) -> str:
    """`below_threshold`: accepted although it met none of the criteria."""
    return (
        "The referral was accepted, below the usual threshold."
        if facts.get("below_threshold")
        else "The referral was accepted."
    )


def declined(facts: Facts) -> str:
    """`reason`: the words of the list."""
    return f"The referral was declined: {uncapital(facts['reason'])}."


def allocated(facts: Facts) -> str:
    """`name`, `before` (the key worker until now, or none), `taken_over` (how many things that one had promised)."""
    before, number = facts.get("before"), facts.get("taken_over", 0)
    after = f", after {before}" if before else ""
    over = f", and took over {count_words(number)} {'thing' if number == 1 else 'things'} promised" if number else ""
    return f"{facts['name']} became the family’s key worker{after}{over}."


@dataclass(frozen=True, slots=True)
class StillPromised:
    """What a worker said they would do for a family by a day, and nobody has settled."""

    promise_id: UUID
    what: str
    by_when: date


@dataclass(frozen=True, slots=True)
class WentOver:
    """Of promises that were to go over: those `taken`; why not, by promise; in neither is what a room does not hold."""

    taken: Collection[UUID] = ()
    refused: Mapping[UUID, str] = field(default_factory=dict)


def promised_more(name: str) -> str:
    """Why a change of key worker waits: there is a promise that nobody saw yet."""
    return f"{name} has promised more since you opened this page. Look at all of it, then change the key worker"


def helper_joined(facts: Facts) -> str:
    """`name`, `role`."""
    return f"{facts['name']} began to help the family as {facts['role']}."


def helper_left(facts: Facts) -> str:
    """`name`, `role`."""
    return f"{facts['name']} no longer helps the family as {facts['role']}."


def stage_began(facts: Facts) -> str:
    """`stage`: its name; `order`, `of`; `agreed`: whether the family had agreed, where the stage needs it."""
    without = "" if facts.get("agreed", True) else " The family had not agreed."
    return f"The family moved to stage {facts['order']} of {facts['of']}: {facts['stage']}.{without}"


def person_joined(facts: Facts) -> str:
    """`name`."""
    return f"{facts['name']} was added to the people of the family."


def fact_recorded(facts: Facts) -> str:
    """`name`, `what`: the kind of fact in words."""
    return f"{facts['what']} recorded for {facts['name']}."


def chosen_apart(facts: Facts) -> str:
    """`name`."""
    return f"{facts['name']} was chosen, though to be kept away: why that is safe was said."


def responsibility_recorded(facts: Facts) -> str:
    """`holder`, `basis` in words, `child`."""
    return f"{facts['holder']} holds parental responsibility for {facts['child']}: {facts['basis']}."


def relationship_recorded(facts: Facts) -> str:
    """`from_name`, `kind` in words, `to_name`."""
    return f"{facts['from_name']} is {facts['kind']} {facts['to_name']}."


def clock_paused(facts: Facts) -> str:
    """`clock`: its name; `agreed_with`."""
    return f"More time was agreed with {facts['agreed_with']} for: {uncapital(facts['clock'])}."


def clock_resumed(facts: Facts) -> str:
    """`clock`: its name."""
    return f"Time runs again for: {uncapital(facts['clock'])}."


def follow_up_contact(facts: Facts) -> str:
    """`way`, `outcome`: the words of the lists."""
    outcome = facts.get("outcome")
    return f"Follow-up with the family {uncapital(facts['way'])}{f': {uncapital(outcome)}' if outcome else ''}."


def follow_up_ended(facts: Facts) -> str:  # noqa: ARG001
    """Nothing to know."""
    return "Follow-up ended."


def _allocated(facts: Facts, to: Reader) -> str:  # noqa: ARG001 - as every kind is told
    before = f" Before, it was {facts['before']}." if facts.get("before") else ""
    return f"{facts['name']} is the person who helps your family.{before}"


def _referral_received(facts: Facts, to: Reader) -> str:
    who, agency, written_by = facts["from_name"], facts.get("agency"), facts.get("written_by")
    asked = f"{capital(to.who(who))}{f' ({agency})' if agency else ''} asked us to help your family."
    told = "you" if who in to.names else "they"
    return f"{asked} {written_by} wrote down what {told} told us." if written_by else asked


OWN_WORDS = {
    "pathway.referral_received": OwnWords(
        "How it began",
        _referral_received,
        headings={
            "worries": "The worries that were told",
            "working": "What was told that goes well",
            "tried": "What had been tried",
            "note": "What to know before a visit",
        },
    ),
    "pathway.more_information_asked": OwnWords("We asked to know more"),
    "pathway.more_information_given": OwnWords("We were told more"),
    "pathway.accepted": OwnWords("We said yes to helping", lambda _facts, _to: "We said that we can help."),
    "pathway.allocated": OwnWords("Who helps you", _allocated),
    "pathway.known_as_changed": OwnWords("Your family", own_known_as_changed),
    "pathway.helper_joined": OwnWords("Who helps you"),
    "pathway.helper_left": OwnWords("Who helps you"),
    "pathway.stage_began": OwnWords("The next part of our work"),
    "pathway.closed": OwnWords(
        "We stopped coming",
        headings={"working": "What changed", "worries": "What still worries us"},
    ),
    "pathway.told_of_the_end": OwnWords("Our work has ended", own_end, {"note": "What {writer} wants you to know"}),
    "pathway.called_off": OwnWords("Called off", lambda facts, _to: called_off(facts)),
    "pathway.follow_up_contact": OwnWords("How it went on"),
}
"""Kind → its words on the own page of a parent or child, in words a child of nine understands."""

RECEIVED = "pathway.referral_received"
ASKED = "pathway.more_information_asked"
GIVEN = "pathway.more_information_given"
ACCEPTED = "pathway.accepted"
ALLOCATED = "pathway.allocated"
HELPER_JOINED = "pathway.helper_joined"
FACT_RECORDED = "pathway.fact_recorded"
RELATIONSHIP_RECORDED = "pathway.relationship_recorded"
RESPONSIBILITY_RECORDED = "pathway.responsibility_recorded"
ROW = "row"
"""The fact of an entry that names the row it stands on: by it what was recorded is undone when it did not happen."""
NOT_REACHED = "not_reached"
"""The outcome of a follow-up that reached nobody."""
ON_ROWS = (HELPER_JOINED, FACT_RECORDED, RELATIONSHIP_RECORDED, RESPONSIBILITY_RECORDED)
RISK_ASSESSED = "assessments.risk_assessed"
"""The deed after which our own assessment stands where the referrer's words stood."""
MARKS = (RECEIVED, ASKED, GIVEN, ACCEPTED, DECLINED, ALLOCATED, CLOSED, FOLLOW_UP_ENDED)
"""Deeds from which it is computed where an involvement stands."""


STAGE_PAGES: Mapping[StagePage, str] = {
    "referral": "pathway:referral",
    "first_risk": "assessments:risk",
    "agreement": "agreements:overview",
    "promises": "agreements:agencies",
    "meetings": "meetings:page",
    "assessment": "assessments:overview",
    "plan": "plans:plan",
    "timeline": "timeline:page",
    "ending": "endings:ending",
}
"""Where a practice model's stage finds what it leaves in writing: the name of the family's page."""


def is_of_assessment(stage: Stage) -> bool:
    """Whether a stage is the one that leaves an assessment, so that it needs the family's agreement (002:2679)."""
    return any(form.page == "assessment" for form in stage.forms)


class Standing(StrEnum):
    """Where an involvement stands, from its deeds alone (S7, S8; record: how an involvement opens and ends)."""

    WAITING = "waiting"
    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    HELPING = "helping"
    FOLLOWING_UP = "following_up"
    DECLINED = "declined"
    ENDED = "ended"


UNDECIDED = frozenset({Standing.WAITING, Standing.ASKED, Standing.ANSWERED})
AT_WORK = frozenset({Standing.ACCEPTED, Standing.HELPING})
KEY_WORKER_CHANGES = frozenset({Standing.HELPING})
"""Where an involvement stands while another key worker may take over: there is one, and the work goes on."""
RUNNING = UNDECIDED | AT_WORK | {Standing.FOLLOWING_UP}
"""Where an involvement stands while clocks run in it."""
STANDING_WORDS = {
    Standing.WAITING: "This referral has not been decided yet",
    Standing.ASKED: "More information was asked for, and has not come yet",
    Standing.ANSWERED: "The referrer has answered; this referral has not been decided yet",
    Standing.ACCEPTED: "This referral has been accepted, and no key worker has been allocated yet",
    Standing.HELPING: "A key worker is with this family",
    Standing.FOLLOWING_UP: "The work with this family has ended, and somebody follows up",
    Standing.DECLINED: "This referral has been declined",
    Standing.ENDED: "The work with this family has ended",
}


def standing(deeds: Sequence[tuple[str, date]], today: date) -> Standing:
    """Where an involvement stands, from its deeds (kind, day) in the order they happened."""
    days = dict(deeds)
    if DECLINED in days:
        return Standing.DECLINED
    if FOLLOW_UP_ENDED in days:
        return Standing.ENDED
    if CLOSED in days:
        return Standing.ENDED if today > follow_up_last_day(days[CLOSED]) else Standing.FOLLOWING_UP
    if ALLOCATED in days:
        return Standing.HELPING
    if ACCEPTED in days:
        return Standing.ACCEPTED
    asked = [kind for kind, _ in deeds if kind in (ASKED, GIVEN)]
    return Standing.WAITING if not asked else Standing.ASKED if asked[-1] == ASKED else Standing.ANSWERED


def follow_up_last_day(closed_on: date) -> date:
    """The last day of follow-up: at the latest twelve months after closing (002:1195)."""
    return add_months(closed_on, FOLLOW_UP_MONTHS)


@dataclass(frozen=True, slots=True)
class PersonTold:
    """One person as a referrer tells of them. `birth`: first and last possible day; `due_on` for a baby not born
    yet.
    """

    name: str = ""
    described_as: str = ""
    role: str = ""
    birth: tuple[date, date] | None = None
    due_on: date | None = None
    lives_there: bool = True
    school: str = ""
    nhs: str = ""
    upn: str = ""

    def known_as(self) -> str:
        """The name, or the description."""
        return self.name or self.described_as

    @property
    def is_child(self) -> bool:
        return self.role in CHILDREN


@dataclass(frozen=True, slots=True)
class ReferralTold:
    """A referral as its writer tells it. Lists hold ids of the practice model's items; texts are kept exactly.

    `asked_by`: who rang, where somebody of the team writes down what they said; then `agency` and `telephone` are
    theirs.
    """

    family_name: str
    people: tuple[PersonTold, ...]
    worries: str
    working: str
    tried: str
    criteria: tuple[str, ...]
    triggers: tuple[str, ...]
    route: str
    family_knows: str
    family_knows_why: str = ""
    risks: str = ""
    address: str = ""
    family_telephone: str = ""
    agency: str = ""
    telephone: str = ""
    asked_by: str = ""

    @property
    def who_rang(self) -> PersonTold | None:
        """Whoever rang, as they stand among the people of the family; None when they are not of it."""
        rang = self.asked_by.casefold().split()
        named = [(person, person.known_as().casefold().split()) for person in self.people]
        whole = [person for person, name in named if name == rang]
        by_first_name = [person for person, name in named if name[:1] == rang and not person.is_child]
        found = whole or by_first_name
        return found[0] if len(found) == 1 else None


SELF_REFERRAL = "self_referral"
"""The route by which a family asks for itself."""
ROLES_TOLD = {
    "child": "Child or young person",
    "baby expected": "Baby not born yet",
    "mother": "Mother",
    "father": "Father",
    "parent": "Parent",
    "parent’s partner": "Parent’s partner",
    "carer": "Other carer",
    "grandparent": "Grandparent",
    "relative": "Other relative",
    "friend": "Friend or neighbour",
}
"""What somebody is in the family, as it is kept, and as it is asked."""
EXPECTED = "baby expected"
CHILDREN = frozenset({"child", EXPECTED})


def load_words(families: int, about: int, followed_up: int = 0) -> str:
    """ "4 of about 5 families": how many a key worker has, beside what the model thinks about right (002:1067).

    Families whose work has ended and whom they only follow up are said beside them: "0 of about 5 families, and keeps
    in touch with 2 more".
    """
    words = (
        f"{families} of about {about} families" if about else f"{families} {'family' if families == 1 else 'families'}"
    )
    return f"{words}, and keeps in touch with {followed_up} more" if followed_up else words
