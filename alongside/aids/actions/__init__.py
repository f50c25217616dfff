"""Named writes of the aids."""

from alongside.aids.actions._step import NewStep
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
from alongside.aids.actions.legal import NewReply, NewRequest, answer_request, ask_for_meeting
from alongside.aids.actions.next_step import NewTimescale, say_next_step, say_timescale
from alongside.aids.actions.scales import NewAnswer, NewScalesLook, answer_again, answer_step, look_at_scales

__all__ = [
    "NewAnswer",
    "NewBarrier",
    "NewDifference",
    "NewLook",
    "NewMove",
    "NewReply",
    "NewRequest",
    "NewScalesLook",
    "NewStep",
    "NewStepBack",
    "NewTick",
    "NewTimescale",
    "answer_again",
    "answer_request",
    "answer_step",
    "ask_for_meeting",
    "look_again_at_barrier",
    "look_at_blocks",
    "look_at_bulb",
    "look_at_scales",
    "move_back",
    "move_on",
    "name_barrier",
    "say_next_step",
    "say_stuck",
    "say_timescale",
    "see_difference",
    "talk_through",
    "tick_line",
]
