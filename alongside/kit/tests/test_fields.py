"""Questions: how each is shown, what it takes, and what it says when the answer will not do."""

from datetime import date

import pytest

from alongside.kit.dates import VagueDay
from alongside.kit.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    MinutesField,
    NHSNumberField,
    PasswordField,
    SelectField,
    TextField,
    UPNField,
    VagueDayField,
    YesNoField,
)
from alongside.kit.tests.markup import Page

HOSTILE = '</textarea><script>alert("1")</script>&\'<b>'
PLACES = [("home", "Home"), ("school", "School")]
TODAY = date(2026, 11, 19)

MADE = {
    "text": lambda **more: TextField("Name", fact="person.name", **more),
    "long": lambda **more: LongTextField("What happened", fact="visit.account", **more),
    "yes_no": lambda **more: YesNoField("Did you see the bedroom?", fact="visit.bedroom", **more),
    "radios": lambda **more: ChoiceField("Where", fact="visit.place", choices=PLACES, **more),
    "select": lambda **more: SelectField("Where", fact="visit.place", choices=PLACES, **more),
    "checkboxes": lambda **more: ChoicesField("Where", fact="visit.place", choices=PLACES, **more),
    "day": lambda **more: DayField("Day", fact="visit.day", **more),
    "vague_day": lambda **more: VagueDayField("Born", fact="person.born", **more),
    "minutes": lambda **more: MinutesField("How long", fact="visit.minutes", **more),
    "nhs": lambda **more: NHSNumberField(fact="person.nhs_number", **more),
    "upn": lambda **more: UPNField(fact="person.upn", **more),
}
TYPED = ["text", "long", "day", "vague_day", "minutes", "nhs", "upn"]


@pytest.fixture(autouse=True)
def _a_thursday_in_november(monkeypatch):
    monkeypatch.setenv("ALONGSIDE_TODAY", TODAY.isoformat())


def form_of(field, data=None, **arguments):
    return type("AskedForm", (Form,), {"answer": field})(data, **arguments)


def cleaned(field, answer):
    form = form_of(field, {"answer": answer})
    assert form.is_valid(), form.errors
    return form.cleaned_data["answer"]


def refused(field, answer):
    form = form_of(field, {"answer": answer})
    assert not form.is_valid()
    return form.errors["answer"][0]


@pytest.mark.parametrize("kind", MADE)
def test_no_question_without_its_fact(kind):
    with pytest.raises(TypeError):
        type(MADE[kind]())("Label")


@pytest.mark.parametrize("written", ["name", "Person.name", "person name", "", "person."])
def test_a_fact_is_written_subject_dot_name(written):
    with pytest.raises(ValueError, match=r"subject\.name"):
        TextField("Name", fact=written)


@pytest.mark.parametrize("kind", MADE)
def test_a_question_has_a_label_a_hint_and_an_input_that_belong_together(kind):
    page = Page(str(form_of(MADE[kind](hint="A hint"))["answer"]))
    first = page.named("answer")[0]
    assert first["id"] == "id_answer"
    assert page.label_of("id_answer")
    describing = first.attributes.get("aria-describedby") or page.one("fieldset")["aria-describedby"]
    assert describing == "id_answer-hint"
    assert page.one("div", id="id_answer-hint").text.strip() == "A hint"


@pytest.mark.parametrize("kind", MADE)
def test_a_needed_answer_that_is_missing_is_said_beside_its_input(kind):
    form = form_of(MADE[kind](missing="Say it here", hint="A hint"), {})
    page = Page(str(form["answer"]))
    said = page.one("p", id="id_answer-error")
    assert " ".join(said.text.split()) == "Error: Say it here"
    first = page.named("answer")[0]
    describing = first.attributes.get("aria-describedby") or page.one("fieldset")["aria-describedby"]
    assert describing == "id_answer-hint id_answer-error"
    assert "govuk-form-group--error" in page.all("div")[0]["class"]


@pytest.mark.parametrize("kind", MADE)
def test_an_answer_that_is_not_needed_may_be_left_empty(kind):
    form = form_of(MADE[kind](required=False), {})
    assert form.is_valid()
    assert form.cleaned_data["answer"] in ("", None, [])


@pytest.mark.parametrize("kind", TYPED)
def test_whatever_was_typed_is_shown_again_as_text_and_never_as_markup(kind):
    form = form_of(MADE[kind](), {"answer": HOSTILE})
    form.is_valid()
    page = Page(str(form["answer"]))
    (box,) = page.named("answer")
    assert not page.all("script")
    assert not page.all("b")
    assert (page.written_in("answer") if box.tag == "textarea" else box["value"]) == HOSTILE


@pytest.mark.parametrize("kind", ["radios", "select", "checkboxes", "yes_no"])
def test_an_answer_that_was_not_offered_is_refused(kind):
    answer = [HOSTILE] if kind == "checkboxes" else HOSTILE
    assert refused(MADE[kind](), answer) == "Choose from the answers shown"


@pytest.mark.parametrize(
    "field",
    [
        ChoiceField("Who", fact="visit.present", choices=[(HOSTILE, HOSTILE)], hints={HOSTILE: HOSTILE}),
        ChoicesField("Who", fact="visit.present", choices=[(HOSTILE, HOSTILE)]),
        SelectField("Who", fact="visit.present", choices=[(HOSTILE, HOSTILE)], blank=HOSTILE),
        TextField(HOSTILE, fact="person.name", hint=HOSTILE, missing=HOSTILE),
    ],
    ids=["radios", "checkboxes", "select", "text"],
)
def test_names_from_the_record_are_never_markup(field):
    form = form_of(field, {})
    page = Page(str(form["answer"]) + form.error_summary())
    assert not page.all("script")
    assert not page.all("b")


def test_a_chosen_answer_is_shown_as_chosen():
    page = Page(str(form_of(MADE["radios"](), {"answer": "school"})["answer"]))
    assert ["checked" in one.attributes for one in page.named("answer")] == [False, True]
    page = Page(str(form_of(MADE["select"](), {"answer": "school"})["answer"]))
    assert [one["value"] for one in page.all("option") if "selected" in one.attributes] == ["school"]


def test_answers_known_already_are_shown():
    page = Page(str(form_of(MADE["day"](), initial={"answer": TODAY})["answer"]))
    assert page.named("answer")[0]["value"] == "Thu 19 Nov 2026"
    page = Page(str(form_of(MADE["yes_no"](), initial={"answer": False})["answer"]))
    assert ["checked" in one.attributes for one in page.named("answer")] == [False, True]
    page = Page(str(form_of(MADE["nhs"](), initial={"answer": "9434765919"})["answer"]))
    assert page.named("answer")[0]["value"] == "943 476 5919"


def test_yes_and_no_are_both_answers():
    assert cleaned(MADE["yes_no"](), "yes") is True
    assert cleaned(MADE["yes_no"](), "no") is False


def test_several_answers_come_back_in_the_order_shown():
    assert cleaned(MADE["checkboxes"](), ["school", "home"]) == ["home", "school"]


def test_a_day_to_come_is_refused_unless_the_question_is_about_the_future():
    assert refused(MADE["day"](), "20 Nov 2026") == "Check the day: 20 November 2026 has not come yet"
    assert cleaned(MADE["day"](allow_future=True), "20 Nov 2026") == date(2026, 11, 20)
    assert cleaned(MADE["day"](), "today") == TODAY


def test_a_day_of_the_week_is_read_by_every_question_for_a_day():
    assert cleaned(MADE["day"](), "Tue") == date(2026, 11, 17)
    assert cleaned(MADE["day"](allow_future=True), "tuesday") == date(2026, 11, 24)


def test_a_day_before_the_earliest_says_why():
    field = MADE["day"](earliest=date(2026, 9, 7), earliest_reason="The family came to us later")
    assert refused(field, "6/9/2026") == "The family came to us later. Give a day from 7 September 2026 on"
    assert cleaned(field, "7/9/2026") == date(2026, 9, 7)


def test_a_day_known_roughly_is_kept_as_roughly_as_it_was_said():
    assert cleaned(MADE["vague_day"](), "2019") == VagueDay(date(2019, 1, 1), date(2019, 12, 31), "year")
    assert cleaned(MADE["vague_day"](), "November 2026").precision == "month"
    assert refused(MADE["vague_day"](), "2027") == "Check the day: 1 January 2027 has not come yet"


@pytest.mark.parametrize("answer", ["0", "1441", "-5", "1.5", "an hour", "٦٠", "9" * 400])
def test_minutes_that_cannot_be_are_refused(answer):
    assert refused(MADE["minutes"](), answer).startswith(("Write the minutes", "Check the minutes"))


def test_minutes_are_a_number():
    assert cleaned(MADE["minutes"](), " 1,440 ") == 1440


def test_national_numbers_are_checked_and_kept_without_spaces():
    assert cleaned(MADE["nhs"](), "943 476 5919") == "9434765919"
    assert cleaned(MADE["upn"](), "h801200001001") == "H801200001001"


@pytest.mark.parametrize("answer", ["943 476 5918", "12", "not a number"])
def test_a_wrong_nhs_number_says_what_to_do(answer):
    assert refused(MADE["nhs"](), answer).startswith("Check the NHS number")


@pytest.mark.parametrize("answer", ["A801200001001", "A12", "not a number"])
def test_a_wrong_pupil_number_says_what_to_do(answer):
    assert refused(MADE["upn"](), answer).startswith("Check the pupil number")


def test_a_childs_words_and_a_workers_view_never_wear_the_same_dress():
    voice = str(form_of(MADE["long"](dress="voice"))["answer"])
    view = str(form_of(MADE["long"](dress="view"))["answer"])
    assert 'class="al-voice-field"' in voice
    assert 'class="al-view-field"' in view


def test_a_password_is_taken_as_it_comes_and_never_sent_back():
    form = form_of(PasswordField("Password", fact="account.password"), {"answer": " correct horse "})
    assert form.is_valid()
    assert form.cleaned_data["answer"] == " correct horse "
    (box,) = Page(str(form["answer"])).named("answer")
    assert box["type"] == "password"
    assert "value" not in box.attributes


def test_a_list_has_one_line_for_no_choice():
    def first_lines(choices=PLACES, **more):
        page = Page(str(form_of(SelectField("Where", fact="visit.place", choices=choices, **more))["answer"]))
        return [(one["value"], one.text.strip()) for one in page.all("option")][:2]

    assert first_lines() == [("", "Choose"), ("home", "Home")]
    assert first_lines(blank="") == PLACES
    assert first_lines([("", "No place"), *PLACES]) == [("", "No place"), ("home", "Home")]


def test_too_many_letters_are_counted_aloud():
    assert refused(TextField("Name", fact="person.name", max_length=5), "Katherine") == (
        "Make “Name” shorter: at most 5 characters, here are 9"
    )


@pytest.mark.parametrize("unseen", ["\u200b", " \u2060 ", "\ufeff\n", "\u00ad"])
@pytest.mark.parametrize("field", [TextField("Name", fact="person.name"), LongTextField("Note", fact="visit.account")])
def test_signs_that_nobody_sees_are_no_answer(field, unseen) -> None:
    assert refused(field, unseen) == refused(field, "")
