"""One way to say no: a single line saying what is wrong and what to do, exit code 2, nothing changed."""

EXIT_CODE = 2


class Refusal(Exception):
    """The command cannot be done. The message is one line: what is wrong, then what to do."""


class Broken(Exception):
    """A service that was running has ended by itself. The message is one line; exit code 1."""
