"""All of them."""

from tests.faults.seeded_access import ACCESS
from tests.faults.seeded_record import RECORD

FAULTS = (*ACCESS, *RECORD)
