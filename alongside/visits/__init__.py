"""Visits, the direct work done in them, and what a child said.

Three different things, recorded so (S4; 001:11-60): a visit is a step we are required to do, direct work is help
that reaches somebody, a child's own words are kept word for word and apart from what we make of them. Public names:
`actions.record_visit`, `actions.correct_visit`, `queries`, `rules.VisitTold`, `rules.ChildSeen`.
"""
