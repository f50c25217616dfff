"""Every fault of the list can still be seeded: what it changes stands there, and what it leaves can be run."""

import pytest

from tests.faults.fault import ROOT, Fault
from tests.faults.seeded import FAULTS


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what)
def test_it_stands_where_it_is_looked_for(fault: Fault) -> None:
    seeded = fault.seeded((ROOT / fault.path).read_text("utf-8"))

    if fault.path.suffix == ".py":
        compile(seeded, str(fault.path), "exec")
    assert all((ROOT / asked.partition("::")[0]).exists() for asked in fault.asked.split())


def test_there_are_sixty_or_more_and_none_twice() -> None:
    assert len({fault.what for fault in FAULTS}) == len(FAULTS) >= 60
