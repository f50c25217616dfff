"""The pages that are measured: who asks for what."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from weakref import WeakKeyDictionary

from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse

WORKER, MANAGER, NOBODY = "worker.1", "manager.1", ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: its name, who asks, and how. `ask` takes a signed-in client and the family's id."""

    name: str
    who: str
    ask: Callable[[Client, int], HttpResponseBase]
    url_name: str

    def is_built(self) -> bool:
        """Whether the service has such a page yet."""
        return is_built(self.url_name)


def is_built(url_name: str) -> bool:
    """Whether an address of that name exists, with a family in it or without."""
    for arguments in ([], [1]):
        try:
            reverse(url_name, args=arguments)
        except NoReverseMatch:
            continue
        return True
    return False


def reading(name: str, url_name: str, who: str = WORKER, *, of_family: bool = False, asking: str = "") -> Measured:
    """A page that is only looked at; `asking`: what its address ends in."""

    def ask(client: Client, family_id: int) -> HttpResponseBase:
        return client.get(reverse(url_name, args=[family_id] if of_family else []) + asking)

    return Measured(name, who, ask, url_name)


class Filled(HTMLParser):
    """The fields of a page's first form that posts, as a browser would send them untouched, and the answers offered."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.offered: dict[str, list[str]] = {}
        self._inside = self._done = False
        self._area: str | None = None
        self._select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post" and not self._done:
            self._inside = True
        name = given.get("name", "")
        if not self._inside or (not name and tag != "option"):
            return
        if tag == "textarea":
            self._area = name
            self.values[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self.offered.setdefault(self._select, []).append(given.get("value", ""))
            if "selected" in given:
                self.values[self._select] = [given.get("value", "")]
        elif tag == "input":
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str]) -> None:
        if given.get("type") in ("radio", "checkbox"):
            self.offered.setdefault(name, []).append(given.get("value", ""))
            if "checked" in given:
                self.values.setdefault(name, []).append(given.get("value", ""))
        else:
            self.values[name] = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] = [self.values[self._area][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form" and self._inside:
            self._inside, self._done = False, True

    def answer_everything(self, day: str) -> dict[str, list[str]]:
        """Something plausible for every open question: the first answer offered, a day, a number, words."""
        # Rows for actions stay empty: most visits agree none.
        filled = {name: value for name, value in self.values.items() if not name.startswith("action-")}
        for name, answers in self.offered.items():
            if not name.startswith("action-") and (not filled.get(name) or filled[name] == [""]):
                filled[name] = [next((each for each in answers if each), "")]
        # Every child was seen: what is written about somebody not seen would be refused.
        filled |= {name: ["alone"] for name in self.offered if name.endswith("-seen")}
        for name, value in filled.items():
            if value == [""]:
                filled[name] = [_plausible(name, day)]
        return filled


def _plausible(name: str, day: str) -> str:
    if re.search(r"day|date|\bon$", name):
        return day
    if "minutes" in name:
        return "60"
    return unescape("We talked about the week &amp; what helps.")


def save_a_visit(client: Client, family_id: int, day: str = "19 Nov 2026") -> HttpResponseBase:
    """Send the visit form filled in; the opening of the form is not part of what is measured (see `prepared_visit`)."""
    address, filled = prepared_visit(client, family_id, day)
    return client.post(address, filled)


def prepared_visit(client: Client, family_id: int, day: str) -> tuple[str, dict[str, list[str]]]:
    """The address of the visit form and everything it sends."""
    address = reverse("visits:record", args=[family_id])
    filled = Filled(client.get(address).content.decode()).answer_everything(day)
    # The same visit is sent many times over; each counts as another of that day.
    return address, {**filled, "another": ["yes"]}


_bulbs: WeakKeyDictionary[Client, str] = WeakKeyDictionary()


def look_at_a_bulb(client: Client, family_id: int) -> HttpResponseBase:
    """The light bulb of a family's first child; whose it is was looked up the first time, and is not measured."""
    if client not in _bulbs:
        shown = client.get(reverse("aids:pictures", args=[family_id])).content.decode()
        _bulbs[client] = re.findall(r'href="([^"]*/aids/children/[0-9a-f-]{36}/)"', shown)[0]
    return client.get(_bulbs[client])


_people: WeakKeyDictionary[Client, str] = WeakKeyDictionary()


def look_at_a_person(client: Client, family_id: int) -> HttpResponseBase:
    """The first of a family's people; who that is was looked up the first time, and is not measured."""
    if client not in _people:
        shown = client.get(reverse("desk:people", args=[family_id])).content.decode()
        _people[client] = re.findall(r'href="(/people/[0-9a-f-]{36}/)"', shown)[0]
    return client.get(_people[client])


PAGES = [
    reading("bare page", "bench_bare", NOBODY),
    reading("the walls alone", "bench_guarded", of_family=True),
    reading("today", "desk:today"),
    reading("families", "desk:families"),
    reading("a search", "desk:find", asking="?q=Katie"),
    reading("a family", "desk:family", of_family=True),
    reading("its people", "desk:people", of_family=True),
    Measured("a person", WORKER, look_at_a_person, "desk:people"),
    reading("its timeline", "timeline:page", of_family=True),
    reading("what is due", "timeline:due", of_family=True),
    reading("its light bulbs", "aids:pictures", of_family=True),
    Measured("a light bulb", WORKER, look_at_a_bulb, "aids:pictures"),
    reading("record a visit", "visits:record", of_family=True),
    Measured("save a visit", WORKER, save_a_visit, "visits:record"),
    reading("today, manager", "desk:today", MANAGER),
    reading("families, manager", "desk:families", MANAGER),
    reading("the team, manager", "desk:team", MANAGER),
    reading("allocation, manager", "pathway:allocation", MANAGER),
]
BARE, WALLS = PAGES[0].name, PAGES[1].name
