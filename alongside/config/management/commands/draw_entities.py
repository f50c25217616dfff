"""The tables and how they hang together, drawn from the models, room by room."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Field, ForeignKey, Model

PAGE = Path(settings.BASE_DIR) / "docs" / "entities.md"
OPENING = """# Entities

Drawn from the models by `alongside django draw_entities`; a test says when it is out of date. A line from A to B means
that rows of A point to a row of B. Every table about a family also points to `family`; those lines are left out.
"""


class Command(BaseCommand):
    """`draw_entities`: writes docs/entities.md."""

    help = "Draw the entity diagram."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(entities_page())


def entities_page() -> str:
    """The page: one Mermaid diagram for each room that has tables."""
    rooms = [room for room in apps.get_app_configs() if room.name.startswith("alongside.") and list(room.get_models())]
    return "\n".join([OPENING, *(line for room in rooms for line in _diagram(room))])


def _diagram(room: AppConfig) -> Iterator[str]:
    yield from (f"## {room.label.capitalize()}", "", "```mermaid", "erDiagram")
    for model in sorted(room.get_models(), key=_table):
        for field in _pointers(model):
            many = "|o" if field.unique else "}o"
            one = "o|" if field.null else "||"
            yield f"    {_table(model)} {many}--{one} {_table(field.related_model)} : {field.name}"
        yield f"    {_table(model)} {{"
        yield from (f"        {_kind(field)} {field.column}" for field in model._meta.local_concrete_fields)
        yield "    }"
    yield from ("```", "")


def _pointers(model: type[Model]) -> list[ForeignKey]:
    pointers = [field for field in model._meta.local_concrete_fields if isinstance(field, ForeignKey)]
    return [field for field in pointers if field.name != "family"]


def _table(model: Any) -> str:
    return str(model._meta.db_table)


def _kind(field: Field) -> str:
    named = field.get_internal_type().removesuffix("Field")
    return {"ForeignKey": "reference", "OneToOne": "reference", "Char": "text", "Text": "text"}.get(
        named, named.lower()
    )
