"""Partnership agreements, consent and sharing without it.

Work is by consent (S9; 002:2796-3007): the family writes its list first; each consent is given by a person, for a
purpose, to somebody, about named people, for a time, and can be withdrawn. Consent opens a partner's access and closes
it.
"""
