"""The second wall: what the database itself lets the application see and write, asked in plain SQL as its role."""
