"""What is done again and again with a family that is told: visits, meetings, numbers on a scale."""

from alongside.meetings.rules import TYPES, Held, Piece
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.plans import actions as plans
from alongside.plans.actions import NewScale
from alongside.plans.rules import Goal
from alongside.timeline.models import Entry
from alongside.visits import actions as visits
from alongside.visits.rules import ChildSeen, VisitPlan
from alongside.visits.rules.values import is_for_children
from bench.council.telling import OTHER_SURNAME, SURNAME, Tale
from bench.council.tokens import letters, token


def name(number: int, surname: str = SURNAME) -> str:
    """Somebody of a tale."""
    return f"{token('n', letters(number))} {surname}"


MOTHER, FATHER, STEP, NAN, GRANDAD = name(0), name(1), name(2, OTHER_SURNAME), name(3, OTHER_SURNAME), name(4)
UNBORN = "The baby"
SCHOOL, SURGERY = token("g", "aa"), token("g", "bb")
TEACHER, VISITOR = name(20, token("s", "cc")), name(21, token("s", "dd"))


def children(tale: Tale) -> list[str]:
    """The names of the children."""
    return [name(5 + number) for number in range(tale.told.children)]


def visit(tale: Tale, who: str, on: int, purpose: str, *, tool: bool = True) -> list[Entry]:
    """A visit in which each child is seen, one of them with a tool of direct work and own words."""
    tools = [item.id for item in tale.model.items("direct_work_tool") if is_for_children(item.group)]
    seen = []
    for nth, child in enumerate(children(tale)):
        with_tool = tool and (nth == on % tale.told.children)
        seen.append(
            ChildSeen(
                tale.persons[child], "alone" if with_tool else "seen",
                tale.drawn.choice(tools) if with_tool else "",
                tale.drawn.choice((20, 30, 40)) if with_tool else None,
                words=tale.says("words") if with_tool and tale.drawn.random() < 0.7 else "",
                reading=tale.says("reading") if with_tool else "",
            )
        )  # fmt: skip
    return tale.visit(
        who, tale.ago(on), *seen, minutes=tale.drawn.choice((45, 60, 75, 90, 120)), purposes=(purpose,),
        place=tale.any_of("visit_place"), present=(tale.persons[MOTHER],), response=tale.says("note"),
        engagement=tale.any_of("engagement", but=("nobody_there", "could_not", "did_not_want_to")),
    )  # fmt: skip


def meet(tale: Tale, who: str, kind: str, planned: int, held: int, *, agrees: bool | None = None) -> None:
    """A meeting planned, and held when its day has come."""
    meeting_id = tale.plan_meeting(
        who, tale.ago(planned),
        MeetingPlan(
            kind, tale.on(held), "16:30", SCHOOL, tale.accounts[who].name, TYPES[kind].purpose,
            invited=tale.invited((MOTHER, "in_person", "coming", ""), (TEACHER, "telephone", "coming", "")),
        ),
    )  # fmt: skip
    told = Held(
        kind, tale.day(tale.ago(held)), 60, SCHOOL, tale.accounts[who].name,
        people=(tale.took_part(MOTHER, "present", tale.says("words")),),
        helpers=(tale.there(TEACHER, tale.says("short"), role="Head of year"),),
        pieces=(Piece("talked", tale.says("note")), Piece("decided", tale.says("goal"), tale.says("short"))),
        agrees=agrees,
    )  # fmt: skip
    promised = tale.will(who, tale.says("doing"), tale.on(held + 14), children(tale)[0])
    agreed = tale.agreed_in(tale.hold_meeting(who, tale.ago(held), meeting_id, told, (promised,)))
    for action in agreed.values():
        tale.later(held + 9, lambda ago, action=action: tale.finish(who, ago, action, "done", tale.says("short")))


def scaled(tale: Tale, on: int, goal: Goal, value: int) -> None:
    """Where somebody sees the goal."""
    told = NewScale(tale.persons[MOTHER], value, tale.day(tale.ago(on)), good_enough=7)
    tale.do("worker", plans.scale, tale.ago(on), 18, goal_id=goal.id, told=told)


def plan_a_visit(tale: Tale, on: int) -> None:
    """The next visit, planned with the parent; it is held, or still to come."""
    day = tale.on(on + 4)
    plan = VisitPlan(
        day, "15:30", 60, "home", tale.people(MOTHER), harder=tale.says("short"), support=tale.says("short")
    )
    tale.do("worker", visits.plan_visit, tale.ago(on), 15, plan=plan)
