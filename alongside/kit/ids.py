"""Identifiers whose order is the order they were made in (UUID version 7, RFC 9562)."""

import hashlib
import os
import time
import uuid

_VERSION = 0x7 << 76
_VARIANT = 0x2 << 62
_TAIL_BITS = (1 << 74) - 1


def _assemble(millis: int, tail: int) -> uuid.UUID:
    rand_a = (tail >> 62) & 0xFFF
    rand_b = tail & ((1 << 62) - 1)
    return uuid.UUID(int=(millis & ((1 << 48) - 1)) << 80 | _VERSION | rand_a << 64 | _VARIANT | rand_b)


def uuid7() -> uuid.UUID:
    """A new identifier: 48 bits of Unix milliseconds, 74 random bits."""
    return _assemble(time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10)) & _TAIL_BITS)


def derived_uuid7(key: uuid.UUID, *parts: object) -> uuid.UUID:
    """An identifier that keeps the time of `key`, its other bits drawn from the parts.

    The same key and parts always give the same identifier, and nobody can meet another person's identifier by sending
    that person's key, because the parts name the person.
    """
    digest = hashlib.sha256("\x1f".join([str(key), *map(str, parts)]).encode()).digest()
    return _assemble(key.int >> 80, int.from_bytes(digest[:10]) & _TAIL_BITS)
