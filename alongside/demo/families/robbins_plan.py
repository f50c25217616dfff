"""The first support plan of the Robbins family: four goals, what agencies promise, what each answered.

Facts of the key worker course (002:2117-2139); the sentences are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules.agencies import Among, Promise
from alongside.demo.families._planning import answers, ids, key, new_id, put_in_force, write
from alongside.demo.families._telling import Telling
from alongside.meetings import actions as meetings
from alongside.meetings.rules import FIRST_REVIEW, TYPES, AgencyPart, Check, Held, Piece, Prepared, TeamAgreed
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.plans.rules import Consequence, Goal, Plan, Priority, Step, WayOut
from alongside.plans.rules import Promise as AgencyPromise

GEOFF, SONIA = "Geoff Robbins", "Sonia Robbins"
CALLUM, REECE, TIA, JAY = "Callum Robbins", "Reece Robbins", "Tia Robbins", "Jay Robbins"
MACY, ALFIE, ROSIE = "Macy Robbins", "Alfie Robbins", "Rosie Robbins"
EVERYBODY = (SONIA, GEOFF, CALLUM, REECE, TIA, JAY)
DAWN, MRS_D = "Dawn Pike", "Mrs D"


@dataclass(frozen=True, slots=True)
class Written:
    """A version of the plan as the story goes on with it. `agreed`: the entry of each step and promise."""

    version_id: str
    rent: Goal
    mornings: Goal
    school: Goal
    sonia: Goal
    others: Plan
    agreed: Mapping[str, UUID]


def step(story: Telling, name: str, what: str, by_when: date, **more: object) -> Step:
    """A small step that somebody of the story does; `more` as in Step."""
    return Step(new_id(), what, story.doer(name).name, by_when.isoformat(), key(story, name), **more)  # type: ignore[arg-type]


def plan_the_first_review(story: Telling) -> UUID:
    """Planned while the assessment is written."""
    usual = TYPES[FIRST_REVIEW]
    return story.plan_meeting(
        "joanne", 66,
        MeetingPlan(
            FIRST_REVIEW, story.day(60), "17:30", "The clubhouse of the football club", "Sam Whittaker", usual.purpose,
            "\n".join(usual.order), story.people(SONIA, REECE, TIA), "At home; Geoff on the phone on the table",
            story.invited(
                (SONIA, "in_person", "coming", ""), (GEOFF, "telephone", "coming", "Rings in from the road"),
                (CALLUM, "in_person", "words", ""), (REECE, "in_person", "coming", "For the part on school"),
                (TIA, "in_person", "words", ""), ("Mr Hollis", "telephone", "coming", ""),
                ("Mr Pell", "telephone", "coming", ""), ("Ms Okafor", "telephone", "coming", ""),
                ("Ms Treadwell", "telephone", "coming", ""), ("Gaz Adeyemi", "in_person", "coming", ""),
            ),
        ),
    )  # fmt: skip


def hold_the_first_review(story: Telling, meeting_id: UUID) -> None:
    """Prepared the day before. Everyone read the assessment together; Geoff rang in from the road."""
    prepared = Prepared(
        (
            Check("What the family said it would do", "kept", "Every visit happened, one was moved by Sonia."),
            Check("What we said we would do", "partly", "The machine came two weeks late."),
            Check("What others promised", "kept", "List from the landlord, speech therapy asked for."),
        ),
        "Gaz was asked about the twins: “They are the first to carry the goals.”",
    )
    story.do("joanne", meetings.prepare_review, 61, 17, meeting_id=meeting_id, prepared=prepared)
    held = Held(
        FIRST_REVIEW, story.day(60), 95, "The clubhouse of the football club", "Sam Whittaker",
        people=(
            story.took_part(SONIA, "present", "You wrote what I said and not what you think I meant. That’s new."),
            story.took_part(GEOFF, "present", "Put the rent first. I can hear you fine."),
            story.took_part(REECE, "present", "Wednesdays in the workshop. That’s my bit."),
            story.took_part(CALLUM, "read_out", "Train me, don’t talk at me.", by="Gaz Adeyemi"),
            story.took_part(
                TIA, "read_out", "I can put the bags by the door. Not the twins’ though, they smell.", by="Sonia",
            ),
            *(story.took_part(name, "represented", by="Sonia") for name in (JAY, MACY, ALFIE, ROSIE)),
        ),
        helpers=(
            story.there("Joanne Mercer", role="Key worker", telephone="01632 960014"),
            story.there("Mr Hollis", "No exclusion without a call first. You have my word.", role="Head of year 9"),
            story.there("Mr Pell", "Fifteen pounds a week is enough for us to wait.", role="Tenancy officer"),
            story.there("Ms Okafor", "I will go with Sonia to the doctor.", role="Health visitor"),
            story.there("Ms Treadwell", came="apologies", role="Safeguarding lead"),
            story.there("Gaz Adeyemi", "Callum can help me with the under-nines.", role="Coach"),
        ),
        pieces=(
            Piece("talked", "The assessment, page by page; three lines were put right at the table."),
            Piece("decided", "Four goals: rent, mornings, the twins at school, an afternoon for Sonia."),
            Piece("decided", "The club is where Callum is good at something, so that is where his part begins.",
                  "Callum’s own words", story.people(CALLUM)),
        ),
        next_on=story.day(9), message="It is your plan. We do our part of it and say when we cannot.",
    )  # fmt: skip
    story.hold_meeting("joanne", 60, meeting_id, held)
    story.give_minutes("joanne", 59, meeting_id, {SONIA: "hand", GEOFF: "secure"})
    _among_agencies(story)


def _among_agencies(story: Telling) -> None:
    among = Among(
        story.people(*EVERYBODY, MACY, ROSIE),
        "That nobody sends the family from one to the next, and nobody is forgotten",
        (
            Promise(
                "Riverside Homes", "Waits with the court while £15 a week come; mends window and damp", "Mr Pell",
                "yes",
            ),
            Promise("Brookfield Academy", "Rings Sonia and Joanne before any exclusion", "Mr Hollis", "yes"),
            Promise(
                "Health Visiting", "Asks for speech therapy every month; goes along to the doctor", "Ms Okafor",
                "yes",
            ),
            Promise("Hillview Primary", "Lends clean uniform without a word", "Ms Treadwell", "later"),
        ),
        story.coming(40),
    )  # fmt: skip
    story.do("joanne", agreements.record_agencies, 59, 16, on=story.day(59), among=among)
    team = TeamAgreed(
        "You are not in trouble. We want this house to stay yours.",
        (
            AgencyPart(
                "Riverside Homes", "Rent and repairs", "Mr Pell’s own number", "Mr Pell",
                adjusts="Letters are read out on the phone first", until=story.coming(60),
            ),
            AgencyPart(
                "Brookfield Academy", "The twins’ schooling", "Through Mr Hollis", "Mr Hollis",
                holds_back="A classroom assistant for Callum", why="No money until the new school year",
            ),
        ),
    )  # fmt: skip
    story.do("joanne", meetings.agree_team, 59, 16, agreed=team, shown=None, on=story.day(60))


def write_the_plan(story: Telling) -> Written:
    """Written at the kitchen table, answered by each, and in force although Callum said no to one line of it."""
    goals = (_rent(story), _mornings(story), _school(story), _afternoon(story))
    others = _others(story)
    version_id = write(story, "joanne", 58, goals, others)
    _answer(story, version_id)
    agreed = put_in_force(
        story, "joanne", 52, version_id,
        "Callum does not want the card. Nothing else waits for it: he trains, and the card is offered, not asked.",
    )  # fmt: skip
    story.looks_again("joanne", 52, "Half past six in the morning is new, and asked for. The rest stays.", SONIA, GEOFF)
    return Written(version_id, *goals, others, agreed)


def _rent(story: Telling) -> Goal:
    return Goal(
        new_id(), "We keep our house, and the rent is paid.", ids(story, SONIA, GEOFF), area="money",
        kind="problem_solving", wish="That the letters stop", measure="What is owed on the first of each month",
        baseline="£1,460 behind", target="Half of it in six months", benefit="No more lying awake",
        consequence="The landlord may ask the court for the house",
        approach="Sit down with Mr Pell and one sheet of paper",
        evidence="Each month the sheet shows less",
        steps=(
            step(
                story, GEOFF, "Agree with Mr Pell what we can pay each week", story.day(45),
                own="Sonia has the letters",
                agency="Riverside Homes", kinds=("financial", "advocacy"), obstacles="Geoff is on the road",
                solutions="Mr Pell comes to the house on a Friday", quick_win=True,
            ),
            step(
                story, SONIA, "Ring the advice line about benefits, Joanne beside her", story.day(32),
                own="Dawn did it last year",
                kinds=("financial", "knowledge"),
            ),
            step(
                story, GEOFF, "Fifteen pounds a week on top of the rent", story.coming(45), kinds=("financial",),
                set_by="The tenancy with Riverside Homes", obstacles="A week without a trip",
                solutions="Ring Mr Pell before the Friday, not after",
            ),
        ),
    )  # fmt: skip


def _mornings(story: Telling) -> Goal:
    return Goal(
        new_id(), "Mornings without shouting, and everybody out of the door in time.", ids(story, *EVERYBODY),
        area="home",
        wish="A calm morning on Tia’s birthday", measure="Good mornings out of five, on the chart by the door",
        baseline="One", target="Four", benefit="Nobody starts the day in tears", consequence="The twins are late again",
        approach="Everything the night before; going outside instead of shouting",
        evidence="The chart, and what Tia says",
        steps=(
            step(
                story, TIA, "Bags by the door every evening", story.day(40), own="Jay helps", kinds=("practical",),
                quick_win=True,
            ),
            step(
                story, DAWN, "Have the little ones on Tuesdays from eight", story.day(33), own="Dawn, Sonia’s sister",
                kinds=("practical",),
            ),
            step(
                story, SONIA, "Up at six every day, and all lunches made", story.day(26), own="Mrs D rings at six",
                kinds=("practical", "challenge"), obstacles="Rosie’s nights", solutions="None found yet",
            ),
            step(
                story, GEOFF, "When I feel it coming I take the dogs round the block", story.day(22),
                own="Callum comes along",
                kinds=("challenge",), obstacles="A drink in the evening", solutions="The walk first, then the drink",
            ),
        ),
    )  # fmt: skip


def _school(story: Telling) -> Goal:
    return Goal(
        new_id(), "Callum and Reece get through year 9 at Brookfield.", ids(story, CALLUM, REECE), area="learning",
        measure="Days in school, and calls home", baseline="Three days in five; four calls a week",
        target="Nine in ten; none",
        benefit="Football and workshop stay theirs", consequence="They may lose their place",
        approach="Begin where each is good",
        evidence="Fewer calls, and what the boys say",
        steps=(
            step(
                story, "Mr Hollis", "A card each, to leave the room before it goes wrong", story.day(44),
                agency="Brookfield Academy", kinds=("professional",),
            ),
            step(
                story, REECE, "Wednesdays in the workshop, and a box for Rosie", story.day(25),
                own="Derek, who made boxes", kinds=("training",),
            ),
            step(
                story, CALLUM, "Mend the fence with the neighbour", story.day(36), own="Geoff has the tools",
                kinds=("practical",), set_by="The warning from the police",
            ),
            step(
                story, "Gaz Adeyemi", "Callum coaches the under-nines with Gaz on Saturdays", story.coming(9),
                own="Gaz fetches him", kinds=("social",),
            ),
        ),
    )  # fmt: skip


def _afternoon(story: Telling) -> Goal:
    return Goal(
        new_id(), "One afternoon a week that is Sonia’s own.", ids(story, SONIA), area="well_being",
        wish="Something of her own", measure="Afternoons in a month", baseline="None", target="Four",
        benefit="She laughs more, Tia says", consequence="She stays as tired as she is",
        approach="First the people she trusts",
        evidence="Sonia’s own number",
        steps=(
            step(
                story, MRS_D, "Have the little ones on Thursdays after lunch", story.day(38), own="Mrs D offered",
                kinds=("emotional", "practical"),
            ),
            step(
                story, SONIA, "See the doctor about feeling low", story.day(29), own="Janet knows",
                agency="Health Visiting: Ms Okafor comes along", kinds=("professional",),
            ),
            step(
                story, SONIA, "Ask at Hillview whether they need somebody at midday", story.coming(14),
                own="Ms Treadwell knows her", kinds=("signposting",),
            ),
        ),
    )  # fmt: skip


def _others(story: Telling) -> Plan:
    wants = (
        (SONIA, "To sleep, and to be asked how she is"), (GEOFF, "To come home and be welcome"),
        (
            CALLUM, "To play on Saturday"), (REECE, "To make things"), (TIA, "A quiet morning"), (JAY,
            "To be fetched by Mum",
        ),
        (MACY, "To be understood"), (ALFIE, "Somebody on the floor with him"), (ROSIE, "Ears that do not hurt"),
    )  # fmt: skip
    return Plan(
        priorities=tuple(
            Priority(new_id(), str(story.persons[name]), story.doer(name).name, words) for name, words in wants
        ),
        promises=(
            AgencyPromise(
                new_id(), "Riverside Homes", "Mend the window and the damp in the twins’ room",
                story.day(24).isoformat(),
            ),
            AgencyPromise(new_id(), "Health Visiting", "A hearing test for Rosie", story.day(28).isoformat()),
            AgencyPromise(new_id(), "Brookfield Academy", "No exclusion without a call to Sonia and Joanne first"),
        ),
        consequences=(
            Consequence(new_id(), "reward", "A day in the lorry for whichever twin had four good days", "Geoff"),
            Consequence(new_id(), "reward", "Friday pizza after four good mornings", "Sonia"),
            Consequence(
                new_id(), "consequence", "After a loud morning phones stay downstairs that night, the grown-ups’ too",
                "Everybody",
                story.day(9).isoformat(),
            ),
            Consequence(
                new_id(), "consequence", "Two payments missed: the landlord may go to court", agency="Riverside Homes",
                set_by="The tenancy with Riverside Homes",
            ),
        ),
        way_out=WayOut(
            "Fewer visits once four mornings in five are good for a month", "From about half a year on",
            "Joanne, then nobody; Ms Okafor as for every family", "School, club, health visitor",
            "Sonia rings Dawn, then Mrs D, then Joanne",
        ),
    )  # fmt: skip


def _answer(story: Telling, version_id: str) -> None:
    answers(
        story, "joanne", 56, version_id, "together",
        (SONIA, "yes", "That’s us. That’s really us."), (REECE, "yes", "All right."),
        (CALLUM, "no", "I’m not carrying a card round like a baby."),
    )  # fmt: skip
    answers(
        story, "joanne", 55, version_id, "pictures", (TIA, "yes", "I’m the boss of bags."), (JAY, "yes", "Pizza!"),
        (MACY, "could_not_answer", "Chose the picture of the park. More we could not ask."),
        (ALFIE, "could_not_answer", "He is two."), (ROSIE, "could_not_answer", "She is a baby."),
    )  # fmt: skip
    answers(
        story, "joanne", 54, version_id, "phone", (GEOFF, "yes", "Rent first. Good."), (DAWN, "yes", ""),
        (MRS_D, "yes", "About time somebody asked me."), ("Mr Pell", "yes", ""), ("Mr Hollis", "yes", ""),
        ("Ms Okafor", "yes", ""), ("Gaz Adeyemi", "yes", ""),
    )  # fmt: skip
