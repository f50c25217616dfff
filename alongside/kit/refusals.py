"""What an action raises when it says no."""


class NotAllowed(Exception):
    """This person may not do this; a page answers as for what does not exist."""


class Unacceptable(Exception):
    """What was given cannot be recorded as it is. `field` names the input ("" for the whole form), `message` what
    to do.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class AlreadyCorrected(Exception):
    """Somebody else corrected the same thing meanwhile. `theirs` identifies their version."""

    def __init__(self, theirs: object) -> None:
        super().__init__("somebody else corrected this meanwhile")
        self.theirs = theirs
