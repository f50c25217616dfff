"""GOV.UK's components, from the templates of its design system, as `govuk("button", text="Save")`.

The macros rely on missing names being empty, so they live in an environment of their own. It is where most of the time
of a page with a long form goes, so what the macros do for every label and input is done for them in a quicker way that
gives the same.
"""

from collections.abc import Mapping, MutableMapping
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, PrefixLoader, Template, Undefined
from markupsafe import Markup, escape

ATTRIBUTES = "govuk_frontend_jinja/macros/attributes.html"


def govuk(name: str, /, options: Mapping[str, Any] | None = None, **more: Any) -> Markup:
    """A GOV.UK component by the name of its folder ("error-summary"), with the options of its Nunjucks macro.

    Text options are escaped; `html` options must be Markup.
    """
    return Markup(_component(name)({**(options or {}), **more}))  # noqa: S704 - the macro has escaped its options


def govuk_templates() -> PrefixLoader:
    return PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})


@cache
def _component(name: str) -> Any:
    camel = "govuk" + "".join(part.capitalize() for part in name.split("-"))
    return getattr(_template(name).module, camel)


def _template(name: str) -> Template:
    return _environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")


@cache
def _environment() -> Environment:
    # Nothing of an installed package changes while we run, so no file is looked at again for each component.
    quicker = DictLoader({ATTRIBUTES: "{% set govukAttributes = attributes_of %}"})
    environment = _GovukEnvironment(
        loader=ChoiceLoader([quicker, govuk_templates()]),
        autoescape=True,
        undefined=Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["attributes_of"] = attributes_of
    environment.filters["indent"] = _as_it_is
    return environment


class _GovukEnvironment(Environment):
    """Where the macros of GOV.UK are read: `params.values` is the option of that name, never a method of the dict.

    They look an option up hundreds of times for a form, so what is no method is not looked for as one.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict:
            if attribute in obj:
                return obj[attribute]
            if attribute not in _METHODS:
                return _not_there(attribute)
        return super().getattr(obj, attribute)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dict for every macro: whether an import sees the same globals is asked each time a macro is called."""
        return super().make_globals(d) if d else self.globals


_METHODS = frozenset(dir(dict))


@cache
def _not_there(attribute: str) -> Undefined:
    return Undefined(name=attribute)


def attributes_of(attributes: Any = None) -> Markup:
    """What `govukAttributes` of the library's macros gives for the same: ` name="value"` for each, from a mapping of
    names to values, or to {"value", "optional"} for one that is left off when empty; or a text as it is.
    """
    if not attributes:
        return Markup()
    if isinstance(attributes, str):
        return Markup(attributes)  # noqa: S704 - as the library's macro: a text of attributes is the caller's own
    return Markup("".join(_attribute(*each) for each in attributes.items()))  # noqa: S704 - escaped one by one


def _attribute(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return f' {escape(name)}="{str(value).lower()}"'
    if not isinstance(value, Mapping):
        return f' {escape(name)}="{escape(value)}"'
    optional, value = value.get("optional") is True, value.get("value")
    if optional and (value is None or value is False or isinstance(value, Undefined)):
        return ""
    return f" {escape(name)}" if optional and value is True else f' {escape(name)}="{escape(value)}"'


def _as_it_is(text: Any, *_width: Any, **_how: Any) -> Any:
    """In place of setting markup in: only a reader of the source sees it, and lines somebody typed would shift."""
    return text
