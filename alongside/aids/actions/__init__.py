"""Named writes of the aids."""

from alongside.aids.actions.blocks import (
    NewMove,
    NewStepBack,
    NewTick,
    look_at_blocks,
    move_back,
    move_on,
    say_stuck,
    talk_through,
    tick_line,
)
from alongside.aids.actions.bulb import (
    NewBarrier,
    NewDifference,
    NewLook,
    look_again_at_barrier,
    look_at_bulb,
    name_barrier,
    see_difference,
)
from alongside.aids.actions.scales import NewAnswer, answer_step, look_at_scales

__all__ = [
    "NewAnswer",
    "NewBarrier",
    "NewDifference",
    "NewLook",
    "NewMove",
    "NewStepBack",
    "NewTick",
    "answer_step",
    "look_again_at_barrier",
    "look_at_blocks",
    "look_at_bulb",
    "look_at_scales",
    "move_back",
    "move_on",
    "name_barrier",
    "say_stuck",
    "see_difference",
    "talk_through",
    "tick_line",
]
