"""What the desk asks: which family in a long list, how long is long, and why somebody sees a family all the same."""

from alongside.kit.forms import ChoiceField, DayField, Form, LongTextField, TextField, WholeNumberField, YesNoField
from alongside.people.rules.glass import REASONS


class FindFamilyForm(Form):
    """Letters of a family's name."""

    title = "Find a family"
    name = TextField("Name of the family", fact="families_list.name", required=False, width=20, autocomplete="off")


class GapForm(Form):
    """After how many days without contact a family is named."""

    title = "How long is long"
    days = WholeNumberField("Days without contact", fact="team_page.days", required=False)


class KnownForm(Form):
    """Whether somebody is known to another team: by name and birth, or a number."""

    title = "Is somebody known here?"
    name = TextField("Their name", fact="known.name", required=False, autocomplete="off")
    birth = DayField("Date of birth", fact="known.birth", required=False, hint="Such as 9 March 2018")
    number = TextField(
        "NHS number or pupil number", fact="known.number", required=False, width=20, autocomplete="off",
        hint="Instead of name and date of birth",
    )  # fmt: skip


class BreakGlassForm(Form):
    """Why a family has to be seen now, and for what."""

    title = "See this family now"
    reason = ChoiceField("Why can it not wait?", fact="glass.reason", choices=list(REASONS.items()),
                         missing="Choose why it cannot wait")  # fmt: skip
    what_for = LongTextField(
        "What do you have to see, and for whom?", fact="glass.what_for", rows=3, max_length=1000,
        missing="Say what you have to see, and for whom",
    )  # fmt: skip
    writes = YesNoField(
        "Do you have to record something as well?", fact="glass.writes", yes="Yes, what I do now",
        no="No, I only read", missing="Say whether you have to record something",
    )  # fmt: skip


class ReviewGlassForm(Form):
    """Whether it was right that somebody saw the family, and what happens next."""

    title = "Look at this"
    justified = YesNoField("Was it right?", fact="glass.justified", missing="Say whether it was right")
    found = LongTextField(
        "What did you find, and what happens next?", fact="glass.found", rows=4, max_length=1000,
        missing="Say what you found, and what happens next",
    )  # fmt: skip
