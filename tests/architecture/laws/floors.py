"""Imports point down: the contract between floors, kept by import-linter and by the templates."""

import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from .house import Breach, House

CONTRACT = "importlinter:contract:floors"
_CALLED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"'/]+)/""")


def floors_declared(contract: Path) -> tuple[str, ...]:
    """The rooms from the top down, as the contract file lists them."""
    parser = ConfigParser()
    parser.read_string(contract.read_text())
    return tuple(line.strip() for line in parser[CONTRACT]["layers"].split("\n") if line.strip())


def contract_for(contract: Path, package: str, rooms: set[str]) -> str:
    """The same contract for another house that has only some of the rooms."""
    parser = ConfigParser()
    parser.read_string(contract.read_text())
    layers = "".join(f"\n    {room}" for room in floors_declared(contract) if room in rooms)
    kept = {key: value for key, value in parser[CONTRACT].items() if key not in {"layers", "containers"}}
    lines = [f"{key} = " + value.replace("\n", "\n    ") for key, value in kept.items()]
    body = "\n".join([*lines, f"containers = {package}", f"layers ={layers}"])
    return f"[importlinter]\nroot_package = {package}\n\n[{CONTRACT}]\n{body}\n"


def imports_point_down(root: Path, contract: Path) -> list[Breach]:
    """Run import-linter with that contract over the package that lies in `root`."""
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--config", str(contract), "--no-cache", "--no-logo"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == 0:
        return []
    mend = "move the code to the floor that may know it, or turn the call round through hooks"
    return [Breach(contract.name, run.stdout + run.stderr, mend)]


def templates_point_down(house: House) -> list[Breach]:
    """A template builds only on its own room's templates and on those of floors below."""
    floors = house.customs.floors
    breaches = []
    for template in house.templates:
        if template.room not in floors:
            continue
        above = set(floors[: floors.index(template.room)])
        for line, text in enumerate(template.text.splitlines(), 1):
            for called in _CALLED.findall(text):
                if called in above:
                    what = f"a template of {template.room} builds on one of {called}, a floor above"
                    mend = "move the shared part down, or fill it in through a panel hook"
                    breaches.append(Breach(f"{template.where}:{line}", what, mend))
    return breaches
