"""What may be kept of the files that people attach, by their content alone. ASVS 5.0: 5.2.1 to 5.2.3, 5.2.6, 5.3.2."""

import io
import sys
import zipfile

import pillow_heif
import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from alongside.kit.files import KINDS, MOST_BYTES, looking
from alongside.kit.files.checking import FileRefused, check
from alongside.kit.files.names import LONGEST_NAME, given_name, own_name

HOME = "4 Mill Lane, Leeds"
TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def photograph(form: str) -> bytes:
    """With where it was taken, by what, and what somebody wrote about it."""
    pillow_heif.register_heif_opener()
    told, body = Image.Exif(), io.BytesIO()
    told[0x010E], told[0x0112] = HOME, 6
    told.get_ifd(0x8825).update({1: "N", 2: (53.0, 47.0, 59.0), 3: "W", 4: (1.0, 32.0, 57.0)})
    png = PngInfo()
    png.add_text("Comment", HOME)
    more = {"pnginfo": png} if form == "PNG" else {}
    Image.new("RGB", (64, 32), "red").save(body, form, exif=told, **more)
    return body.getvalue()


def letter(text: str = "Hello", **parts: str | bytes) -> bytes:
    """A Word document; further parts by their names, with __ for / and _d_ for a dot."""
    body = io.BytesIO()
    document = f"<w:document {WORD}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("word/document.xml", document)
        for name, part in parts.items():
            packed.writestr(name.replace("__", "/").replace("_d_", "."), part)
    return body.getvalue()


def paper(*, catalog: dict[str, object] | None = None, password: str = "", title: str = "") -> bytes:
    body, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(200, 200)
    for name, value in (catalog or {}).items():
        writer.root_object[NameObject(name)] = value
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password)
    writer.write(body)
    return body.getvalue()


def action(kind: str) -> DictionaryObject:
    found = DictionaryObject()
    found[NameObject("/S")], found[NameObject("/JS")] = NameObject(kind), TextStringObject("app.alert(1)")
    return found


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_a_photograph_says_no_more_where_and_with_what_it_was_taken(form) -> None:
    """ASVS 5.0: 14.2.8."""
    sent = photograph(form)
    assert b"Mill Lane" in sent

    kept = check("IMG_0001", sent)

    assert kept.media_type == ("image/png" if form == "PNG" else "image/jpeg")
    shown = Image.open(io.BytesIO(kept.body))
    assert not shown.getexif()
    assert b"Mill Lane" not in kept.body
    assert not {"exif", "Comment", "comment", "xmp", "icc_profile"} & set(shown.info)


def test_a_photograph_stands_as_it_was_held() -> None:
    shown = Image.open(io.BytesIO(check("a.jpg", photograph("JPEG")).body))

    assert shown.size == (32, 64)


def test_what_a_letter_says_can_be_searched() -> None:
    kept = check("letter.docx", letter(f"We live at {HOME}", docProps__core_d_xml=b"<a><b>By Katie</b></a>"))

    assert HOME in kept.words
    assert "By Katie" in kept.words
    assert kept.all_read


def test_what_stands_in_the_properties_of_a_paper_can_be_searched() -> None:
    kept = check("paper.pdf", paper(title=HOME))

    assert kept.media_type == "application/pdf"
    assert HOME in kept.words
    assert not kept.all_read


def test_plain_text_is_kept_in_every_script() -> None:
    kept = check("words.txt", "Żółw, 山, “so”".encode())

    assert kept.body.decode() == kept.words == "Żółw, 山, “so”"


BOMB = letter(word__styles_d_xml=b" " * (40 * 1024 * 1024))
HARMFUL = {
    "a page of the web": b"<html><script>alert(1)</script></html>",
    "a drawing that runs": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a program": b"MZ\x90\x00\x03\x00\x00\x00\x04",
    "a picture of another sort": b"GIF89a" + bytes(20),
    "half a picture": photograph("PNG")[:60],
    "a paper that runs": paper(catalog={"/OpenAction": action("/JavaScript")}),
    "a paper that starts something": paper(catalog={"/OpenAction": action("/Launch")}),
    "a paper with a file in it": paper(catalog={"/EmbeddedFiles": DictionaryObject()}),
    "a paper with a password": paper(password="open"),
    "half a paper": paper()[:100],
    "an archive": letter().replace(b"word/document.xml", b"some/document.xml"),
    "a letter with a program": letter(word__vbaProject_d_bin=b"x"),
    "a letter with an archive in it": letter(word__embeddings__a_d_zip=letter()),
    "a letter that unpacks to very much": BOMB,
    "a letter that loads from elsewhere": letter(
        word___rels__settings_d_xml_d_rels=f'<Relationships xmlns="{LINKS}"><Relationship Id="a" '
        'Type="x/attachedTemplate" Target="https://elsewhere.example/t.dotm" TargetMode="External"/></Relationships>'
    ),
    "a letter of laughs": letter(word__notes_d_xml='<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'),
    "nothing": b"",
}


@pytest.mark.parametrize("what", sorted(HARMFUL))
def test_what_may_do_harm_is_not_kept_whatever_it_is_called(what) -> None:
    with pytest.raises(FileRefused, match=r"“drawing\.jpg” .+"):
        check("drawing.jpg", HARMFUL[what])


def test_a_link_in_a_letter_is_words_to_search() -> None:
    rels = (
        f'<Relationships xmlns="{LINKS}"><Relationship Id="a" Type="x/hyperlink" Target="https://a.example/4-mill-lane"'
        ' TargetMode="External"/></Relationships>'
    )
    assert "4-mill-lane" in check("a.docx", letter(word___rels__document_d_xml_d_rels=rels)).words


def test_a_picture_of_very_many_points_is_refused_before_it_is_painted(monkeypatch) -> None:
    monkeypatch.setattr(looking, "MOST_PIXELS", 64 * 32 - 1)

    with pytest.raises(looking.Refused, match="64 by 32 points"):
        looking.look(photograph("PNG"))


def test_what_a_file_does_to_its_reader_stays_with_the_reader(monkeypatch, tmp_path) -> None:
    """Its process dies, knows no secret, and the service says in words that the file cannot be read."""
    monkeypatch.setenv("ALONGSIDE_SECRET_KEY", "a secret")
    asks = tmp_path / "python"
    asks.write_text(f"#!/bin/sh\nenv > {tmp_path}/known\nkill -9 $$\n")
    asks.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(asks))

    with pytest.raises(FileRefused, match="cannot be read"):
        check("a.txt", b"Hello")
    assert "a secret" not in (tmp_path / "known").read_text()


@pytest.mark.parametrize(
    ("scanner", "said"), [("false", "harmful"), ("/nowhere/scan", "just now"), ("clamd:/nowhere", "just now")]
)
def test_what_a_virus_scanner_finds_or_cannot_look_at_is_not_kept(settings, scanner, said) -> None:
    """ASVS 5.0: 5.4.3."""
    settings.VIRUS_SCANNER = scanner

    with pytest.raises(FileRefused, match=said):
        check("a.txt", b"Hello")


def test_what_a_virus_scanner_lets_pass_is_kept(settings) -> None:
    settings.VIRUS_SCANNER = "true"

    assert check("a.txt", b"Hello").words == "Hello"


@given(st.text(max_size=400))
def test_no_name_leads_anywhere_or_reads_backwards(sent) -> None:
    for media_type, (_, ending) in KINDS.items():
        for name in (own_name(sent), given_name(sent, media_type)):
            assert 0 < len(name) <= LONGEST_NAME
            assert not set(name) & set("/\\\0\r\n\u202e\u200f\u2066")
            assert not name.startswith(".")
        assert given_name(sent, media_type).endswith(f".{ending}")
        assert not set(given_name(sent, media_type)) & set('"<>:;%')


@pytest.mark.parametrize(
    ("sent", "kept", "given_out"),
    [
        ("../../etc/passwd", "passwd", "passwd.jpg"),
        ("C:\\Users\\joanne\\Tyler’s drawing.jpeg", "Tyler’s drawing.jpeg", "Tyler’s drawing.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe", "photogpj.jpg"),
        ("a\r\nSet-Cookie: b.jpg", "a Set-Cookie: b.jpg", "a Set-Cookie b.jpg"),
        ("", "file", "file.jpg"),
    ],
)
def test_a_name_stays_the_persons_own_and_is_given_out_safely(sent, kept, given_out) -> None:
    assert own_name(sent) == kept
    assert given_name(sent, "image/jpeg") == given_out


def test_files_come_into_memory_alone_and_what_is_too_large_does_not_take_the_words_with_it() -> None:
    files = {"files": [io.BytesIO(b"x" * (MOST_BYTES + 1)), io.BytesIO(b"small")], "note": "What I typed"}
    request = RequestFactory().post("/", files)

    large, small = request.FILES.getlist("files")

    assert request.POST["note"] == "What I typed"
    assert (large.size, large.read(), small.read()) == (MOST_BYTES + 1, b"", b"small")
    assert not hasattr(small, "temporary_file_path")
