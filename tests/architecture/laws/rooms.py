"""What stands in a room, and which way its imports run."""

import ast

from .house import FOLDERS_WITHOUT_CODE, FURNITURE, ORDER, OUTSIDE, Breach, House, Import, Module

DUMPING_GROUNDS = frozenset({"services", "utils", "helpers", "managers", "common", "misc", "signals"})
#: What one room may use of another.
PUBLIC = frozenset({"", "actions", "queries", "permissions", "rules"})
#: Files that may also see another room's tables, for types and foreign keys.
MAY_SEE_MODELS = frozenset({"models", "queries", "actions", "permissions", "hooks", "migrations", "tests"})
#: Files that may read another room's rows.
MAY_READ_ROWS = frozenset({"queries", "migrations"})
NOT_PURE = ("django", "psycopg", "jinja2", "allauth")


def furniture(house: House) -> list[Breach]:
    """The same files in every room, a docstring that says what the room is for, and tests beside what they test."""
    breaches = []
    for room in house.rooms:
        front = house.by_name.get(f"{house.name}.{room.name}")
        if front is None or not ast.get_docstring(front.tree):
            mend = "say in its docstring what the room is for, its basis in practice or law, and its public names"
            breaches.append(Breach(f"{room.name}/__init__.py", "the room does not introduce itself", mend))
        if not any((room / "tests").rglob("test_*.py")):
            breaches.append(
                Breach(f"{room.name}/tests", "the room has no tests", "add tests/test_*.py beside the code")
            )
        allowed = FURNITURE | set(house.customs.extras.get(room.name, {}))
        for path in sorted(room.iterdir()):
            name = path.stem if path.suffix == ".py" else path.name
            if name.startswith("__") or name in allowed:
                continue
            mend = "put it in the furniture it belongs to, or declare it with a reason in tests/architecture/excuses.py"
            breaches.append(Breach(f"{room.name}/{path.name}", "is not furniture of a room", mend))
    return breaches


def no_dumping_grounds(house: House) -> list[Breach]:
    """No file whose name says nothing: what has no place in the order has not been thought through."""
    return [
        Breach(
            module.where, f"'{module.parts[-1]}' says nothing about what is in it", "name the file after what it does"
        )
        for module in house.modules
        if module.parts and module.parts[-1] in DUMPING_GROUNDS
    ]


def order_in_a_room(house: House) -> list[Breach]:
    """Inside a room imports run urls, views, forms (tasks, hooks), actions, queries, permissions, models, rules."""
    breaches = []
    for module in house.product:
        if not module.room or module.room in house.customs.exempt:
            continue
        for imported in module.imports:
            target = house.room_and_kind(imported.target)
            if target is None or target[0] != module.room or target[1] == module.kind:
                continue
            if not _may_import(house, module, target[1]):
                what = f"{module.kind or '__init__'} imports {target[1]} of its own room"
                mend = f"imports run {' -> '.join(ORDER)}; move what is needed further down"
                breaches.append(Breach(module.at(imported.line), what, mend))
    return breaches


def _may_import(house: House, module: Module, kind: str) -> bool:
    if kind == "":
        return True
    if kind in OUTSIDE:
        return False
    target, source = house.level(module.room, kind), house.level(module.room, module.kind)
    extras = house.customs.extras.get(module.room, {})
    if module.kind == "":
        return target == 0
    if module.kind == "migrations":
        return target is not None and target <= ORDER["models"]
    if source is None or target is None:
        return True
    return target < source or (target == source and (kind in extras or module.kind in extras))


def doors_between_rooms(house: House) -> list[Breach]:
    """Other rooms see actions, queries, permissions and rules; their tables only for types and foreign keys."""
    breaches = []
    for module in house.product:
        if not module.room or module.room in house.customs.exempt:
            continue
        source = house.stands_as(module.room, module.kind) or module.kind
        for imported in module.imports:
            target = house.room_and_kind(imported.target)
            if target is None or target[0] == module.room or target[0] in house.customs.ground:
                continue
            if not _door_is_open(house, source, target, imported):
                what = f"{module.room}.{module.kind} reaches into {'.'.join(target)}"
                mend = f"use {target[0]}'s actions, queries, permissions or rules; add a named one if it is missing"
                breaches.append(Breach(module.at(imported.line), what, mend))
    return breaches


def others_rows(house: House) -> list[Breach]:
    """Another room's rows are read in queries, where reads are named, and written by its own actions."""
    mend = "use a query or an action of that room"
    return [
        Breach(module.at(node), f"touches rows of {target[0]} outside queries", mend)
        for module in house.product
        if module.room not in house.customs.exempt and house.stands_as(module.room, module.kind) not in MAY_READ_ROWS
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr == "objects"
        if (target := house.room_and_kind(module.full_name(node.value))) is not None
        if target[0] not in {module.room, *house.customs.ground}
    ]


def _door_is_open(house: House, source: str, target: tuple[str, str], imported: Import) -> bool:
    seen = house.stands_as(*target)
    if seen in PUBLIC:
        return True
    return seen == "models" and (source in MAY_SEE_MODELS or imported.typing_only)


def imports_at_the_top(house: House) -> list[Breach]:
    """No import inside a function: it hides a cycle, and a cycle is a decision not taken."""
    breaches = []
    for module in house.modules:
        places = {imported.line for imported in module.imports if imported.in_function}
        places |= {node.lineno for node in module.nodes if isinstance(node, ast.Call) and _hidden(module, node)}
        breaches += [
            Breach(
                module.at(line), "imports inside a function", "import at the top; if that makes a cycle, move the code"
            )
            for line in sorted(places)
        ]
    return breaches


def _hidden(module: Module, call: ast.Call) -> bool:
    """`import_module("house.room")` with the name written out is an import statement in disguise."""
    if module.full_name(call.func).rsplit(".", 1)[-1] not in {"import_module", "__import__", "import_string"}:
        return False
    first = call.args[0] if call.args else None
    return isinstance(first, ast.Constant) and str(first.value).split(".")[0] == module.house.name


def pure_rules(house: House) -> list[Breach]:
    """Rules, and the files that stand beside them, are plain values in, verdict out: no framework and no database."""
    breaches = []
    for module in house.product:
        if not module.room or house.stands_as(module.room, module.kind) != "rules":
            continue
        for imported in module.imports:
            if imported.target.split(".")[0] in NOT_PURE:
                mend = "pass plain values in; loading belongs to queries"
                breaches.append(Breach(module.at(imported.line), f"a rule imports {imported.target}", mend))
        if module.kind == "rules" and module.tree.body and not ast.get_docstring(module.tree):
            breaches.append(Breach(module.where, "rules do not name their source", "cite the source in the docstring"))
    return breaches


def excuses_in_use(house: House) -> list[Breach]:
    """An excuse for something that is no longer there is taken down."""
    breaches = []
    for room, extras in house.customs.extras.items():
        for name, extra in extras.items():
            base = house.folder / room / name
            if not base.with_suffix(".py").exists() and not base.exists():
                breaches.append(Breach(f"extras of {room}", f"'{name}' is not there", "take the excuse down"))
            elif not extra.reason.strip() or extra.beside not in {None, *ORDER, *OUTSIDE, *FOLDERS_WITHOUT_CODE}:
                breaches.append(Breach(f"extras of {room}", f"'{name}' has no reason or place", "give both"))
    for where in house.customs.long_files:
        if not (house.folder.parent / where).exists():
            breaches.append(Breach("long_files", f"'{where}' is not there", "take the excuse down"))
    return breaches
