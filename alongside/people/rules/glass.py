"""Why somebody sees a family whom they do not help. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, str] = MappingProxyType({
    "danger": "A child may be in danger now",
    "duty": "I am on duty, and somebody rang about this family",
    "asked": "The police, a court or a hospital asks, and it cannot wait",
    "cover": "Their worker is away, and nobody who may see them can be reached",
})  # fmt: skip
"""No more is asked before it opens than this and what for."""
