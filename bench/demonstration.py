"""`python -m bench.demonstration`: the time of every page on the demonstration families, in one table.

Each role follows the links it is shown; every kind of page of every family is measured, in turns that alternate over
all pages, so that whatever slows the machine slows them alike. The bar is 100 ms for the median of five turns; a page
above it is marked, and nothing fails: machines are noisy.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from html import unescape

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from alongside.config import env
from bench.place import opened
from tests.database import clone
from tests.service import TODAY, address_of

WHO = ("joanne.mercer", "denise.abara", "ms.spragg", "katie.smith")
TURNS = 5
BAR_MS = 100
MOST_PAGES = 3000
LEFT_ALONE = ("account_logout", "health")
DATABASE = "demonstration"


@dataclass
class Page:
    """One address for one person, and what it took each turn."""

    who: str
    path: str
    kind: str
    milliseconds: list[float] = field(default_factory=list)
    queries: int = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)


def main() -> int:
    """Load, walk, measure, print."""
    os.environ["ALONGSIDE_TODAY"] = TODAY.isoformat()
    os.environ["ALONGSIDE_MODE"] = "demonstration"
    with opened():
        clone(DATABASE)
        at = {
            "DATABASE_URL": address_of(DATABASE),
            "DATABASE_OWNER_URL": address_of(DATABASE, "DATABASE_OWNER_URL"),
        }
        os.environ.update(at)
        command = [sys.executable, "-m", "django", "load_demonstration"]
        begun = time.perf_counter()
        subprocess.run(command, cwd=env.ROOT, check=True, stdout=subprocess.DEVNULL)
        print(f"demonstration loaded in {time.perf_counter() - begun:.0f} s")
        django.setup()
        settings.ALLOWED_HOSTS = ["*"]
        show(measured())
    return 0


def measured() -> list[Page]:
    """Every page, each with its turns."""
    clients = {who: signed_in(who) for who in WHO}
    pages = [page for who, client in clients.items() for page in walk(who, client)]
    for _ in range(TURNS):
        for page in pages:
            begun = time.perf_counter()
            clients[page.who].get(page.path)
            page.milliseconds.append((time.perf_counter() - begun) * 1000)
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            clients[page.who].get(page.path)
        page.queries = len(asked)
    return pages


def signed_in(name: str) -> Client:
    """A client of somebody who has signed in."""
    client = Client()
    client.force_login(
        get_user_model().objects.get(sign_in_name=name), backend="alongside.access.backends.SignInBackend"
    )
    return client


def walk(who: str, client: Client) -> list[Page]:
    """One address of every kind of page and family that this person is shown."""
    waiting, seen, kinds, found = deque(["/"]), {"/"}, set(), []
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is None or (kind, family_of(path)) in kinds:
            continue
        answer = client.get(path)
        if answer.status_code != 200:
            if answer.status_code == 302:
                waiting.append(answer["Location"])
            continue
        kinds.add((kind, family_of(path)))
        found.append(Page(who, path, kind))
        for link in re.findall(r'href="(/[^"#]*)', answer.content.decode()):
            address = unescape(link)
            if address not in seen:
                seen.add(address)
                waiting.append(address)
    return found


def kind_of(path: str) -> str | None:
    """The page's address by name; None for what is no page, or is left alone."""
    try:
        name = resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return None
    return None if name in LEFT_ALONE else name


def family_of(path: str) -> str:
    """The number of the family in the address, "" without one."""
    found = re.search(r"/(?:families|referrals)/(\d+)/", path)
    return found[1] if found else ""


def show(pages: list[Page]) -> None:
    """The slowest first."""
    print(f"{'ms p50':>8}{'queries':>9}  who, page, family")
    for page in sorted(pages, key=lambda each: -each.p50):
        mark = " over the bar" if page.p50 > BAR_MS else ""
        print(f"{page.p50:8.1f}{page.queries:9}  {page.who} {page.kind} {family_of(page.path)}{mark}")
    print(f"{len(pages)} pages, {sum(page.p50 > BAR_MS for page in pages)} over {BAR_MS} ms")


if __name__ == "__main__":
    sys.exit(main())
