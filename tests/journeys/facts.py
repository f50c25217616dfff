"""Counts what people are asked twice: the fact of every question on every page that they fill in.

Each question carries its fact (`data-fact`). An answer on a form that was saved is known from then on; a later form
that asks for the same of the same person, family or goal, and shows nothing of it, asks twice. The rule is that of the
static law (`tests/architecture/laws/facts.py`) and so are its excuses; but where the law counts forms, this counts what
somebody met on the way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.architecture.excuses import FACTS

DEEDS = frozenset({
    "action", "adult_said", "adult_visit", "adult_work", "allocation", "among", "assessment_answer",
    "assessment_readers", "assessment_view", "audience", "change", "child_said", "child_visit", "closing", "consent",
    "decision",
    "direct_work", "follow_up", "follow_up_end", "goal_reviewed", "hand_over", "journey", "letter", "line_reviewed",
    "look", "meeting", "meeting_cancelled", "meeting_concern", "meeting_decision", "meeting_helper",
    "meeting_invitation", "meeting_other", "meeting_person", "meeting_plan", "meeting_talk", "minutes_given", "pause",
    "plan_agency", "plan_answer", "relapse", "resume", "retraction", "review_check", "review_prepared", "safety_test",
    "scale", "sharing",
    "stage", "visit", "visit_plan", "withdrawal", "withholding",
})  # fmt: skip
"""Subjects that are deeds: each visit has minutes of its own, so the second visit does not ask twice."""

OF_A_DEED = frozenset({
    "agreement.understood_words", "agreement.words", "first_risk.origin.agency", "first_risk.origin.done_by",
    "first_risk.origin.origin", "first_risk.origin.their_day", "first_risk.watch.review_on",
})  # fmt: skip
"""What of a standing thing belongs to one telling of it: what somebody said of it that day, who assessed this time,
until when it holds.
"""

MADE_ANEW = frozenset({"helper", "new_person", "professional", "relationship", "responsibility"})
"""Subjects that come to be with the form that asks: each is another one."""

SAME = {
    **{f"told_person.{name}": f"person.{name}" for name in ("birth", "described_as", "name", "role", "school", "upn")},
    "told_person.lives_there": "person.in_household",
    "told_person.nhs": "person.nhs",
    "told.risks": "first_risk.origin.their_words",
    "way_out.where_to_turn": "ending.turn_to",
    "closing.told": "ending.turn_to",
}
"""What is asked under one name and asks the same as what is asked under another: of a referrer the fact of the record
it becomes, of a plan what the ending begins with, at the end of the work what its exit plan told. What the first risk
assessment says of abuse is not here: it is asked once of the family and then of each person alone, who may say
otherwise; for whoever is harmed it is filled in with its source.
"""

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ROW = re.compile(r"[a-z_-]*?-(\d+)-")
_FAMILY = re.compile(r"/families/(\d+)/")
_NEW = "/new/"

QUESTIONS = """() => {
    const form = document.querySelector("main form:has([name=form_key])");
    if (!form) return null;
    const words = e => (e ? e.textContent : "").replace(/\\s+/g, " ").trim();
    const answer = group => [...group.querySelectorAll("input, textarea, select")].map(each => {
        if (["radio", "checkbox"].includes(each.type)) return each.checked ? words(each.labels[0]) : "";
        if (each.tagName === "SELECT") return each.value ? words(each.selectedOptions[0]) : "";
        return each.value.trim();
    }).filter(Boolean).join(", ");
    return {key: form.querySelector("[name=form_key]").value, questions: [...form.querySelectorAll("[data-fact]")].map(
        group => ({
            fact: group.dataset.fact,
            name: (group.querySelector("input, textarea, select") || {}).name || "",
            label: words(group.querySelector("legend, label")),
            answer: answer(group),
            beside: [
                words(group.querySelector(":scope > .govuk-hint, :scope > fieldset > .govuk-hint")),
                words(group.matches(":has(+ .al-from)") ? group.nextElementSibling : null),
            ].join(" "),
        }))};
}"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands on a page: its fact, about whom, what is in it, and what stands beside it."""

    fact: str
    about: str
    label: str
    answer: str
    beside: str = ""

    @property
    def counts(self) -> bool:
        """Whether its subject outlives the form that asks."""
        fact = SAME.get(self.fact, self.fact)
        of_a_deed = any(f"{fact}.".startswith(f"{one}.") for one in DEEDS | MADE_ANEW | OF_A_DEED)
        return bool(self.about) and not of_a_deed and self.fact not in FACTS


@dataclass
class FactsAsked:
    """What was answered on the way, and what was asked once more. `twice`: a line for each, with the page.

    `people`: what the family and its people are called, by identifier: a referrer knows no identifiers.
    """

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    questions: int = 0

    def shown(self, asked: Iterable[Question], where: str) -> None:
        """A form comes before somebody."""
        for each in asked:
            if not each.counts:
                continue
            self.questions += 1
            before = self.known.get(self._key(each))
            if before and not each.answer and _plain(before) not in _plain(each.beside):
                self.twice.append(f"{where}: “{each.label}” ({each.fact}) was answered before: “{before}”")

    def saved(self, asked: Iterable[Question]) -> None:
        """A form was saved with these answers."""
        for each in asked:
            if each.answer and each.counts:
                self.known[self._key(each)] = each.answer

    def _key(self, asked: Question) -> tuple[str, str]:
        return SAME.get(asked.fact, asked.fact), self.people.get(asked.about, asked.about)


def questions_on(page: Page) -> tuple[str, list[Question]]:
    """The key of the form before somebody ("" without a form) and the questions on it."""
    found: Mapping[str, Any] | None = page.evaluate(QUESTIONS)
    if found is None:
        return "", []
    address = page.url.partition("?")[0]
    named = {
        _row(one["name"]): one["answer"]
        for one in found["questions"]
        if one["fact"] in ("told_person.name", "told_person.described_as") and one["answer"]
    }
    family = next((one["answer"] for one in found["questions"] if one["fact"] == "told.family_name"), "")
    asked = [
        Question(
            one["fact"], _told_of(one["fact"], family) or named.get(_row(one["name"])) or _about(one["name"], address),
            one["label"], one["answer"], one["beside"],
        )
        for one in found["questions"]
    ]  # fmt: skip
    return str(found["key"]), asked


def _told_of(fact: str, family: str) -> str:
    """What a referrer tells of the family as a whole is about the family of that name."""
    return family if fact.startswith("told.") else ""


def _about(name: str, address: str) -> str:
    """About whom or what a question is: the one its name bears, or else the page's address, or else the family.

    "" on a page that makes something new, which nobody was asked about before.
    """
    row = f" {found.group(1)}" if (found := _ROW.match(name)) else ""
    if known := _ID.findall(name) or _ID.findall(address):
        return str(known[-1]) + row
    family = _FAMILY.search(address)
    return f"family {family.group(1)}{row}" if family and _NEW not in address else ""


def _row(name: str) -> str:
    """Which of several rows a question stands in, "" for none."""
    found = _ROW.match(name)
    return found.group(1) if found else ""


def _plain(words: str) -> str:
    return " ".join(words.split())
