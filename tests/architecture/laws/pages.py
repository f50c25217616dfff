"""Views ask for rows by name, and templates only show what they are handed."""

import ast
import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError

from .house import Breach, House, Module, Template

QUERYSET_DOORS = frozenset({"objects", "_default_manager", "_base_manager"})
PAGE_CODE = frozenset({"views", "forms", "urls"})
QUERIES = frozenset(
    (
        *("all", "filter", "exclude", "get", "first", "last", "latest", "earliest", "count", "exists", "order_by"),
        *("values_list", "select_related", "prefetch_related", "annotate", "aggregate", "distinct", "iterator"),
        *("in_bulk", "only", "defer", "raw", "using", "visible_to", "refresh_from_db", "get_or_create"),
        *("update_or_create", "create", "bulk_create", "save", "delete"),
    )
)
#: What templates import the parts of pages as; its macros are not rows.
COMPONENTS = "kit"
_ONE_OF_EACH = {
    "queries": "ask one query of the room that answers with everything the page shows",
    "actions": "write one action that does the whole",
}
_LEXER = Environment()
_STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
_HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=|javascript:", re.IGNORECASE)
_FORM = re.compile(r"<form\b[^>]*\bmethod=.post\b.*?(?:</form>|\Z)", re.IGNORECASE | re.DOTALL)
_KEPT = re.compile(r"\bkit\.save\((?!.*draft=false)")
_SCRIPT = re.compile(r"<script\b(?![^>]*(?:\bsrc\s*=|application/json))", re.IGNORECASE)


def rows_by_name(house: House) -> list[Breach]:
    """No view or form opens a table itself; rows come from a named query that knows who is asking."""
    mend = "ask a named query of the room, through visible_to(user)"
    breaches = []
    for module in house.product:
        if house.stands_as(module.room, module.kind) not in PAGE_CODE:
            continue
        breaches += [Breach(module.at(line), f"opens a table through {door}", mend) for line, door in _doors(module)]
    for template in house.templates:
        for line, text in enumerate(template.text.splitlines(), 1):
            if re.search(r"\.(objects|_default_manager|_base_manager)\b", text):
                breaches.append(Breach(f"{template.where}:{line}", "opens a table in a template", mend))
    return breaches


def one_domain_call(house: House) -> list[Breach]:
    """A view asks one page-shaped query, and calls one action: what a page needs is put together where it is tested."""
    breaches = []
    for module in house.product:
        if house.stands_as(module.room, module.kind) != "views":
            continue
        for function in module.functions:
            called = {module.full_name(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
            for kind, mend in _ONE_OF_EACH.items():
                found = sorted(name.rsplit(".", 1)[-1] for name in called if _is_named(house, name, kind))
                if len(found) > 1:
                    breaches.append(Breach(module.at(function), f"{function.name} calls {' and '.join(found)}", mend))
    return breaches


def _is_named(house: House, name: str, kind: str) -> bool:
    """Whether it is a function of a room's queries or actions; what they answer with begins with a capital."""
    target = house.room_and_kind(name)
    return target is not None and target[1] == kind and name.rsplit(".", 1)[-1][:1].islower()


def _doors(module: Module) -> Iterator[tuple[int, str]]:
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and node.attr in QUERYSET_DOORS:
            yield node.lineno, f".{node.attr}"
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = module.full_name(node.func).rsplit(".", 1)[-1]
        named = getattr(node.args[1], "value", None) if len(node.args) > 1 else None
        if called == "getattr" and named in QUERYSET_DOORS:
            yield node.lineno, f".{named}"
        if called in {"get_object_or_404", "get_list_or_404"} and _is_a_model(node.args[0]):
            yield node.lineno, f"{called} on a whole table"


def _is_a_model(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name[:1].isupper()


def no_query_in_a_template(house: House) -> list[Breach]:
    """A template shows what it was handed; it neither asks the database nor follows a reverse relation."""
    return [breach for template in house.templates for breach in _queries(template)]


def _queries(template: Template) -> Iterator[Breach]:
    try:
        tokens = [token for token in _LEXER.lex(template.text) if token[1] != "whitespace"]
    except TemplateSyntaxError as error:
        yield Breach(f"{template.where}:{error.lineno}", f"cannot be read: {error.message}", "mend the template")
        return
    mend = "let the view's query hand over plain values"
    nothing = (0, "", "")
    for of, before, (line, kind, name), after in zip(
        [nothing, *tokens], tokens, tokens[1:], [*tokens[2:], nothing], strict=False
    ):
        if kind != "name" or before[2] != "." or of[2] == COMPONENTS:
            continue
        if name.endswith("_set") or (name in QUERIES and after[2] == "("):
            yield Breach(f"{template.where}:{line}", f"asks the database with .{name}", mend)


def forms_are_kept(house: House) -> list[Breach]:
    """Every form that sends something ends in `kit.save`, which keeps it as a draft; others are declared."""
    breaches, used = [], set()
    for template in house.templates:
        for form in _FORM.finditer(template.text):
            if _KEPT.search(form[0]):
                continue
            if template.name in house.customs.unkept:
                used.add(template.name)
                continue
            line = template.text.count("\n", 0, form.start()) + 1
            mend = 'end it with {{ kit.save("Save the …", leave) }}, or declare it in UNKEPT_FORMS with a reason'
            breaches.append(Breach(f"{template.where}:{line}", "has a form that cannot be kept as a draft", mend))
    return breaches + [
        Breach("UNKEPT_FORMS", f"every form of '{name}' can be kept", "take the excuse down")
        for name in sorted(set(house.customs.unkept) - used)
    ]


def strict_content_policy(house: House) -> list[Breach]:
    """The content policy allows no inline style, script or handler; a page that has one is broken in the browser."""
    breaches = []
    for template in house.templates:
        for line, text in enumerate(template.text.splitlines(), 1):
            for pattern, what in ((_STYLE, "inline style"), (_HANDLER, "inline handler"), (_SCRIPT, "inline script")):
                if pattern.search(text):
                    mend = "use a class of alongside.css, or a script file"
                    breaches.append(Breach(f"{template.where}:{line}", what, mend))
    return breaches
