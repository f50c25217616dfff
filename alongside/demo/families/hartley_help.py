"""The first weeks with Michelle and the children, the assessment, the first review (004:1167-1175, in our words)."""

from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.rules.consent import REFUSED, Recipient
from alongside.assessments import actions as assessments
from alongside.assessments.rules import COULD_NOT, Filled, Given
from alongside.demo.families._telling import ALL_BUT_AGENCIES, Telling
from alongside.demo.families._thinking import different, moved_on, pair
from alongside.meetings.rules import FIRST_REVIEW, REFERRAL_MEETING, TYPES, Held, Piece
from alongside.meetings.rules import Plan as MeetingPlan
from alongside.plans import actions as plans
from alongside.plans.rules import Does, Rings, SafetyPlan
from alongside.timeline.rules import Audience
from alongside.visits.rules import AdultThere, ChildSeen, HardTogether

MICHELLE, DAVE, BEV = "Michelle Hartley", "Dave Hartley", "Bev Moran"
KAI, SHANNON, DYLAN = "Kai Hartley", "Shannon Hartley", "Dylan Hartley"
ELLIE, MIA, LEO, POPPY = "Ellie Hartley", "Mia Hartley", "Leo Hartley", "Poppy Hartley"
WHERE = "St Anne’s Hall, the upstairs room"


def tell_the_first_weeks(story: Telling) -> None:
    """A door that opened on the second try, what keeps everybody safe, an agreement, and one table."""
    _at_the_door(story)
    _safe(story)
    meeting = _plan_the_first_table(story)
    _agreement(story)
    _first_table(story, meeting)
    _with_kai(story)


def _at_the_door(story: Telling) -> None:
    michelle = story.persons[MICHELLE]
    story.visit(
        "leah", 82, *(ChildSeen(each, "no") for each in story.people(KAI, SHANNON, DYLAN, ELLIE, MIA, LEO, POPPY)),
        minutes=20, purposes=("first_visit",), place="home", present=(michelle,), engagement="did_not_want_to",
        response="On the step. Michelle said that nine people had rung her that week and that she would not start "
        "again with a tenth.",
        hard=HardTogether(
            barriers=("circumstances",), effect="The children heard us at the door and were told to keep quiet.",
            tried="Leah took it to Denise: nobody but Leah rings from now on. Michelle has that in writing.",
            result="She rang back after three days.",
        ),
    )  # fmt: skip
    story.visit(
        "leah", 79, ChildSeen(story.persons[LEO], "seen"), ChildSeen(story.persons[POPPY], "seen"),
        minutes=70, purposes=("first_visit",), place="home", present=(michelle,), others="Sam Whittaker.",
        engagement="needed_time",
        response="At the kitchen table this time. She loves Dave and is done with being hit; she asked whether one is "
        "allowed to want both.",
    )  # fmt: skip


def _safe(story: Telling) -> None:
    story.risk(
        "leah", 78,
        Filled("origin", {"origin": "made", "done_by": ["key_worker", "senior_practitioner"]}),
        Filled(
            "hazards",
            {
                "hazard": "Dave comes to the house after his release, before anything is agreed",
                "to_whom": ["child", "adult"], "likelihood": "possible",
                "we_do":
                "Mr Adair tells Leah the day as soon as he knows it. The conditions say that he lives elsewhere.",
            },
        ),
        Filled("working_safely", {"measures": ["phone_in"], "lone_working": "One of us by day."}),
        Filled(
            "domestic_abuse",
            {
                "known": "yes", "harmed": str(story.persons[MICHELLE]), "by_whom": str(story.persons[DAVE]),
                "plan": "Michelle keeps a bag at her sister’s. Jo Keane sees her on Fridays, alone.",
            },
        ),
        Filled(
            "safe_contact",
            {"contact": "A text first; wait until she rings back", "letters": "No"},
            story.persons[MICHELLE],
        ),
        Filled(
            "watch",
            {
                "factors": "The day of release moves\nLetters that ask for more than news\nKai not sleeping",
                "review_on": story.coming(9),
            },
        ),
    )  # fmt: skip


def _agreement(story: Telling) -> None:
    agreement = Agreement(
        family_wants=(
            "One person who rings, and no other", "Ask me, do not tell me",
            "The children hear it from me first", "Nobody calls Dave a monster in front of them",
        ),
        family_barriers=("Nine people in one week", "Being asked to choose between him and them"),
        family_fine="The kitchen is fine. Upstairs belongs to the girls.",
        culture="Jokes come first, then the weather, then the thing itself.",
        worker_wants=("The children may talk with me alone", "Tell me when he writes something that frightens you"),
        worker_barriers=("Hearing of a visit afterwards",),
        differences="Michelle wants Dave home on the day of his release. Leah says what the conditions say. Both "
        "stand.",
        purpose="That nobody is hit in this house again, and that the children may miss their father out loud.",
        hours="Weekdays, before the school run or after seven", how_we_contact="As Michelle said it to Leah",
        how_they_contact="Ring or text Leah; at night the police, and say the name of the road",
        when_not="While Dave rings, between six and half past", booked="always", visit_length="An hour",
        weeks=40, hours_a_week=5, family_does="Michelle says when it was too much.",
        worker_does="Leah asks the other services to wait, and tells Michelle what they said.",
        agencies_do="Everybody goes through Leah.", not_engaging="Three weeks without a word.",
        what_follows="Leah comes by with Bev.",
        told="That you may say no to each of these, and go on with us all the same.",
        understood="yes", copy_given="In the drawer with the passports",
    )  # fmt: skip
    said = (
        (MICHELLE, "yes", "One. Not nine."), (KAI, "yes", "All right."), (SHANNON, "no", "I’m not talking to anyone."),
        (DYLAN, "yes", ""), (ELLIE, "yes", "Can I draw?"), (MIA, "yes", ""), (LEO, "could_not", ""),
        (POPPY, "could_not", ""),
    )  # fmt: skip
    answers = [Answer(story.persons[name], answer, words) for name, answer, words in said]
    story.do("leah", agreements.record_agreement, 74, 18, on=story.day(74), agreement=agreement, answers=answers)
    _who_may_know(story)


def _who_may_know(story: Telling) -> None:
    until = story.coming(110)
    for to, name, about, purpose, what in (
        (Recipient("user", story.accounts["dunne"].pk), "PC Rae Dunne, Neighbourhood Policing", (MICHELLE,),
         "So that the right person comes when somebody rings", "What keeps the house safe, and the day of release"),
        (Recipient("user", story.accounts["osman"].pk), "Ms Osman, Health Visiting", (LEO, POPPY),
         "So that Leo and Poppy get what they need", "How Leo and Poppy are"),
        (story.agency("Ms Treadwell"), "Hillview Primary", (ELLIE, MIA), "So that school knows what sort of day it is",
         "How Ellie and Mia are"),
    ):  # fmt: skip
        story.consent("leah", 73, MICHELLE, to, name, *about, until=until, purpose=purpose, what=what)
    story.consent(
        "leah", 73, MICHELLE, story.agency("Mr Hollis"), "Brookfield Academy", KAI, SHANNON, DYLAN, kind=REFUSED,
        purpose="So that they understand bad days", what="What happened at home",
        words="The big ones tell school themselves, or nobody does.",
    )  # fmt: skip


def _plan_the_first_table(story: Telling) -> UUID:
    usual = TYPES[REFERRAL_MEETING]
    return story.plan_meeting(
        "leah", 75,
        MeetingPlan(
            REFERRAL_MEETING, story.day(72), "10:00", WHERE, "Sam Whittaker", usual.purpose, "\n".join(usual.order),
            story.people(MICHELLE), "By telephone, twice",
            story.invited(
                (MICHELLE, "in_person", "coming", "Bev sits beside her"), (BEV, "telephone", "coming", ""),
                (KAI, "in_person", "words", ""), ("PC Rae Dunne", "telephone", "coming", ""),
                ("Ms Treadwell", "telephone", "coming", ""), ("Ms Osman", "telephone", "coming", ""),
                ("Mr Adair", "telephone", "coming", ""),
            ),
        ),
    )  # fmt: skip


def _first_table(story: Telling, meeting: UUID) -> None:
    held = Held(
        REFERRAL_MEETING, story.day(72), 60, WHERE, "Sam Whittaker",
        people=(
            story.took_part(MICHELLE, "present", "I’m not leaving him and I’m not having it again. Work with that."),
            story.took_part(BEV, "present", "She can ring me at three in the morning. She knows."),
            story.took_part(KAI, "read_out", "Somebody tell me before he comes home. Not after.", by="Leah Grant"),
            *(story.took_part(name, "represented", by="Michelle") for name in (DYLAN, ELLIE, MIA, LEO, POPPY)),
            story.took_part(SHANNON, "not", why="She did not want to be spoken for"),
        ),
        helpers=(
            story.there("Leah Grant", role="Key worker", telephone="01632 960017"),
            story.there("PC Rae Dunne", "We come at once to that address; it is marked.", role="Police officer"),
            story.there("Ms Treadwell", "Ellie and Mia are in every day.", role="Safeguarding lead"),
            story.there("Ms Osman", "Leo had forty words in spring. He uses ten.", role="Health visitor"),
            story.there("Mr Adair", "He is sorry, and he thinks that sorry is enough.", role="Probation officer"),
        ),
        pieces=(
            Piece("background", "What happened that night, told by Michelle, in four sentences."),
            Piece("talked",
                "What the conditions of his release are likely to be, and who explains them to the children."),
            Piece("decided", "Calls from all services go through Leah.", "Michelle had nine in a week"),
            Piece("decided", "A family group conference is prepared, before Dave is released.",
                "Michelle wants to hear what his mother knew"),
        ),
        agrees=True, next_on=story.day(13), message="You said what you want and what you do not. We start there.",
    )  # fmt: skip
    agreed = story.agreed_in(
        story.hold_meeting(
            "leah", 72, meeting, held,
            (
                story.will("Mr Adair", "Say in writing what the conditions of release are", story.day(5), MICHELLE,
                    KAI),
                story.will("Ms Osman", "Ask speech therapy to see Leo", story.day(60), LEO),
                story.will("leah", "Ask for a family group conference", story.day(66), MICHELLE),
            ),
        )
    )  # fmt: skip
    story.finish("leah", 67, agreed["Leah Grant"], "done", "Nadia Omar rings Michelle this week.")
    story.finish("leah", 67, agreed["Ms Osman, Health Visiting"], "done", "First appointment kept; Bev went along.")


def _with_kai(story: Telling) -> None:
    michelle, kai, ellie, mia, leo = story.people(MICHELLE, KAI, ELLIE, MIA, LEO)
    story.visit(
        "leah", 66,
        ChildSeen(
            kai, "alone", "safety_plan", 45, "In the garage, taking a bicycle apart",
            "I’m not scared of him. I’m scared of what I’d do.",
            "He has decided that it is his job to stand between them. Nobody has told him that it is not.",
        ),
        minutes=60, purposes=("safety", "direct_work"), place="home", engagement="joined_in",
        response="Michelle did not know that he sleeps with his shoes on.",
    )  # fmt: skip
    plan = SafetyPlan(
        whose=str(kai), made_with=(str(kai), str(michelle)), agreed_by=str(michelle),
        safe_from="Having to stand between two grown-ups",
        signs="Voices go quiet, not loud. Dad asks where everybody is.",
        does=(
            Does("I take the little ones to Bev’s, by the back", "Kai", f"person:{kai}"),
            Does("Opens the door without asking anything", BEV, f"person:{story.persons[BEV]}"),
        ),
        where_to="Bev’s, round the corner", rings=(Rings("Bev", "01632 960156"), Rings("Police", "999")),
        otherwise="The petrol station, which is open all night.", copies="In Kai’s phone, and with Bev", at_home=False,
        at_home_why="Dave may come home one day, and would find it.", look_on=story.coming(9).isoformat(),
    )  # fmt: skip
    story.do("leah", plans.write_safety_plan, 64, 18, plan=plan, on=story.day(64), audience=Audience.TEAM)
    story.do("leah", assessments.start, 64, 19)
    girls = story.visit(
        "leah", 59,
        ChildSeen(ellie, "alone", "three_houses", 35, words="In the worry house there is only stairs."),
        ChildSeen(mia, "seen", "feelings_cards", 20, words="This one misses Daddy and this one doesn’t. Both is me."),
        minutes=70, purposes=("direct_work", "assessment"), place="school", engagement="joined_in",
        response="Michelle cried when she read it, and put it in her purse.",
    )  # fmt: skip
    pair(story, "leah", 58, MIA, girls[0], help_given=girls, strength="Mia can hold two feelings at once and say so.")
    story.visit(
        "leah", 52, ChildSeen(leo, "seen", "play_and_drawing", 25, "On the floor, trains"), minutes=90,
        purposes=("direct_work", "assessment"), place="home", present=(michelle,),
        adults=(
            AdultThere(
                michelle, "life_work", 40, "With photographs from a shoe box",
                "My mum stayed. Everybody said how strong she was. I don’t want my girls to be strong.",
                "She sees the pattern herself, and is tired of being called strong.", helps=(ellie, mia),
            ),
        ),
        engagement="joined_in", response="She wants the box to be looked at with Shannon too, one day.",
    )  # fmt: skip
    moved_on(
        story, "leah", 50, MICHELLE, "sustaining",
        approach_reflected="Waiting for her to ring back worked. Coming with a leaflet did not.",
        relationship_judged="She says: you’re all right, you don’t flap. I think so too.",
        did_what_i_said="She tested it with the calls: no other service rang in three weeks.",
    )  # fmt: skip


def tell_the_assessment(story: Telling) -> None:
    """Everybody but Shannon was heard; she said no to it, and that is written too."""
    for days_ago, who, going_well, hard, different_words, now in (
        (49, ELLIE, "My bed is by the window.", "When it goes quiet.", "Dad says sorry to me as well.", 5),
        (47, MICHELLE, "All seven at the table on a Sunday.", "Missing him, and being glad that he is away.",
         "A man who comes home and nobody listens to how he shuts the door.", 4),
        (45, KAI, "Bikes. Bev’s kitchen.", "Being asked if I’m all right.", "I get to be at my mate’s on a Friday.", 4),
    ):  # fmt: skip
        story.section(
            "leah", days_ago, "own_view", who, going_well=going_well, hard=hard, different=different_words,
            where_now=now,
        )  # fmt: skip
    story.section(
        "leah", 45, "history", generations="Michelle’s father hit her mother, and Dave’s father hit him.",
        good_times="The caravan, every August until Leo was born.", shapes="In both families it was never spoken of.",
    )  # fmt: skip
    story.section(
        "leah", 40, "in_short",
        strengths="A mother who says out loud what she wants. A brother whom they all trust. A sister round the "
        "corner.",
        worries="That he comes home before anything is different. That Kai gives up his own life for it. That Leo "
        "stops talking.",
        first="What happens on the day of his release. Then Leo’s words.", then="Fridays for Kai.", safety=5,
        safety_why="Safe while he is away; nobody knows yet what comes then.",
    )  # fmt: skip
    story.do(
        "leah", assessments.complete, 38, 17, version=1, kept=ALL_BUT_AGENCIES,
        note="Brookfield was not asked, because Michelle said no. Shannon did not want to take part.",
    )  # fmt: skip
    story.opens_to_read("leah", 38)
    given = [
        *(Given("yes", story.persons[name], how="read_out") for name in (MICHELLE, KAI, DYLAN, ELLIE, MIA)),
        Given("no", story.persons[SHANNON], reason="“You wrote it without me.”", how="read_out"),
        *(Given(COULD_NOT, story.persons[name], reason="Too small", how="read_out") for name in (LEO, POPPY)),
    ]
    story.do("leah", assessments.agree, 36, 17, version=1, answers=given)


def tell_the_review(story: Telling) -> None:
    """The first review; the plan is written at the kitchen table since."""
    michelle, kai, leo, poppy = story.people(MICHELLE, KAI, LEO, POPPY)
    bikes = story.visit(
        "leah", 31, ChildSeen(kai, "alone", "conversation", 50,
            words="Friday I was at Joe’s. Till eleven. I was at Joe’s."),
        minutes=60, purposes=("direct_work",), place="community", others="Bev, who had the little ones.",
        engagement="joined_in",
    )  # fmt: skip
    different(
        story,
        "leah",
        30,
        KAI,
        "Three Fridays at his friend’s. He takes his shoes off at night.",
        says="Michelle and Bev",
        rests_on=bikes,
    )
    story.visit(
        "leah", 24, ChildSeen(leo, "seen", "observation", 20), ChildSeen(poppy, "seen"), minutes=60,
        purposes=("practical_help",), place="home", present=(michelle,), engagement="joined_in",
        response="Leo said “train stuck” and then “mummy help”, which Michelle wrote on the calendar.",
    )  # fmt: skip
    _hold_the_review(story, _plan_the_review(story))


def _plan_the_review(story: Telling) -> UUID:
    usual = TYPES[FIRST_REVIEW]
    return story.plan_meeting(
        "leah", 24,
        MeetingPlan(
            FIRST_REVIEW, story.day(11), "10:00", WHERE, "Sam Whittaker", usual.purpose, "\n".join(usual.order),
            story.people(MICHELLE, KAI), "At the kitchen table",
            story.invited(
                (MICHELLE, "in_person", "coming", ""), (KAI, "in_person", "coming", "For the first half"),
                (BEV, "telephone", "coming", ""), ("Ms Osman", "telephone", "coming", ""),
                ("Ms Treadwell", "telephone", "coming", ""), ("Mr Adair", "telephone", "not", "Sends a note"),
                ("Jo Keane", "telephone", "coming", ""),
            ),
        ),
    )  # fmt: skip


def _hold_the_review(story: Telling, meeting: UUID) -> None:
    held = Held(
        FIRST_REVIEW, story.day(11), 80, WHERE, "Sam Whittaker",
        people=(
            story.took_part(MICHELLE, "present", "Nobody rang me but her. First time anybody did what they said."),
            story.took_part(KAI, "present", "If he’s coming I want to know the day. That’s all."),
            story.took_part(BEV, "present"),
            *(story.took_part(name, "represented", by="Michelle") for name in (DYLAN, ELLIE, MIA, LEO, POPPY)),
            story.took_part(SHANNON, "read_out", "Ask me again when he’s out.", by="Michelle"),
        ),
        helpers=(
            story.there("Leah Grant", role="Key worker", telephone="01632 960017"),
            story.there("Ms Osman", "Leo joins two words again.", role="Health visitor"),
            story.there("Ms Treadwell", "Mia told her class what a conference is.", role="Safeguarding lead"),
            story.there("Jo Keane", "She is further than she thinks.", role="Domestic abuse adviser"),
            story.there("Mr Adair", came="apologies", role="Probation officer"),
        ),
        pieces=(
            Piece("talked", "The assessment. Michelle put two lines right at the table."),
            Piece("talked", "What is safe to say to the little ones about where their father is."),
            Piece("decided", "Until the family has made its own plan nothing is put in force about Dave.",
                  "It is for the conference"),
            Piece("decided", "Kai is told the day of release within the hour.", "He asked for nothing else",
                  story.people(KAI)),
        ),
        next_on=story.coming(40), message="You make the plan. We bring what you ask for.",
    )  # fmt: skip
    story.hold_meeting(
        "leah", 11, meeting, held,
        (
            story.will("leah", "Tell Kai the day of release within an hour of hearing it", story.coming(21), KAI),
            story.will(BEV, "Have Leo and Poppy on Wednesdays", story.coming(4), LEO, POPPY),
            story.will("Jo Keane", "Find a place in the Tuesday group", story.day(4), MICHELLE),
        ),
    )  # fmt: skip
    story.give_minutes("leah", 9, meeting, {MICHELLE: "together", "Ms Osman": "secure"})
