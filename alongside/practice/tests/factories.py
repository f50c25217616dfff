"""Small practice models written to a folder, for tests."""

from pathlib import Path

from alongside.practice.rules import KnownKind, KnownNames

MODEL = """
[model]
id = "small"
version = "2026.1"
name = "A small model"
"""

STAGES = """
[[stage]]
id = "welcome"
name = "Welcome"
order = 1
purpose = "Meet the family."
ours = true

[[stage]]
id = "goodbye"
name = "Goodbye"
order = 2
purpose = "Leave well."
ours = true
"""

CLOCK = """
[[clock]]
id = "first_visit"
name = "Visit the family"
start = {kind = "pathway.allocated"}
satisfy = {kind = "visits.visit"}
within = {days = 7}
ours = true
"""

LISTS = """
[[list.visit_purpose]]
id = "help"
label = "Help"
"""

BULB = """
[light_bulb]
process = {kind = "visits.visit"}
ours = true
"""

RELATIONSHIP = """
[[relationship_stage]]
id = "building"
name = "Building"
order = 1
purpose = "Get to know each other."
ours = true
with_family = [{ id = "time", words = "Time spent", evidence = {kind = "visits.visit"} }]
"""

SMALL = {"model.toml": MODEL, "stages.toml": STAGES, "clocks.toml": CLOCK, "lists.toml": LISTS}

KNOWN = KnownNames(
    {
        "pathway.allocated": KnownKind(),
        "pathway.stage_began": KnownKind(subtypes_from="stages"),
        "pathway.closed": KnownKind(subtypes_from="list:closure_reason"),
        "visits.visit": KnownKind(subtypes_from="list:visit_purpose"),
        "visits.child_said": KnownKind(subtypes=frozenset({"aloud", "in_writing"})),
    },
    roles=frozenset({"key_worker"}),
)

RELEASED = KnownNames(
    {
        f"pathway.{name}": KnownKind()
        for name in (
            "referral_received",
            "more_information_asked",
            "more_information_given",
            "accepted",
            "declined",
            "allocated",
            "helper_joined",
            "helper_left",
            "follow_up_contact",
            "follow_up_ended",
            "clock_paused",
            "clock_resumed",
        )
    }
    | {
        "pathway.stage_began": KnownKind(subtypes_from="stages"),
        "pathway.closed": KnownKind(subtypes_from="list:closure_reason"),
        "visits.visit": KnownKind(subtypes_from="list:visit_purpose"),
        "visits.direct_work": KnownKind(subtypes_from="list:direct_work_tool"),
        "visits.work_with_adult": KnownKind(subtypes_from="list:direct_work_tool"),
        "visits.child_said": KnownKind(),
        "agreements.partnership_agreed": KnownKind(),
        "agreements.looked_at_again": KnownKind(),
        **{
            f"endings.{name}": KnownKind()
            for name in ("exit_planned", "handed_over", "journey_reviewed", "letter_given", "said_at_the_end")
        },
        "aids.difference_seen": KnownKind(),
        "plans.safety_plan": KnownKind(),
        "plans.safety_tried_out": KnownKind(),
        "plans.scaled": KnownKind(),
        "meetings.team_agreed": KnownKind(),
        "assessments.started": KnownKind(),
        "assessments.completed": KnownKind(),
        "assessments.risk_assessed": KnownKind(subtypes=frozenset({"made", "imported"})),
        "plans.put_in_force": KnownKind(subtypes=frozenset({"first", "revised"})),
        "meetings.held": KnownKind(
            subtypes=frozenset(
                {
                    "referral_meeting",
                    "first_review",
                    "review",
                    "on_concern",
                    "family_group_conference",
                    "core_group",
                    "child_protection_conference",
                }
            )
        ),
        "people.joined_family": KnownKind(),
        "people.fact_recorded": KnownKind(),
        "people.relationship_recorded": KnownKind(),
    },
    roles=frozenset({"key_worker", "senior_key_worker", "manager"}),
)


def write_model(below: Path, files: dict[str, str] | None = None, *, name: str = "small") -> Path:
    """A model's folder with these files (the small model when none are given)."""
    folder = below / name
    for file, text in (files or SMALL).items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def small_with(**replaced: str) -> dict[str, str]:
    """The small model with some of its files replaced or added: `small_with(clocks=...)` is clocks.toml."""
    return SMALL | {f"{name}.toml": text for name, text in replaced.items()}
