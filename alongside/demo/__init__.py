"""Demonstration families: invented people, made through the same actions that staff use, with dates relative to today.

Basis: the Robbins family of the key worker course (002:2117-2139), Amy's family of the practice note on visits and
direct work (001:31-48), Kerry Williams of the practice note on the three aids (000:20-24, 192-195), Michelle and Dave
of Leeds (004:1167-1175), the family of Nottingham (002:1258-1275), John of Hertfordshire (004:864-872), and four of our
own: one that ended well, one that stepped away, one that has just begun and one that waits for a decision. Facts are
theirs; every sentence and most names are ours.

Public: `actions.load_demonstration`, `queries.account_lines`, `queries.first_steps`, `rules.ACCOUNTS`; the commands
`load_demonstration` and `list_demonstration_accounts`.
"""
