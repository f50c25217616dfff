"""Two people, or one twice, save at the same moment: nothing is lost, nothing is there twice, and nobody writes on what
they do not have any longer.

ASVS 5.0: 15.4.1, 15.4.2, 2.3.3.
"""

import re
from datetime import timedelta

import pytest

from alongside.kit.dates import day_typed
from alongside.kit.tests.markup import Page
from tests.crossing.conftest import SMITHS, Crossing
from tests.matrix.cast import DAY

VISIT = f"/families/{SMITHS}/visits/record/"
KEY_WORKER = f"/families/{SMITHS}/key-worker/"
LEADS = """
SELECT u.name FROM helper h JOIN "user" u ON u.id = h.user_id
WHERE h.family_id = %s AND h.role = 'key_worker' AND upper_inf(h.during)
"""
VISITS = "SELECT count(DISTINCT deed_id) FROM entry WHERE family_id = %s AND kind = 'visits.visit' AND minutes = %s"


def visit(page: str, minutes: int, days_ago: int = 1) -> dict[str, str]:
    """A visit, as the form of that page takes it."""
    children = re.findall(r'name="(child-[0-9a-f-]{36}-seen)"', page)
    assert children
    day = day_typed(DAY - timedelta(days=days_ago))
    return {
        "day": day, "minutes": str(minutes), "purposes": "direct_work", "place": "home",
        **dict.fromkeys(children, "alone"),
        **{child.replace("-seen", "-tool"): "three_houses" for child in children},
        **{child.replace("-seen", "-words"): "Can Nan come?" for child in children},
    }  # fmt: skip


def test_a_form_sent_four_times_at_the_same_moment_is_saved_once(crossing: Crossing, begin) -> None:
    joanne = crossing.comes("joanne.mercer")
    page = joanne.read(VISIT)
    told = visit(page, 41)

    with crossing.turn_held() as until_waiting:
        answers = [begin(joanne.answered, VISIT, page, **told) for _ in range(4)]
        until_waiting(4)

    came = [each.result() for each in answers]
    assert {each.status for each in came} == {200}
    assert len({each.url for each in came}) == 1
    assert crossing.ask(VISITS, SMITHS, 41) == [(1,)]


def test_the_same_form_with_other_words_is_asked_about_and_keeps_what_was_typed(crossing: Crossing) -> None:
    joanne = crossing.comes("joanne.mercer")
    page = joanne.read(VISIT)
    assert joanne.answered(VISIT, page, **visit(page, 42)).status == 200

    again = joanne.answered(VISIT, page, **visit(page, 43), response="She laughed for the first time this week.")

    assert again.status == 409
    assert "She laughed for the first time this week." in again.page
    assert crossing.ask(VISITS, SMITHS, 42) == [(1,)]
    assert crossing.ask(VISITS, SMITHS, 43) == [(0,)]


def test_of_two_who_put_one_visit_right_the_second_is_shown_the_first_and_loses_no_word(
    crossing: Crossing, begin
) -> None:
    joanne, denise = crossing.comes("joanne.mercer"), crossing.comes("denise.abara")
    [(deed,)] = crossing.ask(
        "SELECT deed_id FROM entry WHERE family_id = %s AND kind = 'visits.visit' ORDER BY happened_on DESC LIMIT 1",
        SMITHS,
    )
    correct = f"/families/{SMITHS}/visits/{deed}/correct/"
    hers, theirs = joanne.read(correct), denise.read(correct)

    with crossing.turn_held() as until_waiting:
        first = begin(
            joanne.answered, correct, hers, **shown_in(hers) | {"minutes": "71", "response": "Joanne’s own words."}
        )
        until_waiting(1)
        second = begin(
            denise.answered, correct, theirs, **shown_in(theirs) | {"minutes": "72", "response": "Denise’s own words."}
        )
        until_waiting(2)

    assert first.result().status == 200
    assert second.result().status == 409
    assert "Denise’s own words." in second.result().page
    assert crossing.ask(VISITS, SMITHS, 71) == [(1,)]
    assert crossing.ask(VISITS, SMITHS, 72) == [(0,)]


def test_who_leads_no_longer_when_it_is_their_turn_writes_nothing_and_the_family_has_one_key_worker(
    crossing: Crossing, begin
) -> None:
    joanne, denise = crossing.comes("joanne.mercer"), crossing.comes("denise.abara")
    page, change = joanne.read(VISIT), denise.read(KEY_WORKER)
    [leah] = {value for value, name in _choices(change, "worker") if "Leah" in name}

    with crossing.turn_held() as until_waiting:
        handed = begin(denise.answered, KEY_WORKER, change, worker=leah, reason="Joanne works part time now.")
        until_waiting(1)
        late = begin(joanne.answered, VISIT, page, **visit(page, 44))
        until_waiting(2)

    assert handed.result().status == 200, handed.result().page
    assert late.result().status == 404
    assert crossing.ask(VISITS, SMITHS, 44) == [(0,)]
    assert crossing.ask(LEADS, SMITHS) == [("Leah Grant",)]


def test_a_visit_that_comes_first_is_saved_and_the_change_of_key_worker_after_it(crossing: Crossing, begin) -> None:
    joanne, denise = crossing.comes("joanne.mercer"), crossing.comes("denise.abara")
    page, change = joanne.read(VISIT), denise.read(KEY_WORKER)
    [leah] = {value for value, name in _choices(change, "worker") if "Leah" in name}

    with crossing.turn_held() as until_waiting:
        first = begin(joanne.answered, VISIT, page, **visit(page, 47))
        until_waiting(1)
        handed = begin(denise.answered, KEY_WORKER, change, worker=leah, reason="Joanne works part time now.")
        until_waiting(2)

    assert first.result().status in (200, 404)  # Saved; the page it leads to is hers no longer if she comes late.
    assert handed.result().status == 200, handed.result().page
    assert crossing.ask(VISITS, SMITHS, 47) == [(1,)]


@pytest.mark.parametrize("killed", ["the web server", "one of its processes"])
def test_every_visit_that_was_acknowledged_is_there_whole_after_the_server_was_killed(
    crossing: Crossing, begin, killed: str
) -> None:
    joanne = crossing.comes("joanne.mercer")
    page = joanne.read(VISIT)
    children = len(set(re.findall(r'name="(child-[0-9a-f-]{36}-seen)"', page)))
    acknowledged: list[int] = []

    def keeps_saving(start: int) -> None:
        for number in range(20):  # A day each: two visits on one are asked about.
            minutes = start + number
            try:
                fresh = joanne.read(VISIT)
                if (
                    joanne.answered(VISIT, fresh, **visit(fresh, minutes, minutes // 100 - 3 + 3 * number)).status
                    == 200
                ):
                    acknowledged.append(minutes)
            except OSError:
                return

    working = [begin(keeps_saving, start) for start in (401, 501, 601)]
    while len(acknowledged) < 4:
        assert not all(each.done() for each in working)
    crossing.service.kill(children_only=killed != "the web server")
    for each in working:
        each.result()
    crossing.service.serve_again()

    there = crossing.ask(
        "SELECT minutes, (SELECT count(*) FROM entry c WHERE c.deed_id = v.deed_id) FROM entry v"
        " WHERE family_id = %s AND kind = 'visits.visit' AND minutes BETWEEN 401 AND 700", SMITHS,
    )  # fmt: skip
    assert set(acknowledged) <= {minutes for minutes, _ in there}
    assert {entries for _, entries in there} == {1 + 2 * children}
    assert len(there) == len({minutes for minutes, _ in there})
    assert "Smith" in crossing.comes("joanne.mercer").read(f"/families/{SMITHS}/")


def shown_in(page: str) -> dict[str, str]:
    """What the form of a page holds as it is shown, but for what it carries along; of more than one the last."""
    markup, found = Page(page), {}
    for each in markup.all("input"):
        kind = each.attributes.get("type", "text")
        if kind not in ("hidden", "radio", "checkbox", "file", "search") or "checked" in each.attributes:
            found[each.attributes.get("name", "")] = each.attributes.get("value", "")
    found |= {each.attributes["name"]: each.text for each in markup.all("textarea")}
    return {name: value for name, value in found.items() if name}


def _choices(page: str, name: str) -> list[tuple[str, str]]:
    """The values of a list or of round buttons, with what stands at each."""
    return [
        *re.findall(rf'name="{name}"[^>]*value="([^"]+)"[^>]*>\s*<label[^>]*>\s*([^<]+)', page),
        *re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)', page),
    ]
