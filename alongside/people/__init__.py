"""Who is who: persons, families, relationships, agencies, involvements, helpers, and who may see a family.

A person needs only a name or a description ("mum's partner"); unborn children are people too. What a person is called,
and every fact about them, is known per family in which it was recorded, because what one family tells must not reach
another.
Basis: practice S8, S11, S13, S37; ethnicity and disability by the children-in-need census.
Public names: `actions`, `queries`, `permissions`, `rules`, `doors.families_page`, `doors.family_page`.
"""
