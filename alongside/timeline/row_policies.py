# ruff: noqa: S608 (conditions put together from our own constants)
"""The walls of what was recorded, as the migrations raise them."""

from alongside.access.row_policies import (
    AROUND,
    BY_AUDIENCE,
    PERSONS,
    STRAND_NOT_WITHHELD,
    TEAM,
    SameFamily,
)

OWN_ENTRIES = (
    f"CASE WHEN family_id = ANY {AROUND} THEN true ELSE EXISTS (SELECT 1 FROM entry_about a "
    f"WHERE a.entry_id = entry.id AND a.person_id = ANY {PERSONS} AND a.part <> 'mentioned') END"
)
OWN_TEXTS = (
    f"CASE WHEN family_id = ANY {AROUND} THEN true "
    f"ELSE EXISTS (SELECT 1 FROM entry e WHERE e.id = entry_text.entry_id) "
    f"AND COALESCE(person_id = ANY {PERSONS}, true) END"
)


def of_own(table: str) -> str:
    """Who is not of the team around the family sees what hangs on an entry when they see the entry."""
    return (
        f"CASE WHEN family_id = ANY {AROUND} THEN true "
        f"ELSE EXISTS (SELECT 1 FROM entry e WHERE e.id = {table}.entry_id) END"
    )


# Beyond the service's own staff, a retracted strand shows nothing of its content. Asked of a definer function, because
# a policy that reads its own table would recurse, and last in a CASE, because staff never need the answer.
NOT_RETRACTED = f"CASE WHEN family_id = ANY {TEAM} THEN true ELSE NOT strand_is_retracted(strand_id) END"
STRAND_IS_RETRACTED = """
CREATE FUNCTION strand_is_retracted(p_strand uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM entry WHERE strand_id = p_strand AND retracts)
$$
"""


# Its sentence, and what was written of it, may name whoever had a part in an entry. Where one of them is kept from the
# reader, or has since become protected, the whole entry is. Asked of a definer function, because that person's own row
# in `entry_about` is hidden from the reader too.
def nobody_hidden(entry: str) -> str:
    """The condition; `entry` is the column that names the entry."""
    return f"CASE WHEN family_id = ANY {TEAM} THEN true ELSE NOT entry_is_about_somebody_hidden({entry}) END"


ENTRY_IS_ABOUT_SOMEBODY_HIDDEN = """
CREATE FUNCTION entry_is_about_somebody_hidden(p_entry uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM entry_about WHERE entry_id = p_entry
        AND person_id = ANY (COALESCE(NULLIF(current_setting('app.withheld_subjects', true), ''), '{}')::uuid[])
    )
$$
"""


# A partner sees an entry when everyone it is about, other than merely mentioned, is covered. Asked of a definer
# function, because the rows that say whom it is about are hidden from the partner too.
def everyone_covered(entry: str) -> str:
    """The condition; `entry` is the column that names the entry."""
    return (
        f"CASE WHEN family_id = ANY {TEAM} THEN true "
        f"WHEN family_id = ANY {AROUND} THEN NOT entry_is_about_somebody_not_covered({entry}) ELSE true END"
    )


ENTRY_IS_ABOUT_SOMEBODY_NOT_COVERED = """
CREATE FUNCTION entry_is_about_somebody_not_covered(p_entry uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    -- A version that a correction took the place of goes with the correction: else what stood before would be shown
    -- as if it stood. Identifiers are in the order in which versions were made.
    SELECT EXISTS (
        SELECT 1 FROM entry this
        JOIN entry version ON version.strand_id = this.strand_id AND version.id >= this.id
        JOIN entry_about a ON a.entry_id = version.id
        WHERE this.id = p_entry AND a.part <> 'mentioned'
        AND (a.family_id::text || ' ' || a.person_id::text)
            <> ALL (COALESCE(NULLIF(current_setting('app.covered', true), ''), '{}')::text[])
    )
$$
"""
STRAND_ROW = {"by_audience": BY_AUDIENCE, "not_withheld": STRAND_NOT_WITHHELD, "not_retracted": NOT_RETRACTED}
STRAND_TABLES = ("strand", "entry", "entry_about", "entry_text", "entry_helper")
ONE_STRAND = ("family_id", "strand_id", "audience")


def in_the_strand_of_its_entry(table: str) -> SameFamily:
    """A row lies in the family, the strand and the audience of its entry."""
    return SameFamily(table, ("entry_id", *ONE_STRAND), "entry", ("id", *ONE_STRAND))
