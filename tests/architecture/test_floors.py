"""Imports point down, by import-linter's contract."""

from .excuses import CONTRACT, ROOT
from .laws.floors import floors_declared, imports_point_down
from .laws.house import House
from .sample import NAME, Sample


def test_imports_point_down_in_the_house() -> None:
    assert imports_point_down(ROOT, CONTRACT) == []


def test_every_room_has_a_floor(house: House) -> None:
    assert {room.name for room in house.rooms} == set(floors_declared(CONTRACT))


def test_imports_point_down_in_the_sample(sample: Sample) -> None:
    assert imports_point_down(sample.root, sample.contract) == []


def test_an_import_of_a_floor_above_is_found(sample: Sample) -> None:
    sample.add(f"{NAME}/people/queries.py", f"from {NAME}.visits.queries import visits_of\n")

    (breach,) = imports_point_down(sample.root, sample.contract)

    assert f"{NAME}.people is not allowed to import {NAME}.visits" in breach.what


def test_a_room_without_a_floor_is_found(sample: Sample) -> None:
    sample.plant(f"{NAME}/attic/__init__.py", '"""Nobody knows where this belongs."""\n')

    (breach,) = imports_point_down(sample.root, sample.contract)

    assert f"{NAME}.attic" in breach.what
