"""Pages of the aids."""

from alongside.aids.views.bulb import bulb, look_again_at_barrier, name_barrier, pictures, see_difference

__all__ = ["bulb", "look_again_at_barrier", "name_barrier", "pictures", "see_difference"]
