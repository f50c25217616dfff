"""The form that says who reads a version, part by part."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.assessments.queries import OpenPage
from alongside.assessments.rules import AROUND, READERS, TEAM, Chosen, Offered
from alongside.kit.forms import ChoiceField, ChoicesField, Form, Row, Rows, SelectField, TextField

NOT_PARTNERS, ALSO_PARTNERS = "no", "yes"
PARTNERS = [
    (NOT_PARTNERS, "No, it is kept from partners too"),
    (ALSO_PARTNERS, "Yes, where a yes to sharing covers it"),
]
MOST_OF_A_PART = 70


class OpenForm(Form):
    """Who reads a version; the parts are rows."""

    title = "Who reads it?"


class OpenRow(Row):
    """Who reads one section, or one view."""

    readers = SelectField(
        "Who reads it?", fact="assessment_readers.readers", prefilled=True, choices=list(READERS.items()), blank=""
    )
    kept_from = ChoicesField(
        "Keep it from", fact="assessment_readers.kept_from", choices=[], required=False, prefilled=True, inline=True,
        only_told=True,
    )  # fmt: skip
    why = TextField(
        "Why is it kept back?", fact="assessment_readers.why", required=False, prefilled=True,
        hint="Only our own staff read this reason",
    )  # fmt: skip

    partners = ChoiceField(
        "May partners read it though it is kept from somebody?", fact="assessment_readers.partners", choices=PARTNERS,
        required=False, prefilled=True, inline=True,
    )  # fmt: skip
    let_in = ChoicesField(
        "It is kept already. Who may read it from now on?", fact="assessment_readers.let_in", choices=[],
        required=False, hint="Whoever you leave out stays kept from it",
    )  # fmt: skip

    def __init__(
        self, *args: Any, offered: Offered, people: Sequence[tuple[str, str]], kept: Sequence[tuple[str, str]],
        page: OpenPage, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.page = page
        self.title, self.offered, self.stays_kept = offered.heading, offered, [name for _, name in kept]
        choices: Any = self.fields["kept_from"]
        away = {str(person) for person in page.away_from(offered)}
        choices.choices = [each for each in people if each not in kept and each[0] not in away]
        if kept and page.may_withhold:
            let_in: Any = self.fields["let_in"]
            let_in.choices = kept
        else:
            del self.fields["let_in"]
        if page.closed_to_partners(offered):
            readers: Any = self.fields["readers"]
            readers.choices = [(key, words) for key, words in READERS.items() if key != AROUND]
            del self.fields["partners"]

    @property
    def is_kept_back(self) -> bool:
        """Whether more than who reads it has to be in sight."""
        return bool(self.errors or self["kept_from"].value()) or self["readers"].value() == TEAM

    @property
    def begins(self) -> str:
        """Its first words."""
        words = " ".join(self.offered.lines[0][3].split()) if self.offered.lines else ""
        return words if len(words) <= MOST_OF_A_PART else f"{words[:MOST_OF_A_PART].rsplit(' ', 1)[0]} …"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (given.get("readers") == TEAM or given.get("kept_from")) and not given.get("why"):
            self.add_error("why", f"Say why “{self.title}” is kept back")
        if given.get("readers") == TEAM and given.get("let_in"):
            self.add_error("let_in", f"Say who reads “{self.title}”, or leave it kept from them")
        self._refuse_who_reads_still(given)
        return given

    def _refuse_who_reads_still(self, given: dict[str, Any]) -> None:
        """Said together with what else is missing, and not only once that is mended."""
        if self.page.may_withhold or given.get("readers") in (None, TEAM) or not given.get("kept_from"):
            return
        kept_from = tuple(UUID(one) for one in given["kept_from"])
        chosen = Chosen(self.offered.source, given["readers"], kept_from)
        if still := self.page.reads_all_the_same(self.offered, chosen):
            self.add_error("kept_from", f"“{self.title}”: {self.page.still_read(still)}")


def open_rows(data: Any, page: OpenPage) -> Rows[OpenRow]:
    """A row for each part of the version."""
    people = [(str(person), page.held.name(person)) for person in page.through_of]
    rows = []
    for each in page.rows:
        kept = [(str(person), page.held.name(person)) for person in page.stays_kept(each)]
        initial = {
            "readers": _readers(page, each), "kept_from": [str(one) for one in each.kept_from], "why": each.why,
            "partners": ALSO_PARTNERS if each.partners_may_read else NOT_PARTNERS,
        }  # fmt: skip
        row = OpenRow(
            data, prefix=f"part-{each.source}", offered=each, people=people, kept=kept, page=page,
            initial=initial,
        )  # fmt: skip
        row.key = str(each.source)
        rows.append(row)
    return Rows(rows, prefix="part", grows=False)


def _readers(page: OpenPage, row: Offered) -> str:
    """Who reads it as the form first has it: what was for partners alone, and is kept from them since, nobody does."""
    return TEAM if row.readers == AROUND and page.closed_to_partners(row) else row.readers


def chosen_by(rows: Rows[OpenRow]) -> list[Chosen]:
    """What valid rows say."""
    return [
        Chosen(
            row.offered.source, row.cleaned_data["readers"], tuple(UUID(one) for one in row.cleaned_data["kept_from"]),
            row.cleaned_data["why"], row.cleaned_data.get("partners") == ALSO_PARTNERS,
            tuple(UUID(one) for one in row.cleaned_data.get("let_in", ())),
        )
        for row in rows
    ]  # fmt: skip
