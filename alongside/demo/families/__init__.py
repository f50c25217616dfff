"""The stories, one file each, in the order in which they are told."""

from alongside.demo.families._telling import Telling
from alongside.demo.families.robbins import tell_robbins
from alongside.demo.families.smith import tell_smith

STORIES = (("Robbins", tell_robbins), ("Smith", tell_smith))

__all__ = ["STORIES", "Telling"]
