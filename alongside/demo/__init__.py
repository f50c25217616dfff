"""Demonstration families: invented people, made through the same actions that staff use, with dates relative to today.

Basis: the Robbins family of the key worker course (002:2117-2139), Amy's family of the practice note on visits and
direct work (001:31-48), and two small ones of our own. Facts are theirs; every sentence and most names are ours.

Public: `actions.load_demonstration`, `queries.account_lines`, `rules.ACCOUNTS`; the commands `load_demonstration` and
`list_demonstration_accounts`.
"""
