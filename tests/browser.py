"""A real browser, and what every page that it is shown must keep to.

`looked_at` is the law of pages: one heading, a title, a language, no sideways scroll down to 320 px, nothing said on
the console (where a browser says what the content security policy refused), no request that failed, and axe without a
finding.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Playwright,
    Request,
    sync_playwright,
)

from tests import chromium

WIDE, NARROW = 1280, 390
NARROWEST = 320
HEIGHTS = {WIDE: 900, NARROW: 844}
SECONDS_FOR_A_PAGE = 20
MOST_TABS = 80
# It asks nothing of the database, and a page of the same address keeps the process that draws it.
NO_PAGE = "/health/"
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-extensions", "--disable-sync", "--no-default-browser-check",
    "--proxy-server=direct://", "--font-render-hinting=none", "--disable-gpu-compositing",
    "--disable-software-rasterizer",
)  # fmt: skip
# The last list of these that a browser is given holds alone, so it has what Playwright leaves out too; and the pages
# and processes that a browser makes ready for a person who might want them next.
LEFT_OUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "MediaRouter",
    "PaintHolding", "ThirdPartyStoragePartitioning", "OptimizationHints", "Translate", "PreconnectToSearch",
    "RenderDocument", "SpareRendererForSitePerProcess", "PreloadTopChromeWebUI",
)  # fmt: skip


_LEFT: WeakKeyDictionary[Browser, dict[tuple[str, "Way"], list[Page]]] = WeakKeyDictionary()
"""The windows that visitors left, by where they looked and how: opening one takes longer than ten pages."""


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser for as long as the block lasts."""
    program = chromium.find()
    with sync_playwright() as playwright:
        browser = _launch(playwright, program)
        try:
            yield browser
        finally:
            browser.close()


def _launch(playwright: Playwright, program: Path) -> Browser:
    quiet = f"--disable-features={','.join(LEFT_OUT)}"
    return playwright.chromium.launch(executable_path=str(program), args=[*QUIET, quiet], chromium_sandbox=False)


@dataclass(frozen=True)
class Way:
    """How somebody comes to the service: how wide their screen is, and whether their browser runs scripts."""

    width: int = WIDE
    scripts: bool = True

    def __str__(self) -> str:
        return f"{self.width}{'' if self.scripts else '-no-scripts'}"


class Visitor:
    """Somebody at a browser of their own: `page` is what is before them, `way` how they came."""

    def __init__(self, browser: Browser, address: str, way: Way | None = None) -> None:
        self.address, self.way = address, way or Way()
        self.complaints: list[str] = []
        self.expected: tuple[str, ...] = ()
        self._left = _LEFT.setdefault(browser, {}).setdefault((address, self.way), [])
        self.page: Page = self._left.pop() if self._left else self._open(browser).new_page()
        self._listen(self.page)

    def _open(self, browser: Browser) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": self.way.width, "height": HEIGHTS[self.way.width]}, base_url=self.address,
            java_script_enabled=self.way.scripts, locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(SECONDS_FOR_A_PAGE * 1000)
        return context

    def _listen(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", self._script_failed)
        page.on("requestfailed", self._failed)

    def _listens_no_more(self, page: Page) -> None:
        page.remove_listener("console", self._heard)
        page.remove_listener("pageerror", self._script_failed)
        page.remove_listener("requestfailed", self._failed)

    def _script_failed(self, error: Error) -> None:
        self.complaints.append(f"script failed: {error}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(each in message.text for each in self.expected):
            self.complaints.append(f"console: {message.text} {message.location.get('url', '')}")

    def _failed(self, request: Request) -> None:
        # A page left before all of it came is no fault of the page.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"not answered: {request.url} {request.failure}")

    # Going about

    def opens(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)

    def signs_in(self, sign_in_name: str, password: str) -> None:
        """Through the sign-in page, as everybody does."""
        self.opens("/sign-in/")
        self.page.get_by_label("Sign-in name").fill(sign_in_name)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.presses("Sign in")

    def has_signed_in(self, session: str) -> None:
        """Come with the cookie of a session that was begun before, as a sign-in leaves it, to the page it leads to."""
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address, "httpOnly": True}
        self.page.context.add_cookies([cookie])
        self.opens(settings.LOGIN_REDIRECT_URL)

    def signs_out(self) -> None:
        """By the link at the top, and the button it leads to."""
        self.follows("Sign out")
        self.presses("Sign out")

    def follows(self, link: str, *, exact: bool = True, within: str | None = None) -> None:
        """Click a link by its words, or when not exact by some of them."""
        part = self._part(within)
        found = (
            part.get_by_role("link", name=link, exact=True) if exact else part.get_by_role("link").filter(has_text=link)
        )
        self._clicks(found)

    def sends_without_hearing(self) -> None:
        """The form before them reaches the service, and the answer never reaches them."""
        self.page.evaluate(
            "async () => { const form = document.querySelector('main form');"
            " await fetch(form.action, {method: 'POST', body: new FormData(form)}); }"
        )

    def presses(self, button: str, *, within: str | None = None) -> None:
        """Press a button, or a link that looks like one, by its words."""
        part = self._part(within)
        self._clicks(part.get_by_role("button", name=button, exact=True))

    def _clicks(self, found: Locator) -> None:
        """Click the first, and wait for all of a page it leads to: a click returns when the page's first bytes come."""
        found.first.click()
        self.page.wait_for_load_state()

    def _part(self, within: str | None) -> Locator | Page:
        return self.page.locator(within).first if within else self.page

    # Filling in

    def writes(self, label: str, text: str, *, group: str | None = None) -> None:
        """Fill in a question by its label; in `group` when several people are asked the same."""
        self._asked(group).get_by_label(label, exact=True).fill(text)

    def chooses(self, answer: str, *, of: str, group: str | None = None) -> None:
        """Tick an answer of a question."""
        question = self._asked(group).get_by_role("group", name=of, exact=True)
        question.get_by_label(answer, exact=True).check()

    def selects(self, answer: str, *, of: str, group: str | None = None) -> None:
        """Choose from a list."""
        self._asked(group).get_by_label(of, exact=True).select_option(label=answer)

    def _asked(self, group: str | None) -> Locator | Page:
        return self.page.get_by_role("group", name=group, exact=True) if group else self.page

    # By keyboard alone

    def tabs_to(self, words: str) -> None:
        """Press Tab until what is called so has the focus. Raises AssertionError when nothing is."""
        passed: list[str] = []
        while words not in passed[-1:]:
            assert len(passed) < MOST_TABS, f"{words!r} is not among {passed}"
            self.page.keyboard.press("Tab")
            passed.append(self.focused_words())

    def types(self, text: str) -> None:
        """Type it, key by key."""
        self.page.keyboard.type(text)

    def types_keys(self, *keys: str) -> None:
        """Press keys by their names."""
        for key in keys:
            self.page.keyboard.press(key)

    # Looking

    def sees(self, words: str) -> bool:
        """Whether those words can be read on the page."""
        return words in self.reads()

    def reads(self, part: str = "body") -> str:
        """What can be read on the page, or in a part of it, white space made plain."""
        return " ".join(self.page.locator(part).first.inner_text().split())

    def heading(self) -> str:
        """The page's one heading."""
        return " ".join(self.page.locator("h1").inner_text().split())

    def focused_words(self) -> str:
        """What the part of the page that has the focus is called."""
        return str(self.page.evaluate(FOCUSED))

    def looked_at(self, name: str) -> None:
        """Hold the page before them to the law of pages; keep a picture when pictures are asked for."""
        look_at(self, name)

    def leaves(self) -> None:
        """Go, and leave an empty window behind for whoever comes next: nobody signed in, nothing kept, no page."""
        context = self.page.context
        for page in context.pages[:]:
            if page is not self.page:
                page.close()
        self._listens_no_more(self.page)
        context.clear_cookies()
        context.set_offline(False)
        self.page.goto(NO_PAGE)
        self._left.append(self.page)


FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return "";
    const label = e.labels && e.labels.length ? e.labels[0].innerText : "";
    const legend = e.closest("fieldset") && ["radio", "checkbox"].includes(e.type)
        ? e.closest("fieldset").querySelector("legend").innerText + ": " : "";
    const words = label || e.getAttribute("aria-label") || e.innerText || e.value || "";
    return (legend + words).replace(/\\s+/g, " ").trim();
}"""


@dataclass
class Look:
    """What was found on one page. `wrong` is empty when it keeps to the law."""

    name: str
    wrong: list[str] = field(default_factory=list)

    def holds(self, what: str, kept: bool) -> None:
        if not kept:
            self.wrong.append(what)


def look_at(visitor: Visitor, name: str) -> None:
    """Raises AssertionError with everything that is wrong with the page before the visitor."""
    page, look = visitor.page, Look(name)
    page.wait_for_load_state()
    headings = page.locator("h1").all_inner_texts()
    look.holds(f"one h1, not {headings}", len(headings) == 1)
    look.holds(f"a title of its own, not “{page.title()}”", len(page.title()) > len(" – Alongside"))
    look.holds("lang", page.locator("html").get_attribute("lang") == "en")
    look.wrong += _scrolls_sideways(page, visitor.way.width)
    if visitor.way.scripts:
        look.wrong += _axe_finds(page)
    look.wrong += visitor.complaints
    visitor.complaints.clear()
    _keep_a_picture(page, f"{name}-{visitor.way}")
    assert not look.wrong, f"{name} ({visitor.way}) at {page.url}:\n" + "\n".join(look.wrong)


def _scrolls_sideways(page: Page, width: int) -> list[str]:
    found = []
    for each in (width, NARROWEST):
        page.set_viewport_size({"width": each, "height": HEIGHTS[width]})
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"scrolls sideways by {wide} px at {each} px: {page.evaluate(WIDEST)}")
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    return found


WIDEST = """() => [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(-3).map(e => e.outerHTML.slice(0, 120)).join(" | ")"""


def _axe_finds(page: Page) -> list[str]:
    # Only what is wrong is handed over: all that is right is a hundred times as much.
    page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options).then(all => all.violations)", AXE)
    return [
        f"axe {each['id']}: {each['help']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for each in found
        for node in each["nodes"]
    ]


def _keep_a_picture(page: Page, name: str) -> None:
    folder = os.environ.get("ALONGSIDE_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
