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

DEEDS = {
    "action": "another thing that is agreed, and what became of that one",
    "adult_said": "what somebody said that day",
    "adult_visit": "who was seen that day",
    "adult_work": "what was done that day",
    "allocation": "who is the key worker from then on, and why, is another each time",
    "among": "what agencies agreed this time",
    "assessment_answer": "what somebody says of that version",
    "assessment_readers": "who reads that version",
    "assessment_view": "how somebody sees one section",
    "audience": "who reads that entry",
    "change": "how far somebody is with that goal by now",
    "child_said": "what a child said that day",
    "child_visit": "whether a child was seen that day",
    "closing": "how this piece of work ended; what is told of it and who leads on are counted",
    "consent": "what is said of one agency and purpose",
    "decision": "what was decided that day",
    "direct_work": "which tool was used that day",
    "follow_up": "how they are that day",
    "follow_up_end": "how they are when it ends",
    "goal_reviewed": "what becomes of a goal at that review",
    "hand_over": "one visit with the new lead; who that is is counted",
    "journey": "what they said when looking back",
    "letter": "one letter to one person",
    "line_reviewed": "what becomes of a line at that review",
    "look": "what was looked at that day",
    "meeting": "one meeting",
    "meeting_cancelled": "why that meeting did not happen",
    "meeting_concern": "what the concern was that day",
    "meeting_decision": "what that meeting decided",
    "meeting_helper": "who came that day",
    "meeting_invitation": "who is asked to that meeting",
    "meeting_other": "who else came that day",
    "meeting_person": "how somebody took part that day",
    "meeting_plan": "when and where that meeting is",
    "meeting_talk": "what was said that day",
    "minutes_given": "how those minutes were given, and whether that was safe",
    "pause": "from when, with whom and why that one thing gets more time",
    "plan_answer": "what somebody says of that version",
    "relapse": "what went well until somebody fell back that time, and what follows",
    "resume": "from which day it runs again",
    "retraction": "why that did not happen",
    "review_check": "how far one thing was kept since the last review",
    "review_prepared": "what this review should know",
    "safety_test": "what was tried out that day",
    "scale": "where somebody sees a goal that day",
    "sharing": "what is shared this time, and why",
    "stage": "which stage began, and on which day",
    "visit": "one visit",
    "visit_plan": "the next visit",
    "withdrawal": "what is taken back that day",
    "withholding": "from whom that entry is kept",
}
"""Subjects that are deeds, each with why it is asked each time: the second visit does not ask twice for the minutes of
the first.
"""

OF_A_DEED = {
    "agreement.understood_words": "how they told it back that day",
    "agreement.words": "what somebody said of it that day",
    "first_risk.origin.agency": "which agency assessed this time",
    "first_risk.origin.done_by": "who assessed this time",
    "first_risk.origin.origin": "whether this one is taken over",
    "first_risk.origin.their_day": "when they assessed",
    "first_risk.watch.review_on": "until when this one holds",
}
"""What of a standing thing belongs to one telling of it."""

MADE_ANEW = {
    "helper": "another helper",
    "new_person": "somebody new in the family",
    "professional": "another professional: who came before is chosen by name",
    "relationship": "another two people",
    "responsibility": "another child, or another adult",
}
"""Subjects that come to be with the form that asks: each is another one."""

SAME = {
    **{f"told_person.{name}": f"person.{name}" for name in ("birth", "described_as", "name", "role", "school", "upn")},
    "told_person.lives_there": "person.in_household",
    "told_person.nhs": "person.nhs",
    "told.risks": "first_risk.origin.their_words",
    "way_out.where_to_turn": "ending.turn_to",
    "hand_over.to": "ending.hand_over_to",
    "closing.leads_now": "ending.hand_over_to",
    "closing.told": "ending.turn_to",
}
"""What is asked under one name and asks the same as what is asked under another: of a referrer the fact of the record
it becomes, of a plan what the ending begins with, at the visit with the new lead and at the end of the work what its
exit plan told. What the first risk assessment says of abuse is not here: it is asked once of the family and then of
each person alone, who may say otherwise; for whoever is harmed it is filled in with its source.
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
    """A question as it stands on a page: its fact, about whom, what is in it, what stands beside it, and `place`, its
    name on the page.
    """

    fact: str
    about: str
    label: str
    answer: str
    beside: str = ""
    place: str = ""

    @property
    def counts(self) -> bool:
        """Whether its subject outlives the form that asks."""
        return bool(self.about) and not self.left_out and self.fact not in FACTS

    @property
    def left_out(self) -> str:
        """The name under which it is not counted, "" when it is."""
        fact = SAME.get(self.fact, self.fact)
        return next((one for one in (*DEEDS, *MADE_ANEW, *OF_A_DEED) if f"{fact}.".startswith(f"{one}.")), "")


@dataclass
class FactsAsked:
    """What was answered on the way, and what was asked once more. `twice`: a line for each, with the page.

    `people`: what the family and its people are called, by identifier: a referrer knows no identifiers. `questions`:
    how many were counted; `pages`: where; `left_out`: the names under which others were not.
    """

    known: dict[tuple[str, str], str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    questions: int = 0
    pages: set[str] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)

    def shown(self, asked: Iterable[Question], where: str) -> None:
        """A form comes before somebody."""
        for each in asked:
            self.left_out |= {each.left_out} - {""}
            if not each.counts:
                continue
            self.questions += 1
            self.pages.add(where)
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
            one["label"], one["answer"], one["beside"], one["name"],
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
