"""The environment every page is rendered in.

A name that is not there stops the page (StrictUndefined), everything is escaped. The GOV.UK macros live in an
environment of their own (`kit.govuk`) and are called as `govuk("button", text="Save")`.
"""

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static as static_address
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from alongside.kit import dates, drawing
from alongside.kit.clock import LONDON, today
from alongside.kit.drawing import blocks, bulb, scales
from alongside.kit.forms.plain import component_of
from alongside.kit.forms.summary import error_summary
from alongside.kit.govuk import govuk, govuk_templates
from alongside.kit.words import capital

DIGEST_LETTERS = 10


def environment(**options: Any) -> Environment:
    """The environment of `TEMPLATES`: our loader with GOV.UK's templates beside it, our globals and filters."""
    options["loader"] = ChoiceLoader([options["loader"], govuk_templates()])
    options |= {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    pages = Environment(**options)  # noqa: S701 - the line above escapes everything
    pages.globals.update(GLOBALS)
    pages.filters.update(FILTERS)
    return pages


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a view, by its name and what it takes."""
    return reverse(name, args=args, kwargs=kwargs)


def static(path: str) -> str:
    """The address of a static file, with a digest of its content so that a browser may keep it for a year."""
    digest = _digest(path)
    return static_address(path) + (f"?v={digest}" if digest else "")


@lru_cache(maxsize=256)
def _digest(path: str) -> str:
    found = finders.find(path)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:DIGEST_LETTERS] if found else ""


def paragraphs(text: str) -> Markup:
    """Words exactly as somebody typed them, escaped, their spaces and line ends kept, in their own direction."""
    return Markup('<p class="al-exact" dir="auto">{}</p>').format(escape(text))


def moment(when: datetime, day: date | None = None) -> str:
    """ "Wed 18 Nov, 7:42pm", in London time."""
    return dates.moment_words(when.astimezone(LONDON), day or today())


def time_words(when: datetime) -> str:
    """ "1:30pm"; an aware moment is read in London time."""
    return dates.time_words(when.astimezone(LONDON) if when.tzinfo else when)


def iso(when: date | datetime) -> str:
    """For the `datetime` attribute of a time element."""
    return when.isoformat()


GLOBALS: dict[str, Any] = {
    "bar": drawing.bar,
    "blocks_small": blocks.small,
    "bulb_full": bulb.full,
    "scales_full": scales.full,
    "scales_small": scales.small,
    "bulb_small": bulb.small,
    "clock_face": drawing.clock_face,
    "component_of": component_of,
    "error_summary": error_summary,
    "govuk": govuk,
    "icon": drawing.icon,
    "mark": drawing.mark,
    "static": static,
    "today": today,
    "url": url,
}

FILTERS: dict[str, Any] = {
    "age": lambda born: dates.age_words(born, today()),
    "capital": capital,
    "count_words": dates.count_words,
    "day_ago": lambda day: dates.day_ago(day, today()),
    "day_full": dates.day_full,
    "day_long": dates.day_long,
    "day_near": lambda day: dates.day_near(day, today()),
    "day_short": lambda day: dates.day_short(day, today()),
    "due_birth": dates.due_birth,
    "due_words": lambda day: dates.due_words(day, today()),
    "iso": iso,
    "minutes_words": dates.minutes_words,
    "moment": moment,
    "paragraphs": paragraphs,
    "time_words": time_words,
    "vague_words": dates.vague_words,
}
