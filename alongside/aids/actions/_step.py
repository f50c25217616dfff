"""The entry that says what comes next, alone or beside the request for a meeting."""

from dataclasses import dataclass
from uuid import UUID

from alongside.aids.queries import StepForms
from alongside.aids.rules import NEXT_STEP, NEXT_STEPS, settled_by
from alongside.kit.refusals import NotAllowed
from alongside.timeline.rules import Nature, NewEntry, NewText, Part


@dataclass(frozen=True, slots=True)
class NewStep:
    """What comes next for these children: an item of the list `scales_next_step`, and why."""

    children: tuple[UUID, ...]
    step: str
    reason: str


def next_step_entry(page: StepForms, told: NewStep, kept_as: tuple[UUID, ...] = ()) -> NewEntry:
    """What comes next, with what it settles. `kept_as`: what it was made of. Raises NotAllowed for somebody who is no
    child of the family.
    """
    children = [each.id for each in page.children if each.child.person_id in told.children]
    if len(children) != len(set(told.children)):
        raise NotAllowed
    still = {each.id for each in page.children}
    facts = {
        "children": children, "names": page.names_of(children), "step": told.step,
        "step_words": page.work.label(NEXT_STEPS, told.step),
        "settles_too": settled_by(children, page.said.waiting, still),
        "grown": sorted({child for each in page.said.requests for child in each.children} - still),
    }  # fmt: skip
    about = [(UUID(child), Part.FOR) for child in children]
    return NewEntry(
        NEXT_STEP, Nature.PROCESS, facts, about, [NewText("reason", told.reason)], told.step, kept_as=kept_as
    )
