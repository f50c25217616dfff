"""Reads a page as a browser would, so that tests can ask it plain questions."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "hr", "img", "path", "circle"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    only_looks: bool = False
    """Stands in a form that shows something and saves nothing."""

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]


@dataclass
class Page(HTMLParser):
    """Every element with its own attributes and all the text inside it."""

    markup: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self.feed(self.markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        only_looks = any(one.tag == "form" and one.attributes.get("method") == "get" for one in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, only_looks=only_looks)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        while self._open:
            if self._open.pop().tag == tag:
                return

    def handle_data(self, data):
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [one for one in self.elements if one.tag == tag and attributes.items() <= one.attributes.items()]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    def as_sent(self) -> dict[str, list[str]]:
        """What a browser would send of a page on which nothing is changed, to save it: of a list its first line."""
        sent: dict[str, list[str]] = {}
        chosen: dict[str, str] = {}
        select = ""
        for one in self.elements:
            if one.only_looks:
                continue
            name, value = one.attributes.get("name", ""), one.attributes.get("value", "")
            ticked = one.attributes.get("type") not in ("checkbox", "radio") or "checked" in one.attributes
            if name and one.tag in ("input", "textarea") and ticked:
                sent.setdefault(name, []).append(one.text.removeprefix("\n") if one.tag == "textarea" else value)
            elif one.tag == "select":
                select = name
            elif one.tag == "option" and ("selected" in one.attributes or select not in chosen):
                chosen[select] = value
        return sent | {name: [value] for name, value in chosen.items()}

    @property
    def ids(self) -> list[str]:
        return [one["id"] for one in self.elements if "id" in one.attributes]

    def named(self, name: str) -> list[Element]:
        return [one for one in self.elements if one.attributes.get("name") == name]

    def written_in(self, name: str) -> str:
        """What a browser shows in a text area: it throws away one line end at the very start."""
        (area,) = self.named(name)
        return area.text.removeprefix("\n")

    def label_of(self, input_id: str) -> str:
        (label,) = [one for one in self.elements if one.tag == "label" and one.attributes.get("for") == input_id]
        return " ".join(label.text.split())
