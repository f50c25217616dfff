"""The types of meeting, with what each is for (S7, S3, S21; 002:1153-1155, 1169-1173, 1185-1189). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

REFERRAL_MEETING, FIRST_REVIEW, REVIEW, CONCERN = "referral_meeting", "first_review", "review", "on_concern"
CONFERENCE, CORE_GROUP, FAMILY_CONFERENCE = "child_protection_conference", "core_group", "family_group_conference"
REVIEWS = frozenset({FIRST_REVIEW, REVIEW})


@dataclass(frozen=True, slots=True)
class MeetingType:
    """A type of meeting. `purpose` and `order` are offered when one is planned, to be put in the family's own words."""

    label: str
    purpose: str
    order: tuple[str, ...]


TYPES: Mapping[str, MeetingType] = {
    REFERRAL_MEETING: MeetingType(
        "Referral meeting",
        "Everybody who helps already sits down with the family, says why help was asked for, and asks the family "
        "whether they agree to an assessment.",
        (
            "Who everybody is",
            "What the family hopes for",
            "Why help was asked for, and what went before",
            "What we do not know yet",
            "Does the family agree to an assessment?",
            "Who does what, and by when",
        ),
    ),
    FIRST_REVIEW: MeetingType(
        "First review",
        "We look at the assessment together and settle the plan: what the family does, and what each of us does.",
        (
            "What is better, and what is not",
            "What the assessment found, in the family’s view and in ours",
            "The plan, line by line",
            "What each of us promises",
            "When we meet again",
        ),
    ),
    REVIEW: MeetingType(
        "Review",
        "We look at what has changed since the last meeting, and settle the plan for the next weeks.",
        (
            "What is better, and what is not",
            "How far the plan was kept, by the family and by us",
            "What to leave, what to change, what to make smaller",
            "Who does what, and by when",
            "When we meet again",
        ),
    ),
    CONCERN: MeetingType(
        "Meeting on concern",
        "Somebody is worried now. We say what about, hear everybody, and settle what happens next.",
        ("What the worry is", "What each person says", "What keeps everybody safe until we meet again"),
    ),
    CONFERENCE: MeetingType(
        "Child protection conference",
        "We say openly what may harm the child, hear what keeps the child safe, and settle together with the family "
        "what has to be different.",
        (
            "Who everybody is, and how we talk with each other",
            "What may harm the child, in plain words",
            "What keeps the child safe already",
            "What the child says, and what each parent says",
            "What is decided, and why",
            "Who does what, and by when",
        ),
    ),
    CORE_GROUP: MeetingType(
        "Core group",
        "The family and those who carry the plan look at what was done, what it changed for the child, and what is "
        "next.",
        (
            "How the child is, and what the child says",
            "What was done since we met, and what it changed",
            "What was not done, and what stood in the way",
            "Who does what, and by when",
            "When we meet again",
        ),
    ),
    FAMILY_CONFERENCE: MeetingType(
        "Family group conference",
        "The family and the people they choose make their own plan. Whoever helps says what they know, answers "
        "questions, and then leaves the room.",
        (
            "Who everybody is, and what the family wants from the day",
            "What each child wants to be heard",
            "What those who help know, and what they can give",
            "Time for the family alone",
            "The family’s plan, and what we promise to do for it",
            "When we look at it together",
        ),
    ),
}
ON_THE_WAY = (REFERRAL_MEETING, FIRST_REVIEW, REVIEW)
"""The meetings of the pathway; what else is held beside them is in TYPES too."""
MEETING_BESIDE = "meeting_beside"
"""The list of a practice model that names the meetings it knows beside those of the pathway."""
LED_ELSEWHERE = frozenset({CORE_GROUP, CONFERENCE})
"""Meetings of a child protection plan: children’s social care calls them, and nobody else calls them off."""
BESIDE = (FAMILY_CONFERENCE, CORE_GROUP, CONFERENCE)
"""Meetings that the family, or the law, calls for beside those of the pathway (S3, S21; 000:22, 004:1167-1175)."""
