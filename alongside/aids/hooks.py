"""What the aids answer to the rooms below: their kinds of deed, bulbs beside a family, what is open at the end."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from alongside.access.models import User
from alongside.aids import queries, rules
from alongside.kit.clock import london_day
from alongside.kit.hooks import Panel
from alongside.people import queries as people
from alongside.timeline import actions as timeline
from alongside.timeline.queries import OpenedEntry
from alongside.timeline.rules import Books, EntryKind, Nature

_PROCESS = frozenset({Nature.PROCESS})
LEGAL = "aids:legal_planning"
_LOOKS = Books(
    rules.looks_again_words, frozenset({rules.BARRIER_LOOKED_AT}), shares="look_id", opens="aids:look_again_at_barrier"
)

entry_kinds = [
    EntryKind(
        rules.DIFFERENCE_SEEN, frozenset({Nature.DIFFERENCE}), rules.difference_seen, "Something is different",
        headings={"note": "What is different"},
    ),
    EntryKind(
        rules.BARRIER_NAMED, _PROCESS, rules.barrier_named, "In the way of help",
        headings={"seen": "What we see", "effect": "What it does to the child", "strategy": "What we do about it"},
        books=_LOOKS, texts_say_all=True,
    ),
    EntryKind(
        rules.BARRIER_LOOKED_AT, _PROCESS, rules.barrier_looked_at, "Looked at what is in the way",
        subtypes_from=frozenset({rules.STILL_THERE, rules.OUT_OF_THE_WAY}), headings={"note": "How it is now"},
    ),
    EntryKind(
        rules.BARRIER_STAYS, _PROCESS, rules.barrier_stays, "Still in the way of help", books=_LOOKS,
        texts_say_all=True,
    ),
    EntryKind(
        rules.LOOKED_AT, _PROCESS, rules.looked_at, "Looked at an aid", subtypes_from=frozenset(rules.AIDS),
        headings={
            "difference": "Is help making a difference?", "differently": "What we will do differently",
            "helps_us_on": "What would help us move on", "level": "How we will bring the two sides level",
            "means": "What it means for the children",
        },
    ),
    EntryKind(
        rules.ANSWERED, _PROCESS, rules.answered, "Help that answers a step",
        headings={"strength": "What strength was seen"}, correct_url_name="aids:answer_again",
    ),
    EntryKind(
        rules.STAGE_MOVED, _PROCESS, rules.stage_moved, "A relationship moved", reads=rules.answers,
        subtypes_from=frozenset({rules.MOVED_ON, rules.MOVED_BACK}), headings={"reason": "Why we go back"},
    ),
    EntryKind(
        rules.LINE_DONE, _PROCESS, rules.line_done, "Done in a relationship", headings={"note": "What, and when"},
    ),
    EntryKind(
        rules.STUCK, _PROCESS, rules.stuck, "A relationship is stuck", promises=True, for_manager=True,
        headings={"note": "For the manager", "about": "What it is about"}, url_name="aids:talk_through",
    ),
    EntryKind(
        rules.TALKED_THROUGH, _PROCESS, rules.talked_through, "Talked through with the manager", settles=True,
        headings={"note": "What we try"},
    ),
    EntryKind(
        rules.TIMESCALE, _PROCESS, rules.timescale, "The time a child has",
        headings={
            "changed": "What has to be different", "reason": "Why by that day", "other_plan": "Which other plan",
            "told": "What the parents were told, or why not yet",
        },
    ),
    EntryKind(
        rules.NEXT_STEP, _PROCESS, rules.next_step, "What comes next", subtypes_from=f"list:{rules.NEXT_STEPS}",
        settles=True,
    ),
    EntryKind(
        rules.MEETING_ASKED, _PROCESS, rules.meeting_asked, "A legal planning meeting asked for", promises=True,
        for_manager=True, url_name=LEGAL,
        headings={
            "note": "For the manager", "harm": "What harms the child", "network": "Care within family and network",
            "parents": "What the parents know of the other plans",
        },
    ),
    EntryKind(
        rules.MEETING_ANSWERED, _PROCESS, rules.meeting_answered, "Answer about a legal planning meeting",
        subtypes_from=frozenset(rules.ANSWERS), settles=True, url_name=LEGAL,
    ),
    EntryKind(
        rules.CAME_BACK, _PROCESS, rules.came_back, "What comes next is to be said", promises=True, url_name=LEGAL,
        waits=rules.is_waited_for,
        headings={"note": "For whoever leads the help"},
    ),
    EntryKind(
        rules.MEETING_BOOKED, _PROCESS, rules.meeting_booked, "Legal planning meeting", url_name=LEGAL,
        waits=rules.is_waited_for,
        books=Books(rules.booked_words, frozenset({rules.NEXT_STEP}), each=("children", "grown")),
    ),
]  # fmt: skip

told_on = {
    "close": (*queries.TOLD_AT_THE_END, *queries.ENDS, rules.MEETING_ASKED, rules.MEETING_ANSWERED),
    "family": (*queries.ENDS, *queries.TOLD_OF_A_FAMILY),
}  # fmt: skip


def after_retraction(*, by: User, family_id: int, kinds: Collection[str], at: datetime) -> None:
    """Nobody waits for a next step after a request or an answer that was taken back; who was asked is asked again."""
    if {rules.MEETING_ASKED, rules.MEETING_ANSWERED} & set(kinds):
        timeline.ask_no_more(by=by, family_id=family_id, entry_ids=queries.needless(family_id, by), at=at)


def outstanding_at_close(family_id: int, user: User, at: datetime) -> list[str]:
    """What is stuck and was not talked through, and what a manager was asked and has not answered."""
    return [*queries.open_at_the_end(family_id, user, at), *queries.open_requests(family_id, user, at)]


unlit_at_close = queries.unlit_at_close
notes_for_review = queries.notes_for_review


def bulbs_beside_the_family(*, family_id: int, user: User, at: datetime) -> Panel | None:
    """Whether help reaches each child, and what comes next; nothing where no practice model has a bulb, or no child is
    known.
    """
    surname = people.family(user, family_id).name
    shown = [each for each in queries.children_with_bulbs(family_id, surname, user, at) if each.bulb]
    work = queries.work_with(family_id, user) if shown else None
    said = queries.steps_told(family_id, user, work, queries.TOLD_OF_A_FAMILY) if work else None
    values = {"family_id": family_id, "children": shown, "next": said.now if said else []}
    return Panel("Is our help reaching each child?", "aids/panel_bulbs.jinja", values, on_top=True) if shown else None


def what_help_answers(*, family_id: int, user: User, deed_id: UUID, at: datetime) -> Panel | None:
    """After help was recorded: which step does it answer? Nothing where it was said of all of it."""
    given = queries.help_given(family_id, user, deed_id, at=at)
    values = {"family_id": family_id, "given": given}
    return Panel("Which step does this help answer?", "aids/panel_help_given.jinja", values) if given else None


def help_of_an_entry(*, family_id: int, user: User, opened: OpenedEntry, at: datetime) -> Panel | None:
    """The same beside a visit, and beside the help itself."""
    if not opened.may_record or not opened.detail.is_live or opened.last_told.entry.kind in queries.OURS:
        return None
    return what_help_answers(family_id=family_id, user=user, deed_id=opened.deed_id, at=at)


def bulbs_at_a_review(
    *, family_id: int, user: User, at: datetime, after: date | None, on: date | None = None
) -> Panel | None:
    """Each child’s bulb on the day of a review, and how it was at the one before."""
    beside = queries.beside(family_id, user, on=on or london_day(at), after=after, at=at)
    values = {"family_id": family_id, "beside": beside}
    return Panel("The light bulbs", "aids/panel_reviewed.jinja", values) if beside.bulbs else None


def at_a_review(*, family_id: int, user: User, at: datetime, after: date | None) -> Panel | None:  # noqa: ARG001 - as above
    """Where each child’s scales stand, what time there is and what was to come next, for who prepares a review."""
    page = queries.scales_page(people.family(user, family_id), user, at=at)
    return Panel("The scales", "aids/panel_review.jinja", {"page": page}) if page.work and page.children else None


panels = {
    "family": [bulbs_beside_the_family], "recorded": [what_help_answers], "entry": [help_of_an_entry],
    "review": [bulbs_at_a_review, at_a_review], "reviewed": [bulbs_at_a_review],
}  # fmt: skip
