"""What plans answer to the rooms below: the kinds of deed they record."""

from alongside.plans import rules
from alongside.timeline.rules import EntryKind, Nature

PROCESS = frozenset({Nature.PROCESS})

entry_kinds = [
    EntryKind(
        rules.AGREED, PROCESS, rules.agreed_sentence, "Action agreed", url_name="plans:action",
        headings={"note": "What will be done"}, promises=True,
    ),
    EntryKind(
        rules.DONE, PROCESS, rules.done_sentence, "What became of an action",
        subtypes_from=frozenset(rules.HOW_IT_WENT), headings={"note": "More about it"}, settles=True,
    ),
    EntryKind(
        rules.WRITTEN, PROCESS, rules.written_sentence, "Part of the support plan",
        subtypes_from=rules.WRITTEN_SUBTYPES,
    ),
    EntryKind(rules.DRAFTED, PROCESS, rules.drafted_sentence, "Support plan", subtypes_from=rules.WHICH),
    EntryKind(
        rules.ANSWERED, frozenset({Nature.PROCESS, Nature.VOICE}), rules.answered_sentence,
        "Answer to the support plan", subtypes_from=frozenset(rules.ANSWERS), headings={"reason": "Why"},
    ),
    EntryKind(
        rules.IN_FORCE, PROCESS, rules.in_force_sentence, "Support plan in force", subtypes_from=rules.WHICH
    ),
    EntryKind(
        rules.WENT_ON, PROCESS, rules.went_on_sentence, "Why the plan went on",
        headings={"reason": "Why it is in force all the same"},
    ),
    EntryKind(
        rules.SCALED, frozenset({Nature.VOICE}), rules.scaled_sentence, "Where they see it on the scale",
        headings={
            "note": "What stopped it being lower", "tried": "When it was better, and what was different",
            "response": "What one higher would look like", "adapted": "What good enough looks like",
        },
    ),
    EntryKind(
        rules.STAGE_SEEN, PROCESS, rules.stage_sentence, "Stage of change", subtypes_from="list:change_stage",
        headings={
            "note": "What is needed to get back", "response": "Whose part is what",
            "adapted": "What the goal becomes", "tried": "What has gone well so far",
        },
    ),
]  # fmt: skip
