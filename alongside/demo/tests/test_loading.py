"""The demonstration is made whole, from whatever day it is loaded on, and obeys the record like anything else."""

import pytest

from alongside.demo.actions import load_demonstration
from alongside.kit import clock

pytestmark = pytest.mark.django_db


def test_it_is_made():
    said = []
    load_demonstration(by=None, at=clock.now(), say=said.append)
    assert said[-1] == "Making the Hale family …"
