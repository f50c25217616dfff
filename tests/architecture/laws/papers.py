"""What is committed beside the code: decisions, the change log, links, and nothing from anybody's own machine."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .house import Breach

_LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
_DECISION = re.compile(r"^(\d{4})-[a-z0-9-]+\.md$")
#: Written so that no pattern finds itself.
_NOT_OURS = {
    "a path on somebody's machine": re.compile(r"(?<![\w.:/-])/(?:hom[e]|User[s]|roo[t])/[\w.]|[A-Z]:\\User[s]\\"),
    "a folder outside the repository": re.compile(r"(?<![\w.-])/wor[k]/|(?<![\w/.-])(?:\.\./)?share[d]/"),
    "a machine that writes": re.compile(
        r"(?i)\b(?:claud[e]|anthropi[c]|chatgp[t]|copilo[t]|opena[i]|sub-?agen[t]s?)\b"
    ),
    "a number from somebody's list of work": re.compile(r"(?i)\bissue[s]? #?\d+\b"),
}
_NOT_READ = frozenset({"uv.lock", "package-lock.json"})
_NOT_KEPT = frozenset({".git", ".venv", "var", "node_modules", "__pycache__", "shots", ".hypothesis"})


def committed_files(root: Path) -> list[Path]:
    """The files git keeps or would keep; without git, everything but what is made by running."""
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return sorted(path for name in listed.split("\0") if name and (path := root / name).is_file())
    return sorted(
        path for path in root.rglob("*") if path.is_file() and not _NOT_KEPT & set(path.relative_to(root).parts)
    )


def decisions_numbered_once(root: Path) -> list[Breach]:
    """Every decision in docs/adr has a number of its own."""
    names = [path.name for path in sorted((root / "docs" / "adr").glob("*.md")) if path.name != "README.md"]
    breaches = [
        Breach(f"docs/adr/{name}", "is not named as a decision", "name it 0000-what-was-decided.md")
        for name in names
        if not _DECISION.match(name)
    ]
    counts = Counter(name[:4] for name in names)
    return breaches + [
        Breach(f"docs/adr/{name}", f"shares the number {name[:4]}", "give the later one the next free number")
        for name in names
        if counts[name[:4]] > 1
    ]


def papers_present(root: Path) -> list[Breach]:
    """A stranger finds what the repository is, what changed, how to help, whom to tell, and under which terms."""
    wanted = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "publiccode.yml")
    return [Breach(name, "is missing or empty", "write it") for name in wanted if not _has_text(root / name)]


def _has_text(path: Path) -> bool:
    return path.is_file() and bool(path.read_text().strip())


def links_resolve(root: Path) -> list[Breach]:
    """Every link between our own pages leads somewhere."""
    breaches = []
    for page in committed_files(root):
        if page.suffix != ".md":
            continue
        text = _INLINE_CODE.sub("", _FENCE.sub("", page.read_text()))
        for link in _LINK.findall(text):
            if re.match(r"[a-z][a-z0-9+.-]*:", link):
                continue
            if not _leads_somewhere(page, link):
                where = page.relative_to(root).as_posix()
                breaches.append(Breach(where, f"the link '{link}' leads nowhere", "mend or remove the link"))
    return breaches


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, heading = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists():
        return False
    return not heading or target.suffix != ".md" or heading.lower() in set(_anchors(target.read_text()))


def _anchors(text: str) -> Iterator[str]:
    for heading in _HEADING.findall(_FENCE.sub("", text)):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def nothing_from_a_machine(root: Path) -> list[Breach]:
    """Nothing committed names a personal path, a folder outside the repository or who typed it."""
    breaches = []
    for path in committed_files(root):
        if path.name in _NOT_READ:
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        where = path.relative_to(root).as_posix()
        for line, words in enumerate(text.splitlines(), 1):
            for what, pattern in _NOT_OURS.items():
                if found := pattern.search(words):
                    breaches.append(Breach(f"{where}:{line}", f"names {what} ({found.group(0)})", "remove it"))
    return breaches
