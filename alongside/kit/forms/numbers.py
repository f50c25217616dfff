"""Questions answered with a number, and the numbers England gives its people."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.gb import nhs

from alongside.kit import pupil_numbers
from alongside.kit.forms.text import WrittenField

MINUTES_OF_A_DAY = 24 * 60
NHS_SHAPE = "Check the NHS number: it has ten figures, like 943 476 5919"
NHS_WRONG = "Check the NHS number: one of its figures is not right"
UPN_SHAPE = "Check the pupil number: a letter, then 12 characters, like H801200001001"
UPN_WRONG = "Check the pupil number: one of its characters is not right"
_WHOLE = re.compile(r"[0-9]{1,9}")


class WholeNumberField(WrittenField):
    """A whole number from `least` to `most`, both included. Cleans to int, or None when left empty."""

    inputmode = "numeric"

    def __init__(self, label: str, *, least: int = 0, most: int = 999_999, width: int = 4, **asked: Any) -> None:
        self.least = least
        self.most = most
        super().__init__(label, width=width, **asked)

    def to_python(self, value: Any) -> int | None:
        written = super().to_python(value).replace(",", "")
        if not written:
            return None
        if not _WHOLE.fullmatch(written):
            raise ValidationError(self.how_to_write(), code="invalid")
        return int(written)

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.least <= value <= self.most:
            raise ValidationError(self.out_of_range(), code="range")

    def how_to_write(self) -> str:
        return f"Write “{self.label}” as a whole number, like 12"

    def out_of_range(self) -> str:
        return f"“{self.label}” must be from {self.least:,} to {self.most:,}"


class MinutesField(WholeNumberField):
    """Minutes somebody gave, at least one and at most a day. Cleans to int, or None when left empty."""

    missing_pattern = "Say how many minutes it took"

    def __init__(self, label: str, *, least: int = 1, most: int = MINUTES_OF_A_DAY, **asked: Any) -> None:
        super().__init__(label, least=least, most=most, **asked)

    def how_to_write(self) -> str:
        return "Write the minutes as a whole number, like 45"

    def out_of_range(self) -> str:
        return f"Check the minutes: from {self.least} to {self.most:,}, which is a whole day"


class NHSNumberField(WrittenField):
    """An NHS number with its check digit (NHS Data Dictionary, modulus 11). Cleans to ten figures without spaces."""

    inputmode = "numeric"
    spellcheck = False

    def __init__(self, label: str = "NHS number", *, width: int = 10, **asked: Any) -> None:
        super().__init__(label, width=width, **asked)

    def prepare_value(self, value: Any) -> Any:
        return nhs.format(value) if isinstance(value, str) and nhs.is_valid(value) else value

    def to_python(self, value: Any) -> str:
        written = super().to_python(value)
        if not written:
            return ""
        try:
            return str(nhs.validate(written))
        except InvalidChecksum:
            raise ValidationError(NHS_WRONG, code="invalid") from None
        except InvalidNumber:
            raise ValidationError(NHS_SHAPE, code="invalid") from None


class UPNField(WrittenField):
    """A unique pupil number with its check letter (Department for Education). Cleans to 13 characters in capitals."""

    spellcheck = False

    def __init__(self, label: str = "Unique pupil number", *, width: int = 20, **asked: Any) -> None:
        super().__init__(label, width=width, **asked)

    def to_python(self, value: Any) -> str:
        written = super().to_python(value)
        if not written:
            return ""
        number = pupil_numbers.compact(written)
        if not pupil_numbers.has_shape(number):
            raise ValidationError(UPN_SHAPE, code="invalid")
        if not pupil_numbers.fits(number):
            raise ValidationError(UPN_WRONG, code="invalid")
        return number
