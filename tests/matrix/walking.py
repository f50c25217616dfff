"""Asking for an address and what came back, without what differs from one request to the next."""

import re
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, urlsplit

from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from alongside.access.models import User
from alongside.config.who_may import Line, declared

NO_FAMILY = 987_654_321
_LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
_ONE_OFF = re.compile(r"nonce-[^'\" ]+|nonce=\"[^\"]+\"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
_TAKES = re.compile(r"<(\w+):(\w+)>")
_WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|MERGE)\b", re.IGNORECASE)
# A session's own row, and the look: it is written down alike whether what was asked for exists or not.
_OWN_ROWS = re.compile(r'"django_session"|^\s*INSERT INTO read_log\b')


@dataclass(frozen=True)
class Answer:
    """What came back. `asked`: how many statements went to the database; `wrote`: those that change rows."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    asked: int
    wrote: tuple[str, ...]

    @property
    def opened(self) -> bool:
        return self.status in (200, 302, 409)


def signed_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def ask(client: Client, method: str, path: str, sent: dict[str, str] | None = None) -> Answer:
    """One request, undone whole; the address itself is masked, as is all that is made anew each time."""
    statements: list[str] = []

    def noted(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(sql)
        return execute(sql, *rest)

    with transaction.atomic(), connection.execute_wrapper(noted):
        got = client.post(path, sent or {}) if method == "POST" else client.generic(method, path)
        content = got.content if not got.streaming else b"".join(got.streaming_content)
        transaction.set_rollback(True)
    headers = {name: value for name, value in got.headers.items() if name not in ("Set-Cookie", "Content-Length")}
    return Answer(
        got.status_code,
        tuple(sorted((name, masked(value, path)) for name, value in headers.items())),
        masked(content.decode("utf-8", "replace"), path),
        len(statements),
        tuple(sql for sql in statements if _WRITES.match(sql) and not _OWN_ROWS.search(sql)),
    )


def masked(text: str, path: str) -> str:
    for written in (path, quote(path)):
        text = text.replace(written, "HERE")
    return _TOKEN.sub(r"\1…", _ONE_OFF.sub("…", text))


def links(client: Client, start: list[str], *, only: int | None = None) -> dict[str, str]:
    """Each address of the service that can be reached from there, by its route: the first of its kind that opens.

    `only`: the one family whose pages are followed.
    """
    waiting, seen, found = deque(start), set(start), {}
    while waiting:
        path = waiting.popleft()
        line = line_of(path)
        if line is None or line.route in found or line.route in ("sign-out/", "sign-in/"):
            continue
        if "GET" not in line.methods:
            found[line.route] = path
            continue
        with transaction.atomic():
            got = client.get(path, follow=False)
            transaction.set_rollback(True)
        if got.status_code == 302:
            found[line.route] = path
            following = [got.headers["Location"]]
        elif got.status_code == 200:
            found[line.route] = path
            following = [unescape(each) for each in _LINK.findall(got.content.decode())]
        else:
            continue
        for each in following:
            if each not in seen and of_family(each) in (None, only):
                seen.add(each)
                waiting.append(each)
    return found


def line_of(path: str) -> Line | None:
    """What is declared of an address; None for one of no page."""
    try:
        return declared().get(resolve(urlsplit(path).path).route)
    except Resolver404:
        return None


def of_family(path: str) -> int | None:
    """Which family's page it is."""
    try:
        return resolve(urlsplit(path).path).kwargs.get("family_id")
    except Resolver404:
        return None


def filled(route: str, given: dict[str, str], like: str | None = None) -> str:
    """An address of that route: with what is given, else as it stands in `like`, else with what no row has."""
    known = {name: str(value) for name, value in resolve(urlsplit(like).path).kwargs.items()} if like else {}

    def one(match: re.Match[str]) -> str:
        kind, name = match.groups()
        nothing = {"uuid": str(uuid.uuid4()), "int": "987654", "slug": "none", "str": "none"}[kind]
        return given.get(name, known.get(name, nothing))

    return "/" + _TAKES.sub(one, route)


def missing(route: str, like: str, keep: frozenset[str] = frozenset()) -> str:
    """The same address about what nobody has: another number for the family, another id for each thing."""
    known = resolve(urlsplit(like).path).kwargs
    given = {}
    for name, value in known.items():
        if name in keep:
            given[name] = str(value)
        elif name == "family_id":
            given[name] = str(NO_FAMILY)
        elif isinstance(value, uuid.UUID):
            given[name] = str(uuid.uuid4())
        else:
            given[name] = str(value)
    return filled(route, given)


def things(route: str) -> Iterator[str]:
    """The names of what an address takes besides the family, by their ids."""
    yield from (name for kind, name in _TAKES.findall(route) if kind == "uuid")
