"""Pages of the aids."""

from alongside.aids.views.blocks import block, blocks, move_back, move_on, say_stuck, talk_through, tick_line
from alongside.aids.views.bulb import bulb, look_again_at_barrier, name_barrier, pictures, see_difference
from alongside.aids.views.scales import answer_step, scales

__all__ = [
    "answer_step",
    "block",
    "blocks",
    "bulb",
    "look_again_at_barrier",
    "move_back",
    "move_on",
    "name_barrier",
    "pictures",
    "say_stuck",
    "scales",
    "see_difference",
    "talk_through",
    "tick_line",
]
