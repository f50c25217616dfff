"""The one timeline: everything people did with a family, as entries, and the clocks evaluated over them.

A deed writes one or more entries, one per nature, per session and per child's own words. All versions of one thing
share a strand; who may read belongs to the strand. Entries are only ever added: a correction supersedes, a
retraction says that it did not happen. Practice basis: S1, S4, S7 (what counts as process, help, voice), recording
habits (001:50-71). Public names: `rules`, `kinds.EntryKind` by hooks, `actions.record`, `actions.retract`,
`actions.change_audience`, `queries`, `clocks`.
"""
