"""The stories, one file each, in the order in which they are told."""

from alongside.demo.families._telling import Telling
from alongside.demo.families.bexon import tell_bexon
from alongside.demo.families.delaney import tell_delaney
from alongside.demo.families.doyle import tell_doyle
from alongside.demo.families.hale import tell_hale
from alongside.demo.families.hartley import tell_hartley
from alongside.demo.families.okoye import tell_okoye
from alongside.demo.families.robbins import tell_robbins
from alongside.demo.families.sadler import tell_sadler
from alongside.demo.families.smith import tell_smith
from alongside.demo.families.williams import tell_williams

STORIES = (
    ("Doyle", tell_doyle), ("Robbins", tell_robbins), ("Smith", tell_smith), ("Hartley", tell_hartley),
    ("Williams", tell_williams), ("Bexon", tell_bexon), ("Sadler", tell_sadler),
    ("Delaney", tell_delaney), ("Okoye", tell_okoye), ("Hale", tell_hale),
)  # fmt: skip

__all__ = ["STORIES", "Telling"]
