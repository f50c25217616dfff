"""Reading a practice model: a folder of one or more TOML files, merged.

Any table may stand in any file; lists usually have a file each under `lists/`. What is read is one text, the files in
order of their names, each under a header line: that text is stored, hashed and parsed again, so a version read from the
database is the version that was read from the folder.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from alongside.practice import schema, wholeness, wording
from alongside.practice.rules import Breach, LoadedModel, ModelBroken, PracticeModel

HEADER = "#: file "
_HEADER_LINE = re.compile(rf"^{HEADER}(.+)\n", re.MULTILINE)
_SECTIONS: dict[str, type[BaseModel]] = {
    "model": schema.ModelTable,
    "stage": schema.StageTable,
    "clock": schema.ClockTable,
    "dose": schema.DoseTable,
    "limit": schema.LimitTable,
    "comparator": schema.ComparatorTable,
    "question_set": schema.QuestionSetTable,
    "light_bulb": schema.LightBulbTable,
    "relationship_stage": schema.RelationshipStageTable,
    "list": schema.ItemTable,
}
_ONE_OF_A_KIND = ("model", "light_bulb")
"""Tables of which a folder holds one, written with single brackets."""
_INSIDE: dict[str, type[BaseModel]] = {
    "section": schema.SectionTable,
    "question": schema.QuestionTable,
    "options": schema.OptionTable,
    "show_if": schema.ShowIfTable,
    "prompt": schema.PromptTable,
    "form": schema.FormTable,
    **dict.fromkeys(("with_family", "with_partners", "before_moving"), schema.StageLineTable),
    **dict.fromkeys(("start", "satisfy", "stop", "enter_on", "leave_on", "process", "evidence"), schema.MatcherTable),
}
"""Tables within tables, by the key they stand under; any other key holds a span."""


def read_model(folder: Path) -> LoadedModel:
    """The model in `folder`. Raises ModelBroken with everything found wrong."""
    texts, breaches = _texts(folder)
    if breaches:
        raise ModelBroken(breaches)
    loaded = parse_model("".join(f"{HEADER}{name}\n{text}" for name, text in texts.items()))
    if loaded.model.id != folder.resolve().name:
        reason = f"is {loaded.model.id}, but the folder is called {folder.resolve().name}; make them the same"
        raise ModelBroken([Breach(loaded.places["model", loaded.model.id], "model", "id", reason)])
    return loaded


def parse_model(text: str) -> LoadedModel:
    """The model in a stored text, files under their header lines. Raises ModelBroken with everything found wrong."""
    gathered, breaches = wholeness.Gathered(), []
    for file, toml in _files(text):
        breaches += _gather(file, toml, gathered)
    breaches += wholeness.breaches(gathered)
    if breaches:
        raise ModelBroken(breaches)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return LoadedModel(_model(gathered), text, sha256, _places(gathered))


def model_folders(folder: Path) -> list[Path]:
    """The folders below `folder` that hold a model, in order of their names."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and any(_toml_files(path)))


def read_models(folder: Path) -> tuple[LoadedModel, ...]:
    """Every model below `folder`. Raises ModelBroken with everything found wrong in all of them."""
    models, breaches = [], []
    for path in model_folders(folder):
        try:
            models.append(read_model(path))
        except ModelBroken as broken:
            breaches += [
                Breach(f"{path.name}/{breach.file}", breach.table, breach.key, breach.reason)
                for breach in broken.breaches
            ]
    if breaches:
        raise ModelBroken(breaches)
    return tuple(models)


def _toml_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.toml") if path.is_file())


def _texts(folder: Path) -> tuple[dict[str, str], list[Breach]]:
    """Each file's text with plain line ends, so that the same words give the same hash on every machine."""
    texts: dict[str, str] = {}
    breaches: list[Breach] = []
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in _toml_files(folder)):
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            breaches.append(Breach(name, "", "", "is not in UTF-8; save it again with that encoding"))
            continue
        if _HEADER_LINE.search(text + "\n"):
            breaches.append(Breach(name, "", "", f'has a line beginning "{HEADER}"; only the stored text may'))
        texts[name] = text if text.endswith("\n") else text + "\n"
    if not texts and not breaches:
        breaches.append(Breach(str(folder), "", "", "holds no .toml file; name the folder of a practice model"))
    return texts, breaches


def _files(text: str) -> Iterator[tuple[str, str]]:
    pieces = _HEADER_LINE.split(text)
    yield from zip(pieces[1::2], pieces[2::2], strict=True)


def _gather(file: str, toml: str, gathered: wholeness.Gathered) -> list[Breach]:
    """Add the file's well-formed tables to `gathered`; the breaches of the others."""
    try:
        document = tomllib.loads(toml)
    except (ValueError, RecursionError) as error:
        gathered.spoilt |= set(_SECTIONS)
        return [Breach(file, "", "", f"cannot be read as TOML: {error}")]
    breaches: list[Breach] = []
    try:
        tables = schema.ModelFile.model_validate(document)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        breaches = [_breach(file, document, found) for found in errors]
        gathered.spoilt |= {str(found["loc"][0]) for found in errors}
        tables = schema.ModelFile.model_validate(_without_broken(document, [found["loc"] for found in errors]))
    _add(file, tables, gathered)
    return breaches


def _add(file: str, tables: schema.ModelFile, gathered: wholeness.Gathered) -> None:
    if tables.model:
        gathered.model.append((file, tables.model))
    if tables.light_bulb:
        gathered.light_bulb.append((file, tables.light_bulb))
    for section in wholeness.WITH_IDS:
        getattr(gathered, section).extend((file, entry) for entry in getattr(tables, section))
    for name, items in tables.lists.items():
        gathered.lists.setdefault(name, []).extend((file, item) for item in items)


def _without_broken(document: Mapping[str, Any], places: list[tuple[int | str, ...]]) -> dict[str, Any]:
    """The document without the tables an error points into, so that the others are still checked against each other."""
    broken = {_entry_place(place) for place in places}
    kept: dict[str, Any] = {}
    for section, value in document.items():
        if (section,) in broken:
            continue
        if section == "list":
            kept[section] = {
                name: _keep(items, broken, (section, name))
                for name, items in value.items()
                if (section, name) not in broken
            }
        else:
            kept[section] = _keep(value, broken, (section,))
    return kept


def _keep(entries: Any, broken: set[tuple[int | str, ...]], at: tuple[str, ...]) -> Any:
    if not isinstance(entries, list):
        return entries
    return [entry for number, entry in enumerate(entries) if (*at, number) not in broken]


def _entry_place(place: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Where the table stands that an error points into: ("clock", 2) or ("list", "visit_place", 0)."""
    depth = 3 if place[0] == "list" else 2
    entry = place[:depth]
    if place[0] in _ONE_OF_A_KIND:
        return place[:1]
    if isinstance(entry[-1], int):
        return entry
    return place[:2] if place[0] == "list" and len(place) > 1 else place[:1]


def _breach(file: str, document: Mapping[str, Any], error: Mapping[str, Any]) -> Breach:
    place = tuple(error["loc"])
    if len(place) == 1 and error["type"] == "extra_forbidden":
        known = [_written(name) for name in _SECTIONS]
        return Breach(file, str(place[0]), "", f"is not a table of a practice model; use {', '.join(known)}")
    entry = _entry_place(place)
    rest = [part for part in place[len(entry) :] if part not in wording.TAGS and part != "[key]"]
    known_keys = wording.keys_of(_table_at(str(place[0]), rest))
    return Breach(file, _table_name(document, entry), _key(rest), _reason(error, entry, known_keys))


def _reason(error: Mapping[str, Any], entry: tuple[int | str, ...], known_keys: list[str]) -> str:
    if error["type"] in ("list_type", "model_type", "dict_type") and len(error["loc"]) == len(entry):
        name = ".".join(str(part) for part in entry if isinstance(part, str))
        return f"write it as {_written(name)}, keys below"
    return wording.reason(error, known_keys)


def _written(name: str) -> str:
    """How a table begins in a file."""
    return f"[{name}]" if name in _ONE_OF_A_KIND else f"[[{name}]]"


def _table_at(section: str, rest: list[int | str]) -> type[BaseModel]:
    """The table whose key an error names last."""
    within = [part for part in rest[:-1] if isinstance(part, str)]
    return _INSIDE.get(within[-1], schema.SpanTable) if within else _SECTIONS[section]


def _table_name(document: Mapping[str, Any], entry: tuple[int | str, ...]) -> str:
    """ "clock review", or "clock number 3" when it has no usable id."""
    if not isinstance(entry[-1], int):
        return ".".join(str(part) for part in entry)
    found: Any = document
    for part in entry:
        found = found[part]
    name = ".".join(str(part) for part in entry[:-1])
    identity = found.get("id") if isinstance(found, dict) else None
    return f"{name} {identity}" if isinstance(identity, str) and identity else f"{name} number {entry[-1] + 1}"


def _key(rest: list[int | str]) -> str:
    key = ""
    for part in rest:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else part
    return key


def _model(gathered: wholeness.Gathered) -> PracticeModel:
    head = gathered.model[0][1]
    lists = {name: tuple(item.to_rule() for _, item in items) for name, items in gathered.lists.items()}
    return PracticeModel(
        head.id,
        head.version,
        head.name,
        stages=tuple(sorted((stage.to_rule() for _, stage in gathered.stage), key=lambda stage: stage.order)),
        clocks=tuple(clock.to_rule() for _, clock in gathered.clock),
        doses=tuple(dose.to_rule() for _, dose in gathered.dose),
        limits=tuple(limit.to_rule() for _, limit in gathered.limit),
        comparators=tuple(comparator.to_rule() for _, comparator in gathered.comparator),
        lists=lists,
        question_sets=tuple(each.to_rule(lists) for _, each in gathered.question_set),
        light_bulb=gathered.light_bulb[0][1].to_rule() if gathered.light_bulb else None,
        relationship_stages=tuple(
            sorted((each.to_rule() for _, each in gathered.relationship_stage), key=lambda stage: stage.order)
        ),
        source=head.source or "",
        sources=dict(head.sources),
        beside=tuple(head.beside),
    )


def _places(gathered: wholeness.Gathered) -> dict[tuple[str, str], str]:
    places = {(table, entry.id): file for table, placed in gathered.tables().items() for file, entry in placed}
    file, head = gathered.model[0]
    for bulb_file, _ in gathered.light_bulb[:1]:
        places["light_bulb", ""] = bulb_file
    return places | {("model", head.id): file}
