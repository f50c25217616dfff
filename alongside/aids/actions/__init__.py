"""Named writes of the aids."""

from alongside.aids.actions.bulb import (
    NewBarrier,
    NewDifference,
    NewLook,
    look_again_at_barrier,
    look_at_bulb,
    name_barrier,
    see_difference,
)

__all__ = [
    "NewBarrier",
    "NewDifference",
    "NewLook",
    "look_again_at_barrier",
    "look_at_bulb",
    "name_barrier",
    "see_difference",
]
