"""One way to say no at the start: a single line saying what is wrong and what to do, exit code 2, nothing changed."""

EXIT_CODE = 2


class Refusal(Exception):
    """The service cannot start. The message is one line: what is wrong, then what to do."""
