"""One small fault, as somebody in a hurry makes it."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Fault:
    """In `file`, `was` (which stands there once) `becomes` something else. `asked`: the tests that should see it, which
    are run first; where they do not, all that have to do with who may see what are.
    """

    what: str
    file: str
    was: str
    becomes: str
    asked: str

    @property
    def path(self) -> Path:
        return Path("alongside") / self.file

    def seeded(self, text: str) -> str:
        """The file's text with the fault in it. Raises ValueError where it does not stand there just once."""
        if text.count(self.was) != 1:
            raise ValueError(f"{self.what}: {self.file} holds this {text.count(self.was)} times: {self.was}")
        return text.replace(self.was, self.becomes)
