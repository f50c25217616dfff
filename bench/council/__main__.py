"""`python -m bench.council N`: a council of N families in the bench's own server, gone on with where it was begun."""

import argparse
import os
import sys
import time

from bench.council.wanted import Wanted
from bench.place import opened, populated


def main() -> int:
    """Write it, and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m bench.council", description=__doc__)
    parser.add_argument("families", type=int)
    parser.add_argument("--hands", type=int, default=1, help="how many processes write it")
    given = parser.parse_args()
    wanted, begun = Wanted(given.families), time.monotonic()
    os.environ["ALONGSIDE_TODAY"] = wanted.today.isoformat()
    with opened() as place:
        name = populated(wanted, hands=given.hands)
        print(
            f"{wanted.families:,} families in {time.monotonic() - begun:,.0f} s: {place.server.address(database=name)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
