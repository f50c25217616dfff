"""Writes are actions: said by whom, whole or not at all, and leaving their entries on the family's timeline."""

import ast
from collections.abc import Iterator

from .house import Breach, House, Module

Function = ast.FunctionDef | ast.AsyncFunctionDef
#: Code that answers a person; it must go through an action that leaves entries.
ANSWERS_A_PERSON = frozenset({"urls", "views", "forms", "tasks", "hooks"})


def actions_of(house: House) -> Iterator[tuple[Module, Function]]:
    """Every public function in the actions of every room."""
    for module in house.product:
        if module.kind != "actions" or any(part.startswith("_") for part in module.parts):
            continue
        for node in module.tree.body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield module, node


def keyword_only_by_first(house: House) -> list[Breach]:
    """Every action is called with names, and says first by whom it was done."""
    breaches, seen = [], set()
    for module, function in actions_of(house):
        where = module.at(function)
        spec = function.args
        if spec.posonlyargs or spec.args or spec.vararg:
            mend = f"def {function.name}(*, by, ...)"
            breaches.append(Breach(where, f"{function.name} takes arguments by position", mend))
        short = f"{module.room}.actions.{function.name}"
        says = bool(spec.kwonlyargs) and spec.kwonlyargs[0].arg == "by"
        if not says and short not in house.customs.nobodys:
            breaches.append(Breach(where, f"{function.name} does not say first by whom", "make `by` its first keyword"))
        if says and short in house.customs.nobodys:
            breaches.append(Breach(where, f"{short} is excused but says by whom", "take the excuse down"))
        seen.add(short)
    unused = sorted(set(house.customs.nobodys) - seen)
    return breaches + [Breach("NOBODYS", f"'{short}' is not there", "take the excuse down") for short in unused]


def whole_or_not_at_all(house: House) -> list[Breach]:
    """Every action is one transaction."""
    return [
        Breach(module.at(function), f"{function.name} is not atomic", "decorate it with @transaction.atomic")
        for module, function in actions_of(house)
        if not _is_atomic(house, module, function)
    ]


def _is_atomic(house: House, module: Module, function: Function) -> bool:
    atomic = house.customs.atomic | {f"{house.name}.{name}" for name in house.customs.atomic}
    for decorator in function.decorator_list:
        if module.full_name(decorator.func if isinstance(decorator, ast.Call) else decorator) in atomic:
            return True
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (
        bool(body)
        and isinstance(body[0], ast.With)
        and any(
            isinstance(item.context_expr, ast.Call) and module.full_name(item.context_expr.func) in atomic
            for item in body[0].items
        )
    )


def deeds_leave_entries(house: House) -> list[Breach]:
    """Every action of a room above the record writes an entry, itself or through what it calls."""
    recording = _recording(house)
    above = house.customs.above(house.customs.record_room)
    breaches, seen = [], set()
    for module, function in actions_of(house):
        if module.room not in above:
            continue
        short = f"{module.room}.actions.{function.name}"
        leaves = f"{module.dotted}.{function.name}" in recording
        seen.add(short)
        if not leaves and short not in house.customs.deedless:
            mend = "record the deed, or declare in excuses.DEEDLESS why it leaves no entry"
            breaches.append(Breach(module.at(function), f"{short} leaves no entry", mend))
        if leaves and short in house.customs.deedless:
            breaches.append(
                Breach(module.at(function), f"{short} is excused but leaves entries", "take the excuse down")
            )
    for short in sorted(set(house.customs.deedless) - seen):
        breaches.append(Breach("DEEDLESS", f"'{short}' is not there", "take the excuse down"))
    return breaches


def _recording(house: House) -> set[str]:
    """Full names of all functions from which a recorder is reached through calls inside the house."""
    calls: dict[str, set[str]] = {}
    for module in house.product:
        for node in module.tree.body:
            if isinstance(node, Function):
                calls[f"{module.dotted}.{node.name}"] = _called(module, node)
    reached = {f"{house.name}.{name}" for name in house.customs.recorders}
    while grown := {name for name, called in calls.items() if name not in reached and called & reached}:
        reached |= grown
    return reached


def _called(module: Module, function: Function) -> set[str]:
    called = {module.full_name(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
    for name in list(called):
        called.add(_through_the_front(module.house, name))
    return called


def _through_the_front(house: House, name: str) -> str:
    """`room.actions.close` found in `room/actions/closing.py`, when the folder's front file passes it on."""
    holder, _, function = name.rpartition(".")
    front = house.by_name.get(holder)
    return front.names.get(function, name) if front else name


def no_silent_writes(house: House) -> list[Breach]:
    """A page never writes through a room below the record: that write would leave no entry."""
    breaches = []
    for module in house.product:
        if house.stands_as(module.room, module.kind) not in ANSWERS_A_PERSON or module.room in house.customs.exempt:
            continue
        for imported in module.imports:
            target = house.room_and_kind(imported.target)
            if target and target[0] in house.customs.silent and target[1] == "actions":
                mend = "call an action of a room above the record, which writes the row and its entry"
                breaches.append(Breach(module.at(imported.line), f"writes through {'.'.join(target)}", mend))
    return breaches


def one_queue(house: House) -> list[Breach]:
    """Writers of one family wait for each other in one queue (`people.queries.wait_for_family`). A row held beside it
    is a second queue, and two queues taken in two orders wait for each other for ever.
    """
    return [
        Breach(module.at(node), "holds a row", "wait with people.queries.wait_for_family before reading")
        for module in house.product
        if module.kind != "migrations"
        for node in module.nodes
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update"
    ]
