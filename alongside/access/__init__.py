"""Who signs in, what each role may do, and what was looked at.

Basis: need to know by default; every look at a family is logged (Data Protection Act 2018, part 2; OWASP ASVS 5.0
V8, V16). Public names: `permissions.Permission`, `permissions.ROLES`, `doors.public`, `doors.requires`, `scope`,
`actions`, `queries`.
"""
