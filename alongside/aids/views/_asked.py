"""The days an address asks for."""

from dataclasses import dataclass
from datetime import date

from alongside.access.doors import SignedInRequest
from alongside.aids.forms import DayForm, DaysForm
from alongside.kit.dates import day_typed


@dataclass(frozen=True, slots=True)
class DaysAsked[F: DayForm | DaysForm]:
    """Which day an aid is shown of, and from which on; None for what was not asked, or cannot be shown, of which the
    form says what to type.
    """

    form: F

    @property
    def as_of(self) -> date | None:
        return self._day("as_of")

    @property
    def first(self) -> date | None:
        return self._day("first")

    def _day(self, name: str) -> date | None:
        day: date | None = self.form.cleaned_data.get(name)
        return day if not self.form.errors else None

    def shown(self, **days: date) -> F:
        """The form as the page shows it: with the days that are shown, or with what was typed and what is wrong."""
        if not self.form.errors:
            return type(self.form)(initial=days)
        typed = {name: self.form.data.get(name, "") for name in days}
        return type(self.form)({name: typed[name] or day_typed(day) for name, day in days.items()})


def days_asked[F: DayForm | DaysForm](request: SignedInRequest, kind: type[F]) -> DaysAsked[F]:
    """What the address asks for."""
    form = kind(request.GET)
    form.full_clean()
    return DaysAsked(form)
