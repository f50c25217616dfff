"""Small files, short functions, nothing left for later, nothing switched off."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from .house import Breach, House, Module

FILE_LINES = 400
TEMPLATE_LINES = 200
FUNCTION_LINES = 60
_LEFT_FOR_LATER = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\b")
_SWITCHES = frozenset({"skip", "skipif", "xfail", "importorskip", "skipTest", "SkipTest", "skipUnless", "skipIf"})
_BARE_SILENCER = re.compile(r"#\s*(type:\s*ignore(?!\[)|noqa(?!:\s*[A-Z]))")
_TIME = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "datetime.date.today",
        "django.utils.timezone.now",
        "django.utils.timezone.localdate",
        "django.utils.timezone.localtime",
        "django.db.models.functions.Now",
        "time.time",
    }
)
_SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
#: The clock itself, and identifiers that carry a time.
_KEEPS_TIME = frozenset({"kit.clock", "kit.ids"})


def small_files(house: House) -> list[Breach]:
    """A file over 400 lines becomes a folder of the same name; a template over 200 is more than one page."""
    breaches = []
    excused = house.customs.long_files
    for module in house.modules:
        lines = module.text.count("\n")
        if lines > FILE_LINES and module.kind != "migrations" and module.where not in excused:
            mend = "make it a folder of the same name, one file per journey"
            breaches.append(Breach(module.where, f"{lines} lines, more than {FILE_LINES}", mend))
    for template in house.templates:
        lines = template.text.count("\n")
        if lines > TEMPLATE_LINES and template.where not in excused:
            breaches.append(Breach(template.where, f"{lines} lines, more than {TEMPLATE_LINES}", "split off its parts"))
    return breaches


def short_functions(house: House) -> list[Breach]:
    """A function fits on a screen."""
    return [
        Breach(module.at(function), f"{function.name} is longer than {FUNCTION_LINES} lines", "name its steps")
        for module in house.modules
        if module.kind != "migrations"
        for function in module.functions
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
    ]


def nothing_left_for_later(house: House) -> list[Breach]:
    """What is not done is in the list of work, not in the code."""
    files = [(module.where, module.text) for module in house.modules]
    files += [(template.where, template.text) for template in house.templates]
    return [
        Breach(f"{where}:{line}", "something is left for later", "do it, or write it where work is planned")
        for where, text in files
        for line, words in enumerate(text.splitlines(), 1)
        if _LEFT_FOR_LATER.search(words)
    ]


def nothing_switched_off(house: House) -> list[Breach]:
    """No test is skipped or expected to fail, and no checker is silenced without saying which finding."""
    return [breach for module in house.modules for breach in _switched_off(module)]


def _switched_off(module: Module) -> Iterator[Breach]:
    imported = {"pytest", "unittest"} & {name.split(".")[0] for name in module.names.values()}
    for node in module.nodes:
        if isinstance(node, ast.Attribute | ast.Name) and (imported or module.is_test):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in _SWITCHES:
                yield Breach(module.at(node), f"a test is switched off ({name})", "make it pass, or remove it")
    if "ignore" not in module.text and "noqa" not in module.text:
        return
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT and _BARE_SILENCER.search(token.string):
            yield Breach(module.at(token.start[0]), "silences every finding", "name the one finding and say why")


def one_clock(house: House) -> list[Breach]:
    """Only the kit's clock asks the machine for the time, so that it can be moved and every row agrees."""
    breaches, used = [], set()
    for module in house.product:
        here = ".".join(module.parts)
        if module.room in house.customs.exempt or here in _KEEPS_TIME:
            continue
        for top in module.tree.body:
            place = f"{here}.{getattr(top, 'name', '')}"
            for node in _asking_the_machine(module, top):
                used.add(place)
                if place not in house.customs.machine_time:
                    mend = "use kit.clock.now() or today(), read once by the action"
                    what = f"asks the machine for the time ({ast.unparse(node)})"
                    breaches.append(Breach(module.at(node), what, mend))
    unused = sorted(set(house.customs.machine_time) - used)
    return breaches + [Breach("MACHINE_TIME", f"'{place}' does not", "take the excuse down") for place in unused]


def _asking_the_machine(module: Module, top: ast.AST) -> list[ast.AST]:
    named = [node for node in ast.walk(top) if isinstance(node, ast.Attribute | ast.Name)]
    return [node for node in named if module.full_name(node) in _TIME]


def writes_in_plain_sight(house: House) -> list[Breach]:
    """No signals and no logic in save(): what a write does is read in its action."""
    breaches = []
    for module in house.product:
        for imported in module.imports:
            if imported.target.startswith(_SIGNALS):
                breaches.append(Breach(module.at(imported.line), "uses signals", "call the action that does it"))
        if house.stands_as(module.room, module.kind) != "models":
            continue
        breaches += [
            Breach(module.at(function), f"logic in {function.name}()", "put it in the action that writes the row")
            for function in module.functions
            if function.name in {"save", "delete"}
        ]
    return breaches
