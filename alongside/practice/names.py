"""A model names only what exists: kinds the rooms record, subtypes its lists and stages hold, roles people have."""

from collections.abc import Iterator, Mapping

from alongside.practice.rules import (
    Breach,
    KnownKind,
    KnownNames,
    LoadedModel,
    Matcher,
    PracticeModel,
)


def check_names(
    loaded: LoadedModel, known: KnownNames, beside: Mapping[str, PracticeModel] | None = None
) -> list[Breach]:
    """Everything `loaded` names that does not exist. `beside` holds the other models, by id, for its `beside` key."""
    others = beside or {}
    breaches = list(_others_exist(loaded, others))
    models = [loaded.model, *(others[name] for name in loaded.model.beside if name in others)]
    for table, entry_id, key, matchers in _matchers(loaded.model):
        file = loaded.places.get((table, entry_id), "")
        for matcher in matchers:
            reason = _unknown(matcher, known, models)
            if reason:
                breaches.append(Breach(file, f"{table} {entry_id}".rstrip(), key, reason))
    return breaches + list(_roles_exist(loaded, known))


def _matchers(model: PracticeModel) -> Iterator[tuple[str, str, str, tuple[Matcher, ...]]]:
    for stage in model.stages:
        yield "stage", stage.id, "enter_on", stage.enter_on
        yield "stage", stage.id, "leave_on", stage.leave_on
    for clock in model.clocks:
        yield "clock", clock.id, "start", clock.start
        yield "clock", clock.id, "satisfy", clock.satisfy
        yield "clock", clock.id, "stop", clock.stop
    if model.light_bulb:
        yield "light_bulb", "", "process", model.light_bulb.process
    for relationship in model.relationship_stages:
        for line in (*relationship.with_family, *relationship.with_partners, *relationship.before_moving):
            yield "relationship_stage", relationship.id, line.id, line.evidence


def _unknown(matcher: Matcher, known: KnownNames, models: list[PracticeModel]) -> str:
    """Why the matcher can never match, or nothing."""
    kind = known.kinds.get(matcher.kind)
    if kind is None:
        room = matcher.kind.partition(".")[0]
        same_room = sorted(name for name in known.kinds if name.startswith(f"{room}.")) or sorted(known.kinds)
        return f"nothing records {matcher.kind}; use one of {', '.join(same_room)}"
    if matcher.subtype is None:
        return ""
    subtypes = _subtypes(kind, models)
    if subtypes is None:
        return f"{matcher.kind} has no subtypes; take subtype out"
    if matcher.subtype in subtypes:
        return ""
    if not subtypes:
        return f"this model has no {_where(kind)} for {matcher.kind} to name; add it, or name its model under beside"
    return f"{matcher.kind} has no subtype {matcher.subtype}; use one of {', '.join(subtypes)}"


def _subtypes(kind: KnownKind, models: list[PracticeModel]) -> list[str] | None:
    if kind.subtypes_from is None:
        return None if kind.subtypes is None else sorted(kind.subtypes)
    if kind.subtypes_from == "stages":
        return [stage.id for model in models for stage in model.stages]
    return [item.id for model in models for item in model.items(kind.subtypes_from.removeprefix("list:"))]


def _where(kind: KnownKind) -> str:
    return "stages" if kind.subtypes_from == "stages" else (kind.subtypes_from or "").replace(":", " ")


def _others_exist(loaded: LoadedModel, others: Mapping[str, PracticeModel]) -> Iterator[Breach]:
    for name in loaded.model.beside:
        if name not in others:
            file = loaded.places.get(("model", loaded.model.id), "")
            yield Breach(file, "model", "beside", f"there is no model {name} next to this one; add it or take it out")


def _roles_exist(loaded: LoadedModel, known: KnownNames) -> Iterator[Breach]:
    if known.roles is None:
        return
    for limit in loaded.model.limits:
        if limit.role not in known.roles:
            file = loaded.places.get(("limit", limit.id), "")
            reason = f"nobody has the role {limit.role}; use one of {', '.join(sorted(known.roles))}"
            yield Breach(file, f"limit {limit.id}", "role", reason)
