"""Named writes: publishing practice models."""

from datetime import datetime
from pathlib import Path

from django.db import transaction

from alongside.kit.ids import uuid7
from alongside.practice.loading import read_models
from alongside.practice.models import ModelVersion
from alongside.practice.names import check_names
from alongside.practice.rules import Breach, KnownNames, LoadedModel, ModelBroken


class ChangedUnderSameVersion(RuntimeError):
    """A model's files differ from what was published under the same version."""

    def __init__(self, model: str, version: str) -> None:
        self.model, self.version = model, version
        super().__init__(
            f"{model} {version}: its files have changed since this version was published; give it a new version "
            f"in [model], or put the files back as they were"
        )


@transaction.atomic
def import_shipped_models(*, folder: Path, at: datetime, known: KnownNames | None = None) -> list[ModelVersion]:
    """Publish each model below `folder` that has a new version; the rows added.

    Nobody's deed but the start of the service, hence no `by`. Two processes starting together add each version once. A
    version published with the same text is left alone. Raises ModelBroken (names are checked when `known` is given) and
    ChangedUnderSameVersion, in both cases with nothing written.
    """
    models = read_models(folder)
    breaches = _names_missing(models, known) if known else []
    if breaches:
        raise ModelBroken(breaches)
    return [row for loaded in models if (row := _publish(loaded, at)) is not None]


def _publish(loaded: LoadedModel, at: datetime) -> ModelVersion | None:
    model = loaded.model
    row = ModelVersion(
        id=uuid7(),
        model=model.id,
        version=model.version,
        name=model.name,
        toml=loaded.toml,
        sha256=loaded.sha256,
        published_at=at,
    )
    ModelVersion.objects.bulk_create([row], ignore_conflicts=True)
    stored = ModelVersion.objects.only("id", "sha256").get(model=model.id, version=model.version)
    if stored.sha256 != loaded.sha256:
        raise ChangedUnderSameVersion(model.id, model.version)
    return row if stored.id == row.id else None


def _names_missing(models: tuple[LoadedModel, ...], known: KnownNames) -> list[Breach]:
    beside = {loaded.model.id: loaded.model for loaded in models}
    return [
        Breach(f"{loaded.model.id}/{breach.file}", breach.table, breach.key, breach.reason)
        for loaded in models
        for breach in check_names(loaded, known, beside)
    ]
