"""Named writes of the people room, by what they are about. Each is atomic, keyword-only, and says first by whom."""

from alongside.people.actions.access import (
    Follows,
    close_access,
    close_one_access,
    keep_with,
    link_account,
    open_access,
    stop_withholding,
    unlink_account,
    withhold,
)
from alongside.people.actions.facts import record_fact, retract_fact
from alongside.people.actions.families import (
    add_person,
    change_known_as,
    change_membership,
    correct_membership,
    leave_family,
    make_family,
    next_family_id,
)
from alongside.people.actions.helping import (
    add_helper,
    agency_named,
    change_model_version,
    end_helper,
    follow_new_versions,
    open_involvement,
    professional,
    professional_met,
)
from alongside.people.actions.ties import (
    end_responsibility,
    record_relationship,
    record_responsibility,
    retract_relationship,
    retract_responsibility,
)

__all__ = [
    "Follows",
    "add_helper",
    "add_person",
    "agency_named",
    "change_known_as",
    "change_membership",
    "change_model_version",
    "close_access",
    "close_one_access",
    "correct_membership",
    "end_helper",
    "end_responsibility",
    "follow_new_versions",
    "keep_with",
    "leave_family",
    "link_account",
    "make_family",
    "next_family_id",
    "open_access",
    "open_involvement",
    "professional",
    "professional_met",
    "record_fact",
    "record_relationship",
    "record_responsibility",
    "retract_fact",
    "retract_relationship",
    "retract_responsibility",
    "stop_withholding",
    "unlink_account",
    "withhold",
]
