"""What the pathway answers to the rooms below: the kinds of deed it records, and what of it is open when the work
ends.
"""

from collections.abc import Collection
from datetime import datetime

from alongside.access.models import User
from alongside.kit.hooks import Panel
from alongside.pathway import actions, queries, rules
from alongside.timeline.rules import Audience, EntryKind, Nature, with_own_words

_PROCESS = frozenset({Nature.PROCESS})
_TOLD = "What the referrer was told"
_REFERRAL = {"note": "To know before visiting", "reason": "Why the family does not know of the referral"}
_CLOSED = {"working": "What changed", "worries": "What still worries us", "note": "What the family is told",
           "response": "What they were told of the earlier end"}  # fmt: skip

_BEFORE = "This was recorded before it could be taken back from here. "
"""Said of an entry from the time when entries did not name the row they stand on."""
_BEGUN_AGAIN = (
    "Access closed when the work ended, and is not opened by taking this back. If the family needs help again, refer "
    "them again: a referral opens the work anew"
)

entry_kinds = [
    EntryKind(
        "pathway.referral_received", _PROCESS, rules.referral_received, "Referral", headings=_REFERRAL,
        url_name="pathway:referral_entry",
        put_right_elsewhere="Somebody sent it, and waits to hear what became of it; the family was opened by it. If "
        "nobody is to be helped, decline the referral and say why, or end the work with the family. What is wrong "
        "about somebody is put right on the family’s page “People”",
    ),
    EntryKind("pathway.more_information_asked", _PROCESS, rules.more_information_asked, "More information asked for"),
    EntryKind("pathway.more_information_given", _PROCESS, rules.more_information_given, "More information given"),
    EntryKind(
        "pathway.accepted", _PROCESS, rules.accepted, "Referral accepted", headings={"note": _TOLD},
        put_right_elsewhere="The referrer was told that the family will be helped. If there is nothing to help with, "
        "end the work with the family, and say why",
    ),
    EntryKind(
        "pathway.declined",
        _PROCESS,
        rules.declined,
        "Referral declined",
        subtypes_from="list:decline_reason",
        headings={"reason": _TOLD},
        put_right_elsewhere="The referrer was told. If the family is to be helped after all, refer them again",
    ),
    EntryKind(
        "pathway.allocated", _PROCESS, rules.allocated, "Key worker allocated",
        put_right_elsewhere="A family is not left without its key worker. If it is somebody else, a manager changes "
        "the key worker on the page “Change the key worker”",
    ),
    EntryKind(
        rules.HELPER_JOINED, _PROCESS, rules.helper_joined, "Helper joined", undone_with=rules.ROW,
        put_right_elsewhere=_BEFORE + "On the page “Somebody begins to help”, say that this person helps no longer",
    ),
    EntryKind(
        "pathway.helper_left", _PROCESS, rules.helper_left, "Helper left",
        put_right_elsewhere="Their access closed when they left. If they still help, add them again on the page "
        "“Somebody begins to help”",
    ),
    EntryKind("pathway.stage_began", _PROCESS, rules.stage_began, "Stage began", subtypes_from="stages"),
    EntryKind(
        "pathway.person_joined", _PROCESS, rules.person_joined, "Person added",
        put_right_elsewhere="Other records may name this person. Put right who they are, and whether they live with "
        "the family, on the family’s page “People”",
    ),
    EntryKind(
        "pathway.known_as_changed", _PROCESS, rules.known_as_changed, "Person put right",
        put_right_elsewhere="Put the person right again on the family’s page “People”",
    ),
    EntryKind(
        "pathway.chosen_apart", _PROCESS, rules.chosen_apart, "Somebody to be kept away was chosen",
        headings={"reason": "Why it is safe"},
    ),
    EntryKind(
        rules.FACT_RECORDED, _PROCESS, rules.fact_recorded, "Fact recorded", undone_with=rules.ROW,
        put_right_elsewhere=_BEFORE + "Correct the fact on the family’s page “People”",
    ),
    EntryKind(
        rules.RELATIONSHIP_RECORDED, _PROCESS, rules.relationship_recorded, "Relationship recorded",
        undone_with=rules.ROW,
        put_right_elsewhere=_BEFORE + "Record how they are related as it is on the page “Record a relationship”",
    ),
    EntryKind(
        rules.RESPONSIBILITY_RECORDED, _PROCESS, rules.responsibility_recorded, "Parental responsibility recorded",
        undone_with=rules.ROW,
        put_right_elsewhere=_BEFORE + "Record who does hold it on the page “Record parental responsibility”",
    ),
    EntryKind("pathway.clock_paused", _PROCESS, rules.clock_paused, "More time agreed"),
    EntryKind("pathway.clock_resumed", _PROCESS, rules.clock_resumed, "Time runs again"),
    EntryKind(
        "pathway.closed", _PROCESS, rules.closed, "Work ended", subtypes_from="list:closure_reason", headings=_CLOSED,
        put_right_elsewhere=_BEGUN_AGAIN,
    ),
    EntryKind(
        "pathway.told_of_the_end", _PROCESS, rules.told_of_the_end, "What the family is told",
        audience=Audience.FAMILY, headings={"note": _CLOSED["note"]},
    ),
    EntryKind(
        rules.LEFT_UNCHANGED, _PROCESS, rules.left_unchanged, "What stays unchanged",
        headings={"unchanged": "What stays unchanged", "instead": "What else could be tried, and by whom"},
    ),
    EntryKind(
        rules.STOOD_IN_LAW, _PROCESS, rules.stood_in_law, "What stood in law",
        headings={"reason": "Why the work ended all the same, and what was agreed"},
    ),
    EntryKind("pathway.called_off", _PROCESS, rules.called_off, "Called off", audience=Audience.FAMILY),
    EntryKind("pathway.goes_on", _PROCESS, rules.goes_on, "Goes on", headings={"reason": "Why it goes on"}),
    EntryKind(
        "pathway.follow_up_contact", _PROCESS, rules.follow_up_contact, "Follow-up", subtypes_from="list:follow_up_way",
        contact_unless={"outcome_id": rules.NOT_REACHED},
    ),
    EntryKind(
        "pathway.follow_up_ended", _PROCESS, rules.follow_up_ended, "Follow-up ended", put_right_elsewhere=_BEGUN_AGAIN
    ),
]  # fmt: skip
entry_kinds = with_own_words(entry_kinds, rules.OWN_WORDS)


def after_retraction(*, by: User, family_id: int, kinds: Collection[str], at: datetime) -> None:
    """What was recorded of people and helpers, and did not happen, is undone with its entry."""
    if set(rules.ON_ROWS) & set(kinds):
        actions.undo_what_followed(by=by, family_id=family_id, at=at)


chosen_apart = actions.keep_why


def how_it_began(*, family_id: int, user: User, at: datetime) -> Panel | None:  # noqa: ARG001 - panels are told the moment
    """Who asked for help and when."""
    told = queries.risks_told(user, family_id)
    return Panel("How it began", "pathway/panel_began.jinja", {"told": told}, "speech") if told else None


def risks_before_you_go(*, family_id: int, user: User, at: datetime) -> Panel | None:  # noqa: ARG001 - as above
    """What the referrer said a worker should know before reaching somebody, until we have assessed the risks ourselves.
    Before a visit it stands among what else is to be known.
    """
    told = queries.risks_told(user, family_id)
    if told is None or told.assessed or not told.words:
        return None
    return Panel(
        "What the referrer says of risks", "pathway/panel_referral.jinja", {"told": told}, "shield", at_hand=True
    )


outstanding_at_close = queries.open_at_the_end
told_on = {
    "family": queries.TOLD_OF_RISKS,
    "visit": queries.TOLD_OF_RISKS,
    "close": (rules.LEFT_UNCHANGED, rules.STOOD_IN_LAW),
}
panels = {"family": [how_it_began], "reach": [risks_before_you_go]}
