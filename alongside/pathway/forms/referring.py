"""A referral, and the answer to what was asked about it. What a referrer tells is theirs: facts of `told`, not of
the record.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.kit.clock import today
from alongside.kit.dates import VagueDay
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    Form,
    LongTextField,
    NHSNumberField,
    Row,
    SelectField,
    TextField,
    UPNField,
    VagueDayField,
    YesNoField,
)
from alongside.pathway.rules import EXPECTED, ROLES_TOLD, SELF_REFERRAL, PersonTold, ReferralTold
from alongside.practice.rules import ListItem

BORN_HINT = (
    "As near as you know: 9 March 2018, March 2018, spring 2018 or 2018. For a baby not born yet, the day it is due."
)

OF_NO_AGENCY = frozenset({SELF_REFERRAL, "other"})
"""Routes by which somebody asks who need not work anywhere."""
WANTS_IT = "agrees"
"""What is known of a family that asks for help itself."""


class PersonRow(Row):
    """One person of the family as the referrer knows them."""

    name = TextField("Name", fact="told_person.name", required=False)
    described_as = TextField(
        "Or who they are, if you do not know the name", fact="told_person.described_as", required=False,
        hint="For example “mum’s partner”",
    )  # fmt: skip
    role = SelectField("Place in the family", fact="told_person.role", required=False, choices=list(ROLES_TOLD.items()))
    born = VagueDayField("Born, or due", fact="told_person.birth", required=False, allow_future=True, hint=BORN_HINT)
    lives_there = YesNoField("Lives with the family", fact="told_person.lives_there", required=False)
    school = TextField("School, nursery or work", fact="told_person.school", required=False)
    nhs = NHSNumberField("NHS number, if you have it", fact="told_person.nhs", required=False)
    upn = UPNField("Pupil number (UPN), if you have it", fact="told_person.upn", required=False)

    def named(self, given: Mapping[str, Any]) -> str:
        """What they are called."""
        return str(given.get("name") or "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["name"] = self.named(given)
        if self.has_changed() and not given.get("name") and not given.get("described_as") and "name" not in self.errors:
            self.add_error("name", "Give a name, or say who they are")
        if self.has_changed() and not given.get("role") and "role" not in self.errors:
            self.add_error("role", "Choose their place in the family")
        born = given.get("born")
        if isinstance(born, VagueDay) and born.first > today() and born.precision != "day":
            self.add_error("born", "Give the day the baby is due, as near as you know, for example 3 March 2027")
        elif isinstance(born, VagueDay) and born.first > today() and given.get("role") not in ("", None, EXPECTED):
            label = ROLES_TOLD[EXPECTED]
            self.add_error("born", f"This day has not come yet. Is the baby expected? Choose “{label}” as their place")
        return given


class RangRow(PersonRow):
    """The same as somebody of the team writes them down: of the first it is asked whether it is they who rang, so that
    nobody is named twice.
    """

    is_who_rang = ChoicesField(
        "Who rang", fact="told_person.rang", required=False,
        choices=[("yes", "This is who rang. Leave the name empty: it stands above")],
    )  # fmt: skip

    def __init__(self, *args: Any, asked_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_by = asked_by.strip()
        if not str(self.prefix).endswith("-0"):
            del self.fields["is_who_rang"]

    def named(self, given: Mapping[str, Any]) -> str:
        return str(given.get("name") or (self.asked_by if given.get("is_who_rang") else ""))


class ReferralForm(Form):
    """Asking for help for a family (002:1107-1151)."""

    title = "Ask for help for a family"
    family_name = TextField(
        "What is the family called?", fact="told.family_name", width=20, hint="The name they go by, for example Smith",
        missing="Give the name the family goes by",
    )  # fmt: skip
    address = TextField("Where do they live?", fact="told.address", required=False)
    family_telephone = TextField(
        "Telephone on which they can safely be reached", fact="told.telephone", required=False, width=20
    )
    worries = LongTextField(
        "What are you worried about?", fact="told.worries", missing="Say what you are worried about",
        hint="What you have seen or heard, when, and for which child.",
    )  # fmt: skip
    working = LongTextField(
        "What is working well?",
        fact="told.working",
        missing="Say what is working well; if you do not know yet, say so",
        hint="What the family manages, who helps them, what they are proud of.",
    )
    tried = LongTextField(
        "What has been tried, and what came of it?",
        fact="told.tried",
        missing="Say what has been tried, or that nothing has",
    )
    criteria = ChoicesField("Which of these fit?", fact="told.criteria", choices=[], required=False)
    triggers = ChoicesField("Why now?", fact="told.triggers", choices=[], required=False)
    risks = LongTextField(
        "Is there anything a worker should know before visiting?", fact="told.risks", required=False, rows=3,
        hint="For example dogs, who may be there, or when it is not safe to come. Leave empty if you know of nothing.",
    )  # fmt: skip
    family_knows = ChoiceField("Does the family know that you ask?", fact="told.family_knows", choices=[])
    family_knows_why = LongTextField(
        "If they do not know or do not want it, why do you ask all the same?", fact="told.family_knows_why",
        required=False, rows=2,
    )  # fmt: skip
    route = SelectField("Through whom does this come?", fact="told.route", choices=[])
    agency = TextField("Where you work", fact="account.agency", prefilled=True, missing="Say where you work")
    telephone = TextField(
        "Your telephone",
        fact="account.telephone",
        prefilled=True,
        width=20,
        missing="Give a number on which we reach you",
    )

    def __init__(self, *args: Any, lists: Mapping[str, Sequence[ListItem]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, name in (
            ("criteria", "referral_criterion"),
            ("triggers", "referral_trigger"),
            ("family_knows", "family_knows"),
            ("route", "referral_route"),
        ):
            offer(self, field, lists[name])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("family_knows") in ("does_not_know", "does_not_want") and not given.get("family_knows_why"):
            self.add_error("family_knows_why", "Say why you ask although the family does not know or does not want it")
        return given


class RangForm(ReferralForm):
    """The same, as somebody of the team writes down what was said when a family rang, or somebody for it."""

    title = "Write down a family that rang"
    asked_by = TextField(
        "Who rang?", fact="told.asked_by", missing="Give the name of whoever rang",
        hint="A parent, or whoever asked for the family.",
    )  # fmt: skip
    worries = LongTextField(
        "What worries them?", fact="told.worries", missing="Write what worries them",
        hint="In their own words where you can: what happens, when, and for which child.",
    )  # fmt: skip
    family_knows = ChoiceField(
        "Does the family know that help is asked for?", fact="told.family_knows", choices=[], required=False
    )
    family_knows_why = LongTextField(
        "If they do not know or do not want it, why is it asked for all the same?", fact="told.family_knows_why",
        required=False, rows=2,
    )  # fmt: skip
    agency = TextField(
        "Where they work", fact="told.agency", required=False, hint="Leave empty unless they ring from work"
    )
    telephone = TextField(
        "Telephone on which we ring them back", fact="told.their_telephone", width=20,
        missing="Give a number on which we reach them",
    )  # fmt: skip
    route = SelectField("Who asks for help?", fact="told.route", choices=[])

    @property
    def tells_of_family(self) -> bool:
        """Whether somebody else than the family asks, so that it is asked whether the family knows."""
        return self["route"].value() not in ("", None, SELF_REFERRAL) or "family_knows_why" in self.errors

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("route") == SELF_REFERRAL:
            given["family_knows"] = given.get("family_knows") or WANTS_IT
        elif not given.get("family_knows") and given.get("route"):
            self.add_error("family_knows", "Say whether the family knows that help is asked for")
        if given.get("route") not in ("", None, *OF_NO_AGENCY) and not given.get("agency"):
            self.add_error("agency", "Say where they work, or choose that the family itself asks")
        return given


class ReplyForm(Form):
    """The referrer answers what they were asked, or adds what they have learned since."""

    title = "Answer"
    words = LongTextField("What you know", fact="told.reply", missing="Write what you know", rows=6)


def offer(form: Form | Row, field: str, items: Sequence[ListItem]) -> None:
    """Let a field offer the items of a list of the practice model, each with its hint."""
    asked: Any = form.fields[field]
    asked.choices = [(item.id, item.label) for item in items]
    if hasattr(asked, "hints"):
        asked.hints = {item.id: item.hint for item in items if item.hint}


def told_by(given: Mapping[str, Any], people: Sequence[tuple[str, Mapping[str, Any]]]) -> ReferralTold:
    """The referral that the cleaned form and its rows tell."""
    plain = ("family_name", "worries", "working", "tried", "route", "family_knows", "family_knows_why", "risks")
    contact = ("address", "family_telephone", "agency", "telephone")
    return ReferralTold(
        people=tuple(_person(row) for _, row in people), criteria=tuple(given["criteria"]),
        triggers=tuple(given["triggers"]), asked_by=given.get("asked_by", ""),
        **{name: given[name] for name in (*plain, *contact)},
    )  # fmt: skip


def _person(row: Mapping[str, Any]) -> PersonTold:
    born = row["born"]
    unborn = born is not None and born.first > today()
    described = row["described_as"] or ("baby expected" if unborn and not row["name"] else "")
    return PersonTold(
        name=row["name"], described_as=described, role=EXPECTED if unborn else row["role"],
        birth=(born.first, born.last) if born is not None and not unborn else None,
        due_on=born.first if born is not None and unborn else None, lives_there=row["lives_there"] is not False,
        school=row["school"], nhs=row["nhs"], upn=row["upn"],
    )  # fmt: skip
