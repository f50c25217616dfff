"""What the timeline's pages ask: that something did not happen, who may read it, from whom it is kept."""

from collections.abc import Sequence
from typing import Any

from alongside.kit.forms import ChoiceField, DayField, Form, LongTextField, SafeForm, SelectField
from alongside.kit.words import uncapital
from alongside.timeline.queries import Offered
from alongside.timeline.rules import Audience

ONLY_THIS, WHOLE = "only", "whole"
NOT_PARTNERS, ALSO_PARTNERS = "no", "yes"
PARTNERS = [(NOT_PARTNERS, "No, it is kept from partners too"), (ALSO_PARTNERS, "Yes, if they could read it before")]
READERS = {
    Audience.TEAM: "Our own staff",
    Audience.AROUND: "Our own staff, and partners who help the family",
    Audience.FAMILY: "Our own staff, partners who help, and the family",
}
READERS_MEAN = {
    Audience.TEAM: "The workers and managers who help this family or lead the team.",
    Audience.AROUND: (
        "Also helpers from other agencies, while a yes covers everybody it is about, other than merely mentioned, and "
        "it is kept from nobody of the family."
    ),
    Audience.FAMILY: (
        "Also each person it is about, on their own page, and whoever holds parental responsibility for a child it is "
        "about, but nobody from whom it is kept. What they have read cannot be unread."
    ),
}


class ChronologyForm(Form):
    """What of a family's record is to be read. It only asks the address for a page, and is never saved."""

    title = "Show only some of it"
    only_asks = True
    person = SelectField("About", fact="chronology.person", required=False, only_told=True, blank="Anybody")
    kind = SelectField("What", fact="chronology.kind", required=False, blank="Anything")
    who = SelectField("By or with", fact="chronology.who", required=False, blank="Anybody")
    since = DayField("From", fact="chronology.since", required=False, allow_future=True)
    until = DayField("Until", fact="chronology.until", required=False, allow_future=True)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("person", offered.people), ("kind", offered.kinds), ("who", offered.who)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        given = super().clean() or self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day is before the first. Check both")
        return given


class RetractForm(Form):
    """Says that something on the record did not happen."""

    title = "It did not happen"
    what = ChoiceField(
        "What did not happen?", fact="retraction.what", missing="Choose what did not happen",
        choices=[(WHOLE, "The whole of it"), (ONLY_THIS, "Only this")], initial=WHOLE,
    )  # fmt: skip
    why = LongTextField(
        "Why?", fact="retraction.why", rows=3, missing="Say why this did not happen",
        hint="For example: recorded for the wrong family, or nobody was at home.",
    )  # fmt: skip

    def __init__(self, *args: Any, this: str, with_it: Sequence[str], **kwargs: Any) -> None:
        """`this`: what the entry is called; `with_it`: what else its deed left, nothing to choose when it is empty.

        An answer that was given stays one, or a form delivered twice would not be the same form the second time.
        """
        super().__init__(*args, **kwargs)
        if not with_it and "what" not in self.data:
            del self.fields["what"]
            return
        asked: Any = self.fields["what"]
        asked.choices = [(WHOLE, "The whole of it"), (ONLY_THIS, f"Only this: {this}")]
        asked.hints = {WHOLE: ", ".join([this, *map(uncapital, with_it)])}


class AudienceForm(SafeForm):
    """Lets others read something, or fewer. Of whoever must be kept away and would read it once the family may, it is
    asked whether that is safe.
    """

    title = "Who may read it"
    lets_in = Audience.FAMILY.value
    apart_as = "must be kept away"
    asked_of = "audience"
    if_no = "Unless you choose yes, it is kept from them"
    audience = ChoiceField(
        "Who may read it?", fact="audience.readers", prefilled=True, small=False, missing="Choose who may read it",
        choices=[(each.value, words) for each, words in READERS.items()],
        hints={each.value: words for each, words in READERS_MEAN.items()},
    )  # fmt: skip
    why = LongTextField(
        "Why?", fact="audience.why", rows=3, missing="Say why others may read this, or may not",
        hint="For a child’s own words: what you agreed with the child.",
    )  # fmt: skip


class EndWithholdingForm(Form):
    """Confirms that something is kept from somebody no longer."""

    title = "Keep it from them no longer"


class WithholdForm(Form):
    """Keeps one thing from one person of the family."""

    title = "Keep it from somebody"
    from_person = ChoiceField(
        "From whom?", fact="withholding.person", only_told=True, choices=[], missing="Choose from whom it is kept"
    )
    why = LongTextField(
        "Why?", fact="withholding.why", rows=3, max_length=1000, missing="Say why this is kept from them",
        hint="For example: reading it could put somebody at risk. They see neither this nor that anything is kept.",
    )  # fmt: skip
    partners = ChoiceField(
        "May partners still read it?", fact="withholding.partners", choices=PARTNERS, initial=NOT_PARTNERS,
        required=False,
        hint="A partner reads on the family’s word. To share with them what is kept from the family, decide first to "
        "share without consent, in its two steps.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_person"].choices = list(people)  # type: ignore[attr-defined]

    @property
    def partners_may_read(self) -> bool:
        """Whether partners may read what is kept from this person."""
        return bool(self.cleaned_data["partners"] == ALSO_PARTNERS)
