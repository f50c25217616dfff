"""What one page reads twice is asked of the database once.

Many parts of a page ask the same: who is in the family, who helps, what a kind of deed told. While a page is read
(`one_page`, which the doors of families open around a request that only looks), a query marked `once` gives again
what it gave for the same arguments. Everything is forgotten at whatever is not a plain read, and when what this
transaction may see changes (`forget`); outside `one_page` nothing is remembered, so no save rests on it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import connection

_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("_read", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Remember what is read inside the block, for the block."""
    token = _read.set({})
    try:
        with connection.execute_wrapper(_forget_at_a_write):
            yield
    finally:
        _read.reset(token)


def forget() -> None:
    """Read everything anew from here on."""
    kept = _read.get()
    if kept is not None:
        kept.clear()


def keep(key: Hashable, found: Any) -> None:
    """Keep for this page something that was read for several of its parts at one go; nothing outside `one_page`."""
    page = _read.get()
    if page is not None:
        page[keep, key] = found


def kept(key: Hashable) -> Any:
    """What `keep` kept for this page under that key; None when nothing was, or it is forgotten."""
    page = _read.get()
    return None if page is None else page.get((keep, key))


def on_one_page() -> bool:
    """Whether what is read now is remembered."""
    return _read.get() is not None


def once[**Asked, Found](read: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """A query that reads once for a page. Every argument must be hashable; a list or dict comes as a copy each time."""

    @wraps(read)
    def asked(*args: Asked.args, **named: Asked.kwargs) -> Found:
        kept = _read.get()
        if kept is None:
            return read(*args, **named)
        key = (read, args, tuple(sorted(named.items())))
        if key not in kept:
            # Kept only once it is there: what it reads may have been a write, which forgets.
            found = read(*args, **named)
            kept[key] = found
        answer = kept[key]
        return answer.copy() if isinstance(answer, list | dict) else answer  # type: ignore[return-value]

    return asked


def _forget_at_a_write(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.startswith("SELECT") or " FOR UPDATE" in sql or "advisory" in sql:
        forget()
    return execute(sql, params, many, context)
