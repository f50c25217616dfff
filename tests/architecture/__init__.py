"""The laws of the house, as tests.

`laws/` holds each law as a pure function that returns the breaches it finds; `excuses.py` is the one place where an
exception is declared, with its reason; `sample.py` builds a small house that keeps every law. Each law has a test that
the real house keeps it and a test that a breach planted in the sample is found.
"""
