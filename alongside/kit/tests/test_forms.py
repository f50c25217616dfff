"""Forms, their rows and their summary of what is missing."""

from uuid import UUID, uuid4

import pytest
from django import forms

from alongside.kit.forms import (
    SHOW_ONLY,
    ChoiceField,
    DayField,
    Fact,
    Form,
    LongTextField,
    Row,
    Rows,
    SelectField,
    TextField,
    all_valid,
    error_summary,
    facts_of,
)
from alongside.kit.tests.markup import Page

SEEN = [("alone", "Seen alone"), ("seen", "Seen, not alone"), ("no", "Not seen")]
CHILDREN = {"t": {"name": "Tia"}, "j": {"name": "Jay"}}


class VisitForm(Form):
    title = "Record a visit"
    day = DayField("Day", fact="visit.day")
    response = LongTextField("Response", fact="visit.response", required=False, prefilled=True)

    def clean(self):
        if "nobody" in self.cleaned_data.get("response", ""):
            raise forms.ValidationError("Say who was there")
        return self.cleaned_data


class ChildSeen(Row):
    seen = ChoiceField("Was the child seen?", fact="visit.seen", choices=SEEN, inline=True)
    words = LongTextField("Own words", fact="visit.words", required=False, dress="voice")

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = name
        self.fields["seen"].missing = f"Say whether {name} was seen"


class Step(Row):
    what = TextField("What will be done", fact="action.what")
    whom = SelectField("By whom", fact="action.whom", choices=[("j", "Joanne"), ("s", "Sonia")], blank="", initial="j")


def visit(data=None):
    rows = Rows.for_each(ChildSeen, data, prefix="child", each=CHILDREN)
    return VisitForm(data), rows, Rows.growing(Step, data, prefix="step", least=2)


def test_a_form_says_which_facts_it_asks_for():
    assert facts_of(VisitForm) == [
        Fact("visit", "day", "day"),
        Fact("visit", "response", "response", prefilled=True),
    ]
    assert [str(fact) for fact in facts_of(ChildSeen)] == ["visit.seen", "visit.words"]


def test_a_question_that_is_not_ours_is_noticed():
    class Stray(Form):
        name = forms.CharField()

    with pytest.raises(TypeError, match=r"Stray\.name does not say which fact it fills"):
        facts_of(Stray)


def test_the_key_is_made_when_a_form_is_first_shown_and_kept_when_it_is_shown_again():
    shown = Page(str(VisitForm()["form_key"])).one("input", type="hidden")["value"]
    assert UUID(shown).version == 7
    again = VisitForm({"form_key": shown})
    assert Page(str(again["form_key"])).one("input")["value"] == shown
    again.is_valid()
    assert again.cleaned_data["form_key"] == UUID(shown)


@pytest.mark.parametrize("sent", [{"form_key": key} for key in ("", "not a key", str(uuid4()))])
def test_a_form_with_a_key_that_cannot_be_read_is_not_saved_and_gets_one_with_all_that_was_typed(sent):
    form = VisitForm({"day": "today", **sent})
    assert not form.is_valid()
    assert "save it again" in error_summary(form)
    key = Page(str(form["form_key"])).one("input")["value"]
    assert UUID(key).version == 7
    again = VisitForm({"day": form["day"].value(), "form_key": key})
    assert again.is_valid()
    assert again.cleaned_data["form_key"] == UUID(key)


def test_what_is_only_shown_needs_no_key_yet():
    assert error_summary(VisitForm({"day": "today", SHOW_ONLY: "yes"})) == ""


def test_two_forms_never_share_a_key():
    assert VisitForm()["form_key"].value() != VisitForm()["form_key"].value()


def test_nothing_is_called_missing_before_anything_was_sent():
    assert error_summary(*visit()) == ""


def test_every_error_is_named_once_and_leads_to_an_input_that_is_there():
    form, rows, steps = visit({"child-j-seen": "no", "step-0-whom": "j", "step-1-what": "x" * 300, "step-1-whom": "s"})
    assert not all_valid(form, rows, steps)
    summary = Page(error_summary(form, rows, steps))
    page = Page("".join(str(field) for one in (form, *rows, *steps) for field in one))
    links = {link.text: link["href"] for link in summary.all("a")}
    assert list(links) == [
        "Give the day",
        "Say whether Tia was seen",
        "Make “What will be done” shorter: at most 200 characters, here are 300",
    ]
    assert {href.removeprefix("#") for href in links.values()} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_summary_says_that_nothing_is_lost_and_how_much_is_missing():
    form, rows, _ = visit({})
    all_valid(form, rows)
    page = Page(form.error_summary(rows))
    assert page.one("h2").text == "Not saved to the record yet"
    assert page.one("p").text == "Nothing you typed is lost. Three things are missing:"


def test_an_answer_that_will_not_do_is_not_called_missing():
    form = VisitForm({"day": "soon"})
    assert "One thing to put right:" in form.error_summary()


def test_an_error_of_the_whole_form_is_said_too():
    form = VisitForm({"day": "today", "response": "nobody"})
    page = Page(form.error_summary())
    assert page.one("li").text == "Say who was there"


def test_each_child_has_their_own_questions():
    rows = Rows.for_each(ChildSeen, {"child-t-seen": "alone", "child-j-seen": "no"}, prefix="child", each=CHILDREN)
    assert rows.is_valid()
    assert [(key, answers["seen"]) for key, answers in rows.cleaned] == [("t", "alone"), ("j", "no")]
    assert [row.title for row in rows] == ["Tia", "Jay"]


def test_a_row_left_blank_is_no_row():
    sent = {"step-total": "3", "step-0-what": "", "step-0-whom": "j", "step-1-what": "Ring school", "step-1-whom": "s"}
    rows = Rows.growing(Step, {**sent, "step-2-whom": "j"}, prefix="step")
    assert rows.is_valid()
    assert rows.cleaned == [("1", {"what": "Ring school", "whom": "s"})]


def test_the_page_after_another_row_was_asked_for_begins_in_that_row():
    steps = Rows.growing(Step, {"step-more": "", "step-total": "1", "step-0-what": "Ring"}, prefix="step")
    page = Page("".join(str(field) for row in steps for field in row))
    (begins,) = [one for one in page.elements if "autofocus" in one.attributes]
    assert begins["name"] == "step-1-what"
    for data in (None, {"step-total": "2"}, {"step-more": "", "step-total": "50"}):
        rows = Rows.growing(Step, data, prefix="step")
        assert "autofocus" not in "".join(str(field) for row in rows for field in row)


def test_asking_for_another_row_keeps_what_was_typed_and_calls_nothing_missing():
    data = {"step-more": "", "step-total": "1", "step-0-whom": "s", "response": "Sonia laughed"}
    form, rows, steps = VisitForm(data), *visit(data)[1:]
    assert not all_valid(form, rows, steps)
    assert error_summary(form, rows, steps) == ""
    assert len(steps) == 2
    assert "Sonia laughed" in str(form["response"])
    assert "govuk-error-message" not in str(form["day"])


@pytest.mark.parametrize(("sent", "rows"), [("", 1), ("-1", 1), ("9999999999", 1), ("99999", 50), ("٣", 1), ("4", 4)])
def test_nobody_can_ask_for_rows_without_end(sent, rows):
    assert len(Rows.growing(Step, {"step-total": sent}, prefix="step")) == rows


def test_a_row_sent_as_it_was_shown_is_a_row_and_a_row_that_was_emptied_is_none():
    shown = [{"what": "Ring"}, {"what": "Write"}]
    sent = {"step-total": "2", "step-0-what": "Ring", "step-0-whom": "s", "step-1-what": "", "step-1-whom": "j"}
    rows = Rows.growing(Step, sent, prefix="step", initial=shown)
    assert rows.is_valid()
    assert [row["what"] for _, row in rows.cleaned] == ["Ring"]


def test_growing_rows_say_how_many_they_are():
    steps = Rows.growing(Step, prefix="step", initial=[{"what": "Ring"}, {"what": "Write"}])
    assert Page(str(steps.total)).one("input")["value"] == "2"
    assert Page(str(steps[1]["what"])).one("input")["value"] == "Write"


def test_a_form_that_is_not_ours_wears_the_same_dress():
    class SignIn(forms.Form):
        name = forms.CharField(label="Name", widget=forms.TextInput(attrs={"autocomplete": "username"}))
        secret = forms.CharField(label="Password", widget=forms.PasswordInput)
        keep = forms.BooleanField(label="Stay signed in", required=False)

    page = Page(str(SignIn({"name": "<b>", "secret": "hush"})))
    box, secret, keep = page.all("input")
    assert (box["class"], box["value"], box["autocomplete"]) == ("govuk-input govuk-input--width-20", "<b>", "username")
    assert "value" not in secret.attributes
    assert keep["class"] == "govuk-checkboxes__input"
