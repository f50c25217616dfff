"""Whoever chooses an answer that stands apart says why, unless the record holds that very answer already."""

from uuid import uuid4

import pytest

from alongside.kit.forms import ChoicesField, Form, Row, Rows, SelectField, TextField
from alongside.kit.forms.apart import Apart, said_why, set_apart

DAD, AMY = str(uuid4()), str(uuid4())
WAYS = [("person", "Asked in person"), ("writing", "Asked in writing"), ("not", "Not asked")]


class Letter(Form):
    to = SelectField("To whom?", fact="letter.to", choices=[(AMY, "Amy"), (DAD, "Dad")])


class Invited(Row):
    brings_in = "asked"
    brings_nobody = frozenset({"not"})
    asked = SelectField("Asked?", fact="invitation.asked", choices=WAYS, required=False)


class Step(Row):
    what = TextField("What", fact="step.what")
    whom = SelectField("By whom", fact="step.whom", choices=[(AMY, "Amy"), (DAD, "Dad")])


@pytest.fixture(autouse=True)
def dad():
    with set_apart("Keep away", {DAD: "He must not come"}) as here:
        yield here


def test_what_a_form_is_first_shown_with_is_no_reason() -> None:
    letter = Letter({"to": DAD}, initial={"to": DAD})
    assert not letter.is_valid()
    assert "Is it safe? Say why below" in letter.errors["to"][0]
    assert letter["to"].why


@pytest.mark.parametrize("why", ["", "  ", "\u200b", "– …", "No", "No.", "not safe", "n/a"])
def test_a_reason_without_a_letter_or_a_figure_or_a_no_is_none(why) -> None:
    assert not Letter({"to": DAD, "to-why-safe": why}).is_valid()
    assert said_why() == {}


def test_a_reason_is_kept_for_whom_it_was_given(dad: Apart) -> None:
    assert Letter({"to": DAD, "to-why-safe": "Read by his worker"}).is_valid()
    assert dad.said == {DAD: "Read by his worker"}


def invited(now: str, before: str) -> Rows[Invited]:
    each = {DAD: {"initial": {"asked": before}}, AMY: {}}
    return Rows.for_each(Invited, {f"in-{DAD}-asked": now}, prefix="in", each=each)


@pytest.mark.parametrize(
    ("before", "now", "asks"),
    [
        ("", "person", True), ("person", "person", False), ("person", "writing", True), ("not", "writing", True),
        ("writing", "not", False),
    ],
)  # fmt: skip
def test_another_way_of_bringing_somebody_in_is_asked_about_anew(before, now, asks) -> None:
    assert invited(now, before).is_valid() is not asks


def steps(*whom: str) -> Rows[Step]:
    sent = {f"step-{place}-{name}": value for place, who in enumerate(whom) for name, value in
            (("what", "Ring"), ("whom", who))}  # fmt: skip
    stood = [{"what": "Ring", "whom": DAD}]
    return Rows.growing(Step, {**sent, "step-total": str(len(whom))}, prefix="step", initial=stood)


def test_a_growing_row_that_stands_so_is_not_asked_about_again_and_is_a_row() -> None:
    sent = steps(DAD)
    assert sent.is_valid()
    assert len(sent.cleaned) == 1
    assert not steps(DAD, DAD).is_valid()
    assert not steps(AMY, DAD).is_valid()


class Together(Form):
    whom = ChoicesField("With whom?", fact="together.whom", choices=[(AMY, "Amy"), (DAD, "Dad")])


@pytest.mark.parametrize(
    ("before", "now", "asks"),
    [
        ([AMY], [AMY, DAD], True), ([AMY, DAD], [AMY, DAD], False), ([DAD], [AMY, DAD], False),
        ([AMY, DAD], [AMY], False), ([], [DAD], True),
    ],
)  # fmt: skip
def test_who_stands_so_on_the_record_is_not_asked_about_again_when_it_is_put_right(before, now, asks) -> None:
    form = Together({"whom": now}, initial={"whom": before}, stood={"whom": before})
    assert form.is_valid() is not asks


class Kept(Row):
    let_in = ChoicesField("Who may read it?", fact="kept.let_in", choices=[(DAD, "Dad")])

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.title = "Own view: Amy"


def test_of_one_row_of_many_the_question_says_which() -> None:
    rows = Rows.for_each(Kept, {"in-1-let_in": [DAD]}, prefix="in", each={"1": {}})
    assert not rows.is_valid()
    assert rows.errors[0]["let_in"][0].startswith("“Own view: Amy”: Keep away. Dad: He must not come. Is it safe?")
