"""The outermost room: settings, addresses, the environment, the embedded database, and the two commands.

Everything here may know every room; no room knows this one.
"""
