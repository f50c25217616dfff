"""Blocks of a log and the chain they hang on. Pure: lines in, digests out (Merkle trees as in RFC 6962, 2.1)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

EMPTY = hashlib.sha256(b"").hexdigest()
BEGINNING = "0" * 64
LAST_XID = 2**62
"""Above every transaction: how far the last block of an epoch reaches."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One block: what was logged in `month` by transactions from `from_xid` up to, not including, `upto_xid`.

    `epoch` counts how often the database was restored elsewhere, where transactions are numbered anew; the rows of an
    epoch have a `seq` of `first_seq` or more. `previous` is the hash of the block before.
    """

    number: int
    epoch: int
    system_id: str
    first_seq: int
    month: date
    from_xid: int
    upto_xid: int
    looks: int
    looks_root: str
    changes: int
    changes_root: str
    previous: str

    @property
    def hash(self) -> str:
        """What the next block hangs on."""
        said = {name: str(value) for name, value in asdict(self).items()}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


COLUMNS = tuple(field.name for field in fields(Seal))


def leaf(line: bytes) -> bytes:
    """The digest of one row as the database writes it out."""
    return hashlib.sha256(b"\0" + line).digest()


def root(leaves: Sequence[bytes]) -> str:
    """The root over digests of rows, in their order; that of nothing is `EMPTY`."""
    level = list(leaves)
    if not level:
        return EMPTY
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs] + odd
    return level[0].hex()


def broken_links(seals: Iterable[Seal], hashes: Iterable[str]) -> list[str]:
    """What is wrong with the chain itself, block after block; `hashes` are those that were written down."""
    faults, before = [], None
    for seal, written in zip(seals, hashes, strict=True):
        expected = before.number + 1 if before else 1
        if seal.number != expected:
            faults.append(f"block {expected} is missing: after it comes {seal.number}")
        elif seal.previous != (before.hash if before else BEGINNING):
            faults.append(f"block {seal.number} does not hang on the one before it")
        if seal.hash != written:
            faults.append(f"block {seal.number} was changed after it was sealed")
        if before and seal.epoch == before.epoch and not _follows(before, seal):
            faults.append(f"block {seal.number} leaves transactions out")
        before = seal
    return faults


def _follows(before: Seal, seal: Seal) -> bool:
    """Blocks of one sealing, of two months, reach alike; others begin where the one before ends."""
    alike = (seal.from_xid, seal.upto_xid) == (before.from_xid, before.upto_xid) and seal.month > before.month
    return alike or seal.from_xid == before.upto_xid
