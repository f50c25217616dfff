"""A set of questions is data: what a practice model asks stands on the page the day it is published, and what was
answered to an earlier version stays as it was asked.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from alongside.config import env
from alongside.kit.dates import day_typed
from alongside.pathway import actions as pathway
from alongside.people import queries as people
from tests.browser import Visitor
from tests.journeys import given
from tests.service import address_of

pytestmark = pytest.mark.journey

NIGHTS = """
[[question_set.section]]
id = "nights"
name = "Nights"
help = "Ask each child where nobody else listens."
repeat = "each_child"
group = "Each person"
ours = true
question = [
  { id = "language", ask = "Which language does {name} speak at home?", kind = "line", fact = "person.language" },
  { id = "since", ask = "Since when has {name} slept badly?", kind = "date" },
  { id = "who", ask = "Who is there when {name} wakes?", kind = "person", help = "Also from elsewhere" },
  { id = "how", ask = "From 1 to 5, how are the nights of {name}?", kind = "scale", from = 1, to = 5 },
  { id = "afraid", ask = "Is {name} afraid at night?", kind = "yes_no" },
  { id = "of_what", ask = "What of, in the words of {name}?", show_if = { question = "afraid", is = ["yes"] } },
  { id = "helps", ask = "What helps", tag = "strength", topic = "What the nights are like" },
  { id = "worse", ask = "What makes it worse", tag = "worry", topic = "What the nights are like" },
  { id = "next", ask = "What should happen so that {name} sleeps?", tag = "need" },
]

[[question_set.prompt]]
"""
ASKED_ANEW = NIGHTS.replace("Since when has {name} slept badly?", "When did the bad nights of {name} begin?").replace(
    '{ id = "next"', '{ id = "calms", ask = "Who can calm {name}?", kind = "person" },\n  { id = "next"'
)
SINCE, BEGAN = "Since when has Amy slept badly?", "When did the bad nights of Amy begin?"
OF_WHAT, WORDS = "What of, in the words of Amy?", "The shouting downstairs & <b>the stairs</b>."
HOW = "From 1 to 5, how are the nights of {}?"


@pytest.fixture
def publishes(service, tmp_path: Path) -> Callable[[str, str], None]:
    """`publishes("2026.8", sections)`: from now on the model asks these too; families being helped go over to it."""

    def now(version: str, sections: str) -> None:
        folder = tmp_path / version
        shutil.copytree(settings.PRACTICE_MODELS, folder)
        ours = folder / "family_intervention"
        model, asked = ours / "model.toml", ours / "question_sets" / "whole_family.toml"
        model.write_text(re.sub(r'(?m)^version = ".*"', f'version = "{version}"', model.read_text(), count=1))
        asked.write_text(asked.read_text().replace("\n[[question_set.prompt]]\n", sections, 1))
        surroundings = {
            **os.environ, "DATABASE_URL": address_of(service.database), "ALONGSIDE_CONNECT_AS": "owner",
            "DATABASE_OWNER_URL": address_of(service.database, "DATABASE_OWNER_URL"),
            "ALONGSIDE_PRACTICE_MODELS": str(folder),
        }  # fmt: skip
        command = [sys.executable, "-m", "django", "import_practice_models"]
        subprocess.run(command, check=True, cwd=env.ROOT, env=surroundings)

    return now


@pytest.fixture
def family_id(service, publishes) -> int:
    """The Smiths; Amy's language is known. The model has asked about nights since this morning."""
    publishes("2026.8", NIGHTS)
    return service.arrange(_amys_language_is_known)


def _amys_language_is_known() -> int:
    of = given.staff()
    family_id = given.the_smiths_helped(of)
    with given.scope.acting_as(of.worker):
        amy = next(key for key, name in people.names_of(family_id, of.worker).items() if name == "Amy Smith")
    given.acts(
        of.worker, pathway.record_fact, given.days_ago(3), family_id=family_id, person_id=amy, kind="language",
        value="English and Polish",
    )  # fmt: skip
    return family_id


def opens_nights(worker: Visitor, family_id: int, name: str) -> None:
    worker.opens(f"/families/{family_id}/assessment/")
    worker.follows(name, exact=False, within="main section[aria-labelledby=people]")
    worker.follows("Nights", exact=False)
    assert worker.heading() == f"Nights: {name}"


def saves(worker: Visitor) -> None:
    worker.presses("Save these answers")
    assert worker.sees("The answers are kept."), worker.reads("main")


def shown(worker: Visitor, label: str) -> str:
    """What stands in a question."""
    return worker.page.get_by_label(label, exact=True).input_value()


def amys_nights(joanne: Visitor, family_id: int) -> None:
    """A language that is known with its source, a day, a person, a scale; being afraid opens what of."""
    opens_nights(joanne, family_id, "Amy")
    assert joanne.sees("Ask each child where nobody else listens.")
    assert joanne.sees("Also from elsewhere")
    assert shown(joanne, "Which language does Amy speak at home?") == "English and Polish"
    assert joanne.sees("From the record, ")
    assert joanne.sees("Change it here and the record changes")
    of_what = joanne.page.get_by_label(OF_WHAT, exact=True)
    assert not of_what.is_visible(), "nobody has said that Amy is afraid"
    joanne.looked_at("questions-nights")
    joanne.writes(SINCE, "the day it rained")
    joanne.selects("Katie", of="Who is there when Amy wakes?")
    joanne.chooses("2", of=HOW.format("Amy"))
    joanne.chooses("Yes", of="Is Amy afraid at night?")
    joanne.page.locator("main summary", has_text="If “Yes”").click()
    assert of_what.is_visible()
    of_what.fill(WORDS)
    joanne.writes("What helps", "Nan’s blanket.", group="What the nights are like")
    joanne.writes("What makes it worse", "Shouting downstairs.", group="What the nights are like")
    joanne.writes("What should happen so that Amy sleeps?", "A lamp on the stairs.")
    joanne.presses("Save these answers")
    assert joanne.page.title().startswith("Error: ")
    assert of_what.is_visible(), "what was opened stays open when the day is not understood"
    assert of_what.input_value() == WORDS
    joanne.looked_at("questions-nights-refused")
    joanne.writes(SINCE, "3 March 2026")
    saves(joanne)


def liams_nights(joanne: Visitor, family_id: int) -> None:
    """He is asked the same in his own right; nothing is known of him yet, and nothing of Amy's is shown."""
    opens_nights(joanne, family_id, "Liam")
    assert shown(joanne, "Which language does Liam speak at home?") == ""
    assert not joanne.sees("From the record, ")
    joanne.chooses("4", of=HOW.format("Liam"))
    joanne.chooses("No", of="Is Liam afraid at night?")
    saves(joanne)


def one_page_sorts_it(joanne: Visitor, family_id: int) -> None:
    """Strengths, worries and what is needed, by what the model says each answer is."""
    joanne.opens(f"/families/{family_id}/assessment/one-page/")
    for heading, words in (
        ("working well", "Nan’s blanket."), ("worr", "Shouting downstairs."), ("happen", "A lamp on the stairs."),
    ):  # fmt: skip
        part = joanne.page.locator("main section", has_text=words).last
        assert heading in part.locator("h2, h3").first.inner_text().lower(), words


def asked_anew(joanne: Visitor, service, family_id: int) -> None:
    """The next version's words; what Amy said before beside them; and a question that nobody was asked before."""
    opens_nights(joanne, family_id, "Amy")
    assert joanne.sees("in version 1")
    assert not joanne.sees(SINCE)
    assert shown(joanne, BEGAN) == "Tue 3 Mar 2026"
    assert joanne.sees("Before: Yes")
    assert joanne.sees(f"Before: {WORDS}")
    assert joanne.page.get_by_label(OF_WHAT, exact=True).is_visible(), "what is answered is in sight"
    joanne.looked_at("questions-nights-asked-anew")
    joanne.writes(BEGAN, day_typed(service.today - timedelta(days=90)))
    joanne.chooses("4", of=HOW.format("Amy"))
    joanne.writes(OF_WHAT, "Only the stairs.")
    joanne.selects("Katie", of="Who can calm Amy?")
    saves(joanne)


def test_a_set_of_questions_is_asked_published_anew_and_both_versions_are_read(
    service, publishes, family_id, somebody, way
) -> None:
    joanne = somebody("joanne.mercer", way)
    joanne.opens(f"/families/{family_id}/assessment/")
    joanne.writes("Why does it begin before the family has agreed?", "Katie signs on Friday.")
    joanne.presses("Begin the assessment")
    amys_nights(joanne, family_id)
    liams_nights(joanne, family_id)
    one_page_sorts_it(joanne, family_id)
    joanne.opens(f"/families/{family_id}/assessment/versions/1/complete/")
    joanne.writes("What is missing, and what will you do about it?", "The school comes on Tuesday.")
    joanne.presses("Finish version 1")

    publishes("2026.9", ASKED_ANEW)
    asked_anew(joanne, service, family_id)

    joanne.opens(f"/families/{family_id}/assessment/versions/1/")
    for words in (SINCE, "3 March 2026", WORDS, "English and Polish"):
        assert joanne.sees(words), words
    assert not joanne.sees(BEGAN)
    assert not joanne.sees("Only the stairs.")
    joanne.looked_at("questions-version-1")
    joanne.opens(f"/families/{family_id}/assessment/now/")
    for words in (BEGAN, "Only the stairs.", "Who can calm Amy?"):
        assert joanne.sees(words), words
    joanne.opens(f"/families/{family_id}/assessment/compare/")
    for words in (WORDS, "Only the stairs."):
        assert joanne.sees(words), words
    joanne.looked_at("questions-compare")
