"""Practice models: how a service works with families, as data that a council can change without a programmer.

Basis: the seven-stage pathway of family intervention (002:1101-1287), its referral and allocation, visits and direct
work (001:11-71), and the clocks of English law and statutory guidance. A model is a folder of TOML files below
`practice/models/`, checked strictly when the service starts and kept as an immutable version.

Public names, by file:

- `rules`: the values a model is made of (`PracticeModel`, `Stage`, `Clock`, `Matcher`, `Span`, `Dose`, `Limit`,
  `Comparator`, `ListItem`), `LoadedModel`, `Breach`, `ModelBroken`, `KnownKind`, `KnownNames`, `surely_not_longer`
- `queries`: `current_model`, `current_version`, `model_of`, `published_models`, `NoSuchModel`
- `actions`: `import_shipped_models`, `ChangedUnderSameVersion`
- `loading`: `read_model`, `read_models`, `parse_model`; `names`: `check_names`
- `checking`: `check_path`, for the command line
- `schema`: `json_schema_text`, the JSON Schema that editors use
"""
