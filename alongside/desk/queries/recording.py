"""What else can be recorded for a family, by what the person may do."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from alongside.access.models import User
from alongside.access.permissions import Permission, user_may
from alongside.kit.words import capital
from alongside.people.models import Family
from alongside.people.rules import the_family
from alongside.timeline import queries as timeline


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to record: what it is called, the address by name, what it is for in one line, and what the address
    takes beside the family.
    """

    name: str
    url_name: str
    what_for: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The things one person may record for one family, in groups."""

    family_id: int
    name: str
    about: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]


_RECORD, _LEAD, _ALLOCATE = Permission.RECORD_HELP, Permission.LEAD_HELP, Permission.ALLOCATE
CHOICES: tuple[tuple[str, tuple[tuple[Permission, str, str, str], ...]], ...] = (
    ("What happened", (
        (_RECORD, "A visit", "visits:record", "Who was seen, what you did together, what each child said"),
        (_RECORD, "A visit to come", "visits:plan", "When, with whom, and what it is for"),
        (_RECORD, "A meeting", "meetings:page", "Plan one, or record one that was held; what each person said"),
        (_RECORD, "A meeting on concern", "meetings:record", "One held at once: why, who was told, what was decided"),
        (_RECORD, "An action", "plans:agree", "What somebody will do, and by when"),
    )),
    ("What we agree and understand", (
        (_RECORD, "An agreement with the family", "agreements:make", "Their list first, then ours"),
        (_RECORD, "A yes or no to sharing", "agreements:consent", "Who may know what, about whom, and until when"),
        (_RECORD, "What agencies promise", "agreements:agencies", "Each agency’s part"),
        (_RECORD, "Sharing without consent", "agreements:share", "In two steps, with its reasons"),
        (_RECORD, "A risk assessment", "assessments:assess_risk", "For the family and for us, at first contact"),
        (_RECORD, "The assessment", "assessments:overview", "Everybody in their own right, strengths beside worries"),
        (_RECORD, "A goal", "plans:new_goal", "What the family wants to reach, and the first small steps"),
        (_RECORD, "A safety plan", "plans:safety_plans", "What to notice, what each does, whom to ring; and trying it"),
        (_RECORD, "The support plan", "plans:plan", "Goals, steps, answers, how far it has come"),
    )),
    ("The people", (
        (_RECORD, "A person", "pathway:add_person", "Somebody in the family or close to it. A description is enough"),
        (_RECORD, "A fact about somebody", "pathway:record_fact", "An address, a school, a legal status, a number"),
        (_RECORD, "A relationship", "pathway:record_relationship", "Who is whose parent, partner, friend or neighbour"),
        (_RECORD, "Parental responsibility", "pathway:record_responsibility", "Who holds it for a child, and why"),
    )),
    ("The way we help", (
        (_LEAD, "A stage that began", "pathway:begin_stage", "Where the work stands now, and why"),
        (_LEAD, "More time for something due", "pathway:pause_clock", "What was agreed, and with whom"),
        (_ALLOCATE, "Another key worker", "pathway:allocate_again", "Who takes over, and from when"),
        (_LEAD, "Another helper", "pathway:helper_joins", "Somebody who joins the team around the family"),
        (_LEAD, "A follow-up", "pathway:follow_up", "How the family is doing after the work ended"),
        (_LEAD, "A good ending", "endings:ending", "The exit plan, looking back, the letter, who leads on"),
        (_LEAD, "The end of the work", "pathway:close", "Why it ends, and who keeps in touch"),
    )),
)  # fmt: skip
"""What can be recorded, in groups: the permission it asks for, its name, its address by name, and what it is for."""


MORE = {"meetings:record": ("on_concern",)}
"""What an address takes beside the family."""

DURING_WORK = frozenset({"pathway:begin_stage", "pathway:pause_clock", "pathway:allocate_again", "pathway:close"})
AFTER_WORK = frozenset({"pathway:follow_up"})
BEGINS = frozenset({"agreements:make", "plans:new_goal"})
"""Addresses that make sense only while the work goes on, and only once it has ended; and those of what is agreed, which
is not begun once the work has ended in whatever way.
"""


def what_to_record(family: Family, user: User) -> RecordPage:
    """The things this person's role may record as the work stands."""
    about = the_family(family.name)
    stage = timeline.stage_of(family.pk, user)
    left_out = DURING_WORK if stage is not None and stage.closed else AFTER_WORK
    if timeline.work_is_over(family.pk, user):
        left_out = left_out | BEGINS
    groups = ((heading, tuple(_choices(user, choices, left_out))) for heading, choices in CHOICES)
    return RecordPage(
        family.pk, capital(about), about, tuple((heading, choices) for heading, choices in groups if choices)
    )


def _choices(
    user: User, choices: Iterable[tuple[Permission, str, str, str]], left_out: Collection[str]
) -> Iterator[Choice]:
    for permission, name, url_name, what_for in choices:
        if user_may(user, permission) and url_name not in left_out:
            yield Choice(name, url_name, what_for, MORE.get(url_name, ()))
