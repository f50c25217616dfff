"""What endings answer to the rooms below: their kinds of deed, what is open at the end, and the checklist on the
closing page.
"""

from collections.abc import Collection
from datetime import datetime

from alongside.access.models import User
from alongside.endings import queries, rules
from alongside.endings.rules.own_words import OWN_WORDS
from alongside.kit.hooks import Panel
from alongside.timeline import actions as timeline
from alongside.timeline.rules import Audience, EntryKind, Nature, with_own_words

_PROCESS = frozenset({Nature.PROCESS})

entry_kinds = [
    EntryKind(
        rules.EXIT_PLANNED, _PROCESS, rules.exit_planned, "Ending planned", subtypes_from=frozenset(rules.WAYS),
        url_name="endings:deed",
    ),
    EntryKind(
        rules.JOURNEY_REVIEWED, _PROCESS, rules.journey_reviewed, "Journey looked back on", url_name="endings:deed"
    ),
    EntryKind(
        rules.SAID_AT_THE_END, frozenset({Nature.VOICE}), rules.said_at_the_end, "About the ending, in their own words"
    ),
    EntryKind(rules.NO_SAFETY_PLAN, _PROCESS, rules.no_safety_plan_needed, "No safety plan needed"),
    EntryKind(rules.HANDED_OVER, _PROCESS, rules.handed_over, "Handed over", headings={"note": "What was agreed"}),
    EntryKind(rules.PROTECTED_TOLD, _PROCESS, rules.protected_told, "Protected words in a letter"),
    EntryKind(
        rules.LETTER_GIVEN, _PROCESS, rules.letter_given, "Letter about the ending", audience=Audience.FAMILY,
        headings={"note": "The letter"}, url_name="endings:letter", readers_are_chosen=True,
    ),
    EntryKind(
        rules.LETTER_FORMER, _PROCESS, rules.letter_names_former, "Letter to be written again", promises=True,
        headings={"note": "What is asked"}, url_name="endings:letter",
    ),
]  # fmt: skip
entry_kinds = with_own_words(entry_kinds, OWN_WORDS)


def after_retraction(*, by: User, family_id: int, kinds: Collection[str], at: datetime) -> None:
    """Nobody is asked to write a letter again that did not go out."""
    if rules.LETTER_GIVEN in kinds:
        timeline.ask_no_more(by=by, family_id=family_id, entry_ids=queries.needless(family_id, by), at=at)


names_former = queries.letters_name_former
needless = queries.needless
outstanding_at_close = queries.open_at_the_end
told_at_close = queries.told_at_close


def checklist(*, family_id: int, user: User, at: datetime) -> Panel | None:
    """The good-ending checklist beside the form that ends the work."""
    checks, signs = queries.checklist(family_id, user, at)
    return Panel(
        "A good ending", "endings/checklist_panel.jinja", {"checks": checks, "signs": signs, "family_id": family_id}
    )


told_on = {"close": queries.KINDS}
panels = {"close": [checklist]}
