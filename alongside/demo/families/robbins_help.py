"""The help that the Robbins family had: two key workers, one after the other (002:2117-2139, in our words)."""

import uuid

from alongside.demo.families import robbins_agreed as agreed
from alongside.demo.families import robbins_assessment as assessment
from alongside.demo.families import robbins_difference as difference
from alongside.demo.families import robbins_plan as plan
from alongside.demo.families import robbins_review as review
from alongside.demo.families._telling import Telling
from alongside.pathway import actions as pathway
from alongside.visits.rules import AdultThere, ChildSeen


def tell_the_help(story: Telling) -> None:
    """From the joint first visit to a review, the next version of the plan, and a week in which nobody came."""
    _with_priya(story)
    _with_joanne(story)
    it = plan.write_the_plan(story)
    _the_plan_begins(story, it)
    _half_way(story, it)
    review.write_the_next(story, it)


def _with_priya(story: Telling) -> None:
    who = story.persons
    callum, reece, tia, jay, macy, alfie, rosie = _children(story)
    sonia, geoff = who["Sonia Robbins"], who["Geoff Robbins"]
    story.visit(
        "priya", 102, ChildSeen(macy, "seen"), ChildSeen(alfie, "seen"),
        ChildSeen(rosie, "seen", reading="Has a cough."),
        ChildSeen(callum, "no"), ChildSeen(reece, "no"), ChildSeen(tia, "no"), ChildSeen(jay, "no"),
        minutes=80, purposes=("first_visit",), place="home", present=(sonia,), engagement="needed_time",
        others="Ms Treadwell and Sam Whittaker.",
        response="Sonia let us in and said that we may come again. What she wants first is a machine that washes.",
    )  # fmt: skip
    agreed.tell_the_risks(story)
    meeting = agreed.plan_the_meeting(story)
    agreed.tell_the_agreement(story)
    agreed.tell_who_may_know(story)
    agreed.hold_the_meeting(story, meeting)
    assessment.begin(story)
    story.visit(
        "priya", 86,
        ChildSeen(
            tia, "alone", "three_houses", 40, words="I like it when it’s loud, but not when it’s Dad loud.",
            reading="She goes upstairs with Jay when voices rise, and comes down for both.",
        ),
        ChildSeen(jay, "alone", "play_and_drawing", 25, words="I can do kick-ups. Seven. Do you want to see?"),
        minutes=75, purposes=("assessment", "direct_work"), place="school", engagement="joined_in",
        response="Sonia was pleased to hear what each of them is proud of.",
    )  # fmt: skip
    assessment.with_tia_and_jay(story)
    story.visit(
        "priya", 78,
        ChildSeen(callum, "alone", "conversation", 45, "On a walk with the dogs", "Nobody asks me, they just shout."),
        minutes=60, purposes=("assessment", "direct_work"), place="community", engagement="joined_in_partly",
    )  # fmt: skip
    assessment.with_callum(story)
    story.visit(
        "priya", 74, ChildSeen(macy, "seen", "observation", 30), ChildSeen(alfie, "seen", "observation", 30),
        ChildSeen(rosie, "seen"), minutes=120, purposes=("practical_help", "assessment"), place="home",
        present=(sonia, geoff), others="Mrs D, who brought the washing back.", engagement="joined_in",
        response="Geoff carried the old machine out. He says that he shouts more since his hours were cut.",
    )  # fmt: skip
    assessment.with_the_parents(story)
    story.do(
        "denise", pathway.allocate_again, 70, worker=story.accounts["joanne"],
        reason="Priya works three days from this month. Sonia chose Joanne after meeting her at the school.",
    )  # fmt: skip


def _with_joanne(story: Telling) -> None:
    callum, reece, tia, jay, *_ = _children(story)
    sonia = story.persons["Sonia Robbins"]
    story.visit(
        "joanne", 66, ChildSeen(tia, "seen"), ChildSeen(jay, "seen"), ChildSeen(callum, "no"), ChildSeen(reece, "no"),
        minutes=90, purposes=("assessment",), place="home", present=(sonia,), others="Priya Nair, to say goodbye.",
        engagement="joined_in", response="Sonia told Joanne how she grew up, so that she need not ask later.",
    )  # fmt: skip
    assessment.with_joanne(story)
    meeting = plan.plan_the_first_review(story)
    story.visit(
        "joanne", 63,
        ChildSeen(
            reece, "alone", "scaling", 35, "In the workshop, while he sanded a box",
            "School’s a four. This room’s a nine.",
            "Making things holds him. He goes where his brother goes, and would like not to.",
        ),
        minutes=50, purposes=("assessment", "direct_work"), place="school", engagement="joined_in",
    )  # fmt: skip
    assessment.with_reece(story)
    assessment.together(story)
    assessment.complete(story)
    plan.hold_the_first_review(story, meeting)


def _the_plan_begins(story: Telling, it: plan.Written) -> None:
    callum, reece, _, _, macy, *_ = _children(story)
    sonia, geoff = story.persons["Sonia Robbins"], story.persons["Geoff Robbins"]
    review.how_it_began(story, it)
    story.visit(
        "joanne", 46,
        ChildSeen(macy, "seen", "play_and_drawing", 30, "Two words at a time", "Ball! More ball!"),
        minutes=120, purposes=("practical_help", "direct_work"), place="home", present=(sonia, geoff),
        others="Mr Pell of the landlord.", engagement="joined_in",
        response="A rent plan both can keep, signed at the kitchen table. No date for eviction any more.",
    )  # fmt: skip
    review.the_first_steps(story, it)
    story.visit(
        "joanne", 40,
        ChildSeen(callum, "alone", "feelings_cards", 30, words="When they laugh at Reece, that’s when I go."),
        ChildSeen(reece, "seen"), minutes=90, purposes=("direct_work",), place="community",
        others="Gaz Adeyemi, after training.", engagement="joined_in",
    )  # fmt: skip
    review.forty_days(story, it)


def _half_way(story: Telling, it: plan.Written) -> None:
    callum, reece, tia, jay, macy, alfie, rosie = _children(story)
    sonia, dawn = story.persons["Sonia Robbins"], story.persons["Dawn Pike"]
    story.visit(
        "joanne", 33, ChildSeen(alfie, "seen"), ChildSeen(rosie, "seen"), ChildSeen(macy, "seen"), minutes=150,
        purposes=("practical_help",), place="home", present=(sonia, dawn), others="Ms Okafor.", engagement="joined_in",
        response="Dawn takes the little ones on Tuesdays. Rosie has an appointment about her ears.",
    )  # fmt: skip
    review.how_it_went_on(story, it)
    tias = story.visit(
        "joanne", 27, ChildSeen(tia, "alone", "network_map", 35, words="Mrs D is nearly a nan. Put her close."),
        ChildSeen(jay, "seen", "daily_routine", 20), minutes=80, purposes=("direct_work",), place="school",
        engagement="joined_in",
    )  # fmt: skip
    review.what_was_hard(story, it)
    callums = story.visit(
        "joanne", 20, ChildSeen(reece, "alone", "childs_journey", 30),
        ChildSeen(callum, "alone", "scaling", 20, words="Six. It was two."),
        minutes=100, purposes=("plan_review", "direct_work"), place="home", present=(sonia,), engagement="joined_in",
        response="Sonia: no call from school for eleven days, and she noticed before we did.",
    )  # fmt: skip
    meeting = review.before_the_review(story, it)
    difference.for_callum_and_tia(story, callums, tias)
    in_the_way = difference.before_the_review(story)
    story.visit(
        "joanne", 12, ChildSeen(macy, "seen", "observation", 20), ChildSeen(alfie, "seen"), ChildSeen(rosie, "seen"),
        minutes=60, purposes=("practical_help",), place="home", present=(sonia,), engagement="joined_in_partly",
        adults=(AdultThere(sonia, "daily_routine", 25, "One hour of the day at a time", helps=(alfie, rosie)),),
        response="A hard week: Janet is in hospital. Sonia did not want to talk long.",
    )  # fmt: skip
    difference.after_a_hard_week(story, in_the_way)
    review.hold_the_review(story, it, meeting)


def _children(story: Telling) -> list[uuid.UUID]:
    return [story.persons[f"{name} Robbins"] for name in ("Callum", "Reece", "Tia", "Jay", "Macy", "Alfie", "Rosie")]
