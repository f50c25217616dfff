"""Whether a form that was sent holds what it was opened with, read from the one page that was drawn of it."""

from collections.abc import Iterable
from html.parser import HTMLParser

from alongside.access.rules import KEEP
from alongside.kit.forms import KitForm

NO_ANSWER = frozenset({"hidden", "submit", "button", "image", "reset"})


class Opened(HTMLParser):
    """The form of a page that can be kept as a draft: the names of what it asks, and of what it carries along."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self._asked: set[str] = set()
        self._carried: set[str] = set()
        self._here: tuple[set[str], set[str]] = (set(), set())
        self.feed(page)
        self.close()

    def holds(self, typed: Iterable[tuple[str, str]], forms: Iterable[KitForm]) -> bool:
        """Whether these answers are those that its questions, as these forms ask them, begin with. Empty ones and what
        a form carries along say nothing.
        """
        given = {(name, _plain(value)) for name, value in typed if value.strip() and name not in self._carried}
        begun = {(name, _plain(value)) for form in forms for name, value in form.opened_with() if name in self._asked}
        return given == begun

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._here = (set(), set())
        elif tag in ("input", "textarea", "select"):
            self._here[given.get("type") in NO_ANSWER].add(name)
        elif tag == "button" and name == KEEP:
            self._asked, self._carried = self._here


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
