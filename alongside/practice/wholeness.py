"""What no single table of a model can know: ids met once, stages without gaps, spans that fit each other.

Pure: takes the tables with the file each came from and returns every breach.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from alongside.practice import asking, schema
from alongside.practice.rules import Breach, Span, surely_not_longer

type Placed[T] = tuple[str, T]

WITH_IDS = ("stage", "clock", "dose", "limit", "comparator", "question_set", "relationship_stage")
"""The kinds of table that have an id, by what they are called in a breach."""

LONGER = "is longer than within, or could be at some time of year; shorten it, in the same unit as within"


@dataclass(slots=True)
class Gathered:
    """The well-formed tables of a folder, each with its file; `spoilt`: the kinds of table some of which were not."""

    model: list[Placed[schema.ModelTable]] = field(default_factory=list)
    stage: list[Placed[schema.StageTable]] = field(default_factory=list)
    clock: list[Placed[schema.ClockTable]] = field(default_factory=list)
    dose: list[Placed[schema.DoseTable]] = field(default_factory=list)
    limit: list[Placed[schema.LimitTable]] = field(default_factory=list)
    comparator: list[Placed[schema.ComparatorTable]] = field(default_factory=list)
    question_set: list[Placed[schema.QuestionSetTable]] = field(default_factory=list)
    light_bulb: list[Placed[schema.LightBulbTable]] = field(default_factory=list)
    relationship_stage: list[Placed[schema.RelationshipStageTable]] = field(default_factory=list)
    lists: dict[str, list[Placed[schema.ItemTable]]] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)

    def tables(self) -> dict[str, Sequence[Placed[schema.Identified]]]:
        """Every table that has an id, by what it is called in a breach."""
        named: dict[str, Sequence[Placed[schema.Identified]]] = {name: getattr(self, name) for name in WITH_IDS}
        return named | {f"list.{name}": items for name, items in self.lists.items()}


def breaches(gathered: Gathered) -> list[Breach]:
    """Everything wrong between tables."""
    return [
        *_one_model(gathered),
        *_one_light_bulb(gathered),
        *_ids_met_once(gathered),
        *_in_order("stage", gathered),
        *_in_order("relationship_stage", gathered),
        *_lines_met_once(gathered),
        *_work_of_stages(gathered),
        *(breach for file, clock in gathered.clock for breach in _clock(file, clock)),
        *_limits(gathered),
        *_provenance(gathered),
        *(breach for file, each in gathered.question_set for breach in asking.breaches(file, each, gathered.lists)),
    ]


def _one_model(gathered: Gathered) -> Iterator[Breach]:
    if not gathered.model and "model" not in gathered.spoilt:
        yield Breach("model.toml", "model", "", "is missing; add [model] with id, version and name")
    for file, _ in gathered.model[1:]:
        first = gathered.model[0][0]
        yield Breach(file, "model", "", f"stands in {first} already; keep one")


def _ids_met_once(gathered: Gathered) -> Iterator[Breach]:
    for table, placed in gathered.tables().items():
        met: dict[str, str] = {}
        for file, entry in placed:
            if entry.id in met:
                reason = f"is used already in {met[entry.id]}; give one of the two another id"
                yield Breach(file, f"{table} {entry.id}", "id", reason)
            else:
                met[entry.id] = file


def _one_light_bulb(gathered: Gathered) -> Iterator[Breach]:
    for file, _ in gathered.light_bulb[1:]:
        yield Breach(file, "light_bulb", "", f"stands in {gathered.light_bulb[0][0]} already; keep one")


def _in_order(table: str, gathered: Gathered) -> Iterator[Breach]:
    """Stages of the pathway, and of a relationship, are numbered without gaps."""
    if table in gathered.spoilt:
        return
    placed: list[Placed[schema.StageTable | schema.RelationshipStageTable]] = getattr(gathered, table)
    met: dict[int, str] = {}
    for file, stage in placed:
        if stage.order in met:
            reason = f"{stage.order} belongs to {met[stage.order]} already; number the stages 1 to {len(placed)}"
            yield Breach(file, f"{table} {stage.id}", "order", reason)
        elif stage.order > len(placed):
            reason = f"{stage.order} leaves a gap; number the {len(placed)} stages 1 to {len(placed)}"
            yield Breach(file, f"{table} {stage.id}", "order", reason)
        met.setdefault(stage.order, stage.id)


def _lines_met_once(gathered: Gathered) -> Iterator[Breach]:
    """A line of a relationship's stage is kept in the record by its id alone."""
    met: dict[str, str] = {}
    for file, stage in gathered.relationship_stage:
        for key in ("with_family", "with_partners", "before_moving"):
            for line in getattr(stage, key):
                if line.id in met:
                    reason = f"{line.id} is used already in {met[line.id]}; give one of the two another id"
                    yield Breach(file, f"relationship_stage {stage.id}", key, reason)
                met.setdefault(line.id, stage.id)


def _work_of_stages(gathered: Gathered) -> Iterator[Breach]:
    known = {item.id for _, item in gathered.lists.get("ten_i", [])}
    for file, stage in gathered.stage:
        for each in stage.ten_i:
            if each not in known and "list" not in gathered.spoilt:
                yield Breach(
                    file, f"stage {stage.id}", "ten_i", f"{each} is not in list.ten_i; add it there, or take it out"
                )


def _clock(file: str, clock: schema.ClockTable) -> Iterator[Breach]:
    table = f"clock {clock.id}"
    within = clock.within.to_rule()
    for key, given in (("soon", clock.soon), ("not_before", clock.not_before)):
        if given and not surely_not_longer(given.to_rule(), within):
            yield Breach(file, table, key, LONGER)
    if clock.repeat_within:
        yield from _repeat(file, clock, clock.repeat_within.to_rule(), within)
    if clock.statutory and clock.pausable:
        yield Breach(file, table, "pausable", "a statutory clock cannot be put on hold; take pausable out")
    if clock.statutory and not clock.source:
        yield Breach(file, table, "source", "is missing; a statutory clock names its legal basis")


def _repeat(file: str, clock: schema.ClockTable, repeat_within: Span, within: Span) -> Iterator[Breach]:
    table = f"clock {clock.id}"
    if not clock.repeat:
        yield Breach(file, table, "repeat_within", "has no effect without repeat = true; add it or take this out")
    if not surely_not_longer(within, repeat_within):
        reason = "is shorter than within, or could be; a repeat may not come sooner than the first, so lengthen it"
        yield Breach(file, table, "repeat_within", reason)
    if clock.not_before and not surely_not_longer(clock.not_before.to_rule(), repeat_within):
        yield Breach(file, table, "not_before", "is longer than repeat_within, or could be; shorten it")


def _limits(gathered: Gathered) -> Iterator[Breach]:
    for file, limit in gathered.limit:
        if limit.at_most is not None and limit.at_most < limit.about:
            reason = f"is less than about ({limit.about}); the most cannot be fewer than the usual number"
            yield Breach(file, f"limit {limit.id}", "at_most", reason)


def _provenance(gathered: Gathered) -> Iterator[Breach]:
    unsourced = "is missing; say where this comes from, or write ours = true if it is your own"
    for table in ("stage", "clock", "dose", "limit", "question_set", "relationship_stage"):
        for file, entry in getattr(gathered, table):
            if not entry.source and not entry.ours and not getattr(entry, "statutory", False):
                yield Breach(file, f"{table} {entry.id}", "source", unsourced)
    for file, bulb in gathered.light_bulb:
        if not bulb.source and not bulb.ours:
            yield Breach(file, "light_bulb", "source", unsourced)
