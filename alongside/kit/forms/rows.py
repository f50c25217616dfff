"""Groups of questions that repeat: one for each child who was seen, or as many actions as there are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from alongside.kit.forms import apart
from alongside.kit.forms.form import KitForm, Row

MOST_ROWS = 50


class Rows[R: Row]:
    """The rows of one page, in order. Made by `for_each` or `growing`."""

    def __init__(self, rows: Sequence[R], *, prefix: str, grows: bool, wants_more: bool = False) -> None:
        self.rows = list(rows)
        self.prefix = prefix
        self.grows = grows
        self.wants_more = wants_more

    @classmethod
    def for_each(
        cls, row_class: type[R], data: Any = None, *, prefix: str, each: Mapping[str, Mapping[str, Any]]
    ) -> "Rows[R]":
        """One row for every key of `each`, made with the arguments that stand there (`initial` among them, as the
        record has it); those about somebody who stands apart come last.
        """
        rows = []
        for key, arguments in sorted(each.items(), key=lambda one: bool(apart.what_to_know(one[0]))):
            row = row_class(data, prefix=f"{prefix}-{key}", **arguments)
            row.key, row.stood = key, dict(arguments.get("initial") or {})
            rows.append(row)
        return cls(rows, prefix=prefix, grows=False)

    @classmethod
    def growing(
        cls,
        row_class: type[R],
        data: Any = None,
        *,
        prefix: str,
        least: int = 1,
        most: int = MOST_ROWS,
        initial: Sequence[Mapping[str, Any]] = (),
        **arguments: Any,
    ) -> "Rows[R]":
        """As many rows as the page was sent with; one more when its button named "<prefix>-more" was pressed.

        `initial`: what the rows are first shown with, as the record has it; what was sent is read for itself, so
        that a row sent as it was shown is a row. A row left blank is none: it has no errors and does not come back
        from `cleaned`.
        """
        wants_more = data is not None and f"{prefix}-more" in data
        count = max(least, len(initial)) if data is None else _sent(data.get(f"{prefix}-total"), least, most)
        rows = []
        for number in range(min(count + wants_more, most)):
            stood = dict(initial[number]) if number < len(initial) else {}
            start = stood if data is None and stood else None
            row = row_class(data, prefix=f"{prefix}-{number}", initial=start, empty_permitted=True, **arguments)
            row.key, row.stood = str(number), stood
            rows.append(row)
        if wants_more and count < most:
            # The person pressed the button beneath the last row: they go on in the new one, with or without scripts.
            rows[-1].begins_at = next((field.name for field in rows[-1].visible_fields()), "")
        return cls(rows, prefix=prefix, grows=True, wants_more=wants_more)

    def __iter__(self) -> Iterator[R]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> R:
        return self.rows[number]

    @property
    def total(self) -> Markup:
        """The hidden count that growing rows need inside their form; empty for rows that do not grow."""
        if not self.grows:
            return Markup("")
        return Markup('<input type="hidden" name="{}-total" value="{}">').format(self.prefix, len(self.rows))

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [row.errors for row in self.rows if row.errors]

    def is_valid(self) -> bool:
        """Whether every row is; each is looked at, so that all errors are shown at once."""
        return [row.is_valid() for row in self.rows].count(False) == 0

    @property
    def cleaned(self) -> list[tuple[str, dict[str, Any]]]:
        """Key and cleaned answers of every row, growing rows left blank left out."""
        return [(row.key, row.cleaned_data) for row in self.rows if not self.grows or row.has_changed()]


def all_valid(*things: KitForm | Rows[Any]) -> bool:
    """Whether everything on a page may be saved: every form and every row is looked at.

    When the person asked for another row nothing is saved and nothing is called missing yet.
    """
    if any(isinstance(thing, Rows) and thing.wants_more for thing in things):
        for form in _forms(things):
            form.hush()
        return False
    return [thing.is_valid() for thing in things].count(False) == 0


def _forms(things: Sequence[KitForm | Rows[Any]]) -> Iterator[KitForm]:
    for thing in things:
        yield from thing if isinstance(thing, Rows) else [thing]


def _sent(written: Any, least: int, most: int) -> int:
    text = str(written or "")
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 6 else least
