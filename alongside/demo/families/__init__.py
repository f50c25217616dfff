"""The stories, one file each, in the order in which they are told."""

from alongside.demo.families._telling import Telling
from alongside.demo.families.doyle import tell_doyle
from alongside.demo.families.hale import tell_hale
from alongside.demo.families.robbins import tell_robbins
from alongside.demo.families.smith import tell_smith

STORIES = (("Doyle", tell_doyle), ("Robbins", tell_robbins), ("Smith", tell_smith), ("Hale", tell_hale))

__all__ = ["STORIES", "Telling"]
