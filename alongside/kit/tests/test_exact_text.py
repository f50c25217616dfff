"""What people write is kept exactly as they wrote it."""

import unicodedata

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from alongside.kit.forms import Form, LongTextField, TextField
from alongside.kit.tests.markup import Page

written = st.text(st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])).filter(
    # A field that holds only what nobody sees is not answered.
    lambda text: any(unicodedata.category(letter)[0] not in "ZC" for letter in text)
)


class NoteForm(Form):
    note = LongTextField("What happened", fact="visit.account")


def sent_by_a_browser(text):
    """A browser turns every line end of a text area into two characters before sending it."""
    request = RequestFactory().post("/", {"note": text.replace("\n", "\r\n")})
    return request.POST


@given(written)
def test_every_letter_space_and_line_end_arrives(text):
    form = NoteForm(sent_by_a_browser(text))
    assert form.is_valid()
    assert form.cleaned_data["note"] == text


lines = st.sampled_from(["\n\nHe said\n", "\nno", " \n 👩‍👧 "])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])) | lines)
def test_a_page_shown_again_shows_every_letter_again(text):
    form = NoteForm(sent_by_a_browser(text))
    assert Page(str(form["note"])).written_in("note").replace("\r\n", "\n") == text


@pytest.mark.parametrize("text", ["é" * 120_000, "👩‍👩‍👧‍👦 " * 20_000, "سلام\n" * 30_000])
def test_a_very_long_note_arrives_whole(text):
    form = NoteForm({"note": text})
    assert form.is_valid()
    assert form.cleaned_data["note"] == text


def test_only_space_is_no_answer():
    assert NoteForm({"note": " \r\n\t"}).errors["note"] == ["Fill in “What happened”"]


@pytest.mark.parametrize("text", ["before\x00after", "half \ud83d of a pair"])
@pytest.mark.parametrize("field_class", [TextField, LongTextField])
def test_a_character_the_record_cannot_hold_is_refused_in_plain_words(field_class, text):
    form = type("OneForm", (Form,), {"note": field_class("Note", fact="visit.account")})({"note": text})
    assert form.errors["note"][0].startswith("There is a hidden character here that cannot be kept")


def test_a_line_end_typed_first_is_not_lost_on_the_way_back():
    form = NoteForm(QueryDict("note=%0D%0AFirst"))
    assert form.is_valid()
    assert form.cleaned_data["note"] == "\nFirst"
