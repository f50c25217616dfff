# ruff: noqa: E501 (what is hostile reads best a few to a line)
"""Hostile requests, made up by Hypothesis: any address, any way of asking, any body, by anybody.

A third of them begin as a form of ours that was really shown, since what is damaged too much at once gets nowhere.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

DECLARED = "the last that is declared"
METHODS = (*[DECLARED] * 12, "GET", "GET", "POST", "HEAD", "PUT", "OPTIONS", "TRACE", "BREW")
CORPUS = (
    "", " ", "\x00", "a\x00b", "\r\nSet-Cookie: a=b", "%0d%0aX: y", "\u202eabc", "\ud800", "\ufeff", "\U0001f468\u200d" * 40,
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</textarea><svg onload=alert(1)>", "javascript:alert(1)",
    "{{7*7}}", "${7*7}", "{% include 'x' %}", "' OR '1'='1", "'; DROP TABLE entry; --", "1) OR (1=1", "\\", "%", "_", "{}",
    "{1,2", "[]", "null", "true", "NaN", "Infinity", "-1", "0", "1e400", "9" * 40, "2147483648", "9223372036854775808",
    "99/99/9999", "31/2/2026", "29/2/2025", "1/1/0001", "31/12/9999", "2026-11-25", "../../etc/passwd", "..\\..\\win.ini",
    "//evil.example/", "https://evil.example/", "/\\evil.example", "=cmd|' /C calc'!A0", "@SUM(1)", "e\u0301" * 300,
    "x" * 5_000, "é" * 70_000, "00000000-0000-0000-0000-000000000000", "yes", "on", "by-itself",
)  # fmt: skip
NUMBERS = ("0", "9" * 40, "9223372036854775808", "2147483648", "00000000-0000-0000-0000-000000000000")
HEADERS = (
    "HTTP_HOST", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_REFERER", "HTTP_USER_AGENT", "HTTP_X_FORWARDED_FOR", "HTTP_COOKIE",
    "HTTP_X_FORWARDED_HOST", "HTTP_ACCEPT_LANGUAGE", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE", "HTTP_ORIGIN", "HTTP_EXPECT",
)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=" + "x" * 300, "application/json", "text/plain; charset=utf-7", "text/xml", "", "\udcff",
    "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=none-such",
)  # fmt: skip
BODIES = (
    b"", b"\xff\xfe", b"%", b"a=%ff%fe&b=%00", b"&" * 3_000, b"=" * 50, b"[" * 20_000, b'{"a":' * 5_000, b"--x\r\n",
    b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--x--\r\n",
    b'--x\r\nContent-Disposition: form-data; name="attached"; filename="../../a\r\nb.png"\r\n\r\n\x89PNG\r\n--x--\r\n',
    b"--x\r\nContent-Disposition: form-data; name=a; filename=b\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n",
    b"&".join(b"a%d=1" % n for n in range(10_000)), b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hostile:
    """One request. `damaged`: how many of what the address takes is something else; `fields`: what is put into which
    of the form's fields, by their place; `raw`: a type and a body instead of a form.
    """

    who: int
    route: int
    method: str
    damaged: str | None
    asked: tuple[tuple[str, str], ...]
    from_form: bool
    fields: tuple[tuple[int, str], ...]
    more: tuple[tuple[str, str], ...]
    raw: tuple[str, bytes] | None
    headers: dict[str, str] = field(default_factory=dict)


def words() -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(CORPUS), st.text(max_size=40))


def some_requests() -> st.SearchStrategy[Hostile]:
    """Any of them."""
    number = st.integers(0, 10_000)
    some: Any = lambda strategy, most: st.lists(strategy, max_size=most).map(tuple)  # noqa: E731
    damaged = st.one_of(*[st.none()] * 9, *[st.sampled_from(NUMBERS)] * 2, words())
    return st.builds(
        Hostile, who=number, route=number, method=st.sampled_from(METHODS), damaged=damaged,
        asked=some(st.tuples(words(), words()), 2), from_form=st.booleans(), fields=some(st.tuples(number, words()), 6),
        more=some(st.tuples(words(), words()), 2),
        raw=st.none() | st.none() | st.tuples(st.sampled_from(TYPES), st.sampled_from(BODIES) | st.binary(max_size=60)),
        headers=st.just({}) | st.just({}) | st.dictionaries(st.sampled_from(HEADERS), words(), max_size=2),
    )  # fmt: skip
