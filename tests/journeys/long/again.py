"""What was told before is told anew: shown first, changed where it changed, asked of nobody twice."""

from datetime import date, timedelta

from alongside.kit.dates import day_typed
from tests.journeys.long.assessing import answers, of
from tests.journeys.long.family import BABY, TOBI
from tests.journeys.long.writer import Writer


def they_agree_anew(worker: Writer, family_id: int) -> None:
    """With the new worker; what they want from us has grown by a line."""
    worker.opens(f"/families/{family_id}/agreements/")
    worker.follows("Agree anew", exact=False)
    wanted = worker.page.get_by_label("What do you want from us?").input_value()
    assert "Ask Tobi too" in wanted, wanted
    worker.writes("What do you want from us?", f"{wanted}\nCome when the baby sleeps")
    worker.saves("Save the agreement")
    assert worker.sees("Come when the baby sleeps")
    worker.looked_at("long-agreed-anew")


def risks_are_looked_at(worker: Writer, family_id: int, today: date) -> None:
    """The stairs are lit; what was known stands there already."""
    worker.opens(f"/families/{family_id}/risk/assess/")
    hazard = worker.page.get_by_label("What might happen?").first.input_value()
    assert hazard == "The stairs to the flat are dark", hazard
    worker.chooses("No. We make it now", of="Is there one already?")
    worker.chooses("The key worker", of="Who made it?")
    worker.writes("What should everybody who visits look out for?", "Whether Ngozi rests")
    worker.writes("When do we look at all this again?", day_typed(today + timedelta(days=42)))
    worker.saves("Keep the risk assessment")


def tobi_is_asked_again(worker: Writer, family_id: int) -> None:
    """What he said then stands beside what he says now."""
    of(worker, family_id, TOBI, "Own view")
    assert worker.sees("in version 1")
    worker.writes("What is hard at the moment?", "Waiting for the baby.")
    worker.chooses("7", of="From 0 to 10, where are things for you today? 10 is as good as you can think of")
    answers(worker)


def the_baby_is_born(worker: Writer, family_id: int) -> None:
    """Whom everybody waited for has a name and a birthday."""
    worker.opens(f"/families/{family_id}/")
    worker.follows(f"add a name for {BABY}", exact=False)
    worker.writes("Name", "Adaeze Okonkwo-Reid")
    worker.writes("Born, or due", "22 April 2027")
    worker.saves("Save")
    worker.opens(f"/families/{family_id}/")
    assert worker.sees("Adaeze")
    worker.looked_at("long-baby-born")
