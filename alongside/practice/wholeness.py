"""What no single table of a model can know: ids met once, stages without gaps, spans that fit each other.

Pure: takes the tables with the file each came from and returns every breach.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from alongside.practice import asking, schema
from alongside.practice.rules import Breach, Span, surely_not_longer

type Placed[T] = tuple[str, T]

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
    lists: dict[str, list[Placed[schema.ItemTable]]] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)

    def tables(self) -> dict[str, Sequence[Placed[schema.Identified]]]:
        """Every table that has an id, by what it is called in a breach."""
        named: dict[str, Sequence[Placed[schema.Identified]]] = {
            "stage": self.stage,
            "clock": self.clock,
            "dose": self.dose,
            "limit": self.limit,
            "comparator": self.comparator,
            "question_set": self.question_set,
        }
        return named | {f"list.{name}": items for name, items in self.lists.items()}


def breaches(gathered: Gathered) -> list[Breach]:
    """Everything wrong between tables."""
    return [
        *_one_model(gathered),
        *_ids_met_once(gathered),
        *_stages_in_order(gathered),
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


def _stages_in_order(gathered: Gathered) -> Iterator[Breach]:
    if "stage" in gathered.spoilt:
        return
    count = len(gathered.stage)
    met: dict[int, str] = {}
    for file, stage in gathered.stage:
        if stage.order in met:
            reason = f"{stage.order} belongs to {met[stage.order]} already; number the stages 1 to {count}"
            yield Breach(file, f"stage {stage.id}", "order", reason)
        elif stage.order > count:
            reason = f"{stage.order} leaves a gap; number the {count} stages 1 to {count}"
            yield Breach(file, f"stage {stage.id}", "order", reason)
        met.setdefault(stage.order, stage.id)


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
    for table in ("stage", "clock", "dose", "limit", "question_set"):
        for file, entry in getattr(gathered, table):
            if not entry.source and not entry.ours and not getattr(entry, "statutory", False):
                yield Breach(file, f"{table} {entry.id}", "source", unsourced)
