"""The components of GOV.UK, as our pages call them."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, Undefined

from alongside.kit.forms.renderer import GovukRenderer
from alongside.kit.govuk import ATTRIBUTES, _environment, attributes_of, govuk, govuk_templates


def test_an_option_is_the_option_even_when_a_dict_has_a_method_of_its_name() -> None:
    asked = _environment().from_string("{{ params.values }}|{{ params.hint }}|{{ attributes.items()|length }}")

    assert asked.render(params={"values": "ours"}, attributes={"id": "a", "class": "b"}) == "ours||2"


def test_a_component_shows_what_was_chosen_before() -> None:
    items = [{"value": "a", "text": "A"}, {"value": "b", "text": "B <i>"}]
    shown = govuk("checkboxes", {"idPrefix": "who", "name": "who", "values": ["b"], "items": items})

    assert shown.count("checked") == 1
    assert "B &lt;i&gt;" in shown


def test_every_form_shares_the_templates_of_djangos_own_widgets() -> None:
    assert GovukRenderer().engine is GovukRenderer().engine


VALUES = st.one_of(st.text(max_size=8), st.integers(), st.booleans(), st.none(), st.just(Undefined()))
LEFT_OFF = st.fixed_dictionaries({"value": VALUES, "optional": st.booleans()})


@given(st.one_of(st.none(), st.text(max_size=8), st.dictionaries(st.text(min_size=1, max_size=8), VALUES | LEFT_OFF)))
def test_attributes_are_written_as_the_library_writes_them(attributes: Any) -> None:
    library = Environment(loader=govuk_templates(), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    theirs = library.get_template(ATTRIBUTES).module.govukAttributes(attributes)  # type: ignore[attr-defined]

    assert attributes_of(attributes) == theirs


def test_lines_somebody_typed_stay_where_they_were_in_a_component() -> None:
    shown = govuk("textarea", {"id": "said", "name": "said", "label": {"text": "Said"}, "value": "one\ntwo"})

    assert ">one\ntwo</textarea>" in shown
