"""The Smith family with an assessment begun, for the tests of this room."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from alongside.access import scope
from alongside.assessments import actions, queries
from alongside.assessments.rules import Given
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily


def begin(smiths: SmithFamily, reason: str = "Katie asked us to begin; she signs on Friday.") -> list[Entry]:
    """The assessment begins without an agreement, for a reason."""
    return actions.start(by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, at=clock.now(), reason=reason)


def answer(
    smiths: SmithFamily,
    section: str,
    person: UUID | None = None,
    *,
    by: Any = None,
    stood: Any = "now",
    **answers: Any,
) -> Entry:
    """One section answered, as whoever has just looked at it."""
    by = by or smiths.worker
    if stood == "now":
        page = queries.section_page(by, smiths.family.pk, section, person, clock.today())
        stood = page.stands.said.entry_id if page.stands else None
    return actions.answer_section(
        by=by, deed_id=uuid7(), family_id=smiths.family.pk, section_id=section, person_id=person, answers=answers,
        stood=stood, at=clock.now(),
    )[0]  # fmt: skip


def differ(smiths: SmithFamily, section: str, words: str, **whose: Any) -> Entry:
    """Somebody sees it differently."""
    about = whose.pop("about", None)
    return actions.give_view(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, section_id=section, about=about, words=words,
        at=clock.now(), **whose,
    )[0]  # fmt: skip


def complete(
    smiths: SmithFamily, version: int = 1, kept: Sequence[str] = ("strengths",), note: str = "The school comes."
) -> Entry:
    """A version is said to be complete."""
    return actions.complete(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, version=version, kept=kept, note=note,
        at=clock.now(),
    )[0]  # fmt: skip


def agree(smiths: SmithFamily, said: Sequence[Given], version: int = 1) -> list[Entry]:
    """What people and agencies say of it."""
    return actions.agree(
        by=smiths.worker, deed_id=uuid7(), family_id=smiths.family.pk, version=version, answers=said, at=clock.now()
    )


def acting(smiths: SmithFamily) -> Any:
    """As the family's key worker."""
    return scope.acting_as(smiths.worker)


def sent(answers: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A form as the page sends it."""
    return {"form_key": str(uuid7()), **(answers or {}), **more}
