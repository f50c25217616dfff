"""Several groups of rows on one page, as one."""

from collections.abc import Mapping
from typing import Any

from alongside.kit.forms import Rows


class Several(Rows[Any]):
    """The rows of a page with more than one group; `several["talk"]` is one of them."""

    def __init__(self, groups: Mapping[str, Rows[Any]]) -> None:
        self.groups = dict(groups)
        rows = [row for group in groups.values() for row in group]
        wants_more = any(group.wants_more for group in groups.values())
        super().__init__(rows, prefix="", grows=False, wants_more=wants_more)

    def group(self, name: str) -> Rows[Any]:
        """One group of rows by its name."""
        return self.groups[name]

    @property
    def cleaned(self) -> list[tuple[str, dict[str, Any]]]:
        """Key and answers of every row that was filled in, the name of its group before its key."""
        return [(f"{name}-{key}", row) for name, group in self.groups.items() for key, row in group.cleaned]
