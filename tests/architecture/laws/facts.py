"""Nobody types a fact twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .house import Breach


def every_subclass(base: type) -> list[type]:
    """Everything that is made of a class, however far down, in a steady order."""
    found: dict[str, type] = {}
    for child in base.__subclasses__():
        for one in (child, *every_subclass(child)):
            found[f"{one.__module__}.{one.__qualname__}"] = one
    return [found[name] for name in sorted(found)]


def no_fact_asked_twice(
    forms: Iterable[type], facts_of: Callable[[Any], Iterable[Any]], excused: Mapping[str, str]
) -> list[Breach]:
    """At most one input asks for a fact without showing what is known; every input names its fact.

    `facts_of(form)` gives, for each input, something with `field`, `fact` (None or '' when it names none), `prefilled`
    and `event` (it belongs to the deed itself, so it is a new fact each time).
    """
    breaches, asked = [], defaultdict(set)
    for form in forms:
        where = f"{form.__module__}.{form.__qualname__}"
        for one in facts_of(form):
            if not one.fact:
                breaches.append(Breach(f"{where}.{one.field}", "does not name the fact it fills", "give it fact="))
            elif not one.event and not one.prefilled:
                asked[one.fact].add(f"{where}.{one.field}")
    for fact, places in sorted(asked.items()):
        if len(places) > 1 and fact not in excused:
            what = f"'{fact}' is asked in {len(places)} places that do not show what is known"
            breaches.append(Breach(", ".join(sorted(places)), what, "prefill all but the first, or ask once"))
    return breaches + [
        Breach("FACTS", f"'{fact}' is asked once or not at all", "take the excuse down")
        for fact in sorted(excused)
        if len(asked.get(fact, ())) < 2
    ]
