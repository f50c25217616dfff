"""The components of GOV.UK, as our pages call them."""

from alongside.kit.forms.renderer import GovukRenderer
from alongside.kit.jinja import _govuk_environment, govuk


def test_an_option_is_the_option_even_when_a_dict_has_a_method_of_its_name() -> None:
    asked = _govuk_environment().from_string("{{ params.values }}|{{ params.hint }}|{{ attributes.items()|length }}")

    assert asked.render(params={"values": "ours"}, attributes={"id": "a", "class": "b"}) == "ours||2"


def test_a_component_shows_what_was_chosen_before() -> None:
    items = [{"value": "a", "text": "A"}, {"value": "b", "text": "B <i>"}]
    shown = govuk("checkboxes", {"idPrefix": "who", "name": "who", "values": ["b"], "items": items})

    assert shown.count("checked") == 1
    assert "B &lt;i&gt;" in shown


def test_every_form_shares_the_templates_of_djangos_own_widgets() -> None:
    assert GovukRenderer().engine is GovukRenderer().engine
