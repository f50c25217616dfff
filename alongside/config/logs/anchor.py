"""The newest block, written down where the database cannot write: a file beside it, signed, and wherever else is named.

The file is signed with a key that lies outside the database, so that whoever may write the file alone cannot make one.
`ALONGSIDE_LOG_WEBHOOK` names an address that is sent each head as JSON: the only anchor that outlives the whole machine
being put back.
"""

import hmac
import json
import os
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from alongside.config import env
from alongside.config.logs.blocks import Seal

HEAD, KEY = "log_head.json", "log_key"
SECONDS_TO_TELL = 5


@dataclass(frozen=True, slots=True)
class Head:
    """The newest block that was sealed."""

    number: int
    hash: str


class Forged(Exception):
    """The anchor was not written by whoever has the key."""


class Anchor:
    """The anchor of the logs of one record, in its data folder."""

    def __init__(self, folder: Path) -> None:
        self.at, self.key_at = folder / HEAD, folder / KEY

    def read(self) -> Head | None:
        """The head that was written down last; None before the first. Raises Forged."""
        try:
            told = json.loads(self.at.read_text())
            head = Head(int(told["number"]), str(told["hash"]))
            signed = str(told["signed"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise Forged from error
        if not hmac.compare_digest(signed, self._signed(head)):
            raise Forged
        return head

    def write(self, seal: Seal) -> None:
        """Put the newest block in place of the one before, whole or not at all, and tell whoever is to be told."""
        head = Head(seal.number, seal.hash)
        told = json.dumps({"number": head.number, "hash": head.hash, "signed": self._signed(head)})
        making = self.at.with_name(f"{HEAD}.{os.getpid()}")
        with making.open("w") as file:
            file.write(told)
            file.flush()
            os.fsync(file.fileno())
        making.replace(self.at)
        _tell(told)

    def put_by(self) -> None:
        """After a restore that was meant: keep the old head beside, and begin anew."""
        if self.at.exists():
            number = len(list(self.at.parent.glob(f"{HEAD}.before-*"))) + 1
            self.at.replace(self.at.with_name(f"{HEAD}.before-{number}"))

    def forget(self) -> None:
        """The record was erased, and its logs with it."""
        self.at.unlink(missing_ok=True)

    def _signed(self, head: Head) -> str:
        return hmac.digest(self._key(), f"{head.number} {head.hash}".encode(), "sha256").hex()

    def _key(self) -> bytes:
        given = os.environ.get("ALONGSIDE_LOG_KEY")
        return given.encode() if given else env.kept_secret(self.key_at).encode()


def _tell(told: str) -> None:
    address = os.environ.get("ALONGSIDE_LOG_WEBHOOK")
    if not address:
        return
    request = urllib.request.Request(  # noqa: S310 (named by whoever runs the service)
        address, told.encode(), {"Content-Type": "application/json"}
    )
    try:
        urllib.request.urlopen(request, timeout=SECONDS_TO_TELL).close()  # noqa: S310
    except (urllib.error.URLError, OSError, ValueError) as error:
        print(f"The head of the logs was not told to {address}: {error}", file=sys.stderr, flush=True)
