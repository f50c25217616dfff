"""Photographs, drawings and letters attached to a visit: who reads them, and how they are given out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from alongside.access import scope
from alongside.kit import clock
from alongside.kit.ids import uuid7
from alongside.kit.refusals import Unacceptable
from alongside.kit.tests.markup import Page
from alongside.kit.tests.test_files import letter
from alongside.timeline import actions as timeline
from alongside.timeline.models import AttachedFile, Attachment, Entry
from alongside.timeline.rules import Audience
from alongside.timeline.tests.factories import SmithFamily, account
from alongside.visits.tests.test_pages import at, newest, saved, sent, smiths, summary, words_of, worker
from alongside.visits.tests.test_protected import HOME, protect_home

pytestmark = pytest.mark.django_db
__all__ = ["smiths", "worker"]
NAME = "Amy’s drawing.png"


def drawing(colour: str = "red") -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(body, "PNG")
    return body.getvalue()


def upload(name: str = NAME, body: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, drawing() if body is None else body, "application/x-of-no-account")


def attached(smiths: SmithFamily) -> Entry:
    return [entry for entry in newest(smiths) if entry.kind == "visits.attached"][-1]


def download(client, smiths: SmithFamily, entry: Entry):
    return client.get(reverse("timeline:file", args=[smiths.family.pk, entry.pk]))


def opened(smiths: SmithFamily, by, audience: Audience = Audience.AROUND) -> Entry:
    with scope.acting_as(by):
        return timeline.change_audience(
            by=by, family_id=smiths.family.pk, strand_id=attached(smiths).strand_id, audience=audience,
            why="So that school can use it", at=clock.now(), deed_id=uuid7(),
        )  # fmt: skip


def test_a_drawing_stands_with_the_visit_under_its_name_and_is_given_out_as_a_download(worker, smiths) -> None:
    """ASVS 5.0: 5.4.1, 3.2.1."""
    worker.post(at(smiths), sent(smiths, attached=[upload()]))

    entry = attached(smiths)
    page = worker.get(reverse("timeline:entry", args=[smiths.family.pk, entry.pk])).content.decode()
    answer = download(worker, smiths, entry)

    assert NAME in page
    assert reverse("timeline:file", args=[smiths.family.pk, entry.pk]) in page
    assert NAME in worker.get(reverse("timeline:page", args=[smiths.family.pk])).content.decode()
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Amy%E2%80%99s%20drawing.png")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (8, 8)


def test_a_file_that_is_not_taken_leaves_every_word_and_says_which_to_attach_again(worker, smiths) -> None:
    files = [upload("holiday.png", b"<html>"), upload("plan.png")]
    answer = worker.post(at(smiths), sent(smiths, attached=files))

    assert "“holiday.png” is none of what we take. We take a picture" in summary(answer)
    page = answer.content.decode()
    assert "Can Nan come?" in page
    names = [
        one.attributes["value"] for one in Page(page).all("input") if one.attributes.get("name") == "attached-again"
    ]
    assert names == ["holiday.png", "plan.png"]
    assert not saved(smiths)


def test_a_file_chosen_beside_a_mistake_has_to_be_attached_again_and_the_form_and_its_draft_say_so(
    worker, smiths
) -> None:
    again = f"Attach “{NAME}” again"
    answer = worker.post(at(smiths), sent(smiths, minutes="", attached=[upload()]))

    draft = worker.get(reverse("desk:drafts")).content.decode()
    kept = next(one.attributes["href"] for one in Page(draft).all("a") if "draft=" in one.attributes.get("href", ""))

    assert again in answer.content.decode()
    assert again in worker.get(kept).content.decode()
    assert "Can Nan come?" in worker.get(kept).content.decode()


def test_a_form_sent_twice_attaches_once_and_with_another_file_it_is_another_form(worker, smiths) -> None:
    data = sent(smiths)
    worker.post(at(smiths), {**data, "attached": [upload()]})
    again = worker.post(at(smiths), {**data, "attached": [upload()]})
    other = worker.post(at(smiths), {**data, "attached": [upload(body=drawing("blue"))]})

    assert (again.status_code, other.status_code) == (302, 409)
    assert [entry.kind for entry in saved(smiths)].count("visits.attached") == 1


def test_what_is_attached_stays_with_a_visit_that_is_put_right_and_more_can_be_attached_then(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths, attached=[upload()]))
    first = attached(smiths)
    correct = at(smiths, "correct", first.deed_id)
    stood = Page(worker.get(correct).content.decode())
    shown = next(one.attributes["value"] for one in stood.all("input") if one.attributes.get("name") == "stood")

    worker.post(correct, sent(smiths, minutes="50", stood=shown, attached=[upload("letter.txt", b"Dear Katie")]))

    those = [entry for entry in newest(smiths) if entry.kind == "visits.attached"]
    assert {entry.supersedes_id for entry in those} == {first.pk, None}
    assert len({entry.deed_id for entry in those} - {first.deed_id}) == 1
    assert {download(worker, smiths, entry).status_code for entry in those} == {200}
    assert set(words_of(smiths, "note")) >= {NAME, "letter.txt"}
    with scope.acting_as(smiths.worker):
        assert AttachedFile.objects.visible_to(smiths.worker).count() == 2


def test_only_our_own_staff_read_it_until_it_is_opened_and_the_database_says_so_too(worker, smiths, client) -> None:
    worker.post(at(smiths), sent(smiths, attached=[upload()]))
    entry = attached(smiths)
    stranger = account("key_worker")
    client.force_login(stranger)

    assert download(client, smiths, entry).status_code == 404
    with scope.acting_as(stranger), connection.cursor() as asked:
        for table in ("attachment", "attached_file"):
            asked.execute(f"SELECT count(*) FROM {table}")
            assert asked.fetchone() == (0,), table
    # A partner in scope of the family, and everything but what is said of this file is open to them.
    with scope.acting_as(smiths.worker), connection.cursor() as asked:
        asked.execute("SELECT set_config('app.team', '{}', true), set_config('app.around', '{}', true)")
        for table in ("attachment", "attached_file"):
            asked.execute(f"SELECT count(*) FROM {table}")
            assert asked.fetchone() == (0,), table


def test_a_letter_that_holds_a_protected_address_is_opened_to_nobody(worker, smiths) -> None:
    protect_home(smiths)
    worker.post(at(smiths), sent(smiths, attached=[upload("letter.docx", letter(f"Dear Katie, {HOME}"))]))

    with pytest.raises(Unacceptable, match="It holds what is protected"):
        opened(smiths, smiths.worker)


def test_a_picture_is_opened_by_somebody_other_than_who_attached_it_where_something_is_protected(
    worker, smiths
) -> None:
    worker.post(at(smiths), sent(smiths, attached=[upload()]))
    protect_home(smiths)

    with pytest.raises(Unacceptable, match="Ask a colleague"):
        opened(smiths, smiths.worker)
    assert opened(smiths, smiths.manager).audience == "around"


def test_what_was_opened_is_downloaded_where_it_stands_now(worker, smiths) -> None:
    worker.post(at(smiths), sent(smiths, attached=[upload("letter.txt", b"Dear Katie")]))

    new = opened(smiths, smiths.worker)

    assert download(worker, smiths, new).content == b"Dear Katie"
    with scope.acting_as(smiths.worker):
        assert Attachment.objects.visible_to(smiths.worker).count() == 2
        assert AttachedFile.objects.visible_to(smiths.worker).count() == 1
