"""Whether a file may be kept: looked through in a process of its own, and by the scanner that the service names."""

import hashlib
import json
import shlex
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from alongside.kit.files import CANNOT_BE_READ, KINDS, MOST_BYTES, WHAT_WE_TAKE, CheckedFile
from alongside.kit.files.names import own_name

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 30  # seconds
CLEAN, FOUND = 0, 1
PIECE = 64 * 1024
NO_SCANNER = "Files are not looked through for viruses: ALONGSIDE_VIRUS_SCANNER is not set."
CANNOT_SCAN = "cannot be looked through for viruses just now. Save without it, and attach it later"


class FileRefused(Exception):
    """Why a file is not kept and what to do, in a sentence."""


def check(name: str, body: bytes) -> CheckedFile:
    """The file as it may be kept. Raises FileRefused."""
    called = own_name(name)
    if not body:
        raise FileRefused(f"“{called}” is empty. Attach it again, or leave it out")
    refuse_too_large(name, len(body))
    _scan(called, body)
    found, kept = _looked_at(body)
    if "refused" in found:
        raise FileRefused(f"“{called}” {found['refused']}. We take {WHAT_WE_TAKE}")
    if found["media_type"] not in KINDS or len(kept) > 3 * MOST_BYTES:
        raise FileRefused(f"“{called}” {CANNOT_BE_READ}")
    sent = hashlib.sha256(body).hexdigest()
    return CheckedFile(called, found["media_type"], kept, sent, found["words"], found["all_read"])


def refuse_too_large(name: str, size: int) -> None:
    """Asked first, because what is too large came in without its content. Raises FileRefused."""
    if size > MOST_BYTES:
        raise FileRefused(f"“{own_name(name)}” is larger than 10 MB. Make it smaller, or attach it in parts")


def _looked_at(body: bytes) -> tuple[dict[str, Any], bytes]:
    refused = {"refused": CANNOT_BE_READ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "alongside.kit.files.looking"], input=body, capture_output=True, cwd=ROOT,
            env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return refused, b""
    line, _, kept = done.stdout.partition(b"\n")
    return (json.loads(line), kept) if done.returncode == 0 and line else (refused, b"")


def _scan(called: str, body: bytes) -> None:
    """Ask the scanner, where there is one: `clamd:HOST:PORT`, `clamd:/path/of/socket`, or a command that reads the
    file and ends with 0 when it is clean and 1 when it is not.
    """
    scanner = settings.VIRUS_SCANNER
    if not scanner:
        return
    try:
        verdict = _clamd(scanner.removeprefix("clamd:"), body) if scanner.startswith("clamd:") else _told(scanner, body)
    except (OSError, subprocess.SubprocessError, ValueError):
        verdict = None
    if verdict == FOUND:
        raise FileRefused(f"“{called}” holds something harmful, says the virus scanner. Do not attach it")
    if verdict != CLEAN:
        raise FileRefused(f"“{called}” {CANNOT_SCAN}")


def _told(command: str, body: bytes) -> int:
    return subprocess.run(
        shlex.split(command), input=body, capture_output=True, timeout=PATIENCE, check=False
    ).returncode


def _clamd(address: str, body: bytes) -> int | None:
    """What a ClamAV service says of a stream of pieces, each after its length."""
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        where: str | tuple[str, int] = address
    else:
        line = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        host, _, port = address.rpartition(":")
        where = (host, int(port))
    with line:
        line.settimeout(PATIENCE)
        line.connect(where)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(body), PIECE):
            piece = body[start : start + PIECE]
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
        said = line.recv(4096).rstrip(b"\0\n")
    return CLEAN if said.endswith(b" OK") else FOUND if said.endswith(b"FOUND") else None
