"""Recording who is who: what is taken, what is refused with what to do, and who may record it."""
