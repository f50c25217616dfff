"""A deed leaves entries; a correction supersedes; nothing that was recorded is ever changed or lost."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.access import scope
from alongside.kit.ids import uuid7
from alongside.kit.refusals import AlreadyCorrected, NotAllowed, Unacceptable
from alongside.people import actions as people
from alongside.people import queries as people_queries
from alongside.timeline import actions, queries
from alongside.timeline.models import Entry, EntryText
from alongside.timeline.rules import Audience, Happened, Nature, NewEntry, NewText, Part
from alongside.timeline.tests.factories import DAY, NOON, SmithFamily, account, smith_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def smiths() -> SmithFamily:
    return smith_family()


def visit(smiths: SmithFamily, **more) -> NewEntry:
    facts = {"place": "Home", "seen_alone": ["Amy"], "seen": ["Liam"]}
    about = [(smiths.amy, Part.SEEN_ALONE), (smiths.liam, Part.SEEN), (smiths.katie, Part.PRESENT)]
    return NewEntry("visits.visit", Nature.PROCESS, facts, about, subtype="direct_work", minutes=55, **more)


def words(smiths: SmithFamily, body: str = "Can Nan come?", **more) -> NewEntry:
    about = [(smiths.amy, Part.SAID)]
    texts = [NewText("words", body, smiths.amy)]
    return NewEntry("visits.child_said", Nature.VOICE, {"name": "Amy"}, about, texts, **more)


def record(smiths: SmithFamily, *entries: NewEntry, by=None, day=DAY, at=NOON) -> list[Entry]:
    return actions.record(
        by=by or smiths.worker, deed_id=uuid7(), happened=Happened.day(day), entries=entries, at=at, **smiths.where
    )


def timeline(smiths: SmithFamily, user=None) -> list[str]:
    page = queries.page(smiths.family.pk, user or smiths.worker)
    return [line.entry.sentence for deed in page.deeds for line in deed.entries]


def test_a_visit_with_words_is_one_deed_of_two_entries(smiths):
    with scope.acting_as(smiths.worker):
        record(smiths, visit(smiths), words(smiths))
        (deed,) = queries.page(smiths.family.pk, smiths.worker).deeds
        assert [line.entry.nature for line in deed.entries] == ["process", "voice"]
        assert deed.first.entry.sentence == "Visit: home. Amy and Liam seen, Amy alone."
        assert deed.entries[1].text("words", smiths.amy) == "Can Nan come?"


def test_the_sentence_never_quotes_the_words(smiths):
    with scope.acting_as(smiths.worker):
        record(smiths, visit(smiths), words(smiths, "a secret about Dad"))
        assert not any("secret" in sentence for sentence in timeline(smiths))


def test_a_day_that_has_not_come_is_refused(smiths):
    with scope.acting_as(smiths.worker), pytest.raises(Unacceptable) as refusal:
        record(smiths, visit(smiths), day=DAY + timedelta(days=1))
    assert refusal.value.field == "day"


def test_a_correction_takes_the_place_and_keeps_the_first_version(smiths):
    with scope.acting_as(smiths.worker):
        (first,) = record(smiths, visit(smiths))
        record(smiths, visit(smiths, supersedes_id=first.pk), day=DAY - timedelta(days=1))
        assert len(timeline(smiths)) == 1
        detail = queries.entry(smiths.worker, smiths.family.pk, first.pk)
        assert [version.entry.happened_on for version in detail.versions] == [DAY, DAY - timedelta(days=1)]
        assert detail.newer_id == detail.line.id


def test_the_second_of_two_corrections_is_told_of_the_first(smiths):
    with scope.acting_as(smiths.worker):
        (first,) = record(smiths, visit(smiths))
        (theirs,) = record(smiths, visit(smiths, supersedes_id=first.pk))
        with pytest.raises(AlreadyCorrected) as collision:
            record(smiths, visit(smiths, supersedes_id=first.pk))
        assert collision.value.theirs == theirs.pk


def test_a_retraction_says_why_and_leaves_the_timeline(smiths):
    with scope.acting_as(smiths.worker):
        (first,) = record(smiths, visit(smiths))
        actions.retract(
            by=smiths.worker,
            family_id=smiths.family.pk,
            entry_ids=[first.pk],
            why="Wrong family",
            at=NOON,
            deed_id=uuid7(),
        )
        assert timeline(smiths) == []
        detail = queries.entry(smiths.worker, smiths.family.pk, first.pk)
        assert not detail.is_live
        assert detail.line.text("reason") == "Wrong family"


def test_a_retraction_needs_a_reason(smiths):
    with scope.acting_as(smiths.worker):
        (first,) = record(smiths, visit(smiths))
        with pytest.raises(Unacceptable):
            actions.retract(
                by=smiths.worker, family_id=smiths.family.pk, entry_ids=[first.pk], why="–", at=NOON, deed_id=uuid7()
            )


def parent_of(smiths: SmithFamily, person: UUID):
    user = account("parent")
    with scope.acting_as(smiths.worker):
        people.link_account(by=smiths.worker, family_id=smiths.family.pk, person_id=person, user=user, at=NOON)
    return user


def own_sentences(user) -> list[str]:
    with scope.acting_as(user, at=NOON):
        return [line.entry.sentence for line in queries.own_entries(user).lines]


def share(smiths: SmithFamily, entry: Entry, audience: Audience) -> Entry:
    with scope.acting_as(smiths.worker):
        return actions.change_audience(
            by=smiths.worker,
            family_id=smiths.family.pk,
            strand_id=entry.strand_id,
            audience=audience,
            why="Katie asked to read it",
            at=NOON,
            deed_id=uuid7(),
        )


def test_a_parent_reads_what_is_for_the_family_about_herself_and_nothing_else(smiths):
    katie = parent_of(smiths, smiths.katie)
    with scope.acting_as(smiths.worker):
        entry, _ = record(smiths, visit(smiths), words(smiths))
    assert own_sentences(katie) == []
    share(smiths, entry, Audience.FAMILY)
    assert own_sentences(katie) == ["Visit: home. Amy and Liam seen, Amy alone."]


def test_a_childs_words_shared_with_the_family_are_not_a_mothers_without_parental_responsibility(smiths):
    katie = parent_of(smiths, smiths.katie)
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, words(smiths))
    share(smiths, entry, Audience.FAMILY)
    assert own_sentences(katie) == []
    with scope.acting_as(smiths.worker):
        people.record_responsibility(
            by=smiths.worker,
            family_id=smiths.family.pk,
            child_id=smiths.amy,
            basis="mother",
            at=NOON,
            holder_person_id=smiths.katie,
        )
    assert own_sentences(katie) == ["Amy said, in their own words."]


def test_what_is_no_longer_for_the_family_shows_them_nothing_even_in_raw_sql(smiths):
    katie = parent_of(smiths, smiths.katie)
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, visit(smiths))
    shared = share(smiths, entry, Audience.FAMILY)
    share(smiths, shared, Audience.TEAM)
    with scope.acting_as(katie, at=NOON), connection.cursor() as cursor:
        for table in ("entry", "entry_about", "entry_text", "strand"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE family_id = %s", [smiths.family.pk])
            assert table == "strand" or cursor.fetchone() == (0,)


def test_what_an_entry_told_goes_with_it_and_only_its_readers_see_it(smiths):
    katie = parent_of(smiths, smiths.katie)
    told = {"goals": ["Breakfast every morning"], "by": str(smiths.katie)}
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, replace(visit(smiths), content=told))
        (line,) = queries.told(smiths.family.pk, smiths.worker, [entry.kind])
        assert (dict(line.content), line.persons("present")) == (told, [smiths.katie])
    assert contents_read_by(katie) == []
    shared = share(smiths, entry, Audience.FAMILY)
    assert contents_read_by(katie) == [told]
    share(smiths, shared, Audience.TEAM)
    assert contents_read_by(katie) == []


def contents_read_by(user) -> list[object]:
    with scope.acting_as(user, at=NOON), connection.cursor() as cursor:
        cursor.execute("SELECT content FROM entry_content")
        return [json.loads(content) for (content,) in cursor.fetchall()]


def test_a_correction_of_what_is_withheld_shows_neither_version_to_the_person(smiths):
    katie = parent_of(smiths, smiths.katie)
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, visit(smiths))
    shared = share(smiths, entry, Audience.FAMILY)
    with scope.acting_as(smiths.manager):
        actions.withhold_strand(
            by=smiths.manager,
            family_id=smiths.family.pk,
            strand_id=shared.strand_id,
            from_person_id=smiths.katie,
            why="She has asked where he lives",
            at=NOON,
        )
    with scope.acting_as(smiths.worker):
        record(smiths, visit(smiths, supersedes_id=shared.pk))
        assert len(timeline(smiths)) == 1
    with scope.acting_as(katie, at=NOON + timedelta(seconds=1)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entry")
        assert cursor.fetchone() == (0,)


def test_a_withholding_goes_with_the_thing_when_more_people_may_read_it(smiths):
    katie = parent_of(smiths, smiths.katie)
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, visit(smiths))
    with scope.acting_as(smiths.manager):
        actions.withhold_strand(
            by=smiths.manager,
            family_id=smiths.family.pk,
            strand_id=entry.strand_id,
            from_person_id=smiths.katie,
            why="Not for her yet",
            at=NOON,
        )
    share(smiths, entry, Audience.FAMILY)
    with scope.acting_as(katie, at=NOON + timedelta(seconds=1)):
        assert queries.own_entries(katie).lines == ()


def seen_in_tables(user) -> set[str]:
    """Every sentence and text the database gives this person, whatever the pages ask for."""
    with scope.acting_as(user, at=NOON + timedelta(seconds=1)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT sentence FROM entry UNION ALL SELECT facts::text FROM entry UNION SELECT body FROM entry_text"
        )
        return {row[0] for row in cursor.fetchall()}


def hide_name(smiths: SmithFamily) -> None:
    with scope.acting_as(smiths.manager):
        known = people_queries.known_as(smiths.family.pk, smiths.manager, smiths.liam)
        people.change_known_as(by=smiths.manager, family_id=smiths.family.pk, known_as=known, at=NOON, protected=True)


def keep_person(smiths: SmithFamily) -> None:
    with scope.acting_as(smiths.manager):
        people.withhold(
            by=smiths.manager, family_id=smiths.family.pk, from_person_id=smiths.katie, subject_id=smiths.liam,
            why="He lives elsewhere now", at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize("hide", [hide_name, keep_person])
def test_what_names_a_person_goes_from_view_when_that_person_does(smiths, hide):
    katie = parent_of(smiths, smiths.katie)
    said = [NewText("reading", "Liam stays close to his Nan", smiths.liam), NewText("note", "At Nan’s")]
    with scope.acting_as(smiths.worker):
        record(smiths, visit(smiths, texts=said, audience=Audience.FAMILY))
    assert any("Liam" in text for text in seen_in_tables(katie))
    hide(smiths)
    assert seen_in_tables(katie) == set()
    assert own_sentences(katie) == []
    with scope.acting_as(smiths.worker):
        assert len(timeline(smiths)) == 1


def test_a_stranger_cannot_record(smiths):
    stranger = account("key_worker")
    with pytest.raises(DatabaseError), scope.acting_as(stranger):
        record(smiths, visit(smiths), by=stranger)


def test_an_administrator_may_not_record(smiths):
    administrator = account("administrator")
    with scope.acting_as(administrator), pytest.raises(NotAllowed):
        record(smiths, visit(smiths), by=administrator)


TABLES = ["entry", "entry_about", "entry_text", "entry_content", "strand", "read_log", "model_version"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_application_role_can_only_add(smiths, table, deed):
    with scope.acting_as(smiths.worker):
        record(smiths, visit(smiths), words(smiths))
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(deed.format(table))


def add_text(family_id: int, audience: str, entry: Entry) -> None:
    EntryText(
        strand_id=entry.strand_id, family_id=family_id, audience=audience, entry=entry, part="note", body="x"
    ).save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_text_cannot_have_another_audience_than_its_strand(smiths):
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, visit(smiths))
        with pytest.raises(DatabaseError), transaction.atomic():
            add_text(smiths.family.pk, "family", entry)


def test_a_text_cannot_lie_in_another_family_than_its_entry(smiths):
    other = smith_family()
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, visit(smiths))
        with pytest.raises(DatabaseError), transaction.atomic():
            add_text(other.family.pk, "team", entry)


def test_any_unicode_is_kept_exactly(smiths):
    body = "“Nán’s”   \n\t  😀 \u202egnirts\u202c مرحبا <script>alert(1)</script> " + "ß" * 100_000
    with scope.acting_as(smiths.worker):
        (entry,) = record(smiths, words(smiths, body))
        assert queries.entry(smiths.worker, smiths.family.pk, entry.pk).line.text("words") == body


def test_a_page_takes_the_same_queries_whatever_there_is(smiths, django_assert_num_queries):
    with scope.acting_as(smiths.worker):
        record(smiths, visit(smiths), words(smiths))
        with django_assert_num_queries(5):
            queries.page(smiths.family.pk, smiths.worker)
        for days in range(12):
            record(smiths, visit(smiths), words(smiths), day=DAY - timedelta(days=days))
        with django_assert_num_queries(5):
            queries.page(smiths.family.pk, smiths.worker)


def test_pages_follow_one_another_without_gap_or_repetition(smiths):
    with scope.acting_as(smiths.worker):
        deeds = {record(smiths, visit(smiths), words(smiths), day=DAY - timedelta(days=n))[0].deed_id for n in range(9)}
        seen, before = [], ""
        while True:
            page = queries.page(smiths.family.pk, smiths.worker, before=before, limit=5)
            seen += [deed.deed_id for deed in page.deeds]
            before = page.before
            if not before:
                break
        assert len(seen) == len(set(seen)) == 9
        assert set(seen) == deeds


def test_what_worries_is_not_crowded_out_by_what_works(smiths):
    with scope.acting_as(smiths.worker):
        record(smiths, visit(smiths, texts=[NewText("worries", "Money is short")]))
        for week in range(8):
            text = NewText("working", f"Good week {week}")
            record(
                smiths, visit(smiths, texts=[text]), day=DAY + timedelta(days=7 * week), at=NOON + timedelta(days=60)
            )
        told = queries.texts_of_parts(smiths.family.pk, smiths.worker, ["worries", "working"], limit=2)
    assert [text.body for text, _ in told["worries"]] == ["Money is short"]
    assert [text.body for text, _ in told["working"]] == ["Good week 7", "Good week 6"]
