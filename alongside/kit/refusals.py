"""What an action raises when it says no."""

from collections.abc import Mapping
from types import MappingProxyType


class NotAllowed(Exception):
    """This person may not do this; a page answers as for what does not exist."""


class Unacceptable(Exception):
    """What was given cannot be recorded as it is. `field` names the input ("" for the whole form), `message` what
    to do; `told`: what is wrong with each answer that it is about, by the words of the answer, where it is about words
    wherever they stand.
    """

    def __init__(self, field: str, message: str, told: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.told = told


class AlreadyCorrected(Exception):
    """Somebody else corrected the same thing meanwhile. `theirs` identifies their version."""

    def __init__(self, theirs: object) -> None:
        super().__init__("somebody else corrected this meanwhile")
        self.theirs = theirs
