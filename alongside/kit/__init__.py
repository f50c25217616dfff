"""The lowest floor: what every page and every form is made of. It knows no word of the practice.

Its basis is the GOV.UK Design System, with the colours, type and voice of `design/README.md`.

- `kit.forms`: forms that write themselves, whose every question names its fact.
- `kit.jinja`: the environment of pages; `kit/base.jinja` and `kit/components.jinja` are the page and its parts.
- `kit.govuk`: the components of GOV.UK's design system, rendered in an environment of their own.
- `kit.dates`, `kit.clock`, `kit.calendar`: days in words and back, the one clock of now, working days.
- `kit.drawing`: drawings as pure functions, from the mark and clocks to the three pictures of our work.
- `kit.ids`: identifiers in the order they were made.
- `kit.errors`: the pages of requests that cannot be answered.
"""
