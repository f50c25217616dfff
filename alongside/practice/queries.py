"""Named reads of practice models. What is parsed is kept per process, by the hash of its text, which never changes."""

import hashlib
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from alongside.practice.loading import parse_model
from alongside.practice.models import ModelVersion
from alongside.practice.rules import PracticeModel


class NoSuchModel(LookupError):
    """No version of that practice model has been published."""


class TextTampered(RuntimeError):
    """The stored text of a version is not the text that was published."""


def current_version(model_id: str) -> ModelVersion:
    """The version published last. Raises NoSuchModel when there is none."""
    version = _latest(model_id).defer("toml").first()
    if version is None:
        raise NoSuchModel(f"no version of the practice model {model_id} has been published")
    return version


def current_model(model_id: str) -> PracticeModel:
    """The model as published last; its text is read once in a process. Raises NoSuchModel."""
    return _parsed(current_version(model_id).sha256)


@lru_cache(maxsize=256)
def model_of(version_id: UUID) -> PracticeModel:
    """The model of that version. Raises NoSuchModel."""
    sha256 = ModelVersion.objects.filter(id=version_id).values_list("sha256", flat=True).first()
    if sha256 is None:
        raise NoSuchModel(f"no practice model has a version {version_id}")
    return _parsed(sha256)


def published_models() -> list[ModelVersion]:
    """The version in use of every model, without its text, in order of their ids."""
    return list(ModelVersion.objects.defer("toml").order_by("model", "-published_at", "-id").distinct("model"))


def _latest(model_id: str) -> QuerySet[ModelVersion]:
    return ModelVersion.objects.filter(model=model_id).order_by("-published_at", "-id")


@lru_cache(maxsize=64)
def _parsed(sha256: str) -> PracticeModel:
    toml = ModelVersion.objects.filter(sha256=sha256).values_list("toml", flat=True)[:1].get()
    if hashlib.sha256(toml.encode()).hexdigest() != sha256:
        raise TextTampered(f"the text stored for {sha256[:12]} is not what was published; restore it from a backup")
    return parse_model(toml).model
