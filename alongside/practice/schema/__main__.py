"""Writes the JSON Schema of a model file."""

import sys

from alongside.practice.schema import json_schema_text

sys.stdout.write(json_schema_text())
