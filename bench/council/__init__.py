"""A synthetic council of any size: some families told through the actions, and as many as are wanted written from them.

`telling` tells a few dozen families the way a service records them, by the stages, clocks and lists of the published
model. `casts` takes their rows as moulds with places for names, days and identifiers. `writing` fills the moulds for
every family of the council, batch after batch, as the owner of the tables. The same settings give the same rows.
"""

from bench.council.wanted import PASSWORD, Wanted
from bench.council.writing import NotTheOwner, Work, populate

__all__ = ["PASSWORD", "NotTheOwner", "Wanted", "Work", "populate"]
