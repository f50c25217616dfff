"""Identifiers whose order is the order they were made in (UUID version 7, RFC 9562)."""

import hashlib
import os
import threading
import time
import uuid

_VERSION = 0x7 << 76
_VARIANT = 0x2 << 62
_FRACTION_BITS = 12
_RANDOM = (1 << 62) - 1

_turn = threading.Lock()
_last = 0


def _tick() -> int:
    """Milliseconds and their fraction in 4,096ths, as one number greater than any this process was given before."""
    global _last
    millis, nanos = divmod(time.time_ns(), 1_000_000)
    with _turn:
        _last = max(_last + 1, millis << _FRACTION_BITS | (nanos << _FRACTION_BITS) // 1_000_000)
        return _last


def _assemble(tick: int, random: int) -> uuid.UUID:
    millis, fraction = tick >> _FRACTION_BITS, tick & ((1 << _FRACTION_BITS) - 1)
    return uuid.UUID(int=(millis & ((1 << 48) - 1)) << 80 | _VERSION | fraction << 64 | _VARIANT | random & _RANDOM)


def uuid7() -> uuid.UUID:
    """A new identifier: 48 bits of Unix milliseconds, 12 of their fraction, 62 random bits.

    Those of one process follow one another even within a millisecond (RFC 9562, 6.2, method 3), so that what one deed
    leaves keeps its order.
    """
    return _assemble(_tick(), int.from_bytes(os.urandom(8)))


def derived_uuid7(key: uuid.UUID, *parts: object) -> uuid.UUID:
    """An identifier that keeps the time of `key`, its other bits drawn from the parts.

    The same key and parts always give the same identifier, and nobody can meet another person's identifier by sending
    that person's key, because the parts name the person.
    """
    digest = hashlib.sha256(repr([str(key), *map(str, parts)]).encode()).digest()
    drawn = int.from_bytes(digest[:10])
    return _assemble((key.int >> 80) << _FRACTION_BITS | drawn >> 68, drawn)
