"""What a form holds when it is opened, read from its page as a browser would send it."""

from collections.abc import Iterable
from html.parser import HTMLParser

from alongside.access.rules import KEEP

SENT_WHEN_CHECKED = frozenset({"checkbox", "radio"})
NO_ANSWER = frozenset({"hidden", "submit", "button", "image", "reset"})

Pairs = set[tuple[str, str]]


class Opened(HTMLParser):
    """The answers in the form of a page that can be kept as a draft."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pairs: Pairs = set()
        self._carried: set[str] = set()
        self._here: tuple[Pairs, set[str]] = (set(), set())
        self._writing, self._text = "", ""
        self._select, self._options = "", [""]
        self.feed(page)
        self.close()

    def holds(self, typed: Iterable[tuple[str, str]]) -> bool:
        """Whether these answers are those it was opened with; empty ones and what a form carries along say nothing."""
        given = {(name, _plain(value)) for name, value in typed if value.strip() and name not in self._carried}
        return given == {(name, value) for name, value in self._pairs if value}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "form":
            self._here = (set(), set())
        elif tag == "textarea":
            self._writing, self._text = name, ""
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and (not self._options or "selected" in given):
            self._options = [value]
        elif tag == "input" and given.get("type") in NO_ANSWER:
            self._here[1].add(name)
        elif tag == "input" and (given.get("type") not in SENT_WHEN_CHECKED or "checked" in given):
            self._answer(name, value)
        elif tag == "button" and name == KEEP:
            self._pairs, self._carried = self._here

    def handle_data(self, data: str) -> None:
        self._text += data if self._writing else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._answer(self._writing, self._text)
            self._writing = ""
        elif tag == "select":
            self._answer(self._select, "".join(self._options))

    def _answer(self, name: str, value: str) -> None:
        if name:
            self._here[0].add((name, _plain(value)))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
