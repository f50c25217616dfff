"""What is done at the desk itself: seeing a family that one does not help."""

from datetime import datetime

from django.db import transaction

from alongside.access.models import User
from alongside.people import actions as people
from alongside.people.models import BrokenGlass


@transaction.atomic
def break_glass(*, by: User, family_id: int, reason: str, what_for: str, writes: bool, at: datetime) -> None:
    """See `people.actions.break_glass`."""
    people.break_glass(by=by, family_id=family_id, reason=reason, what_for=what_for, writes=writes, at=at)


@transaction.atomic
def end_glass(*, by: User, glass: BrokenGlass, at: datetime) -> None:
    """See `people.actions.end_glass`."""
    people.end_glass(by=by, glass=glass, at=at)


@transaction.atomic
def review_glass(*, by: User, glass: BrokenGlass, justified: bool, found: str, at: datetime) -> None:
    """See `people.actions.review_glass`."""
    people.review_glass(by=by, glass=glass, justified=justified, found=found, at=at)
