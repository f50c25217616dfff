"""What a drawing holds, read back from its text, and what every drawing must keep to."""

import re
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import strategies as st

from alongside.kit.drawing.lettering import width_of

SVG = "{http://www.w3.org/2000/svg}"
UID = "u7"
KEPT_WHERE = {"xmlns", "viewBox", "width", "height", "class", "role", "aria-labelledby", "aria-hidden", "focusable"}

LONG = st.sampled_from([
    "Oluwaseun Bartholomew-Featherstonehaugh of Nether Wallop and Over Stowey",
    "W" * 70, "Donaudampfschifffahrtsgesellschaftskapitän " * 3, "-" * 60, "a-" * 50, "محمد عبد الرحمن " * 6,
    "王小明" * 20, "👨‍👩‍👧 " * 15, "<b>&amp;\"'</b>", " ", "İ" * 40,
])  # fmt: skip
NAMES = LONG | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def root_of(svg):
    return ElementTree.fromstring(svg)


def words_of(svg):
    """What a drawing says to those who do not see it."""
    root = root_of(svg)
    return root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")


def shapes(svg):
    """The drawing without any colour."""
    return [
        (element.tag, sorted((name, told) for name, told in element.attrib.items() if name not in {"fill", "stroke"}))
        for element in root_of(svg).iter()
    ]


def greys(svg):
    """The drawing as a printer without colour draws it."""
    drawn = []
    for element in root_of(svg).iter():
        told = {name: _grey(value) for name, value in element.attrib.items()}
        drawn.append((element.tag, sorted(told.items())))
    return drawn


def _grey(value):
    if not re.fullmatch("#[0-9a-f]{6}", value):
        return value
    red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
    return f"grey {(0.2126 * red + 0.7152 * green + 0.0722 * blue) // 16:.0f}"


def keeps_the_law(svg):
    """Well formed, without style or script, every name its own, nothing outside, no words over other words."""
    root = root_of(svg)
    for element in root.iter():
        assert element.tag not in (SVG + "style", SVG + "script", SVG + "foreignObject")
        assert not [name for name in element.attrib if name in ("style", "href") or name.startswith("on")]
        assert element is root or "class" not in element.attrib
        assert element.get("id", UID).startswith(UID)
        for name in re.findall(r"url\(#(.+?)\)", " ".join(element.attrib.values())):
            assert name.startswith(UID)
    _, _, across, down = map(float, root.attrib["viewBox"].split())
    for x, y in points_of(root):
        assert -0.05 <= x <= across + 0.05, (x, across)
        assert -0.05 <= y <= down + 0.05, (y, down)
    _words_stand_apart(root, across, down)


def _words_stand_apart(root, across, down):
    boxes = [_box(element) for element in root.iter(f"{SVG}text")]
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= across
        assert bottom <= down
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1], (one, other)


def _box(element):
    x, y, size = (float(element.attrib[name]) for name in ("x", "y", "font-size"))
    width = width_of(element.text or "", size, bold="font-weight" in element.attrib)
    left = x - {"start": 0, "middle": width / 2, "end": width}[element.attrib["text-anchor"]]
    return left, y - 0.78 * size, left + width, y + 0.22 * size


def points_of(root):
    """Every point of every line, and the corners of every shape."""
    for element in root.iter():
        told = {name: float(value) for name, value in element.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
        if element.tag == SVG + "path":
            yield from _along(element.attrib["d"])
        elif element.tag == SVG + "rect":
            yield told["x"], told["y"]
            yield told["x"] + told["width"], told["y"] + told["height"]
        elif element.tag in (SVG + "circle", SVG + "ellipse"):
            across, down = told.get("rx", told.get("r")), told.get("ry", told.get("r"))
            yield told["cx"] - across, told["cy"] - down
            yield told["cx"] + across, told["cy"] + down


def _along(path):
    """The points of a path, those that its curves lean to among them."""
    x = y = 0.0
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        values = [float(value) for value in re.findall(r"-?[\d.]+", rest)]
        kind, moved = command.upper(), command.islower()
        if kind == "H":
            x = values[0] + (x if moved else 0)
        elif kind == "V":
            y = values[0] + (y if moved else 0)
        elif kind == "A":
            assert not moved
            x, y = values[5:]
        else:
            assert kind in "MLCQZ", command
            assert not (moved and kind in "CQ")
            for at in range(0, len(values), 2):
                base = (x, y) if moved else (0, 0)
                x, y = values[at] + base[0], values[at + 1] + base[1]
                yield x, y
        yield x, y
