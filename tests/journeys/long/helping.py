"""Visits with direct work and own words; one put right; another worker; a yes taken back."""

from datetime import date

from alongside.kit.dates import day_typed
from tests.journeys import doing
from tests.journeys.long.family import NGOZI, TOBI
from tests.journeys.long.writer import Writer

TOBIS_WORDS = "The night light is a moon. I am not scared of the moon."


def is_visited(worker: Writer, family_id: int, on: date, words: str, minutes: str = "75") -> None:
    """Tobi alone, with direct work and his own words."""
    worker.opens(f"/families/{family_id}/visits/record/")
    worker.writes("Day", day_typed(on))
    worker.writes("How long, in minutes", minutes)
    worker.chooses("Direct work", of="What for")
    worker.chooses("Home", of="Where")
    worker.chooses(NGOZI, of="Who else was there")
    worker.chooses("Seen alone", of=f"Was {TOBI} seen?")
    group = doing.child_group(worker, TOBI)
    worker.selects("Three houses", of="Direct work, and the tool you used", group=group)
    worker.writes(f"{TOBI}’s own words", words)
    worker.writes("What you saw, and what you make of it", "He shows where he sleeps, and is proud.", group=group)
    worker.writes("How the parents or carers took part, and what they said", "Ngozi sat with us and laughed.")
    worker.saves("Save the visit")
    assert worker.sees("The visit is on the record.")


def the_last_visit_is_put_right(worker: Writer) -> None:
    """From the timeline: it was longer than was written."""
    worker.follows("Open: Visit", exact=False)
    worker.presses("Correct this: Visit")
    worker.writes("How long, in minutes", "90")
    worker.saves("Save the visit")
    assert worker.sees("The visit is put right. The earlier version is kept.")
    assert worker.sees("1 hour 30 minutes")


def the_worker_changes(denise: Writer, family_id: int) -> None:
    """Joanne goes on leave; Priya takes over."""
    denise.opens(f"/families/{family_id}/key-worker/")
    denise.chooses("Priya Nair", of="Who takes over?")
    denise.writes("Why does the key worker change?", "Joanne goes on leave; Tobi and Priya have met.")
    denise.saves("Change the key worker")


def ngozi_takes_it_back(worker: Writer, rao: Writer, family_id: int) -> None:
    """The school reads until then; from then on there is no such family for it."""
    rao.opens(f"/families/{family_id}/timeline/")
    rao.looked_at("long-partner-reads")
    assert rao.heading() == "Timeline", rao.reads()
    worker.opens(f"/families/{family_id}/agreements/")
    worker.follows("Take it back for Tobi, Sunita Rao, Northgate Primary")
    worker.chooses(NGOZI, of="For whom?")
    worker.writes("What they said, word for word", "I would rather tell them myself.")
    worker.saves("Take it back")
    worker.looked_at("long-taken-back")
    rao.expected = ("404",)
    for page in ("", "timeline/", "plan/"):
        rao.opens(f"/families/{family_id}/{page}")
        assert rao.heading() == "We cannot show this page", page
        assert not rao.sees("Okonkwo"), page
