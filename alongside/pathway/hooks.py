"""What the pathway answers to the rooms below: the kinds of deed it records, and what of it is open when the work
ends.
"""

from datetime import datetime

from alongside.access.models import User
from alongside.kit.hooks import Panel
from alongside.pathway import queries, rules
from alongside.timeline.rules import EntryKind, Nature

_PROCESS = frozenset({Nature.PROCESS})
_TOLD = "What the referrer was told"
_REFERRAL = {"note": "To know before visiting", "reason": "Why the family does not know of the referral"}
_CLOSED = {"working": "What changed", "worries": "What still worries us", "note": "What the family is told"}

entry_kinds = [
    EntryKind(
        "pathway.referral_received", _PROCESS, rules.referral_received, "Referral", headings=_REFERRAL,
        url_name="pathway:referral_entry",
    ),
    EntryKind("pathway.more_information_asked", _PROCESS, rules.more_information_asked, "More information asked for"),
    EntryKind("pathway.more_information_given", _PROCESS, rules.more_information_given, "More information given"),
    EntryKind("pathway.accepted", _PROCESS, rules.accepted, "Referral accepted", headings={"note": _TOLD}),
    EntryKind(
        "pathway.declined",
        _PROCESS,
        rules.declined,
        "Referral declined",
        subtypes_from="list:decline_reason",
        headings={"reason": _TOLD},
    ),
    EntryKind("pathway.allocated", _PROCESS, rules.allocated, "Key worker allocated"),
    EntryKind("pathway.helper_joined", _PROCESS, rules.helper_joined, "Helper joined"),
    EntryKind("pathway.helper_left", _PROCESS, rules.helper_left, "Helper left"),
    EntryKind("pathway.stage_began", _PROCESS, rules.stage_began, "Stage began", subtypes_from="stages"),
    EntryKind("pathway.person_joined", _PROCESS, rules.person_joined, "Person added"),
    EntryKind("pathway.known_as_changed", _PROCESS, rules.known_as_changed, "Person put right"),
    EntryKind("pathway.fact_recorded", _PROCESS, rules.fact_recorded, "Fact recorded"),
    EntryKind("pathway.relationship_recorded", _PROCESS, rules.relationship_recorded, "Relationship recorded"),
    EntryKind(
        "pathway.responsibility_recorded", _PROCESS, rules.responsibility_recorded, "Parental responsibility recorded"
    ),
    EntryKind("pathway.clock_paused", _PROCESS, rules.clock_paused, "More time agreed"),
    EntryKind("pathway.clock_resumed", _PROCESS, rules.clock_resumed, "Time runs again"),
    EntryKind(
        "pathway.closed", _PROCESS, rules.closed, "Work ended", subtypes_from="list:closure_reason", headings=_CLOSED
    ),
    EntryKind(
        "pathway.follow_up_contact", _PROCESS, rules.follow_up_contact, "Follow-up", subtypes_from="list:follow_up_way"
    ),
    EntryKind("pathway.follow_up_ended", _PROCESS, rules.follow_up_ended, "Follow-up ended"),
]  # fmt: skip


def how_it_began(*, family_id: int, user: User, at: datetime) -> Panel | None:  # noqa: ARG001 - panels are told the moment
    """Who asked for help and when; and, until we have assessed the risks ourselves, what they said of them."""
    told = queries.risks_told(user, family_id)
    return Panel("How it began", "pathway/panel_referral.jinja", {"told": told}, "speech") if told else None


def risks_before_you_go(*, family_id: int, user: User, at: datetime) -> Panel | None:  # noqa: ARG001 - as above
    """What the referrer said a worker should know before visiting, until we have assessed the risks ourselves."""
    told = queries.risks_told(user, family_id)
    if told is None or told.assessed or not told.words:
        return None
    return Panel("What the referrer says of risks", "pathway/panel_referral.jinja", {"told": told}, "shield")


outstanding_at_close = queries.on_hold
panels = {"family": [how_it_began], "visit": [risks_before_you_go], "reach": [risks_before_you_go]}
