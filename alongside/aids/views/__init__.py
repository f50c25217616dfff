"""Pages of the aids."""

from alongside.aids.views.blocks import block, blocks, move_back, move_on, say_stuck, talk_through, tick_line
from alongside.aids.views.bulb import bulb, look_again_at_barrier, name_barrier, pictures, see_difference
from alongside.aids.views.next_step import ask_for_meeting, legal_planning, next_step, timescale
from alongside.aids.views.scales import answer_again, answer_step, answer_with, scales

__all__ = [
    "answer_again",
    "answer_step",
    "answer_with",
    "ask_for_meeting",
    "block",
    "blocks",
    "bulb",
    "legal_planning",
    "look_again_at_barrier",
    "move_back",
    "move_on",
    "name_barrier",
    "next_step",
    "pictures",
    "say_stuck",
    "scales",
    "see_difference",
    "talk_through",
    "tick_line",
    "timescale",
]
