"""Each law is a function that returns the breaches it finds; an empty list is a house in order."""
