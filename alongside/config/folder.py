"""The data folder: made when there is none, and held by one start at a time."""

import fcntl
import os
from pathlib import Path

from alongside.config.refusal import Refusal


class FolderHeld(Refusal):
    """Another process of ours runs on that data folder."""


class DataFolder:
    """A data folder. The kernel lets go of it however the process that holds it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: int | None = None

    def hold_if_there(self) -> bool:
        """Hold the folder, if there is one, changing nothing in it. Raises FolderHeld while another process does."""
        if self._held is not None:
            return True
        try:
            held = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unusable(self.path, error) from error
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(held)
            raise FolderHeld(
                f"Alongside already runs on {self.path}. Stop it first, or set ALONGSIDE_DATA to another folder."
            ) from error
        self._held = held
        return True

    def make(self) -> None:
        """Make the folder if there is none, see that it can be written, and hold it. Raises Refusal."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            probe = self.path / f".writable.{os.getpid()}"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise _unusable(self.path, error) from error
        self.hold_if_there()

    def let_go(self) -> None:
        """Let another process hold it."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


def _unusable(path: Path, error: OSError) -> Refusal:
    reason = f"The data folder {path} cannot be written ({error.strerror})."
    return Refusal(f"{reason} Give it to this user, or set ALONGSIDE_DATA to another folder.")
