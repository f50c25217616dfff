"""Proving that the logs are as they were sealed: every row, every block, and the head outside the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.config.logs.anchor import Anchor, Forged
from alongside.config.logs.blocks import LAST_XID, Seal, broken_links, leaf, root
from alongside.config.logs.rows import CHANGES, LOOKS, Connection, Span, lines, next_month, sealed

SPOKEN = {"read_log": "looks", "change_log": "changes"}


@dataclass(slots=True)
class Verdict:
    """What was found: how much is sealed and how much is not yet, and what is wrong."""

    blocks: int = 0
    rows: int = 0
    unsealed: int = 0
    faults: list[str] = field(default_factory=list)


def verify(connection: Connection, anchor: Anchor, say: Callable[[str], None] = lambda _: None) -> Verdict:
    """Read everything again. One transaction, so that what is logged or sealed meanwhile is left out."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        found = sealed(connection)
        seals = [seal for seal, _ in found]
        verdict = Verdict(blocks=len(seals))
        verdict.faults += broken_links(seals, [written for _, written in found])
        verdict.faults += _against(anchor, {seal.number: written for seal, written in found})
        for month in _months(connection, seals):
            for epoch in _epochs(seals):
                for log in (LOOKS, CHANGES):
                    _month(connection, log, month, epoch, verdict)
            say(f"{month:%B %Y}: {verdict.rows:,} rows read, {len(verdict.faults)} faults")
    return verdict


def _against(anchor: Anchor, hashes: dict[int, str]) -> list[str]:
    """What the head outside the database knows better."""
    try:
        head = anchor.read()
    except Forged:
        return ["the head outside the database was not signed with the key of this record"]
    if head is None:
        return ["there is no head outside the database"] if hashes else []
    last = max(hashes, default=0)
    if head.number > last:
        return [f"block {head.number} was sealed, and the database ends at block {last}: cut off, or put back"]
    if hashes.get(head.number) != head.hash:
        return [f"block {head.number} is another than the one that was written down outside the database"]
    return []


@dataclass(frozen=True, slots=True)
class _Epoch:
    seals: Sequence[Seal]
    first_seq: int
    last_seq: int

    @property
    def reaches(self) -> int:
        return max((seal.upto_xid for seal in self.seals), default=0)


def _epochs(seals: Sequence[Seal]) -> list[_Epoch]:
    firsts = {seal.epoch: seal.first_seq for seal in seals} or {1: 0}
    numbers = sorted(firsts)
    lasts = [*(firsts[number] for number in numbers[1:]), LAST_XID]
    return [
        _Epoch([seal for seal in seals if seal.epoch == number], firsts[number], last)
        for number, last in zip(numbers, lasts, strict=True)
    ]


def _months(connection: Connection, seals: Sequence[Seal]) -> list[date]:
    """Each month that something was sealed or lies in."""
    bounds = connection.execute(
        "SELECT date_trunc('month', min(at))::date, date_trunc('month', max(at))::date FROM ("
        "SELECT min(at), max(at) FROM public.read_log UNION ALL SELECT min(at), max(at) FROM public.change_log"
        ") AS of_both (low, high), LATERAL (VALUES (low), (high)) AS each (at)"
    ).fetchone()
    months = {seal.month for seal in seals}
    if bounds and isinstance(bounds[0], date) and isinstance(bounds[1], date):
        month = bounds[0]
        while month <= bounds[1]:
            months.add(month)
            month = next_month(month)
    return sorted(months)


def _month(connection: Connection, log: tuple[str, tuple[str, ...]], month: date, epoch: _Epoch, to: Verdict) -> None:
    """Hold the rows of one month, in the order of their transactions, against its blocks."""
    table = log[0]
    blocks = [seal for seal in epoch.seals if seal.month == month]
    found: dict[int, list[bytes]] = {seal.number: [] for seal in blocks}
    slipped_in = at = 0
    span = Span(first_seq=epoch.first_seq, last_seq=epoch.last_seq, month=month)
    for xid, _, line in lines(connection, log, span):
        to.rows += 1
        while at < len(blocks) and xid >= blocks[at].upto_xid:
            at += 1
        if at < len(blocks) and xid >= blocks[at].from_xid:
            found[blocks[at].number].append(leaf(line))
        elif xid < epoch.reaches:
            slipped_in += 1
        else:
            to.unsealed += 1
    for seal in blocks:
        count, wanted = (seal.looks, seal.looks_root) if log is LOOKS else (seal.changes, seal.changes_root)
        there = found[seal.number]
        if len(there) != count:
            to.faults.append(f"block {seal.number}: {count} {SPOKEN[table]} were sealed, {len(there)} are there")
        elif root(there) != wanted:
            to.faults.append(f"block {seal.number}: its {SPOKEN[table]} are not as they were sealed")
    if slipped_in:
        to.faults.append(f"{month:%B %Y}: {slipped_in} {SPOKEN[table]} lie where nothing was sealed")
