"""`alongside model check PATH`: is this practice model fit to be used, and if not, what is to be done?"""

import sys
from pathlib import Path
from typing import TextIO

from alongside.practice.loading import model_folders, read_model
from alongside.practice.names import check_names
from alongside.practice.rules import KnownNames, LoadedModel, ModelBroken, PracticeModel


def check_path(path: Path, known: KnownNames, out: TextIO | None = None) -> int:
    """Check a model's folder, or every model in a folder of them; a line for each model or for each breach.

    Prints to `out` (standard output when not given). Answers 0 when nothing is wrong, else 2.
    """
    out = out or sys.stdout
    if not path.is_dir():
        out.write(f"{path}: is not a folder; name the folder of a practice model\n")
        return 2
    alone = any(path.glob("*.toml")) or not model_folders(path)
    folders = [path] if alone else model_folders(path)
    results = [_check(folder, known, out, prefix="" if alone else f"{folder.name}/") for folder in folders]
    return 0 if all(results) else 2


def summary(model: PracticeModel) -> str:
    """ "family_intervention 2026.1: 7 stages, 9 clocks, 1 dose, 1 limit, 3 comparators, 14 lists, 2 question sets,
    nothing wrong".
    """
    counts = [
        (model.stages, "stage"),
        (model.clocks, "clock"),
        (model.doses, "dose"),
        (model.limits, "limit"),
        (model.comparators, "comparator"),
        (model.lists, "list"),
        (model.question_sets, "question set"),
    ]
    parts = [f"{len(found)} {word}{'' if len(found) == 1 else 's'}" for found, word in counts]
    return f"{model.id} {model.version}: {', '.join(parts)}, nothing wrong"


def _check(folder: Path, known: KnownNames, out: TextIO, prefix: str) -> bool:
    try:
        loaded = read_model(folder)
        breaches = check_names(loaded, known, _beside(folder, loaded))
    except ModelBroken as broken:
        breaches = broken.breaches
    for breach in breaches:
        out.write(f"{prefix}{breach}\n")
    if not breaches:
        out.write(f"{summary(loaded.model)}\n")
    return not breaches


def _beside(folder: Path, loaded: LoadedModel) -> dict[str, PracticeModel]:
    """The models this one names as standing beside it, from the folders next to its own."""
    return {
        name: read_model(folder.resolve().parent / name).model
        for name in loaded.model.beside
        if (folder.resolve().parent / name).is_dir()
    }
