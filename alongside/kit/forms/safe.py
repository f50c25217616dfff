"""A form that lets others read something, and asks of each for whom that is no plain matter whether it is safe."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.forms import BoundField

from alongside.kit.forms.choices import NO, YES, ChoiceField
from alongside.kit.forms.form import Form
from alongside.kit.forms.text import LongTextField
from alongside.kit.refusals import Unacceptable
from alongside.kit.words import capital, gives_a_reason

SAFE = "safe-"
WHY_SAFE = "why_safe-"
WHY_SAFE_OF = re.compile(f"{WHY_SAFE}([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})")
ANSWER = "Choose whether that is safe, and save again"
NO_REASON = "Say why that is safe, or choose no"
NOT_YES = "Choose yes if it is safe, or take out why"


def safe_question(person: UUID) -> str:
    """The name of the question whether it is safe that this person reads it."""
    return f"{SAFE}{person}"


def refuse_no_reason(why_safe: Mapping[UUID, str]) -> None:
    """A yes that says nothing of why, or gives a no for it, is not lost without a word. Raises Unacceptable."""
    for person, why in why_safe.items():
        if not gives_a_reason(why):
            raise Unacceptable(f"{WHY_SAFE}{person}", NO_REASON)


class SafeForm(Form):
    """It has the question `audience`. `lets_in`: the answer by which they would read it; `apart_as`: why they
    stand apart; `asked_of`: the subject of what is asked; `if_no`: what follows unless yes is chosen.
    """

    lets_in = ""
    apart_as = ""
    asked_of = ""
    if_no = ""

    def __init__(self, *args: Any, apart: Mapping[UUID, tuple[str, str]], **kwargs: Any) -> None:
        """`apart`: who would read it and stands apart, the name and what to know of each. It is asked of each whether
        that is safe, and for a yes why. An answer that was given stays one, or a form delivered twice would not be the
        same the second time.
        """
        super().__init__(*args, **kwargs)
        self.apart = dict(apart)
        answered = [UUID(found[1]) for found in map(WHY_SAFE_OF.fullmatch, self.data) if found]
        self.asked = list(dict.fromkeys([*self.apart, *answered]))
        for person in self.asked:
            who, to_know = self.apart.get(person, ("", ""))
            self.fields[safe_question(person)] = self._safe(who, to_know)
            self.fields[f"{WHY_SAFE}{person}"] = self._why_safe(who)

    def clean(self) -> dict[str, Any]:
        """Nobody is answered for who was not asked about: who stands apart since the form was opened. A reason goes
        with a yes, and a yes with a reason.
        """
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for person in self.asked if given.get("audience") == self.lets_in else ():
            wrong = self._wrong(person, given.get(safe_question(person), ""), given.get(f"{WHY_SAFE}{person}", ""))
            if wrong:
                self.add_error(*wrong)
        return given

    @property
    def asks_safe(self) -> list[BoundField]:
        """The questions whether it is safe, and why, of each."""
        return [self[name] for person in self.asked for name in (safe_question(person), f"{WHY_SAFE}{person}")]

    @property
    def why_safe(self) -> dict[UUID, str]:
        """Why it is safe, by whoever stands apart and may read it."""
        given = self.cleaned_data
        return {person: given[f"{WHY_SAFE}{person}"] for person in self.asked if given[safe_question(person)] == YES}

    def _wrong(self, person: UUID, safe: str, why: str) -> tuple[str, str] | None:
        question = f"{WHY_SAFE}{person}"
        if question not in self.data:
            return safe_question(person), f"{self.apart[person][0]} would read it too, and {self.apart_as}. {ANSWER}"
        if safe == YES and not gives_a_reason(why):
            return question, NO_REASON
        return (safe_question(person), NOT_YES) if why and safe != YES else None

    def _safe(self, who: str, to_know: str) -> ChoiceField:
        told = f"{capital(self.apart_as)}. {who}: {to_know.rstrip('.')}. " if to_know else ""
        return ChoiceField(
            f"Is it safe if {who} reads it?" if who else "Is it safe if they read it?",
            fact=f"{self.asked_of}.is_safe", choices=[(NO, "No"), (YES, "Yes")], inline=True, required=False,
            hint=f"{told}{self.if_no}",
        )  # fmt: skip

    def _why_safe(self, who: str) -> LongTextField:
        return LongTextField(
            f"If yes, why is it safe that {who} reads it?" if who else "If yes, why is it safe?",
            fact=f"{self.asked_of}.why_safe", rows=2, max_length=500, required=False,
        )  # fmt: skip
