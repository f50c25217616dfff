"""A draft goes with what was saved where nothing is lost with it, and stays where words would be."""

import pytest

from alongside.access.rules import says_no_more
from alongside.access.tests.factories import a_team, somebody
from alongside.access.tests.test_drafts import ADD_TEAM, keeps, only, typed_in
from alongside.kit.ids import uuid7

pytestmark = pytest.mark.django_db
AMY, LIAM = str(uuid7()), str(uuid7())


@pytest.fixture
def administrator(client):
    user = somebody("administrator")
    client.force_login(user)
    return user


def test_saving_takes_what_was_typed_before_in_another_tab_or_at_another_address(administrator, client) -> None:
    keeps(client, team_name="East", day="today")
    keeps(client, path=f"{ADD_TEAM}?from=elsewhere", team_name="East side")
    keeps(client, team_name="North")

    client.post(ADD_TEAM, {"team_name": "East side team", "form_key": str(uuid7())})

    assert typed_in(client.get(only(administrator).go_on_url)) == "North"


def test_words_that_were_not_saved_stay(administrator, client) -> None:
    keeps(client, team_name="East of the river")

    client.post(ADD_TEAM, {"team_name": "East", "form_key": str(uuid7())})

    assert typed_in(client.get(only(administrator).go_on_url)) == "East of the river"


def test_tries_that_did_not_go_through_leave_one_draft(administrator, client) -> None:
    a_team("North")
    for _ in range(3):
        client.post(ADD_TEAM, {"team_name": "North", "form_key": str(uuid7())})

    assert typed_in(client.get(only(administrator).go_on_url)) == "North"


@pytest.mark.parametrize(
    ("draft", "saved", "goes"),
    [
        ([("by", AMY), ("note", "We met")], [("by", AMY), ("note", "We  met at home.")], True),
        ([("by", AMY), ("answer", "no")], [("by", AMY), ("answer", "yes")], True),
        ([("by", AMY), ("form_key", "1 2")], [("by", AMY), ("form_key", "3 4")], True),
        ([("by", AMY), ("note", "")], [("by", AMY)], True),
        ([("by", AMY)], [("by", LIAM)], False),
        ([("about", AMY), ("about", LIAM)], [("about", AMY)], False),
        ([("note", "We met")], [("note", "We talked")], False),
        ([("note", "Bruise")], [("note", "")], False),
        ([("note", "Mine.")], [("note", "Theirs.")], False),
        ([("day", "20 Nov")], [("day", "23 Nov")], False),
    ],
)  # fmt: skip
def test_a_draft_goes_only_where_nothing_is_lost_with_it(draft, saved, goes) -> None:
    assert says_no_more(draft, saved) is goes
