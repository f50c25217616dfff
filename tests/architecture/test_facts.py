"""Nobody types a fact twice."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms as django_forms

from alongside.kit.forms import Form, KitForm, TextField, facts_of

from .excuses import FACTS, OTHER_FORMS, PACKAGE
from .laws import facts
from .laws.house import Breach, House


@pytest.fixture
def forms(house: House) -> list[type]:
    """Every form of the house, once the forms of every room are imported."""
    for room in house.rooms:
        if room.name != "kit" and ((room / "forms.py").exists() or (room / "forms").is_dir()):
            module = import_module(f"{PACKAGE}.{room.name}.forms")
            for found in walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
                import_module(found.name)
    return [
        form
        for form in facts.forms_made_of(django_forms.BaseForm, PACKAGE)
        if not form.__module__.startswith(f"{PACKAGE}.kit.")
    ]


def assert_none(breaches: list[Breach]) -> None:
    assert not breaches, "\n" + "\n".join(map(str, breaches))


def test_every_form_is_of_the_kit(forms) -> None:
    assert forms
    assert_none(facts.every_form_is_of_the_kit(forms, KitForm, OTHER_FORMS))


def test_no_fact_is_asked_twice(forms) -> None:
    of_the_kit = [form for form in forms if issubclass(form, KitForm)]

    assert_none(facts.no_fact_asked_twice(of_the_kit, facts_of, FACTS))


class AskSchool(Form):
    school = TextField("School", fact="person.school")


class AskSchoolAgain(Form):
    place = TextField("Where does she learn?", fact="person.school")


class AskSchoolAndMore(AskSchool):
    sleep = TextField("How did she sleep?", fact="visit.sleep")


class CorrectSchool(Form):
    school = TextField("School", fact="person.school", prefilled=True)


class Nameless(Form):
    note = django_forms.CharField()


class Foreign(django_forms.Form):
    note = django_forms.CharField()


def test_forms_that_ask_once_are_left_alone() -> None:
    assert facts.no_fact_asked_twice([AskSchool, AskSchoolAndMore, CorrectSchool], facts_of, {}) == []
    assert facts.every_form_is_of_the_kit([AskSchool], KitForm, {}) == []


def test_a_planted_second_question_is_found() -> None:
    (breach,) = facts.no_fact_asked_twice([AskSchool, AskSchoolAgain, CorrectSchool], facts_of, {})

    assert "AskSchool.school" in breach.where
    assert "AskSchoolAgain.place" in breach.where
    assert "'person.school' is asked in 2 places" in breach.what


def test_a_planted_input_without_a_fact_is_found() -> None:
    (breach,) = facts.no_fact_asked_twice([Nameless], facts_of, {})

    assert breach.where.endswith("Nameless")


def test_a_planted_form_of_something_else_is_found() -> None:
    (breach,) = facts.every_form_is_of_the_kit([AskSchool, Foreign], KitForm, {})

    assert breach.where.endswith("Foreign")


def test_excuses_are_taken_down_when_not_needed() -> None:
    assert len(facts.no_fact_asked_twice([AskSchool], facts_of, {"person.school": "why"})) == 1
    assert facts.no_fact_asked_twice([AskSchool, AskSchoolAgain], facts_of, {"person.school": "why"}) == []
    assert len(facts.every_form_is_of_the_kit([AskSchool], KitForm, {"gone": "why"})) == 1


def test_every_form_a_package_defines_is_collected() -> None:
    package = __name__.split(".")[0]

    collected = facts.forms_made_of(KitForm, package)

    assert collected == [] or AskSchoolAndMore in collected
