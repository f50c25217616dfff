"""Files that people attach: looked through by content, made harmless or refused, named safely, given out as downloads.

A file is opened in a process of its own, which knows no secret, has little memory and little time (`looking`). What
comes out of it is all that is kept: a picture painted anew, a document in which nothing runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 5
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "image/jpeg": ("picture", "jpg"),
    "image/png": ("picture", "png"),
    "application/pdf": ("PDF", "pdf"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("Word document", "docx"),
    "text/plain": ("text", "txt"),
})  # fmt: skip
"""Media type → what we call it, and how its name ends when it is given out."""
WHAT_WE_TAKE = "a picture (JPEG, PNG or HEIC), a PDF, a Word document (.docx) or plain text"

CANNOT_BE_READ = "cannot be read: it may be damaged. Open it, save it anew, and attach that"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that may be kept. `name`: the person's own for it; `sent`: digest of what they sent; `words`: what can be
    searched in it; `all_read`: whether that is all that it says.
    """

    name: str
    media_type: str
    body: bytes
    sent: str
    words: str = ""
    all_read: bool = False

    def __repr__(self) -> str:
        return f"{self.name} {self.sent}"

    __str__ = __repr__

    @property
    def kind(self) -> str:
        """What we call such a file."""
        return KINDS[self.media_type][0]
