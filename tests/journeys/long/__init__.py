"""The long journey of one family, room by room."""
