"""A published version never changes; a changed model is a new version."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.kit import clock
from alongside.practice import queries
from alongside.practice.actions import ChangedUnderSameVersion, import_shipped_models
from alongside.practice.loading import read_model
from alongside.practice.models import ModelVersion
from alongside.practice.queries import NoSuchModel, TextTampered, current_model, current_version, model_of
from alongside.practice.rules import KnownNames, ModelBroken
from alongside.practice.tests.factories import CLOCK, KNOWN, MODEL, STAGES, small_with, write_model

pytestmark = pytest.mark.django_db

NEXT = MODEL.replace("2026.1", "2026.2")


def publish(below: Path, files: dict[str, str] | None = None, *, later: int = 0) -> list[ModelVersion]:
    write_model(below, files)
    return import_shipped_models(folder=below, at=clock.now() + timedelta(days=later))


def test_a_model_that_comes_with_the_service_is_published(tmp_path):
    (row,) = publish(tmp_path)
    loaded = read_model(tmp_path / "small")
    stored = ModelVersion.objects.get(id=row.id)
    assert (stored.model, stored.version, stored.name) == ("small", "2026.1", "A small model")
    assert (stored.toml, stored.sha256, stored.published_by) == (loaded.toml, loaded.sha256, None)
    assert current_model("small") == model_of(row.id) == loaded.model


def test_starting_again_publishes_nothing(tmp_path):
    publish(tmp_path)
    assert publish(tmp_path, later=1) == []
    assert ModelVersion.objects.filter(model="small").count() == 1


def test_a_new_version_is_the_current_one_and_the_old_one_stays_readable(tmp_path):
    (old,) = publish(tmp_path)
    (new,) = publish(tmp_path, small_with(model=NEXT, stages=STAGES.replace("Welcome", "Hello")), later=1)
    assert current_version("small").id == new.id
    assert current_model("small").stage("welcome").name == "Hello"
    assert model_of(old.id).stage("welcome").name == "Welcome"


def test_going_back_to_an_older_release_keeps_the_latest_version(tmp_path):
    publish(tmp_path, small_with(model=NEXT))
    publish(tmp_path, later=-1)
    assert current_version("small").version == "2026.2"


def test_a_changed_text_under_the_same_version_is_refused(tmp_path):
    publish(tmp_path)
    with pytest.raises(ChangedUnderSameVersion, match=r"small 2026\.1: .* give it a new version"):
        publish(tmp_path, small_with(stages=STAGES.replace("Welcome", "Hello")), later=1)
    assert current_model("small").stage("welcome").name == "Welcome"


def test_a_broken_model_keeps_all_others_from_being_published(tmp_path):
    write_model(tmp_path, small_with(clocks=CLOCK.replace("ours = true", "")), name="broken")
    with pytest.raises(ModelBroken, match=r"broken/clocks\.toml, clock first_visit, source"):
        publish(tmp_path)
    assert not ModelVersion.objects.filter(model="small").exists()


def test_a_model_that_names_what_does_not_exist_is_not_published(tmp_path):
    write_model(tmp_path)
    with pytest.raises(ModelBroken, match=r"small/clocks\.toml, clock first_visit, start: nothing records"):
        import_shipped_models(folder=tmp_path, at=clock.now(), known=KnownNames({}))
    assert len(import_shipped_models(folder=tmp_path, at=clock.now(), known=KNOWN)) == 1


def test_a_change_is_refused_with_nothing_written_for_the_other_models(tmp_path):
    publish(tmp_path)
    write_model(tmp_path, small_with(model=MODEL.replace('"small"', '"another"')), name="another")
    with pytest.raises(ChangedUnderSameVersion):
        publish(tmp_path, small_with(stages=STAGES.replace("Welcome", "Hello")))
    assert not ModelVersion.objects.filter(model="another").exists()


def test_the_database_holds_one_text_for_a_version(tmp_path):
    (row,) = publish(tmp_path)
    row.id = uuid4()
    with pytest.raises(IntegrityError, match="model_version_once"), transaction.atomic():
        row.save(force_insert=True)


def test_a_model_nobody_published_is_told(tmp_path):
    with pytest.raises(NoSuchModel, match="nowhere"):
        current_model("nowhere")
    with pytest.raises(NoSuchModel):
        model_of(uuid4())


def test_a_text_that_was_tampered_with_is_not_used(tmp_path):
    (row,) = publish(tmp_path)
    forged = ModelVersion(
        model="small", version="2026.3", name="S", toml=row.toml + "#", sha256="0" * 64, published_at=clock.now()
    )
    forged.save(force_insert=True)
    with pytest.raises(TextTampered):
        model_of(forged.id)


def test_the_text_is_read_once_in_a_process(tmp_path, django_assert_num_queries):
    (row,) = publish(tmp_path)
    model_of(row.id)
    with django_assert_num_queries(0):
        model_of(row.id)
    with django_assert_num_queries(1):
        current_model("small")


def test_the_version_in_use_of_every_model_is_listed(tmp_path):
    publish(tmp_path)
    publish(tmp_path, small_with(model=NEXT), later=1)
    listed = {version.model: version.version for version in queries.published_models()}
    assert listed["small"] == "2026.2"
