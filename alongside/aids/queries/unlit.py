"""Whose bulb is dark on the last day of the work: what is asked before it ends (000:24)."""

from datetime import date

from alongside.access.models import User
from alongside.aids.queries.counting import counted, recorded
from alongside.aids.queries.work import work_with
from alongside.aids.rules import State, judge, window
from alongside.pathway.rules import Unlit
from alongside.people import queries as people
from alongside.people.rules import within


def unlit_at_close(family_id: int, user: User, last_day: date) -> tuple[Unlit, ...]:
    """The children whose bulb is dark on that day, the eldest first; none where no practice model has a bulb, and while
    the work is too young to tell. What is late plays no part in that.
    """
    work = work_with(family_id, user)
    if work is None or work.light_bulb is None or last_day < work.opened_on:
        return ()
    bulb, surname = work.light_bulb, people.family(user, family_id).name
    days = window(bulb, work.opened_on, last_day)
    told = recorded([work], user, days.first, days.last)[family_id]
    found = []
    for child in people.children_of(family_id, user, last_day):
        if child.died_on:
            continue
        counts = counted(bulb, told, child.person_id, days, late=0)
        if judge(bulb, work.opened_on, last_day, counts).state is State.DARK:
            name = within(child.name, surname)
            words = f"{name}’s light bulb is dark: no help is on the record from {days.words}."
            found.append(Unlit(child.person_id, name, words))
    return tuple(found)
