"""Somebody who is called away from every page: half-way through, what they typed is left, and found again."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Locator, Page

from tests.browser import Visitor, Way
from tests.journeys.facts import FactsAsked, questions_on

HALF_WAY = 2
REFUSALS = ("Something of ours went wrong", "We cannot show this page")
WITHOUT = " without scripts"
KEEP, LIST = "Keep as a draft", "Your drafts"
SECONDS_FOR_A_DRAFT = 8

TYPED = """() => {
    const form = document.querySelector("main form:has([name=keep_draft])");
    if (!form) return null;
    return [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken").map(String);
}"""
KEY = """() => {
    const key = document.querySelector("main form [name=form_key]");
    return key ? [key.value, key.closest("form").querySelectorAll("[data-fact]").length] : ["", 0];
}"""
FOLDED = """names => [...document.querySelectorAll("main form details:not([open])")].filter(part =>
    [...part.querySelectorAll("[name]")].some(each => names.includes(each.name))
    ).map(part => part.querySelector("summary").innerText)"""
OPEN = "() => [...document.querySelectorAll('main form details')].map(part => part.open)"
REOPEN = """states => [...document.querySelectorAll("main form details")].forEach(
    (part, number) => { part.open = part.open || states[number]; })"""
_NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")


@dataclass
class Diary:
    """What all writers of a journey share: the facts they were asked, the pages with a form that they came to, and
    those that were left half-filled.
    """

    facts: FactsAsked = field(default_factory=FactsAsked)
    forms: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)

    @property
    def never_left(self) -> set[str]:
        """The pages that nobody left half-filled, with scripts or without."""
        return self.forms - {kind.removesuffix(WITHOUT) for kind in self.left}


class Writer(Visitor):
    """A visitor who leaves each page with a form once, by the button or by closing it, and comes back to it."""

    def __init__(self, browser: Browser, address: str, diary: Diary, way: Way | None = None) -> None:
        super().__init__(browser, address, way)
        self.diary, self._key, self._filled = diary, "", 0
        self._asked_here, self._count = set[tuple[str, str]](), 0
        self._untouched: list[str] = []

    def writes(self, label: str, text: str, *, group: str | None = None) -> None:
        self._looks()
        self._unfolds(self._asked(group).get_by_label(label, exact=True))
        super().writes(label, text, group=group)
        self._is_called_away(HALF_WAY)

    def chooses(self, answer: str, *, of: str, group: str | None = None) -> None:
        self._looks()
        self._unfolds(self._asked(group).get_by_role("group", name=of, exact=True, include_hidden=True))
        super().chooses(answer, of=of, group=group)
        self._is_called_away(HALF_WAY)

    def selects(self, answer: str, *, of: str, group: str | None = None) -> None:
        self._looks()
        self._unfolds(self._asked(group).get_by_label(of, exact=True))
        super().selects(answer, of=of, group=group)
        self._is_called_away(HALF_WAY)

    def saves(self, button: str) -> None:
        """Press the button that saves the form before them. Raises AssertionError when it is not saved."""
        self._looks()
        self._is_called_away(1)
        key, answered = questions_on(self.page)
        self.presses(button)
        again, _ = questions_on(self.page)
        assert again != key, f"“{button}” did not save: {self.reads('main')[:600]}"
        assert self.heading() not in REFUSALS, f"“{button}” was answered with “{self.heading()}”"
        self.diary.facts.saved(answered)

    def _unfolds(self, question: Locator) -> None:
        """Open the part of the page that a question stands in, when it is closed at first."""
        folded = question.locator("xpath=ancestor::details[not(@open)]")
        if folded.count():
            folded.first.locator("summary").first.click()

    def _looks(self) -> None:
        """The first time a form is before them: what it asks. And what it asks in a line that they added to it."""
        key, count = self.page.evaluate(KEY)
        if key and key != self._key:
            self._key, self._filled, self._untouched = key, 0, self.page.evaluate(TYPED) or []
            self._asked_here, self._count = set(), 0
            self.diary.forms.add(self._kind)
        if key and count != self._count:
            _, asked = questions_on(self.page)
            new = [each for each in asked if (each.fact, each.place) not in self._asked_here]
            self._asked_here |= {(each.fact, each.place) for each in new}
            self._count = count
            self.diary.facts.shown(new, f"{self.heading()} ({self._kind})")

    @property
    def _kind(self) -> str:
        """Which page it is, whoever it is about."""
        return _NUMBERS.sub("*", self.page.url.removeprefix(self.address).partition("?")[0])

    def _is_called_away(self, after: int) -> None:
        self._filled += 1
        kind = self._kind if self.way.scripts else self._kind + WITHOUT
        if kind in self.diary.left or self._filled < after:
            return
        typed = self.page.evaluate(TYPED)
        if typed in (None, self._untouched):
            return
        closes = self.way.scripts and len(self.diary.left) % 2
        self.diary.left[kind] = "closed" if closes else "kept"
        opened, path = self.page.evaluate(OPEN), self.page.url.removeprefix(self.address).partition("?")[0]
        if closes:
            self._closes_the_page()
        else:
            self.presses(KEEP)
            assert self.heading() == LIST, f"{kind}: {self.reads('main')[:300]}"
        self._comes_back_to(path)
        found = self.page.evaluate(TYPED)
        assert found == typed, f"{kind}: left {typed}, found {found}"
        names = [each.partition(",")[0] for each in typed if each not in self._untouched]
        assert not (folded := self.page.evaluate(FOLDED, names)), f"{kind}: {names} is folded away under {folded}"
        self.page.evaluate(REOPEN, opened)

    def _closes_the_page(self) -> None:
        left: Page = self.page
        self.page = left.context.new_page()
        self._listen(self.page)
        left.close(run_before_unload=False)

    def _comes_back_to(self, path: str) -> None:
        """By their list of drafts; what a page that closed sends may come a moment later."""
        for again in range(SECONDS_FOR_A_DRAFT * 10):
            if again or not self.page.url.endswith("/drafts/"):
                self.opens("/drafts/")
            waiting = self.page.locator(f"main .al-draft-line a[href^='{path}?']")
            if waiting.count():
                self._clicks(waiting)
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"no draft of {self._key} was kept")
