# Everyday work, by name. `just` comes with the dependencies: .venv/bin/just; ./start and ./check need it not.

python := ".venv/bin/python"

# What there is to do.
default:
    @just --list

# Start the service: just start --port 8001
start *arguments:
    ./start {{arguments}}

# Everything that must hold, from a fresh clone; never edits.
check *arguments:
    ./check {{arguments}}

# Put format, imports and what can be mended by itself in order.
fix:
    {{python}} -m ruff format .
    {{python}} -m ruff check --fix .

# Tests: just test alongside/visits -k words
test *arguments:
    {{python}} -m pytest -q {{arguments}}

# Whole ways through the service in a real browser.
journeys *arguments:
    {{python}} -m pytest -q tests/journeys {{arguments}}

# Write the migrations that changed models ask for, and bring this clone's own database up to them.
migrate *arguments:
    {{python}} -m alongside django makemigrations {{arguments}}
    {{python}} -m alongside django migrate

# The demonstration families, in an empty database.
seed:
    {{python}} -m alongside demo load

# A picture of every page, wide and narrow, in shots/.
shots *arguments:
    {{python}} -m tests.shots {{arguments}}

# A synthetic council of so many families over ten years: just population 5000
population families *arguments:
    {{python}} -m bench.council {{families}} {{arguments}}

# Each page's p50 and p95 and the blocks it reads, warm and cold, at 1,000 and at 100,000 families, as ratios.
bench *arguments:
    {{python}} -m bench {{arguments}}

# Small faults in who may see what, seeded one at a time: do the tests catch them? About an hour.
mutants *arguments:
    {{python}} -m tests.faults {{arguments}}

# What ./check proves a part of, whole: 10,000 hostile requests, a million rows of the logs. About half an hour.
prove:
    {{python}} -m tests.prove
