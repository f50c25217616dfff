"""The support plan, its goals and steps, what each person says of it, and change.

Vision goals, small steps, each person's answer (S12; 002:3197-3418); scaling and stages of change (S15; 002:3578-3703).
"""
