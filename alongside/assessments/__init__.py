"""Question sets, the first risk assessment and the whole-family assessment.

Everybody in their own right, strengths beside worries, differing views side by side, never closed (S10, S11;
002:1147-1151, 3061-3185).
"""
