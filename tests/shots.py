"""A picture of every page, wide and narrow, into `shots/`: `python -m tests.shots [words of a page's name]`.

The demonstration families are loaded into a fresh database. Each role then follows every link it is shown, and each
kind of page is pictured once, for the role that finds it first; forms also as they come back when sent empty, and a
family's page and its timeline as they print. Every page is held to the law of pages; what breaks it is listed.
"""

import os
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from alongside.config import env
from alongside.demo.rules import ACCOUNTS
from bench.place import opened
from tests.browser import NARROW, WIDE, Visitor, Way, launched, look_at
from tests.service import Service, address_of

FOLDER = env.ROOT / "shots"
ROLES_FIRST = ("joanne", "denise", "treadwell", "katie", "amy", "mark", "spragg", "owen")
EVERY_ROLE_HAS_ITS_OWN = ("desk:today", "desk:own_record", "agreements:own")
LEFT_ALONE = ("account_logout", "health", None)
# What these link to depends on the family, so every family's are followed.
HUBS = ("desk:family", "desk:record", "pathway:decide", "timeline:page", "timeline:entry")
# Each family's own: how it looks depends on where the work stands.
OF_EACH_FAMILY = "desk:family"
PRINTED = ("desk:family", "timeline:page", "agreements:own", "agreements:shown", "plans:own", "assessments:own")
MOST_PAGES_OF_A_ROLE = 2000


class Album:
    """What has been pictured, and what was wrong with it."""

    def __init__(self, browser: Browser, address: str, only: str) -> None:
        self.browser, self.address, self.only = browser, address, only
        self.pictured: set[str] = set()
        self.wrong: list[str] = []

    def walk(self, account: str, password: str) -> None:
        """Sign in and follow every link, the nearest first."""
        told = next(each for each in ACCOUNTS if each.key == account)
        wide, narrow = (Visitor(self.browser, self.address, Way(width)) for width in (WIDE, NARROW))
        for visitor in (wide, narrow):
            visitor.signs_in(told.sign_in_name, password)
        waiting, seen, kinds = deque(["/", "/account/"]), {"/", "/account/"}, set()
        while waiting and len(seen) < MOST_PAGES_OF_A_ROLE:
            path = waiting.popleft()
            kind = kind_of(path)
            if kind in LEFT_ALONE or (kind in kinds and kind not in HUBS):
                continue
            kinds.add(kind)
            wide.opens(path)
            for link in links_on(wide):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
            name = self.name_of(kind, told.role, path)
            if name not in self.pictured and self.only in name:
                self.pictured.add(name)
                self.picture(name, path, wide, narrow)
        for visitor in (wide, narrow):
            visitor.leaves()

    def name_of(self, kind: str | None, role: str, path: str) -> str:
        """What the page's pictures are called."""
        name = str(kind).replace(":", "-").replace("_", "-")
        if kind == OF_EACH_FAMILY:
            name += f"-{path.split('/')[2]}"
        return f"{name}-{role.replace('_', '-')}" if kind in EVERY_ROLE_HAS_ITS_OWN else name

    def picture(self, name: str, path: str, *visitors: Visitor) -> None:
        """Both widths; as printed if it is a page that people print; then as it comes back when sent empty."""
        for visitor in visitors:
            visitor.expected = ("409", "404")
            visitor.opens(path)
            self.look(visitor, name)
            if kind_of(path) in PRINTED and visitor.way.width == WIDE:
                self.print(visitor, name)
        # Last, and no further than the first who is not refused: what was saved may have ended the page.
        for visitor in visitors:
            if not self.is_refused(visitor, path):
                return
            self.look(visitor, f"{name}-refused")

    def is_refused(self, visitor: Visitor, path: str) -> bool:
        """Open the page and send its form as it is; False too for a page without a form."""
        visitor.opens(path)
        buttons = visitor.page.locator("main form[method=post] button[type=submit]")
        if not buttons.count():
            return False
        buttons.last.click()
        visitor.page.wait_for_load_state()
        return visitor.page.title().startswith("Error: ")

    def look(self, visitor: Visitor, name: str) -> None:
        try:
            look_at(visitor, name)
        except AssertionError as wrong:
            self.wrong.append(str(wrong))

    def print(self, visitor: Visitor, name: str) -> None:
        visitor.page.emulate_media(media="print")
        visitor.page.set_viewport_size({"width": 794, "height": 1123})
        visitor.page.screenshot(path=FOLDER / f"{name}-printed.png", full_page=True)
        visitor.page.emulate_media(media="screen")
        visitor.page.set_viewport_size({"width": WIDE, "height": 900})


def kind_of(path: str) -> str | None:
    """The page's address by name; None for an address that is no page."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def links_on(visitor: Visitor) -> list[str]:
    """Addresses within the service that the page links to, without what follows the question mark."""
    found = visitor.page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    return [urlsplit(each).path for each in found if each.startswith(visitor.address)]


def strangers_pages(album: Album) -> None:
    """What somebody sees who has not signed in."""
    for width in (WIDE, NARROW):
        visitor = Visitor(album.browser, album.address, Way(width))
        visitor.opens("/sign-in/")
        album.look(visitor, "sign-in")
        visitor.expected = ("404",)
        visitor.opens("/nothing-is-here/")
        album.look(visitor, "not-found")
        visitor.leaves()


def load_demonstration(service: Service) -> str:
    """Make the demonstration families through the actions. Returns the accounts' password."""
    surroundings = {
        **os.environ,
        "DATABASE_URL": address_of(service.database),
        "DATABASE_OWNER_URL": address_of(service.database, "DATABASE_OWNER_URL"),
        "ALONGSIDE_MODE": "demonstration",
        "ALONGSIDE_TODAY": service.today.isoformat(),
    }
    command = [sys.executable, "-m", "django", "load_demonstration"]
    subprocess.run(command, cwd=env.ROOT, env=surroundings, check=True, stdout=subprocess.DEVNULL)
    return settings.DEMONSTRATION_PASSWORD


def main() -> int:
    """Take the pictures; 1 when a page breaks the law of pages."""
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ["ALONGSIDE_SHOTS"] = str(FOLDER)
    if not only:
        shutil.rmtree(FOLDER, ignore_errors=True)
    Path(FOLDER).mkdir(exist_ok=True)
    with opened("shots"):
        django.setup()
        with Service("shots", mode="demonstration") as service, launched() as browser:
            password = load_demonstration(service)
            album = Album(browser, service.address, only)
            strangers_pages(album)
            for account in ROLES_FIRST:
                album.walk(account, password)
            said = [line for line in service.errors().splitlines() if "Error" in line or line.startswith("  File")]
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")
    for wrong in [*album.wrong, *said[-20:]]:
        print(wrong)
    return 1 if album.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
