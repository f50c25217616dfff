"""Where a child stands in law, and how it is said. Pure."""

from collections.abc import Sequence
from datetime import date

from alongside.kit.dates import day_long
from alongside.kit.words import capital, listed

LEGAL_STATUSES = {
    "child_in_need": "Child in need plan", "section_47": "Section 47 enquiry", "child_protection": "Child protection "
    "plan",
    "pre_proceedings": "Pre-proceedings", "care_proceedings": "Care proceedings",
    "accommodated": "Looked after by agreement", "interim_care_order": "Interim care order", "care_order": "Care order",
    "supervision_order": "Supervision order", "child_arrangements": "Child arrangements order",
    "special_guardianship": "Special guardianship order",
}  # fmt: skip
"""Where a child stands in law, in its legal names (Children Act 1989, sections 8, 14A, 17, 20, 31, 38 and 47; Working
Together 2023).
"""
LEGAL_STATUS = "legal_status"
_ON = frozenset({"child_in_need", "child_protection"})
_UNDER = frozenset(
    {
        "section_47", "interim_care_order", "care_order", "supervision_order", "child_arrangements",
        "special_guardianship",
    }
)  # fmt: skip


def stands_in_law(status: str) -> str:
    """How somebody stands in law, to be said of them: "on a child protection plan", "under a care order"."""
    words = LEGAL_STATUSES[status]
    words = words[0].lower() + words[1:]
    article = "an" if words[0] in "aeiou" else "a"
    if status in _ON:
        return f"on {article} {words}"
    if status in _UNDER:
        return f"under {article} {words}"
    return words if status == "accommodated" else f"in {words}"


def in_law(names: Sequence[str], status: str, since: date) -> str:
    """ "On a child protection plan since 3 March 2026: Kerry and Liam", of those who stand so since that day."""
    return f"{capital(stands_in_law(status))} since {day_long(since)}: {listed(names)}"
