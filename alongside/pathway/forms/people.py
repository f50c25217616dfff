"""People of a family: somebody new, somebody put right, a fact, a relationship, parental responsibility."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.kit.clock import today
from alongside.kit.dates import VagueDay, day_long, vague_between
from alongside.kit.forms import (
    ChoiceField,
    DayField,
    Form,
    SelectField,
    TextField,
    VagueDayField,
    YesNoField,
)
from alongside.kit.words import capital
from alongside.pathway.forms.facts import CHANGED, NOT_BORN, OUR_STAFF, PROTECT_HINT, WRONG
from alongside.pathway.rules import ROLES_TOLD
from alongside.pathway.rules.places import NOTHING_CHANGES
from alongside.people.queries import PersonLine, PlaceLine
from alongside.people.rules import (
    CERTAINTIES,
    RELATIONSHIP_KINDS,
    RESPONSIBILITY_BASES,
)

BORN_HINT = "As near as you know: 9 March 2018, March 2018 or 2018. For a baby not born yet, the day it is due."
AGENCY = "agency"
EARLIER = "the place they had before this one began"


class _LifeForm(Form):
    """What the forms about one person share."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("name") and not given.get("described_as") and "name" not in self.errors:
            self.add_error("name", "Give a name, or say who they are")
        born = given.get("born")
        if isinstance(born, VagueDay) and born.first > today() and born.precision != "day":
            self.add_error("born", "Give the day the baby is due, as near as you know, for example 3 March 2027")
        return given

    def life(self) -> dict[str, Any]:
        """Name, description and birth or due day, as the actions take them."""
        given = self.cleaned_data
        born = given["born"]
        unborn = born is not None and born.first > today()
        return {
            "name": given["name"], "described_as": given["described_as"],
            "birth": (born.first, born.last) if born is not None and not unborn else None,
            "due_on": born.first if born is not None and unborn else None,
        }  # fmt: skip


class AddPersonForm(_LifeForm):
    """Somebody of the family, or close to it."""

    title = "Add a person"
    name = TextField("Name", fact="new_person.name", required=False)
    described_as = TextField(
        "Or who they are, if you do not know the name", fact="new_person.described_as", required=False,
        hint="For example “Liam’s dad”",
    )  # fmt: skip
    role = SelectField(
        "Place in the family",
        fact="new_person.role",
        choices=list(ROLES_TOLD.items()),
        missing="Choose their place in the family",
    )
    born = VagueDayField("Born, or due", fact="new_person.birth", required=False, allow_future=True, hint=BORN_HINT)
    in_household = YesNoField(
        "Do they live with the family?", fact="new_person.in_household", missing="Say whether they live with the family"
    )
    since = DayField(
        "Since when do they belong to it?",
        fact="new_person.since",
        required=False,
        hint="Leave empty if you do not know",
    )
    protected = YesNoField(OUR_STAFF, fact="new_person.protected", required=False, hint=PROTECT_HINT)


class PutRightForm(_LifeForm):
    """What somebody is called, their birth or death, and their place in the family."""

    title = "Put a person right"
    name = TextField("Name", fact="person.name", prefilled=True, required=False)
    described_as = TextField(
        "Or who they are, if you do not know the name", fact="person.described_as", prefilled=True, required=False
    )
    role = SelectField("Place in the family", fact="person.role", prefilled=True, choices=[], required=False)
    born = VagueDayField(
        "Born, or due", fact="person.birth", prefilled=True, required=False, allow_future=True, hint=BORN_HINT
    )
    in_household = YesNoField(
        "Do they live with the family?",
        fact="person.in_household",
        prefilled=True,
        missing="Say whether they live with the family",
    )
    place_was = ChoiceField(
        "If you put another place, or where they live: was it always so?",
        fact="person.place_was",
        choices=[(WRONG, "It was always so"), (CHANGED, "It changed on a day")],
        required=False,
    )
    place_changed_on = DayField("The day it changed", fact="person.place_changed_on", required=False)
    died_on = DayField(
        "Died on", fact="person.died_on", prefilled=True, required=False, hint="Leave empty unless they have died"
    )
    protected = YesNoField(OUR_STAFF, fact="person.protected", prefilled=True, hint=PROTECT_HINT)

    def __init__(self, *args: Any, person: PersonLine, before: PlaceLine | None = None, **kwargs: Any) -> None:
        """`before`: the place they had just before the one that stands."""
        self.before, self.since = before, person.since
        kwargs["initial"] = _as_known(person)
        super().__init__(*args, **kwargs)
        roles = dict(ROLES_TOLD)
        if person.role and person.role not in roles:
            roles = {person.role: person.role.capitalize(), **roles}
        self.fields["role"].choices = list(roles.items())  # type: ignore[attr-defined]
        if person.birth is not None:
            died: Any = self.fields["died_on"]
            died.earliest, died.earliest_reason = person.birth[0], NOT_BORN
        was: Any = self.fields["place_was"]
        since = day_long(person.since)
        was.hints = {
            WRONG: f"What stands was wrong from the beginning; it is put right since {since}.",
            CHANGED: "What stands was right until that day, and stays so.",
        }
        if before is not None:
            was.hints[CHANGED] += f" To put right that it is told since {since}, give the right day and nothing else."
        if self.has_another_place:
            changed: Any = self.fields["place_changed_on"]
            changed.earliest = person.since
            changed.earliest_reason = (
                f"Their place as it stands is told since {since}. If it was always so, choose that"
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.has_another_place:
            if not given.get("place_was"):
                self.add_error("place_was", "Say whether it was always so or changed on a day")
            elif (
                given["place_was"] == CHANGED
                and not given.get("place_changed_on")
                and ("place_changed_on" not in self.errors)
            ):
                self.add_error("place_changed_on", "Give the day it changed")
        elif self._another_day(given) and self.before is None:
            self.add_error("place_changed_on", NOTHING_CHANGES)
        elif self._another_day(given) and self.before and given["place_changed_on"] <= self.before.since:
            self.add_error("place_changed_on", f"Give a day after {day_long(self.before.since)}, when {EARLIER}")
        return given

    @property
    def has_another_place(self) -> bool:
        """Whether another place was put, or that they live elsewhere or here, in what was sent."""
        return bool({"role", "in_household"} & set(self.changed_data))

    def _another_day(self, given: dict[str, Any]) -> bool:
        """Whether only the day is put right from which their place is as it stands."""
        day = given.get("place_changed_on")
        return bool(given.get("place_was") == CHANGED and day and day != self.since and not self.has_another_place)

    @property
    def moves(self) -> bool:
        """Whether somebody moved out or came back on a day, so that it is asked where they live now."""
        given = self.cleaned_data
        moved = bool(self.initial["in_household"]) != bool(given["in_household"])
        if not moved or given["place_was"] != CHANGED or given["died_on"]:
            return False
        # On the very day from which their place holds it is put right: a move back is then none.
        here = bool(given["in_household"])
        return given["place_changed_on"] != self.since or not here

    def saved_words(self) -> str:
        given = self.cleaned_data
        name = given["name"] or given["described_as"]
        lives = "lives" if given["in_household"] else "no longer lives"
        was_there = self.before is not None and self.before.in_household
        if self.moves and (given["place_changed_on"] != self.since or was_there):
            return f"{name} {lives} with the family since {day_long(given['place_changed_on'])}."
        if self._another_day(given):
            return f"The place of {name}, as it stands, began on {day_long(given['place_changed_on'])}."
        return f"What we know of {name} is put right."

    def changes(self) -> dict[str, Any]:
        """What is to be changed, as the action takes it; a birth left as it was shown stays exactly as it is known."""
        given = self.cleaned_data
        life = self.life()
        if "born" not in self.changed_data:
            life = {name: value for name, value in life.items() if name not in ("birth", "due_on")}
        return {
            **life, "died_on": given["died_on"], "protected": bool(given["protected"]), "role": given["role"],
            "in_household": bool(given["in_household"]),
            "place_changed_on": given["place_changed_on"] if given["place_was"] == CHANGED else None,
        }  # fmt: skip


class RelationshipForm(Form):
    """How two people are related. Brothers, sisters and grandparents follow from who is whose parent."""

    title = "Record a relationship"
    from_person = SelectField("Who", fact="relationship.from", only_told=True, choices=[], missing="Choose who")
    kind = SelectField(
        "is", fact="relationship.kind", choices=list(RELATIONSHIP_KINDS.items()), missing="Choose how they are related"
    )
    to_person = SelectField("whom", fact="relationship.to", only_told=True, choices=[], missing="Choose of whom")
    certainty = ChoiceField(
        "How certain is it?", fact="relationship.certainty", inline=True,
        choices=[(each, each.capitalize()) for each in CERTAINTIES], missing="Say how certain it is",
    )  # fmt: skip
    since = DayField(
        "Since when?", fact="relationship.since", required=False, hint="Leave empty for parents, or if you do not know"
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("certainty", "known")
        super().__init__(*args, **kwargs)
        for field in ("from_person", "to_person"):
            self.fields[field].choices = list(people)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("from_person") and given.get("from_person") == given.get("to_person"):
            self.add_error("to_person", "Nobody is related to themselves. Choose somebody else")
        return given


class ResponsibilityForm(Form):
    """Who holds parental responsibility (Children Act 1989, sections 2 to 4A, 12, 33)."""

    title = "Record parental responsibility"
    child = ChoiceField("For which child?", fact="responsibility.child", choices=[], missing="Choose the child")
    holder = SelectField(
        "Who holds it?", fact="responsibility.holder", only_told=True, choices=[], missing="Choose who holds it"
    )
    agency = TextField("Name of the agency, if it is one", fact="responsibility.agency", required=False)
    basis = SelectField(
        "On what basis?",
        fact="responsibility.basis",
        choices=[(key, capital(words)) for key, words in RESPONSIBILITY_BASES.items()],
        missing="Choose on what basis",
    )
    since = DayField("Since when?", fact="responsibility.since", required=False, hint="Leave empty if you do not know")

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], children: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].choices = list(children)  # type: ignore[attr-defined]
        self.fields["holder"].choices = [*people, (AGENCY, "An agency, such as the council")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("holder") == AGENCY and not given.get("agency"):
            self.add_error("agency", "Give the name of the agency")
        return given


def _as_known(person: PersonLine) -> dict[str, Any]:
    known = person.known_as
    return {
        "name": known.name, "described_as": known.described_as, "role": person.role, "born": _born(person),
        "in_household": person.in_household, "died_on": person.died_on, "protected": person.protected,
    }  # fmt: skip


def _born(person: PersonLine) -> date | VagueDay | None:
    if person.due_on is not None or person.birth is None:
        return person.due_on
    first, last = person.birth
    return first if first == last else vague_between(first, last)
