"""The shape of a model's TOML files, as pydantic models: strict, unknown keys refused, every key explained.

One file may hold any of the tables; `practice.loading` merges the files of a folder and checks what no single table can
know. The descriptions become the JSON Schema that editors use:

    python -m alongside.practice.schema > practice/models/schema.json
"""

from alongside.practice.schema.aids import LightBulbTable, RelationshipStageTable, StageLineTable
from alongside.practice.schema.base import (
    ID_PATTERN,
    KIND_PATTERN,
    VERSION_PATTERN,
    Id,
    Identified,
    Kind,
    Table,
    Version,
    Words,
)
from alongside.practice.schema.matching import MatcherTable
from alongside.practice.schema.questions import (
    FACT_PATTERN,
    OptionTable,
    PromptTable,
    QuestionSetTable,
    QuestionTable,
    SectionTable,
    ShowIfTable,
)
from alongside.practice.schema.tables import (
    ClockTable,
    ComparatorTable,
    DoseTable,
    FormTable,
    ItemTable,
    LimitTable,
    ModelFile,
    ModelTable,
    SpanTable,
    StageTable,
    json_schema_text,
)

__all__ = [
    "FACT_PATTERN",
    "ID_PATTERN",
    "KIND_PATTERN",
    "VERSION_PATTERN",
    "ClockTable",
    "ComparatorTable",
    "DoseTable",
    "FormTable",
    "Id",
    "Identified",
    "ItemTable",
    "Kind",
    "LightBulbTable",
    "LimitTable",
    "MatcherTable",
    "ModelFile",
    "ModelTable",
    "OptionTable",
    "PromptTable",
    "QuestionSetTable",
    "QuestionTable",
    "RelationshipStageTable",
    "SectionTable",
    "ShowIfTable",
    "SpanTable",
    "StageLineTable",
    "StageTable",
    "Table",
    "Version",
    "Words",
    "json_schema_text",
]
