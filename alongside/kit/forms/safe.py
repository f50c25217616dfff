"""A form that lets others read something, and asks of each for whom that is no plain matter why it is safe."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.forms import BoundField

from alongside.kit.forms.form import Form
from alongside.kit.forms.text import LongTextField
from alongside.kit.words import capital

WHY_SAFE = "why_safe-"
WHY_SAFE_OF = re.compile(f"{WHY_SAFE}([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})")
ANSWER = "Say why that is safe, or leave it empty and save again"


class SafeForm(Form):
    """It has the question `audience`. `lets_in`: the answer by which they would read it; `apart_as`: why they
    stand apart; `safe_fact`: the fact that the reason is; `left_empty`: what follows where none is given.
    """

    lets_in = ""
    apart_as = ""
    safe_fact = ""
    left_empty = ""

    def __init__(self, *args: Any, apart: Mapping[UUID, tuple[str, str]], **kwargs: Any) -> None:
        """`apart`: who would read it and stands apart, the name and what to know of each. It is asked of each why that
        is safe. An answer that was given stays one, or a form delivered twice would not be the same the second time.
        """
        super().__init__(*args, **kwargs)
        self.apart = {f"{WHY_SAFE}{person}": told for person, told in apart.items()}
        for name in dict.fromkeys([*self.apart, *filter(WHY_SAFE_OF.fullmatch, self.data)]):
            self.fields[name] = self._why_safe(*self.apart.get(name, ("them", "")))

    def clean(self) -> dict[str, Any]:
        """Nobody is answered for who was not asked about: who stands apart since the form was opened."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        never_asked = [name for name in self.apart if name not in self.data]
        for name in never_asked if given.get("audience") == self.lets_in else ():
            self.add_error(name, f"{self.apart[name][0]} would read it too, and {self.apart_as}. {ANSWER}")
        return given

    @property
    def asks_safe(self) -> list[BoundField]:
        """The question why it is safe, of each."""
        return [self[name] for name in self.fields if WHY_SAFE_OF.fullmatch(name)]

    @property
    def why_safe(self) -> dict[UUID, str]:
        """Why it is safe, by whoever stands apart."""
        asked = {name: WHY_SAFE_OF.fullmatch(name) for name in self.cleaned_data}
        return {UUID(found[1]): self.cleaned_data[name] for name, found in asked.items() if found}

    def _why_safe(self, who: str, to_know: str) -> LongTextField:
        told = f"{capital(self.apart_as)}. {who}: {to_know.rstrip('.')}. " if to_know else ""
        return LongTextField(
            f"Is it safe if {who} reads it? Say why", fact=self.safe_fact, rows=2, max_length=500, required=False,
            hint=f"{told}{self.left_empty}",
        )  # fmt: skip
