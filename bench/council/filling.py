"""What comes into the places of a mould, for one family of the council. Pure: the same seed gives the same families."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from bench.council import names
from bench.council.casts import Cast
from bench.council.names import ORIGINS, Origin
from bench.council.prose import sentence
from bench.council.tokens import as_english
from bench.council.wanted import STAFF, YEARS, Place, Wanted

WOMEN, MEN = frozenset(("aa", "ad")), frozenset(("ab", "ac", "ae"))
"""First names of a tale by their letters; the others are children's, but for those who help."""
HELPERS = frozenset(("au", "av"))
PRIMARY, SURGERIES = range(34), range(3 * 34, 4 * 34)
"""Which of the agencies are a tale's first and its second, by their places among all."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What families of a council share: identifiers by what they are of, and what its staff are called.

    users: by (who, number); principals alike, "team" among them; versions: of practice models, by model and version.
    """

    users: Mapping[tuple[str, int], str]
    names: Mapping[tuple[str, int], tuple[str, str]]
    principals: Mapping[tuple[str, int], str]
    teams: Sequence[str]
    agencies: Sequence[str]
    versions: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Filled:
    """One family: its tale, and what comes into every place of it."""

    cast: Cast
    values: list[str]


def draw(seed: str, *what: object) -> int:
    """A number that only the seed and these decide."""
    return int.from_bytes(hashlib.blake2b("|".join(map(str, (seed, *what))).encode(), digest_size=7).digest())


def identifier(seed: str, milliseconds: int, *what: object) -> str:
    """A UUIDv7 of that moment that only the seed and these decide."""
    return _uuid(f"{milliseconds:012x}", 0, f"{draw(seed, *what):016x}")


def _uuid(millis: str, rank: int, drawn: str) -> str:
    return f"{millis[:8]}-{millis[8:]}-7{rank:03x}-8{drawn[:3]}-{drawn[3:15]}"


def tale_of(wanted: Wanted, place: Place, casts: Sequence[Cast]) -> tuple[Cast, int]:
    """Which tale a family has, and by how many weeks it is moved back: what goes on today is not moved."""
    told = [each for each in casts if each.standing == place.standing]
    if place.standing != "ended":
        return told[place.nth % len(told)], 0
    drawn = draw(wanted.seed, "tale", place.number)
    chosen = told[drawn % len(told)]
    soonest = -(chosen.since // 7)
    return chosen, soonest + draw(wanted.seed, "weeks", place.number) % ((YEARS * 365 - chosen.days) // 7 - soonest)


def filled(wanted: Wanted, ground: Ground, casts: Sequence[Cast], number: int) -> Filled:
    """One family of the council."""
    place = wanted.place(number)
    cast, weeks = tale_of(wanted, place, casts)
    family = _Family(wanted, ground, place, weeks)
    return Filled(cast, [family.value(kind, what) for kind, what in cast.places])


class _Family:
    """One family while its places are filled."""

    def __init__(self, wanted: Wanted, ground: Ground, place: Place, weeks: int) -> None:
        self.wanted, self.ground, self.place = wanted, ground, place
        self.back, self.back_ms = timedelta(weeks=weeks), weeks * 7 * 86_400_000
        self.drawn = draw(wanted.seed, "family", place.number)
        # Enough to draw every identifier of a family from, read as it is needed.
        self.bits = hashlib.shake_128(f"{wanted.seed}|{place.number}".encode()).hexdigest(16_000)
        self.read = 0
        self.origin: Origin = ORIGINS[self.drawn % len(ORIGINS)]
        self.other: Origin = ORIGINS[self.drawn // 64 % len(ORIGINS)]
        self.team = wanted.team_of(place.worker)
        self.values = {
            "own": self._own, "iso": self._iso, "english": self._english, "token": self._token,
            "same": str, "family": self._number, "reference": self._reference, "user": self._user,
            "principal": self._principal, "team": self._team, "agency": self._agency, "version": self._version,
        }  # fmt: skip

    def value(self, kind: str, what: Any) -> str:
        return self.values[kind](what)

    def _own(self, what: tuple[Any, int]) -> str:
        millis, rank = what
        drawn = self.bits[self.read : self.read + 15]
        self.read += 15
        return _uuid(f"{millis - self.back_ms:012x}", rank, drawn)

    def _iso(self, day: date) -> str:
        return (day - self.back).isoformat()

    def _english(self, what: tuple[date, str]) -> str:
        day, like = what
        return as_english(day - self.back, like)

    def _number(self, _what: str) -> str:
        return str(self.place.number)

    def _reference(self, _what: str) -> str:
        letters = "".join(letter for letter in self.surname().upper() if "A" <= letter <= "Z")
        return f"{letters:X<3.3}-{self.place.number:04d}"

    def _who(self, key: str) -> tuple[str, int]:
        if key == "worker":
            return key, self.place.worker
        if key == "before":
            return "worker", self.wanted.before(self.place.worker)
        return key, self.team

    def _user(self, key: str) -> str:
        return self.ground.users[self._who(key)]

    def _principal(self, key: str) -> str:
        return self.ground.principals[("team", self.team) if key == "team" else self._who(key)]

    def _team(self, _what: str) -> str:
        return self.ground.teams[self.team - 1]

    def _agency(self, nth: int) -> str:
        return self.ground.agencies[self._which_agency(nth)]

    def _version(self, what: tuple[str, str]) -> str:
        return self.ground.versions[what]

    def _which_agency(self, nth: int) -> int:
        among = (PRIMARY, SURGERIES)[nth]
        return among[draw(self.wanted.seed, "agency", nth, self.place.worker, self.drawn % 5) % len(among)]

    def surname(self) -> str:
        """What the family is called."""
        return self.origin.surnames[self.drawn // 4096 % len(self.origin.surnames)]

    def _token(self, said: str) -> str:
        word = self._word(said[1], said[2:-1])
        return word if said[0] == "Z" else word[:1].lower() + word[1:]

    def _word(self, kind: str, name: str) -> str:
        if kind == "p":
            return sentence(name[:-2], _mixed(self.drawn, name))
        drawn = _mixed(self.drawn, kind + name)
        if kind == "s":
            return self._surname(name, drawn)
        if kind == "n":
            return self._first_name(name, drawn)
        if kind == "w":
            nth = 26 * (ord(name[0]) - 97) + ord(name[1]) - 97
            return self.ground.names[self._who(tuple(STAFF)[nth // 2])][nth % 2]
        if kind == "g":
            return names.AGENCIES[self._which_agency(ord(name[1]) - 97)]
        return f"{1 + drawn % 90} {names.STREETS[drawn // 90 % len(names.STREETS)]}"

    def _surname(self, name: str, drawn: int) -> str:
        if name == "aa":
            return self.surname()
        origin = self.other if name == "bb" else ORIGINS[drawn % len(ORIGINS)]
        return origin.surnames[drawn // 64 % len(origin.surnames)]

    def _first_name(self, name: str, drawn: int) -> str:
        if name in HELPERS:
            return ("Mr", "Mrs", "Ms", "Miss", "Dr")[drawn % 5]
        if name in WOMEN or name in MEN:
            known = self.origin.women if name in WOMEN else self.origin.men
            return known[drawn % len(known)]
        # Brothers and sisters have names of their own: each takes the next of the family's.
        nth = 26 * (ord(name[0]) - 97) + ord(name[1]) - 97
        return self.origin.children[(self.drawn // 977 + nth * 5) % len(self.origin.children)]


@lru_cache(maxsize=4096)
def _number_of(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=6).digest())


def _mixed(drawn: int, name: str) -> int:
    """A number for one word of one family: cheap, since there are many."""
    return (drawn * 6364136223846793005 + _number_of(name) * 1442695040888963407) >> 17 & 0xFFFFFFFF
