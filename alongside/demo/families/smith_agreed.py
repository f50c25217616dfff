"""How Katie Smith and Joanne agreed to work together: what might harm somebody, who may know what, and one table."""

from uuid import UUID

from alongside.agreements import actions as agreements
from alongside.agreements.rules import Agreement, Answer
from alongside.agreements.rules.consent import REFUSED, Recipient
from alongside.assessments.rules import Filled
from alongside.demo.families._telling import Telling
from alongside.meetings.rules import REFERRAL_MEETING, TYPES, Held, Piece, Plan

KATIE, AMY, LIAM, PAT, DAD = "Katie Smith", "Amy Smith", "Liam Smith", "Nan Pat", "Liam’s dad"


def take_over_the_risks(story: Telling) -> UUID:
    """What the school had noted, taken over before the first visit; the entry."""
    origin = {
        "origin": "imported", "done_by": ["referring_agency"], "agency": "Hillview Primary", "their_day": story.day(56),
        "their_words": "Nothing that would frighten a visitor. Katie is slow and low until late morning. Amy looks "
        "after Liam while her mother sleeps: breakfast, nappies, the front door.",
    }  # fmt: skip
    return story.risk(
        "joanne", 51,
        Filled("origin", origin),
        Filled("watch", {"factors": "Amy minding Liam alone in the morning", "review_on": story.day(44)}),
    )  # fmt: skip


def tell_the_risks(story: Telling, taken_over: UUID) -> None:
    """Made by Joanne with Sam after they had sat with Katie."""
    story.risk(
        "joanne", 47,
        Filled("origin", {"origin": "made", "done_by": ["key_worker", "senior_practitioner"]}),
        Filled(
            "hazards",
            {
                "hazard": "Katie’s tablets make her sleep so deeply that she does not hear the children",
                "to_whom": ["child"], "likelihood": "possible",
                "we_do": "Amy knows whom to ring. Katie asks her doctor about the dose, Ms Spragg going with her.",
            },
        ),
        Filled(
            "hazards",
            {
                "hazard": "Liam’s father finds out where they live", "to_whom": ["child", "adult"],
                "likelihood": "unlikely", "we_do": "Nobody gives the address to anybody, and no letter shows it.",
            },
        ),
        Filled("working_safely", {"measures": ["phone_in"], "lone_working": "One of us is enough. Afternoons only."}),
        Filled("domestic_abuse", {"known": "not_asked"}),
        Filled(
            "safe_contact",
            {
                "contact": "A text after eleven; she rings back. Say nothing to anybody else who answers.",
                "letters": "Not by post. By hand, or through Miss Begum.",
            },
            story.persons[KATIE],
        ),
        Filled(
            "watch",
            {
                "factors": "Katie not awake when somebody comes\nAmy minding Liam alone\nAny news of Liam’s father",
                "review_on": story.coming(10),
            },
        ),
        stood=taken_over,
    )  # fmt: skip


def tell_the_agreement(story: Telling) -> None:
    """Katie's list first; then who may know what: one yes after the other, and one no."""
    katie, amy, liam = story.people(KATIE, AMY, LIAM)
    agreement = Agreement(
        family_wants=(
            "Tell me first, before you tell anybody else",
            "Put the pen away when we talk",
            "Afternoons, never before eleven",
            "Help me with the mornings. Do not do them for me",
        ),
        family_barriers=("Hearing from school what you wrote about me", "Too many people at once"),
        family_fine="Tea and sitting on the floor with Liam is fine. Looking into cupboards is not.",
        culture="Katie goes quiet when she is upset. Wait: she comes back to it.",
        worker_wants=("Say so when I get it wrong", "Amy may talk with me alone"),
        worker_barriers=("Not knowing for days how you are",),
        differences="Katie thinks Amy should not have to talk to anybody. Joanne thinks Amy is glad of it. Amy decides "
        "each time.",
        purpose="That mornings get easier, that Amy can be eight, and that everybody stays together.",
        hours="Weekdays from eleven to six", how_we_contact="A text to you first, Katie",
        how_they_contact="Ring or text Joanne; in the evening the duty number",
        when_not="Before eleven, and on the two anniversaries", booked="always", visit_length="An hour, or less",
        weeks=30, hours_a_week=4,
        family_does="Katie, you say how you are, with a number if words are hard.",
        worker_does="Joanne comes when she said she would, and tells you what she writes.",
        agencies_do="School opens the side door for Amy. Ms Spragg sees Katie on Tuesdays.",
        not_engaging="Two weeks without a word.",
        what_follows="Joanne comes by once, then asks Pat or Ms Spragg. Nobody is told anything new.",
        told="That you may say no to each of these, and change your mind on any day.",
        understood="yes", copy_given="One on the fridge, one with pictures for Amy",
    )  # fmt: skip
    answers = (
        Answer(
            katie, "yes", "I can live with that. I want it on the fridge.", "School knows about mornings, and no more."
        ),
        Answer(amy, "yes", "You said you tell Mum first. That’s good."),
        Answer(liam, "could_not"),
    )
    story.do("joanne", agreements.record_agreement, 44, 15, on=story.day(44), agreement=agreement, answers=answers)
    _who_may_know(story)


def _who_may_know(story: Telling) -> None:
    spragg = Recipient("user", story.accounts["spragg"].pk)
    story.consent(
        "joanne", 44, KATIE, spragg, "Ms Spragg, Community Mental Health", KATIE, AMY, until=story.coming(150),
        purpose="So that she can help with mornings and with the tablets",
        what="How Katie is, how mornings go, and what Amy needs from her mother",
        words="She knows me. She doesn’t need to hear it twice.",
    )  # fmt: skip
    story.consent(
        "joanne", 44, KATIE, story.agency("Ms Treadwell"), "Hillview Primary", AMY, until=story.coming(150),
        purpose="So that school can make Amy’s day easier", what="How Amy’s mornings and nights are",
        words="About Amy, yes. What I take is none of their business.",
    )  # fmt: skip
    story.consent(
        "joanne", 44, KATIE, story.agency("Mrs Osei"), "Little Oaks Nursery", LIAM, until=story.coming(150),
        purpose="So that Liam has a full morning", what="Who brings Liam, and how he slept",
    )  # fmt: skip
    story.consent(
        "joanne", 44, KATIE, story.agency("Mrs Osei"), "Little Oaks Nursery", KATIE, kind=REFUSED,
        purpose="So that they understand why Liam is late", what="How Katie is",
        words="No. The mums there talk.",
    )  # fmt: skip


def plan_the_meeting(story: Telling) -> UUID:
    """Asked two days after the first visit; Katie chooses the room and who sits beside her."""
    usual = TYPES[REFERRAL_MEETING]
    plan = Plan(
        REFERRAL_MEETING, story.day(43), "14:00", "The small room at Hillview Primary", "Sam Whittaker", usual.purpose,
        "\n".join(usual.order), story.people(KATIE, AMY), "At home, with a drawing of the table and who sits where",
        story.invited(
            (KATIE, "in_person", "coming", "Ms Spragg sits next to her; she may leave the room at any time"),
            (AMY, "in_person", "words", "Wants Joanne to read what she said"),
            ("Ms Treadwell", "telephone", "coming", ""),
            ("Ms Spragg", "telephone", "coming", ""),
            ("Mrs Osei", "telephone", "not", "Sends a note about Liam"),
        ),
    )  # fmt: skip
    return story.plan_meeting("joanne", 46, plan)


def hold_the_meeting(story: Telling, meeting_id: UUID) -> dict[str, UUID]:
    """Katie came, with Ms Spragg beside her, and agreed to an assessment. What was agreed, by who does it."""
    held = Held(
        REFERRAL_MEETING, story.day(43), 70, "The small room at Hillview Primary", "Sam Whittaker",
        people=(
            story.took_part(
                KATIE, "present", "I’m not a bad mum. I’m a tired one. I want help that doesn’t take over.",
            ),
            story.took_part(
                AMY, "read_out", "I want to be on time so I get to do the register. I don’t want to move house.",
                by="Joanne Mercer",
            ),
            story.took_part(LIAM, "represented", by="Mrs Osei’s note, read by Sam Whittaker"),
        ),
        helpers=(
            story.there("Joanne Mercer", role="Key worker", telephone="01632 960014"),
            story.there(
                "Ms Treadwell", "Amy is bright, kind and worn out. We like having her.", role="Safeguarding lead",
                telephone="01632 960041",
            ),
            story.there(
                "Ms Spragg", "The new tablets have not settled yet. That can be put right.",
                role="Mental health worker", telephone="01632 960031",
            ),
            story.there("Mrs Osei", came="apologies", role="Key person at nursery"),
        ),
        pieces=(
            Piece("background", "School asked for help; there was a plan before, which ended with nobody to ask."),
            Piece("background", "Two people whom Katie loved died this year."),
            Piece("talked", "What a morning is like from six to nine, minute by minute. Katie told it herself."),
            Piece("talked", "What Amy does for Liam, and what of it she likes doing.", about=story.people(AMY, LIAM)),
            Piece(
                "decided", "Miss Begum waits at the side door, so that Amy need not cross the playground late.",
                "Amy said that being looked at is the worst of it", about=story.people(AMY),
            ),
            Piece(
                "decided", "Ms Spragg goes with Katie to her doctor about the tablets.", "Katie asked for it",
                about=story.people(KATIE),
            ),
            Piece("decided", "We begin the assessment next week, at Katie’s pace.", "Katie agreed to it"),
        ),
        agrees=True, next_on=story.coming(6),
        message="Nobody here wants to take the children away. We want mornings to get easier.",
    )  # fmt: skip
    actions = (
        story.will("Miss Begum", "Wait for Amy at the side door from quarter to nine", story.day(38), AMY),
        story.will("Ms Spragg", "Go with Katie to her doctor about the tablets", story.day(30), KATIE),
        story.will("joanne", "Ask the young carers’ group for a place for Amy", story.day(22), AMY),
        story.will(KATIE, "Ring Pat and ask about Mondays and Fridays", story.day(6), AMY, LIAM),
        story.will("Mrs Osei", "Offer Liam the breakfast place at nursery", story.coming(4), LIAM),
    )
    agreed = story.agreed_in(story.hold_meeting("joanne", 43, meeting_id, held, actions))
    story.give_minutes("joanne", 42, meeting_id, {KATIE: "together", AMY: "together", "Ms Treadwell": "secure"})
    return agreed
