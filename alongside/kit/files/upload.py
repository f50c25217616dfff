"""How files come in: into memory and never onto a disk, and no more of one than we take.

What is too large is let pass by, so that what was typed beside it still arrives and the form can say so.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from alongside.kit.files import MOST_BYTES, MOST_FILES

MOST_AT_ONCE = MOST_BYTES * MOST_FILES


class IntoMemory(FileUploadHandler):
    """At most MOST_BYTES of each file, MOST_AT_ONCE of all; a file beyond that keeps its size and loses its content."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.pieces: list[bytes] = []
        self.here = self.of_all = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing."""
        super().new_file(*args, **kwargs)
        self.pieces, self.here = [], 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django passes it
        """Take a piece in, or let it pass."""
        self.here += len(raw_data)
        self.of_all += len(raw_data)
        if self.here > MOST_BYTES or self.of_all > MOST_AT_ONCE:
            self.pieces = []
        else:
            self.pieces.append(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file, or one of its size without content."""
        body = b"".join(self.pieces)
        whole = len(body) == file_size
        return UploadedFile(
            BytesIO(body if whole else b""), self.file_name, self.content_type, file_size, self.charset,
            self.content_type_extra,
        )  # fmt: skip
