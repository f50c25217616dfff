"""The words of practice: a family is never a matter, and a person is never a recipient of services."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from .house import Breach, House, Module

_WORDS = re.compile(
    r"(?<![A-Za-z])(cases?|case[ _-]?(?:loads?|work|workers?|notes?|files?)|clients?|service[ _-]?users?)(?![A-Za-z])",
    re.IGNORECASE,
)
#: Other meanings of the same letters: SQL, capitals, idioms, software that calls software, and the names of laws.
_OTHER_MEANINGS = re.compile(
    r"\bCASE\b|\bCase\(|models\.Case\b"
    r"|\b(?i:(?:just )?in case|in (?:any|either|that|which|this|no|the|such a) case)\b"
    r"|\b(?i:in (?:both|all|most|such) cases|(?:is|be|as|not) the case)\b"
    r"|\b(?i:(?:upper|lower|title|mixed|camel|snake|kebab|sentence|edge|corner|test|worst|best|use)[ _-]cases?)\b"
    r"|\b(?i:case[ _-](?:in)?sensitiv\w*|case[ _-]?fold\w*|serious case reviews?)"
    r"|(?i:client[ _-](?:ids?|secrets?|encoding|min[ _]messages|addr|side|class|cert\w*|disconnect\w*))"
    r"|\b(?i:(?:test|http|api|oidc|oauth|database|libpq|email)[ _-]clients?)\b"
)
_DOMAIN = re.compile(r"\b(famil(?:y|ies)|visits?|referrals?|involvements?|pathways?|allocations?|genograms?)\b")
_LEXER = Environment()
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MEND = "say family, child, parent, person, involvement or helper, as practice does"


def ill_word(text: str) -> str | None:
    """The first word in the text that the house does not use of people, or None."""
    found = _WORDS.search(_OTHER_MEANINGS.sub(" ", text))
    return found.group(0) if found else None


def words_of_practice(house: House) -> list[Breach]:
    """Screens, names and messages speak of families, children, parents, involvements and helpers."""
    breaches = [breach for module in house.product for breach in _in_code(module)]
    for template in house.templates:
        for line, text in _shown(template.text):
            for offset, words in enumerate(text.split("\n")):
                if word := ill_word(words):
                    breaches.append(Breach(f"{template.where}:{line + offset}", f"says '{word}'", MEND))
    return breaches


def no_domain_below(house: House) -> list[Breach]:
    """The lowest floor knows no domain: nothing in it is named after families or what is done with them."""
    return [
        Breach(module.at(node), f"the lowest floor names something '{name}'", "move it to the room it is about")
        for module in house.product
        if house.customs.floors and module.room == house.customs.floors[-1]
        for node in module.nodes
        for name in _named_here(node)
        if _DOMAIN.search(_spaced(name))
    ]


def words_of_models(folder: Path) -> list[Breach]:
    """Practice models are read on screen too."""
    return [
        Breach(f"{path.relative_to(folder.parent).as_posix()}:{line}", f"says '{word}'", MEND)
        for path in sorted(folder.rglob("*.toml"))
        for line, text in enumerate(path.read_text().splitlines(), 1)
        if (word := ill_word(text.partition(" #")[0]))
    ]


def _in_code(module: Module) -> Iterator[Breach]:
    for part in module.parts:
        if word := ill_word(_spaced(part)):
            yield Breach(module.where, f"is named with '{word}'", MEND)
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (word := ill_word(node.value)):
            yield Breach(module.at(node), f"says '{word}'", MEND)
        for name in _named_here(node):
            if word := ill_word(_spaced(name)):
                yield Breach(module.at(node), f"names something '{name}' ({word})", MEND)


def _named_here(node: ast.AST) -> Iterator[str]:
    """The names this piece of code gives; names it only uses belong to whoever gave them."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.id if isinstance(node, ast.Name) else node.attr
    elif isinstance(node, ast.alias) and node.asname:
        yield node.asname


def _spaced(name: str) -> str:
    return _CAMEL.sub(" ", name).replace("_", " ").lower()


def _shown(text: str) -> Iterator[tuple[int, str]]:
    try:
        for line, kind, value in _LEXER.lex(text):
            if kind in {"data", "string"}:
                yield line, value
    except TemplateSyntaxError:
        yield 1, text
