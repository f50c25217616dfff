"""Question sets, the first risk assessment and the whole-family assessment.

Everybody in their own right, strengths beside worries, differing views side by side, agreed by each, never closed: a
version is complete when somebody says so, and what is answered afterwards belongs to the next (S10, S11; 002:1147-1151,
3061-3185). What is asked is data of the practice model; what was answered is kept with the version of its set.

Public names: `actions.start`, `answer_section`, `give_view`, `complete`, `agree`, `assess_risk`; `queries.overview`,
`map_page`, `version_page`, `before_you_go`; `forms.QuestionsForm`, `rows_of`; `rules`.
"""
