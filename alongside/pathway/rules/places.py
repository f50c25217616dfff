"""What changed of somebody's place in the family, in words (who lives in the household: 002:1109-1121)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from alongside.kit.dates import day_long
from alongside.kit.words import capital
from alongside.timeline.rules import Reader

Facts = Mapping[str, Any]

NOTHING_CHANGES = "Nothing changes on that day. Say what is another since then, or leave the day empty"


def place_facts(role: tuple[str, str], home: tuple[bool, bool], on: date | None) -> dict[str, Any]:
    """What an entry keeps of a place that is another now: before and after, each only where it differs; `on`: the day
    it changed, None when it was always so.
    """
    changed: dict[str, Any] = {"role": list(role)} if role[0] != role[1] else {}
    if home[0] != home[1]:
        changed["home"] = home[1]
    return {"place": changed, **({"place_changed_on": on.isoformat()} if on else {})}


def day_facts(was: date, now: date) -> dict[str, Any]:
    """What an entry keeps of a place that is as it was, and began on another day than was told."""
    return {"place": {"since": [was.isoformat(), now.isoformat()]}}


def moved_at(places: Iterable[tuple[date, bool, datetime]]) -> datetime:
    """When it was first written down that somebody moved to where they live now. `places`: each that was open when it
    was written down: since when, whether with the family, and when that was. What went on again had not ended, and a
    day or a part in the family that is put right is no move.
    """
    moves: list[tuple[date, bool, datetime]] = []
    for since, home, told in sorted(places, key=lambda each: each[2]):
        again = next((number for number, each in enumerate(moves) if each[:2] == (since, home)), None)
        if again is not None:
            del moves[again + 1 :]
            continue
        if moves and moves[-1][0] == since:
            moves.pop()
        goes_on = moves.pop() if moves and moves[-1][1] == home else None
        moves.append((since, home, goes_on[2] if goes_on else told))
    return moves[-1][2]


def is_of_home(address: str, home: Iterable[str]) -> bool:
    """Whether an address is one of those of whoever lives with the family, however it was typed."""
    return _typed(address) in {_typed(each) for each in home}


def _typed(address: str) -> str:
    return " ".join(address.replace(",", " ").split()).casefold()


def known_as_changed(facts: Facts) -> str:
    """`name`: as it is now; `place_changed_on`: the day their place in the family changed, when it did; `place`: what
    changed of it, `role` (before, now), `home` (whether they live with the family now) or only the day, `since`.
    """
    name = facts["name"]
    told = [
        *_home(facts, (name, "they", "lives", "does"), "the family"),
        *_role(facts, f"{name}’s", "the family"),
        *_since(facts, f"{name}’s", "the family"),
    ]
    if not told and facts.get("place_changed_on"):
        return f"{name} has another place in the family since {_day(facts)}."
    return " ".join(told) or f"What we know of {name} was put right: name, birth or place in the family."


def own_known_as_changed(facts: Facts, to: Reader) -> str:
    """The same to a parent or child."""
    name, whose = facts["name"], to.whose(facts["name"])
    who = ("You", "you", "live", "do") if name in to.names else (name, "they", "lives", "does")
    told = [
        *_home(facts, who, "your family"),
        *_role(facts, capital(whose), "your family"),
        *_since(facts, capital(whose), "your family"),
    ]
    return " ".join(told) or f"We put right what we know of {to.who(name)}."


def _home(facts: Facts, who: tuple[str, str, str, str], family: str) -> list[str]:
    name, they, lives, does = who
    home = (facts.get("place") or {}).get("home")
    if home is None:
        return []
    if not facts.get("place_changed_on"):
        return [f"It was always so: {name} {f'{lives} with' if home else f'{does} not live with'} {family}."]
    now, before = (lives, "did not") if home else (f"no longer {lives}", "did")
    return [f"{name} {now} with {family} since {_day(facts)}; before that {they} {before}."]


def _role(facts: Facts, whose: str, family: str) -> list[str]:
    before, now = [each or "not said" for each in (facts.get("place") or {}).get("role") or ()] or (None, None)
    if now is None:
        return []
    if not facts.get("place_changed_on"):
        return [f"It was always so: {whose} place in {family} is {now}, not {before}."]
    return [f"{whose} place in {family} is {now} since {_day(facts)}; before that: {before}."]


def _since(facts: Facts, whose: str, family: str) -> list[str]:
    told = (facts.get("place") or {}).get("since")
    if not told:
        return []
    was, now = (day_long(date.fromisoformat(each)) for each in told)
    return [f"The day was put right: {whose} place in {family}, as it stands, began on {now}, not on {was}."]


def _day(facts: Facts) -> str:
    return day_long(date.fromisoformat(facts["place_changed_on"]))
