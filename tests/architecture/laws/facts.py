"""Nobody types a fact twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .house import Breach


def forms_made_of(base: type, package: str) -> list[type]:
    """Every class made of `base`, however far down, that the package defines outside its tests, in a steady order."""
    found: dict[str, type] = {}
    waiting = list(base.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.split(".")[0] == package and ".tests" not in one.__module__:
            found[_name(one)] = one
    return [found[name] for name in sorted(found)]


def every_form_is_of_the_kit(forms: Iterable[type], kit_form: type, excused: Mapping[str, str]) -> list[Breach]:
    """A form made of anything else asks without naming facts. `excused` maps `package.room.forms.Class` to a reason."""
    others = {_name(form) for form in forms if not issubclass(form, kit_form)}
    return [
        *(
            Breach(name, "is not a form of the kit", "make it of kit.forms.Form")
            for name in sorted(others - set(excused))
        ),
        *(Breach("OTHER_FORMS", f"'{name}' is not there", "take it down") for name in sorted(set(excused) - others)),
    ]


def no_fact_asked_twice(
    forms: Iterable[type], facts_of: Callable[[Any], Iterable[Any]], excused: Mapping[str, str]
) -> list[Breach]:
    """At most one input asks for a fact without showing what is known already.

    `facts_of(form)` gives for each input its `field`, its fact (as `str()`) and whether it is `prefilled`, and raises
    TypeError for an input that names no fact. A form and one made of it count once. `excused` maps facts to reasons.
    """
    breaches = []
    asked: dict[str, list[tuple[type, str]]] = defaultdict(list)
    for form in forms:
        try:
            for one in facts_of(form):
                if not one.prefilled:
                    asked[str(one)].append((form, one.field))
        except TypeError as error:
            breaches.append(Breach(_name(form), str(error), "give the field the fact it fills"))
    twice = {fact: places for fact, found in asked.items() if len(places := _counted_once(found)) > 1}
    for fact in sorted(set(twice) - set(excused)):
        where = ", ".join(sorted(f"{_name(form)}.{field}" for form, field in twice[fact]))
        what = f"'{fact}' is asked in {len(twice[fact])} places that do not show what is known"
        breaches.append(Breach(where, what, "prefill all but the first, or ask once"))
    unused = sorted(set(excused) - set(twice))
    return breaches + [Breach("FACTS", f"'{fact}' is not asked twice", "take the excuse down") for fact in unused]


def _counted_once(places: list[tuple[type, str]]) -> list[tuple[type, str]]:
    """Without the forms of which another form here is made."""
    return [
        (form, field)
        for form, field in places
        if not any(other is not form and issubclass(other, form) and field == again for other, again in places)
    ]


def _name(form: type) -> str:
    return f"{form.__module__}.{form.__qualname__}"
