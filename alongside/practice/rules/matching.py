"""Which deeds a model means: one matcher for clocks, stages and aids."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matcher:
    """One kind of deed, optionally of one subtype: `{kind = "meetings.held", subtype = "review"}`.

    met: only those at which somebody of the family was met; for what answers a clock.
    """

    kind: str
    subtype: str | None = None
    met: bool = False

    def matches(self, kind: str, subtype: str | None) -> bool:
        return self.kind == kind and (self.subtype is None or self.subtype == subtype)
