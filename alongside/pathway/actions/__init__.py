"""Named writes of the pathway, by what they are about. Each writes its rows and leaves its entries in one
transaction.
"""

from alongside.pathway.actions._running import Asked
from alongside.pathway.actions.allocating import (
    HandedOver,
    allocate,
    allocate_again,
    helper_joins,
    helper_leaves,
    joins_on_file,
)
from alongside.pathway.actions.closing import NOBODY_LEFT, NOTHING_GOES_ON, close, end_follow_up, record_follow_up
from alongside.pathway.actions.deciding import accept, ask_for_more, decline
from alongside.pathway.actions.people import (
    add_person,
    change_known_as,
    keep_why,
    record_fact,
    record_relationship,
    record_responsibility,
)
from alongside.pathway.actions.receiving import give_more_information, receive_referral
from alongside.pathway.actions.stages import begin_stage, pause_clock, resume_clock
from alongside.pathway.actions.undoing import undo_what_followed

__all__ = [
    "NOBODY_LEFT",
    "NOTHING_GOES_ON",
    "Asked",
    "HandedOver",
    "accept",
    "add_person",
    "allocate",
    "allocate_again",
    "ask_for_more",
    "begin_stage",
    "change_known_as",
    "close",
    "decline",
    "end_follow_up",
    "give_more_information",
    "helper_joins",
    "helper_leaves",
    "joins_on_file",
    "keep_why",
    "pause_clock",
    "receive_referral",
    "record_fact",
    "record_follow_up",
    "record_relationship",
    "record_responsibility",
    "resume_clock",
    "undo_what_followed",
]
