"""The form of a visit: the visit itself, and a group for each child of the family."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from alongside.kit import clock
from alongside.kit.dates import day_typed, parse_day
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    FilesField,
    Form,
    LongTextField,
    MinutesField,
    Row,
    Rows,
    SelectField,
    TextField,
)
from alongside.kit.forms.files import TAKEN
from alongside.practice.rules import ListItem
from alongside.visits.queries import Somebody, VisitPage
from alongside.visits.rules import (
    AdultThere,
    Afterwards,
    ChildSeen,
    HardTogether,
    VisitTold,
    is_for_adults,
    is_for_children,
)

NOT_OF_IT = "none"
REST = "rest"
"""The tick that answers for every child without an answer."""
OF_ONE = ("tool", "minutes", "adapted", "words", "reading")
HARD = ("barriers", "effect", "tried", "result")
AFTERWARDS = ("topics_family", "topics_ours", "talked_through", "interpreter", "advocate")
SEEN = [("alone", "Seen alone"), ("seen", "Seen, not alone"), ("no", "Not seen"), (NOT_OF_IT, "Not part of this visit")]
FEW_CHILDREN = 3
"""With more children than this, one tick says of all who have no answer that they were not part of the visit."""


class VisitForm(Form):
    """Day, length, purpose, place and who was there."""

    title = "Record a visit"
    day = DayField("Day", fact="visit.day", width=20, hint="For example yesterday, or 19 Nov")
    minutes = MinutesField(
        "How long, in minutes", fact="visit.minutes", hint="For example 45", missing="Give the minutes the visit took"
    )
    purposes = ChoicesField(
        "What for", fact="visit.purpose", choices=[], missing="Say what the visit was for", small=True
    )
    place = ChoiceField("Where", fact="visit.place", choices=[], missing="Say where it was", small=True)
    present = ChoicesField(
        "Who else was there", fact="visit.present", only_told=True, choices=[], required=False, inline=True, small=True
    )
    others = TextField(
        "Anybody else", fact="visit.others", required=False, hint="For example Ms Spragg, a neighbour", max_length=500
    )
    rest = ChoicesField(
        "Children you do not answer for", fact="visit.rest", required=False, small=True,
        choices=[("yes", "Were not part of this visit")],
    )  # fmt: skip
    why_no_children = TextField(
        "If that is all of them: why", fact="visit.why_no_children", required=False,
        hint="For example all of them were at school",
    )  # fmt: skip
    response = LongTextField(
        "How the parents or carers took part, and what they said", fact="visit.response", required=False, rows=3
    )
    engagement = SelectField(
        "How it went together", fact="visit.engagement", required=False, choices=[], blank="Not said"
    )

    barriers = ChoicesField(
        "What stood in the way, as far as you know", fact="visit.barriers", choices=[], required=False, small=True,
        hint="Look at what we offer, and at what else is going on for them, before you look at them",
    )  # fmt: skip
    effect = LongTextField("What it did to the children", fact="visit.effect", required=False, rows=2)
    tried = LongTextField("What you tried", fact="visit.tried", required=False, rows=2)
    result = LongTextField("What came of it", fact="visit.result", required=False, rows=2)

    topics_family = LongTextField(
        "What the family wants to talk about next time", fact="visit.topics_family", required=False, rows=2
    )
    topics_ours = LongTextField(
        "What you want to talk about next time", fact="visit.topics_ours", required=False, rows=2
    )
    talked_through = LongTextField(
        "How you talked it through with the children afterwards", fact="visit.talked_through", required=False, rows=2,
        hint="When you saw adults and children on the same day",
    )  # fmt: skip
    interpreter = TextField("Interpreter, if there was one", fact="visit.interpreter", required=False)
    advocate = TextField("Advocate, if there was one", fact="visit.advocate", required=False)
    attached = FilesField("Attach files", fact="visit.attached", required=False, hint=TAKEN)

    @property
    def day_typed(self) -> date:
        """The day that stands in the form, today when it is none."""
        try:
            return parse_day(str(self["day"].value() or ""), clock.today())
        except ValueError:
            return clock.today()

    @property
    def has_more(self) -> bool:
        """Whether the part that is closed at first must be open: something is in it, or wrong with it."""
        return self._says(AFTERWARDS)

    @property
    def has_hard(self) -> bool:
        """Whether what was hard is shown however it went: something is in it, or wrong with it."""
        return self._says(HARD)

    def _says(self, names: Sequence[str]) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    def __init__(
        self, *args: Any, lists: Mapping[str, Sequence[ListItem]], adults: Sequence[Somebody], many: bool, none: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """`many`: whether there are so many children that one tick may answer for those without an answer; `none`:
        whether none has one.
        """
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = _choices(lists["visit_purpose"])  # type: ignore[attr-defined]
        self.fields["place"].choices = _choices(lists["visit_place"])  # type: ignore[attr-defined]
        self.fields["engagement"].choices = _choices(lists["engagement"])  # type: ignore[attr-defined]
        self.fields["engagement"].opening = frozenset(item.id for item in lists["engagement"] if item.group)  # type: ignore[attr-defined]
        self.fields["barriers"].choices = _choices(lists["engagement_barrier"])  # type: ignore[attr-defined]
        self.fields["present"].choices = [(str(line.person_id), line.name) for line in adults]  # type: ignore[attr-defined]
        self.none = none
        if not many:
            del self.fields[REST], self.fields["why_no_children"]

    def clean(self) -> dict[str, Any]:
        """That no child was part of it is said with its reason."""
        given = super().clean() or self.cleaned_data
        if self.none and given.get(REST) and not any(letter.isalnum() for letter in given.get("why_no_children", "")):
            self.add_error("why_no_children", "Say why none of the children were part of it")
        return given


class ChildForm(Row):
    """What of the visit concerned one child."""

    seen = ChoiceField("Seen", fact="child_visit.seen", choices=SEEN, inline=True, small=True)
    tool = SelectField(
        "Direct work, and the tool you used", fact="direct_work.tool", required=False, choices=[],
        blank="No direct work this time",
    )  # fmt: skip
    words = LongTextField(
        "Own words", fact="child_said.words", required=False, dress="voice", rows=4,
    )  # fmt: skip
    reading = LongTextField(
        "What you saw, and what you make of it", fact="child_visit.reading", required=False, dress="view", rows=5
    )
    minutes = MinutesField("Minutes of it, if you know", fact="direct_work.minutes", required=False)
    adapted = LongTextField("How you adapted it", fact="direct_work.adapted", required=False, rows=2)

    def __init__(self, *args: Any, line: Somebody, tools: Sequence[ListItem], rest: bool, **kwargs: Any) -> None:
        """`rest`: an answer left out says that the child was not part of the visit."""
        super().__init__(*args, **kwargs)
        name = line.name
        self.title = f"{name}, {line.age}" if line.age else name
        self.fields["seen"].label = f"Was {name} seen?"
        self.fields["seen"].missing = f"Say whether {name} was seen"  # type: ignore[attr-defined]
        self.fields["words"].label = f"{name}’s own words"
        self.fields["words"].help_text = f"Word for word. Leave empty if {name} did not say"
        self.fields["reading"].help_text = f"Say what makes you think so. It is your view, not {name}’s"
        self.fields["tool"].choices = _choices(tools)  # type: ignore[attr-defined]
        self.fields["seen"].required = not rest

    @property
    def has_details(self) -> bool:
        """Whether the part that is closed at first must be open: something is in it, or wrong with it."""
        return bool(self["adapted"].value() or self["adapted"].errors)

    def clean(self) -> dict[str, Any]:
        """What was typed about a child is never dropped because of how they were seen."""
        given = super().clean() or self.cleaned_data
        if given.get("seen") == "":
            given["seen"] = NOT_OF_IT
        seen = given.get("seen")
        typed = [name for name in ("tool", "words", "reading", "minutes", "adapted") if given.get(name)]
        if seen == NOT_OF_IT and typed:
            self.add_error("seen", f"You wrote something about {self.title}. Say how they were seen, or clear it")
        elif seen == "no" and (given.get("tool") or given.get("minutes")):
            self.add_error("seen", "Direct work needs the child to be seen. Say how, or choose no direct work")
        elif given.get("adapted") and not given.get("tool"):
            self.add_error("tool", "Choose the tool you adapted, or clear how you adapted it")
        return given


def child_rows(
    data: Any,
    children: Sequence[Somebody],
    tools: Sequence[ListItem],
    initial: Mapping[UUID, ChildSeen] | None = None,
    *,
    rest: bool = False,
) -> Rows:
    """A group for each child; with `initial`, as the visit stands. `rest`: whether an answer left out is one."""
    tools = [item for item in tools if is_for_children(item.group)]
    each = {}
    for line in children:
        given: dict[str, Any] = {"line": line, "tools": tools, "rest": rest}
        if initial is not None:
            given["initial"] = _as_it_stands(initial.get(line.person_id))
        each[str(line.person_id)] = given
    return Rows.for_each(ChildForm, data, prefix="child", each=each)


def none_in(data: Any, page: VisitPage) -> bool:
    """Whether what was typed says of no child that they were seen, or were not."""
    named = [data.get(f"child-{child.person_id}-seen") for child in page.children] if data else []
    return all(answer in (None, "", NOT_OF_IT) for answer in named)


class AdultRow(Row):
    """What of the visit concerned one adult."""

    who = SelectField("Who", fact="adult_visit.who", only_told=True, choices=[], missing="Say who it was")
    tool = SelectField(
        "What you did together", fact="adult_work.tool", required=False, choices=[], blank="Nothing of its own"
    )
    minutes = MinutesField("Minutes of it, if you know", fact="adult_work.minutes", required=False)
    words = LongTextField(
        "Their own words", fact="adult_said.words", required=False, dress="voice", rows=4,
        hint="Word for word. Leave empty if they did not say",
    )  # fmt: skip
    reading = LongTextField(
        "What you saw, and what you make of it", fact="adult_visit.reading", required=False, dress="view", rows=5
    )
    adapted = LongTextField("How you adapted it", fact="adult_work.adapted", required=False, rows=2)
    helps = ChoicesField(
        "Which child does it help?", fact="adult_work.helps", choices=[], required=False, inline=True, small=True,
        hint="Only then it counts as help that reaches the child",
    )  # fmt: skip

    def __init__(
        self, *args: Any, adults: Sequence[Somebody], children: Sequence[Somebody], tools: Sequence[ListItem],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["helps"].choices = [(str(line.person_id), line.name) for line in children]  # type: ignore[attr-defined]
        self.fields["who"].choices = [(str(line.person_id), line.name) for line in adults]  # type: ignore[attr-defined]
        self.fields["tool"].choices = _choices(tools)  # type: ignore[attr-defined]
        names = {str(line.person_id): line.name for line in adults}
        self.title = names.get(str(self["who"].value() or ""), "Somebody who was there")

    @property
    def has_details(self) -> bool:
        """Whether the part that is closed at first must be open: something is in it, or wrong with it."""
        return bool(self["adapted"].value() or self["adapted"].errors)

    def clean(self) -> dict[str, Any]:
        """Time and ways of working belong to something that was done."""
        given = super().clean() or self.cleaned_data
        if (given.get("adapted") or given.get("minutes") or given.get("helps")) and not given.get("tool"):
            self.add_error("tool", "Say what you did together, or clear what else you said of it")
        return given


class AdultRows(Rows[AdultRow]):
    """Nobody stands in two of them."""

    def is_valid(self) -> bool:
        named: set[str] = set()
        for row in self.rows:
            who = row.cleaned_data.get("who") if row.is_valid() else None
            if who and who in named:
                row.add_error("who", f"{row.title} stands here twice. Put the two together")
            named.add(str(who))
        return super().is_valid()


def adult_rows(data: Any, page: VisitPage, tools: Sequence[ListItem], stands: Sequence[AdultThere] = ()) -> Rows:
    """As many adults as there is more to tell of; none at first. `stands`: those of the visit as it stands."""
    shown = [{**_told_of(each), "who": str(each.person_id), "helps": [*map(str, each.helps)]} for each in stands]
    tools = [item for item in tools if is_for_adults(item.group)]
    return AdultRows.growing(
        AdultRow, data, prefix="adult", least=0, initial=shown, adults=page.adults, children=page.children, tools=tools
    )


def initial_of(told: VisitTold) -> dict[str, Any]:
    """What the visit form shows of a visit as it stands."""
    return {
        "day": day_typed(told.day),
        "minutes": told.minutes or "",
        "purposes": list(told.purposes),
        "place": told.place,
        "present": [str(person) for person in told.present],
        "others": told.others,
        REST: ["yes"] if told.why_no_children else [],
        "why_no_children": told.why_no_children,
        "response": told.response,
        "engagement": told.engagement,
        **told.after.to_content(),
        **told.hard.to_content({}),
    }


def seen_in(told: VisitTold | None) -> dict[UUID, ChildSeen]:
    """What a visit as it stands says of each child."""
    return {child.person_id: child for child in told.children} if told else {}


def first_shown(page: VisitPage) -> dict[str, Any]:
    """A visit is most often recorded on its day, and was where the last one was, with those it was planned with."""
    today = clock.today()
    shown: dict[str, Any] = {"day": day_typed(today), "place": page.usual_place}
    if page.planned and page.planned.plan.day <= today:
        shown["present"] = [str(person) for person in page.planned.plan.with_whom]
        shown["others"] = page.planned.plan.others
    return shown


def told_by(form: VisitForm, rows: Rows, adults: Rows) -> VisitTold:
    """What valid forms tell of the visit."""
    given = form.cleaned_data
    return VisitTold(
        day=given["day"],
        minutes=given["minutes"],
        purposes=tuple(given["purposes"]),
        place=given["place"],
        children=tuple(_child(key, row) for key, row in rows.cleaned if row["seen"] != NOT_OF_IT),
        present=tuple(UUID(person) for person in given["present"]),
        others=given["others"],
        files=tuple(given["attached"]),
        why_no_children=given["why_no_children"] if form.none and given.get(REST) else "",
        response=given["response"],
        engagement=given["engagement"],
        after=Afterwards(**{name: given[name] for name in AFTERWARDS}),
        hard=HardTogether(tuple(given["barriers"]), given["effect"], given["tried"], given["result"]),
        adults=tuple(_adult(row) for _, row in adults.cleaned),
    )


def _adult(row: Mapping[str, Any]) -> AdultThere:
    helps = tuple(UUID(child) for child in row["helps"])
    return AdultThere(UUID(row["who"]), **{name: row[name] for name in OF_ONE}, helps=helps)


def _child(key: str, row: Mapping[str, Any]) -> ChildSeen:
    return ChildSeen(person_id=UUID(key), seen=row["seen"], **{name: row[name] for name in OF_ONE})


def _as_it_stands(child: ChildSeen | None) -> dict[str, Any]:
    if child is None:
        return {"seen": NOT_OF_IT}
    return {**_told_of(child), "seen": child.seen}


def _told_of(one: ChildSeen | AdultThere) -> dict[str, Any]:
    return {name: getattr(one, name) or "" for name in OF_ONE}


def _choices(items: Sequence[ListItem]) -> list[tuple[str, str]]:
    return [(item.id, item.label) for item in items]
