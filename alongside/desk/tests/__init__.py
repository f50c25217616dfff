"""The desk as each role meets it."""
