"""Questions answered with a day, in one box, written as people write days."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from alongside.kit.clock import today
from alongside.kit.dates import VagueDay, day_long, day_typed, parse_day, parse_vague, vague_words
from alongside.kit.forms.text import WrittenField


class DayField(WrittenField):
    """A day. Cleans to date, or None when left empty.

    A day to come is refused unless `allow_future`; a day before `earliest` is refused with `earliest_reason`. A form
    may set the last two when it is made: `self.fields["day"].earliest = began_on`.
    """

    def __init__(
        self,
        label: str,
        *,
        allow_future: bool = False,
        earliest: date | None = None,
        earliest_reason: str = "",
        width: int = 10,
        **asked: Any,
    ) -> None:
        self.allow_future = allow_future
        self.earliest = earliest
        self.earliest_reason = earliest_reason
        super().__init__(label, width=width, **asked)

    def missing_words(self) -> str:
        named = str(self.label).strip().lower()
        return self.missing or ("Give the day" if named in ("day", "date") else f"Give a day for “{self.label}”")

    def prepare_value(self, value: Any) -> Any:
        return day_typed(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        written = super().to_python(value)
        if not written:
            return None
        try:
            return parse_day(written, today(), ahead=self.allow_future)
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="invalid") from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is not None:
            self._refuse_out_of_bounds(value, value)

    def _refuse_out_of_bounds(self, first: date, last: date) -> None:
        """Refuse when every day from `first` to `last` is out of bounds."""
        if not self.allow_future and first > today():
            raise ValidationError(f"Check the day: {day_long(first)} has not come yet", code="future")
        if self.earliest is not None and last < self.earliest:
            why = self.earliest_reason or "It is too early"
            raise ValidationError(f"{why}. Give a day from {day_long(self.earliest)} on", code="early")


class VagueDayField(DayField):
    """A day known to the day, the month or only the year. Cleans to VagueDay, or None when left empty."""

    def prepare_value(self, value: Any) -> Any:
        return vague_words(value) if isinstance(value, VagueDay) else super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, VagueDay):
            return value
        written = WrittenField.to_python(self, value)
        if not written:
            return None
        try:
            return parse_vague(written, today(), ahead=self.allow_future)
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="invalid") from None

    def validate(self, value: Any) -> None:
        WrittenField.validate(self, value)
        if value is not None:
            self._refuse_out_of_bounds(value.first, value.last)
