"""A program of its own: reads one file from standard input and writes what may be kept of it, or why nothing may.

Run by `kit.files.checking` with no secrets in its environment. It knows neither Django nor the database. What it
writes: one line of JSON (`refused`, or `media_type`, `words` and `all_read`), then the bytes to keep.
"""

import io
import json
import re
import resource
import sys
import warnings
import zipfile
from typing import Any
from xml.parsers import expat

import pillow_heif
from PIL import Image, ImageOps
from pypdf import PdfReader

from alongside.kit.files import CANNOT_BE_READ

MEMORY = 1024 * 1024 * 1024
SECONDS = 15
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4000
MOST_PAGES = 500
MOST_OBJECTS = 50_000
MOST_WORDS = 2_000_000
MOST_PARTS = 500
MOST_UNPACKED = 60 * 1024 * 1024
MOST_TIMES_LARGER = 200
SMALL = 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEIC_BRANDS = {b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"}
RUNS = frozenset({
    "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/ImportData",
    "/SubmitForm", "/GoToR", "/GoToE", "/Sound", "/Movie", "/Rendition", "/Collection",
})  # fmt: skip
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
DOCX_MAY_HOLD = re.compile(
    r"(\[Content_Types\]\.xml|_rels/\.rels|docProps/.*|customXml/.*|word/[^/]+\.(xml|rels)|word/_rels/[^/]+\.rels"
    r"|word/(theme|glossary)/.*\.(xml|rels)|word/media/[^/]+\.(png|jpe?g|gif|emf|wmf|svg|tiff?|bmp)"
    r"|word/fonts/[^/]+\.odttf)"
)


class Refused(Exception):
    """Why a file is not kept, to follow its name in a sentence."""


def look(body: bytes) -> tuple[dict[str, Any], bytes]:
    """What a file is, by its content alone, and what may be kept of it. Raises Refused."""
    if body.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (body[4:8] == b"ftyp" and body[8:12] in HEIC_BRANDS):
        return picture(body)
    if body[:1024].lstrip().startswith(b"%PDF-"):
        return pdf(body)
    if body.startswith(b"PK\x03\x04"):
        return docx(body)
    return plain(body)


def picture(body: bytes) -> tuple[dict[str, Any], bytes]:
    """Painted anew: nothing is left of where, when and with what it was taken, nor of whatever was hidden in it."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    pillow_heif.register_heif_opener()
    shown = Image.open(io.BytesIO(body), formats=["JPEG", "PNG", "HEIF"])
    width, height = shown.size
    if width * height > MOST_PIXELS:
        raise Refused(f"has {width} by {height} points, more than we can take in. Make it smaller, and attach that")
    is_png = shown.format == "PNG"
    shown.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(shown)
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    painted = Image.new("RGBA" if is_png else "RGB", turned.size)
    painted.paste(turned.convert(painted.mode))
    kept = io.BytesIO()
    if is_png:
        painted.save(kept, "PNG")
    else:
        painted.save(kept, "JPEG", quality=88)
    return {"media_type": "image/png" if is_png else "image/jpeg", "words": "", "all_read": False}, kept.getvalue()


def pdf(body: bytes) -> tuple[dict[str, Any], bytes]:
    """As it is, unless something in it would run, lead elsewhere or carry another file."""
    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted:
        raise Refused("is locked with a password. Save it without one, and attach that")
    runs = "holds something that runs, or another file inside it. Print it to a new PDF, and attach that"
    ids = {*reader.xref_objStm, *(number for those in reader.xref.values() for number in those)}
    if len(ids) > MOST_OBJECTS or len(reader.pages) > MOST_PAGES:
        raise Refused(f"is too long. Attach it in parts of at most {MOST_PAGES} pages")
    for number in ids:
        if _runs(reader.get_object(number)):
            raise Refused(runs)
    if _runs(reader.trailer):
        raise Refused(runs)
    told, all_read = [], True
    for page in reader.pages:
        said = page.extract_text()
        told.append(said)
        all_read = all_read and bool(said.strip()) and not _has_pictures(page)
    told += [str(value) for value in (reader.metadata or {}).values()]
    return {"media_type": "application/pdf", "words": _most(told), "all_read": all_read}, body


def _runs(thing: Any, depth: int = 0) -> bool:
    """Whether an object, and what lies directly in it, has an action or a part that we refuse."""
    if depth > 50:
        return True
    if isinstance(thing, dict):
        return any(str(key) in RUNS for key in thing) or any(
            _runs(dict.__getitem__(thing, key), depth + 1) for key in thing
        )
    if isinstance(thing, list):
        return any(_runs(each, depth + 1) for each in list.__iter__(thing))
    return isinstance(thing, str) and str(thing) in RUNS


def _has_pictures(page: Any) -> bool:
    resources = page.get("/Resources")
    return bool(resources and resources.get_object().get("/XObject"))


def docx(body: bytes) -> tuple[dict[str, Any], bytes]:
    """As it is, unless it holds programs, other files or links that load by themselves, or is no Word document."""
    packed = zipfile.ZipFile(io.BytesIO(body))
    parts = packed.infolist()
    names = [part.filename for part in parts]
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise Refused("is an archive or a sort of document we do not take. Save it as PDF, and attach that")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > SMALL + MOST_TIMES_LARGER * len(body):
        raise Refused("is packed in a way that we do not open. Save it as PDF, and attach that")
    if len(set(names)) != len(names) or any(part.flag_bits & 1 for part in parts):
        raise Refused(CANNOT_BE_READ)
    alien = [name for name in names if not name.endswith("/") and not DOCX_MAY_HOLD.fullmatch(name)]
    if alien:
        raise Refused("holds a program or another file inside it. Save it as PDF, and attach that")
    told = [_of_part(packed, part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    pictures = any(name.startswith("word/media/") for name in names)
    return {"media_type": DOCX, "words": _most(told), "all_read": not pictures}, body


def _of_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    """What a part says, its properties too. Raises Refused for a link that loads by itself, and for entities."""
    said: list[str] = []

    def begins(name: str, given: dict[str, str]) -> None:
        if name.endswith("Relationship") and given.get("TargetMode", "").lower() == "external":
            said.append(given.get("Target", "") + "\n")
            if not given.get("Type", "").endswith("/hyperlink"):
                raise Refused("loads something from elsewhere. Save it as PDF, and attach that")
        if name == "Override" or name.endswith(" Override"):
            _refuse_macros(given.get("ContentType", ""))
        if name in (W + "p", W + "br", W + "tab"):
            said.append("\n" if name == W + "p" else " ")

    def entities(*_: object) -> None:
        raise Refused(CANNOT_BE_READ)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begins, entities
    parser.CharacterDataHandler = said.append
    with packed.open(part) as opened:
        body = opened.read(part.file_size + 1)
    if len(body) != part.file_size:
        raise Refused(CANNOT_BE_READ)
    parser.Parse(body, True)
    return "".join(said)


def _refuse_macros(content_type: str) -> None:
    if "macro" in content_type.lower() or "vba" in content_type.lower():
        raise Refused("holds a program inside it. Save it as PDF, and attach that")


def plain(body: bytes) -> tuple[dict[str, Any], bytes]:
    """Text in UTF-8, or in that of Windows, and nothing else."""
    refused = Refused("is none of what we take")
    if re.search(rb"[\x00-\x08\x0e-\x1f\x7f]", body) or not body.strip():
        raise refused
    if re.match(rb"\s*(<!doctype|<html|<\?xml|<svg|<script|\{\\rtf|#!|%!PS)", body.removeprefix(b"\xef\xbb\xbf"), re.I):
        raise refused
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = body.decode("cp1252")
        except UnicodeDecodeError:
            raise refused from None
    return {"media_type": "text/plain", "words": _most([text]), "all_read": len(text) <= MOST_WORDS}, text.encode()


def _most(told: list[str]) -> str:
    words = "\n".join(told).replace("\x00", " ")
    return words.encode("utf-8", "ignore").decode()[:MOST_WORDS]


def main() -> None:
    """Look with little memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found, kept = look(sys.stdin.buffer.read())
    except Refused as refusal:
        found, kept = {"refused": str(refusal)}, b""
    except Exception:  # noqa: BLE001 - whatever a file does to its reader, it is not kept
        found, kept = {"refused": CANNOT_BE_READ}, b""
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + kept)


if __name__ == "__main__":
    main()
