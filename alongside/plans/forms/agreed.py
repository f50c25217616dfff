"""Forms of plans."""

from typing import Any

from alongside.kit.forms import ChoiceField, DayField, Form, LongTextField
from alongside.plans.rules import HOW_IT_WENT


class AgreeForm(Form):
    """When something was agreed; what was agreed stands in rows."""

    title = "Agree something to do"
    on = DayField("When it was agreed", fact="action.agreed_on", width=20, prefilled=True)


class FinishForm(Form):
    """What became of an action."""

    title = "What became of it"
    how = ChoiceField(
        "What became of it", fact="action.how", choices=list(HOW_IT_WENT.items()), missing="Say what became of it"
    )
    on = DayField("On which day", fact="action.done_on", width=20, prefilled=True)
    words = LongTextField(
        "More about it", fact="action.how_it_went", required=False, rows=3,
        hint="What helped, or what got in the way and what we can do about it",
    )  # fmt: skip
    again_by = DayField(
        "A new day for the rest", fact="action.again_by", required=False, allow_future=True, width=20,
        hint="Only when it, or the rest of it, is still to be done",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What is done has no rest."""
        given = super().clean() or self.cleaned_data
        if given.get("again_by") and given.get("how") in ("done", "no_longer_needed"):
            self.add_error("again_by", "Nothing is left to do. Clear the new day, or choose another answer")
        return given
