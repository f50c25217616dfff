"""Meetings of the team around the family.

Invitations, views, decisions and actions (S7, S13; 002:1153-1189, 3385-3540).
"""
