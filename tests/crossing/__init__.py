"""People at work on one family at the same moment, over HTTP: a real server, real commits, real ends."""
