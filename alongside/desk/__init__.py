"""The worker's desk: what needs doing first, my families, one family on one screen, and who is who in it.

It keeps nothing and records nothing of its own; every page is a lens over what the rooms below hold. Practice basis:
S1 (one record, one screen for a family), S3 (what is due shows itself), S37 (need to know). Until families have pages
of their own, a parent or child reads here what is recorded for them about themselves.
Public names: the addresses desk:today, desk:families, desk:family, desk:record, desk:people, desk:own_record,
desk:find, desk:person and desk:account.
"""
