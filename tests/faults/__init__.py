"""Small faults seeded one at a time, to see that the tests catch them."""
