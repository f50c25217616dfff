"""What comes next is said, and a manager is asked for a legal planning meeting and answers."""

from typing import Any

from alongside.access import scope
from alongside.aids import actions
from alongside.aids.actions import NewReply, NewRequest, NewStep
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.timeline import queries as timeline
from alongside.timeline.models import Entry
from alongside.timeline.tests.factories import SmithFamily

HARM = "On 20 April Amy slept in the car for the third time"
NETWORK = "Nan had both for six weeks, until her knee was operated on"
PARENTS = "Katie heard on 24 April that Nan, or a foster home, may come"


def does(smiths: SmithFamily, action: Any, *, who: str = "worker", **given: Any) -> Any:
    by = getattr(smiths, who)
    with scope.acting_as(by):
        return action(by=by, deed_id=uuid7(), family=smiths.family, at=clock.now(), **given)


def step(smiths: SmithFamily, *children: Any, what: str = "continue") -> Entry:
    return does(smiths, actions.say_next_step, told=NewStep(children, what, "It begins to work"))


def asked(smiths: SmithFamily, *children: Any, rests_on: tuple[Entry, ...] = (), **changes: Any) -> Entry:
    given: dict[str, Any] = {"harm": HARM, "network": NETWORK, "parents": PARENTS} | changes
    strands = tuple(each.strand_id for each in rests_on)
    told = NewRequest(children, smiths.manager.pk, rests_on=strands, **given)
    return does(smiths, actions.ask_for_meeting, told=told)[-1]


def answered(smiths: SmithFamily, request: Entry, answer: str, *, day: Any = None, who: str = "manager") -> Entry:
    told = NewReply(answer, "Nan’s knee is well again", day)
    return does(smiths, actions.answer_request, who=who, entry_id=request.pk, told=told)[0]


def due(smiths: SmithFamily) -> list[tuple[str, object]]:
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return [(line.name, line.owner_id) for line in lines if "legal planning" in line.name]


def booked(smiths: SmithFamily, name: str = "Amy") -> list[object]:
    with scope.acting_as(smiths.worker):
        lines = timeline.what_is_due(smiths.family.pk, smiths.worker, clock.now())
    return [line.due_on for line in lines if line.name == f"Legal planning meeting for {name}"]
