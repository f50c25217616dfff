"""The clocks of English law and guidance: working days, months and hours, dated examples worked by hand."""

import pytest

from alongside.practice.rules import Clock, Matcher, Span
from alongside.timeline.tests.clocks_table import Due, Example, check, deed

DECISION = Clock(
    id="referral_decision",
    name="Decide what happens with the referral",
    scope="involvement",
    start=(Matcher("pathway.referral_received"),),
    satisfy=(Matcher("pathway.accepted"), Matcher("pathway.declined")),
    within=Span(working_days=1),
    soon=Span(working_days=1),
    statutory=True,
)
STATUTORY_ASSESSMENT = Clock(
    id="assessment",
    name="Finish the statutory assessment",
    scope="involvement",
    start=(Matcher("pathway.referral_received"),),
    satisfy=(Matcher("assessments.agreed"),),
    within=Span(working_days=45),
    soon=Span(working_days=10),
    statutory=True,
)
CONFERENCE = Clock(
    id="initial_conference",
    name="Hold the initial child protection conference",
    scope="involvement",
    start=(Matcher("safeguarding.strategy_discussion"),),
    satisfy=(Matcher("meetings.held", "initial_conference"),),
    stop=(Matcher("safeguarding.enquiry_ended"),),
    within=Span(working_days=15),
    statutory=True,
)
CORE_GROUP = Clock(
    id="core_group",
    name="Hold a core group",
    scope="involvement",
    start=(Matcher("meetings.held", "initial_conference"),),
    satisfy=(Matcher("meetings.held", "core_group"),),
    within=Span(working_days=10),
    repeat=True,
    repeat_within=Span(days=42),
    statutory=True,
)
PROTECTION_REVIEW = Clock(
    id="protection_review",
    name="Review the child protection plan",
    scope="involvement",
    start=(Matcher("meetings.held", "initial_conference"),),
    satisfy=(Matcher("meetings.held", "review_conference"),),
    within=Span(months=3),
    repeat=True,
    repeat_within=Span(months=6),
    statutory=True,
)
PROTECTION_VISIT = Clock(
    id="protection_visit",
    name="See the child",
    scope="child",
    start=(Matcher("safeguarding.plan_began"),),
    satisfy=(Matcher("visits.visit"),),
    within=Span(working_days=10),
    repeat=True,
    statutory=True,
)
RETURN_INTERVIEW = Clock(
    id="return_interview",
    name="Offer a return-home interview",
    scope="child",
    start=(Matcher("safeguarding.returned"),),
    satisfy=(Matcher("safeguarding.return_interview"),),
    within=Span(hours=72),
    soon=Span(hours=24),
    starts="each",
    statutory=True,
)
PATHWAY_PLAN = Clock(
    id="pathway_plan",
    name="Review the pathway plan",
    scope="involvement",
    start=(Matcher("plans.pathway_plan"),),
    satisfy=(Matcher("plans.pathway_plan_reviewed"),),
    within=Span(months=6),
    soon=Span(months=1),
    statutory=True,
)
PROCEEDINGS = Clock(
    id="proceedings",
    name="Finish care proceedings",
    scope="involvement",
    start=(Matcher("safeguarding.proceedings_began"),),
    satisfy=(Matcher("safeguarding.final_order"),),
    within=Span(days=182),
    soon=Span(days=28),
    statutory=True,
)
ACCESS_REQUEST = Clock(
    id="access_request",
    name="Answer a request to see what is held",
    scope="person",
    start=(Matcher("people.access_requested"),),
    satisfy=(Matcher("people.access_answered"),),
    within=Span(months=1),
    starts="each",
    statutory=True,
)

ONE_DAY = "Working Together (2023): one working day"
S47 = "Working Together (2023): 15 working days from the strategy discussion"
CONFERENCE_HELD = deed("conference", "meetings.held/initial_conference", "2025-04-01")
RETURNED_IN_MARCH = deed("returned", "safeguarding.returned", "2025-03-28 18:00", about="amy")
RETURNED_IN_OCTOBER = deed("returned", "safeguarding.returned", "2025-10-24 18:00", about="amy")
PLAN = deed("plan", "safeguarding.plan_began", "2025-03-03", about="amy liam")


def referral(day: str) -> list:
    return [deed("referral", "pathway.referral_received", day)]


def decided(received: str, day: str) -> list:
    return [*referral(received), deed("yes", "pathway.accepted", day)]


WORKING_DAYS = [
    Example(
        "referral on Maundy Thursday, decided on Tuesday after Easter",
        ONE_DAY, DECISION, decided("2025-04-17", "2025-04-22"), "2025-05-01",
        [Due("2025-04-22", "done", 0, "referral yes")],
    ),
    Example(
        "Easter in March, not decided",
        ONE_DAY, DECISION, referral("2024-03-28"), "2024-04-03",
        [Due("2024-04-02", "late", 1, "referral")],
    ),
    Example(
        "referral on a Saturday",
        ONE_DAY, DECISION, referral("2025-03-01"), "2025-03-02",
        [Due("2025-03-03", "soon", 0, "referral")],
    ),
    Example(
        "Christmas Day and Boxing Day on a weekend: both substitutes count once",
        ONE_DAY, DECISION, decided("2021-12-24", "2021-12-29"), "2022-01-10",
        [Due("2021-12-29", "done", 0, "referral yes")],
    ),
    Example(
        "Boxing Day on a Saturday: Monday is its substitute",
        ONE_DAY, DECISION, decided("2026-12-24", "2026-12-31"), "2027-01-10",
        [Due("2026-12-29", "done late", 2, "referral yes")],
    ),
    Example(
        "lateness is in days of the calendar, over a weekend too",
        ONE_DAY, DECISION, decided("2025-03-06", "2025-03-10"), "2025-04-01",
        [Due("2025-03-07", "done late", 3, "referral yes")],
    ),
    Example(
        "45 working days over Easter and the bank holiday of May",
        "Children Act 1989, section 17", STATUTORY_ASSESSMENT, referral("2025-03-03"), "2025-04-22",
        [Due("2025-05-08", "due", 0, "referral")],
    ),
    Example(
        "ten working days before, the prompt begins",
        "Children Act 1989, section 17", STATUTORY_ASSESSMENT, referral("2025-03-03"), "2025-04-23",
        [Due("2025-05-08", "soon", 0, "referral")],
    ),
    Example(
        "15 working days over Easter and the bank holiday of May",
        S47, CONFERENCE, [deed("strategy", "safeguarding.strategy_discussion", "2025-04-14")], "2025-05-09",
        [Due("2025-05-08", "late", 1, "strategy")],
    ),
    Example(
        "a further discussion in the same enquiry gives no more time (first)",
        S47, CONFERENCE,
        [
            deed("strategy", "safeguarding.strategy_discussion", "2025-04-14"),
            deed("further", "safeguarding.strategy_discussion", "2025-04-22"),
            deed("conference", "meetings.held/initial_conference", "2025-05-09"),
        ],
        "2025-06-01",
        [Due("2025-05-08", "done late", 1, "strategy conference")],
    ),
    Example(
        "a new enquiry after the first one ended begins anew (first, after a stop)",
        S47, CONFERENCE,
        [
            deed("strategy", "safeguarding.strategy_discussion", "2025-04-14"),
            deed("conference", "meetings.held/initial_conference", "2025-05-02"),
            deed("over", "safeguarding.enquiry_ended", "2025-05-06"),
            deed("new", "safeguarding.strategy_discussion", "2025-09-01"),
        ],
        "2025-09-10",
        [Due("2025-05-08", "done", 0, "strategy conference"), Due("2025-09-22", "due", 0, "new")],
    ),
    Example(
        "core groups: ten working days, then every six weeks, due on a bank holiday all the same",
        "Working Together (2023): core group", CORE_GROUP,
        [CONFERENCE_HELD, deed("core", "meetings.held/core_group", "2025-04-14")], "2025-05-27",
        [Due("2025-04-15", "done", 0, "conference core"), Due("2025-05-26", "late", 1, "core")],
    ),
    Example(
        "a pause has no effect on a clock of the law, and the verdict says so",
        S47, CONFERENCE,
        [
            deed("strategy", "safeguarding.strategy_discussion", "2025-04-14"),
            deed("paused", "pathway.clock_paused/initial_conference", "2025-04-16", agreed="manager"),
            deed("resumed", "pathway.clock_resumed/initial_conference", "2025-05-01"),
        ],
        "2025-05-09",
        [Due("2025-05-08", "late", 1, "strategy paused resumed", "pause refused")],
    ),
]  # fmt: skip

MONTHS = [
    Example(
        "three months from 30 November end on 28 February, then six",
        "Working Together (2023): review conference", PROTECTION_REVIEW,
        [
            deed("conference", "meetings.held/initial_conference", "2024-11-30"),
            deed("review", "meetings.held/review_conference", "2025-02-28"),
        ],
        "2025-03-01",
        [Due("2025-02-28", "done", 0, "conference review"), Due("2025-08-28", "due", 0, "review")],
    ),
    Example(
        "six months from 31 August",
        "Care Leavers (England) Regulations 2010, regulation 7", PATHWAY_PLAN,
        [deed("plan", "plans.pathway_plan", "2024-08-31")], "2025-03-01",
        [Due("2025-02-28", "late", 1, "plan")],
    ),
    Example(
        "six months from 31 August before a leap day",
        "Care Leavers (England) Regulations 2010, regulation 7", PATHWAY_PLAN,
        [deed("plan", "plans.pathway_plan", "2023-08-31")], "2024-02-29",
        [Due("2024-02-29", "soon", 0, "plan")],
    ),
    Example(
        "26 weeks, over the Sunday in March",
        "Children Act 1989, section 32", PROCEEDINGS,
        [deed("issued", "safeguarding.proceedings_began", "2025-03-03")], "2025-08-04",
        [Due("2025-09-01", "soon", 0, "issued")],
    ),
    Example(
        "a month from 31 January, for the person who asked",
        "UK GDPR, article 12(3)", ACCESS_REQUEST,
        [deed("asked", "people.access_requested", "2025-01-31", about="kerry")], "2025-03-01",
        [Due("2025-02-28", "late", 1, "asked", who="kerry")],
    ),
]  # fmt: skip

HOURS_BASIS = "Statutory guidance on missing children (2014): 72 hours"

HOURS = [
    Example(
        "72 hours over the Sunday in March end an hour later by the clock",
        HOURS_BASIS, RETURN_INTERVIEW,
        [RETURNED_IN_MARCH, deed("talk", "safeguarding.return_interview", "2025-03-31 18:45", about="amy")],
        "2025-04-05",
        [Due("2025-03-31", "done", 0, "returned talk", who="amy", at="2025-03-31T18:00Z")],
    ),
    Example(
        "a quarter of an hour too late is late, though no day late",
        HOURS_BASIS, RETURN_INTERVIEW,
        [RETURNED_IN_MARCH, deed("talk", "safeguarding.return_interview", "2025-03-31 19:15", about="amy")],
        "2025-04-05",
        [Due("2025-03-31", "done late", 0, "returned talk", who="amy")],
    ),
    Example(
        "72 hours over the Sunday in October end an hour earlier by the clock",
        HOURS_BASIS, RETURN_INTERVIEW, [RETURNED_IN_OCTOBER], "2025-10-27 17:30",
        [Due("2025-10-27", "late", 0, "returned", who="amy", at="2025-10-27T17:00Z")],
    ),
    Example(
        "a whole day after that",
        HOURS_BASIS, RETURN_INTERVIEW, [RETURNED_IN_OCTOBER], "2025-10-28 17:00",
        [Due("2025-10-27", "late", 1, "returned", who="amy")],
    ),
    Example(
        "the prompt begins 24 hours before",
        HOURS_BASIS, RETURN_INTERVIEW, [RETURNED_IN_OCTOBER], "2025-10-26 17:00",
        [Due("2025-10-27", "soon", 0, "returned", who="amy")],
    ),
    Example(
        "missing twice, one talk after both: it counts for both (each)",
        HOURS_BASIS, RETURN_INTERVIEW,
        [
            deed("once", "safeguarding.returned", "2025-03-01 10:00", about="amy"),
            deed("twice", "safeguarding.returned", "2025-03-02 22:00", about="amy"),
            deed("talk", "safeguarding.return_interview", "2025-03-04 09:00", about="amy"),
        ],
        "2025-03-10",
        [
            Due("2025-03-04", "done", 0, "once talk", who="amy"),
            Due("2025-03-05", "done", 0, "twice talk", who="amy"),
        ],
    ),
    Example(
        "missing twice, no talk yet: two clocks beside each other (each)",
        HOURS_BASIS, RETURN_INTERVIEW,
        [
            deed("once", "safeguarding.returned", "2025-03-01 10:00", about="amy"),
            deed("twice", "safeguarding.returned", "2025-03-02 22:00", about="amy"),
        ],
        "2025-03-04 12:00",
        [Due("2025-03-04", "late", 0, "once", who="amy"), Due("2025-03-05", "due", 0, "twice", who="amy")],
    ),
    Example(
        "nobody knows the hour: the end of the day is taken, on both sides",
        HOURS_BASIS, RETURN_INTERVIEW,
        [
            deed("returned", "safeguarding.returned", "2025-03-01", about="amy"),
            deed("talk", "safeguarding.return_interview", "2025-03-04", about="amy"),
        ],
        "2025-03-10",
        [Due("2025-03-04", "done", 0, "returned talk", who="amy", at="2025-03-05T00:00Z")],
    ),
]  # fmt: skip

CHILDREN = [
    Example(
        "a visit that reached Amy leaves Liam's clock running",
        "Local standard: 10 working days", PROTECTION_VISIT,
        [PLAN, deed("visit", "visits.visit", "2025-03-10", about="amy katie")], "2025-03-18",
        [
            Due("2025-03-17", "done", 0, "plan visit", who="amy"),
            Due("2025-03-24", "due", 0, "visit", who="amy"),
            Due("2025-03-17", "late", 1, "plan", who="liam"),
        ],
    ),
    Example(
        "a plan that names the mother too starts the children's clocks only",
        "Local standard: 10 working days", PROTECTION_VISIT,
        [deed("plan", "safeguarding.plan_began", "2025-03-03", about="amy katie")], "2025-03-04",
        [Due("2025-03-17", "due", 0, "plan", who="amy")],
        children="amy liam",
    ),
    Example(
        "a second visit on the same day does not answer the next ten days",
        "Local standard: 10 working days", PROTECTION_VISIT,
        [
            deed("plan", "safeguarding.plan_began", "2025-03-03", about="amy"),
            deed("school", "visits.visit", "2025-03-10 09:00", about="amy"),
            deed("home", "visits.visit", "2025-03-10 16:00", about="amy"),
        ],
        "2025-03-25",
        [Due("2025-03-17", "done", 0, "plan school", who="amy"), Due("2025-03-24", "late", 1, "school", who="amy")],
    ),
]  # fmt: skip


@pytest.mark.parametrize("example", [*WORKING_DAYS, *MONTHS, *HOURS, *CHILDREN], ids=str)
def test_the_law(example: Example) -> None:
    check(example)
