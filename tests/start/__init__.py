"""The two commands, tried as somebody at a machine tries them: real processes, real ports, own data folders."""
