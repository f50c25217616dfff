"""A house as the laws see it: every module parsed once, every template read once, and the customs it declares."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

#: Inside a room a file may import only the files with a lower number.
ORDER: Mapping[str, int] = {
    "urls": 7,
    "views": 6,
    "forms": 5,
    "tasks": 5,
    "hooks": 5,
    "actions": 4,
    "queries": 3,
    "permissions": 2,
    "models": 1,
    "rules": 0,
}
#: Furniture outside that order: it may use the room, and no other file of the room may use it.
OUTSIDE = frozenset({"apps", "management", "migrations", "tests"})
FOLDERS_WITHOUT_CODE = frozenset({"jinja2", "static"})
FURNITURE = frozenset(ORDER) | OUTSIDE | FOLDERS_WITHOUT_CODE
TEMPLATE_SUFFIXES = frozenset({".jinja", ".html", ".txt"})


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a law is broken: where it is, what is wrong, and what mends it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. To mend it: {self.mend}"


@dataclass(frozen=True, slots=True)
class Extra:
    """A file beyond the usual furniture. `beside` is the piece of furniture whose place in the order it takes.

    `beside=None` leaves it outside the order: only for the outermost room, which may know everything.
    """

    beside: str | None
    reason: str


@dataclass(frozen=True)
class Customs:
    """What a house declares about itself. Names are relative to its package; every excuse has a reason.

    floors: rooms from the top down. ground: rooms any file may import whole. exempt: rooms outside the rules between
    rooms. silent: rooms below the record, whose writes leave no entry. recorders: functions that write entries.
    deedless: actions above the record that leave none; nobodys: actions that nobody does; machine_time: functions that
    need the machine's own time; each `room.file.name` to reason. unkept: templates with forms that are no drafts.
    """

    floors: tuple[str, ...] = ()
    ground: frozenset[str] = frozenset()
    exempt: frozenset[str] = frozenset()
    extras: Mapping[str, Mapping[str, Extra]] = field(default_factory=dict)
    record_room: str = "timeline"
    silent: frozenset[str] = frozenset()
    recorders: frozenset[str] = frozenset()
    atomic: frozenset[str] = frozenset({"django.db.transaction.atomic"})
    deedless: Mapping[str, str] = field(default_factory=dict)
    nobodys: Mapping[str, str] = field(default_factory=dict)
    machine_time: Mapping[str, str] = field(default_factory=dict)
    long_files: Mapping[str, str] = field(default_factory=dict)
    unkept: Mapping[str, str] = field(default_factory=dict)

    def above(self, room: str) -> frozenset[str]:
        return frozenset(self.floors[: self.floors.index(room)]) if room in self.floors else frozenset()


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module, by its full dotted name, and under which circumstances."""

    target: str
    line: int
    typing_only: bool
    in_function: bool


class Module:
    """One Python file of a house."""

    def __init__(self, path: Path, house: "House") -> None:
        self.path = path
        self.house = house
        inside = path.relative_to(house.folder)
        self.parts = (*inside.parts[:-1], inside.stem) if inside.stem != "__init__" else inside.parts[:-1]
        self.dotted = ".".join((house.name, *self.parts))
        self.is_package = inside.stem == "__init__"
        self.room = inside.parts[0] if len(inside.parts) > 1 else ""
        self.kind = self.parts[1] if len(self.parts) > 1 else ""
        self.is_test = "tests" in inside.parts
        self.where = path.relative_to(house.folder.parent).as_posix()
        self.text = path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.where)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in self.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    @cached_property
    def imports(self) -> list[Import]:
        return list(self._imports_under(self.tree, typing_only=False, in_function=False))

    @cached_property
    def names(self) -> dict[str, str]:
        """What each name brought in at the top of the file stands for, as a full dotted name."""
        names: dict[str, str] = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    names[alias.asname or alias.name.split(".")[0]] = (
                        alias.name if alias.asname else alias.name.split(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    names[alias.asname or alias.name] = f"{self._base(node)}.{alias.name}"
        return names

    def at(self, node: ast.AST | int) -> str:
        return f"{self.where}:{node if isinstance(node, int) else getattr(node, 'lineno', 1)}"

    def full_name(self, node: ast.AST) -> str:
        """The full dotted name of `name` or `a.b.c`, with imported names put back; empty for anything else."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, f"{self.dotted}.{node.id}")
        if isinstance(node, ast.Attribute):
            base = self.full_name(node.value)
            return f"{base}.{node.attr}" if base else ""
        return ""

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        here = self.dotted.split(".")
        package = here if self.is_package else here[:-1]
        package = package[: len(package) - (node.level - 1)]
        return ".".join([*package, *([node.module] if node.module else [])])

    def _targets(self, node: ast.Import | ast.ImportFrom) -> set[str]:
        if isinstance(node, ast.Import):
            return {alias.name for alias in node.names}
        base = self._base(node)
        longer = {f"{base}.{alias.name}" for alias in node.names}
        return {name if name in self.house.dotted_names else base for name in longer}

    def _imports_under(self, parent: ast.AST, *, typing_only: bool, in_function: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(parent):
            if isinstance(child, ast.Import | ast.ImportFrom):
                for target in sorted(self._targets(child)):
                    yield Import(target, child.lineno, typing_only, in_function)
                continue
            typing = typing_only or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test))
            inside = in_function or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from self._imports_under(child, typing_only=typing, in_function=inside)


@dataclass(frozen=True)
class Template:
    """One page or part of a page. `name` is how other templates call it: `visits/record.jinja`."""

    path: Path
    room: str
    name: str
    where: str
    text: str


class House:
    """A package whose folders are rooms. Read it once; the laws share what was parsed."""

    def __init__(self, folder: Path, name: str, customs: Customs | None = None) -> None:
        self.folder = folder
        self.name = name
        self.customs = customs or Customs()
        files = [path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts]
        self.dotted_names = {self._dotted(path) for path in files}
        self.modules = [Module(path, self) for path in files]
        self.by_name = {module.dotted: module for module in self.modules}

    @cached_property
    def rooms(self) -> list[Path]:
        return [path for path in sorted(self.folder.iterdir()) if path.is_dir() and any(path.glob("*.py"))]

    @cached_property
    def templates(self) -> list[Template]:
        found = []
        for room in self.rooms:
            base = room / "jinja2"
            for path in sorted(base.rglob("*")):
                if path.suffix in TEMPLATE_SUFFIXES:
                    where = path.relative_to(self.folder.parent).as_posix()
                    name = path.relative_to(base).as_posix()
                    found.append(Template(path, room.name, name, where, path.read_text()))
        return found

    @property
    def product(self) -> list[Module]:
        """The modules that serve people, without their tests."""
        return [module for module in self.modules if not module.is_test]

    def level(self, room: str, kind: str) -> int | None:
        """Where a file stands in the order of its room; None for what stands outside the order."""
        extra = self.customs.extras.get(room, {}).get(kind)
        return ORDER.get((extra.beside or "") if extra else kind)

    def stands_as(self, room: str, kind: str) -> str | None:
        """The furniture a file counts as: itself, or for an extra file the piece it stands beside."""
        extra = self.customs.extras.get(room, {}).get(kind)
        return extra.beside if extra else kind

    def room_and_kind(self, dotted: str) -> tuple[str, str] | None:
        """('visits', 'actions') for any module in that file or folder; None for what is not in a room of this house."""
        parts = dotted.split(".")
        if parts[0] != self.name or len(parts) < 2 or not (self.folder / parts[1]).is_dir():
            return None
        return parts[1], parts[2] if len(parts) > 2 and ".".join(parts[:3]) in self.dotted_names else ""

    def _dotted(self, path: Path) -> str:
        inside = path.relative_to(self.folder).with_suffix("").parts
        return ".".join((self.name, *(inside[:-1] if inside[-1] == "__init__" else inside)))
