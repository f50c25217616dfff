"""Whether a family has a safety plan, where one is to be tried out at the end."""

from dataclasses import dataclass
from datetime import datetime

from alongside.access.models import User
from alongside.endings.queries.ending import EndingForm, ending_form
from alongside.people.models import Family
from alongside.plans import queries as plans


@dataclass(frozen=True, slots=True)
class SafetyForm:
    """What trying out a safety plan begins with: whether there is one."""

    here: EndingForm
    has_plan: bool


def safety_form(family: Family, user: User, at: datetime) -> SafetyForm:
    """Whether there is a safety plan to try out. Raises NotAllowed without an involvement."""
    return SafetyForm(ending_form(family, user, at), bool(plans.safety_plans(family.pk, user)))
