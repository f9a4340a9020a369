# Judges documents by a JSON Schema with Debian's python3-jsonschema, which nobody here wrote.
#   judge.py SCHEMA < DOCUMENTS    one JSON document a line; prints for each a line: ok, or where and why not
import json
import re
import sys

import jsonschema

re._MAXCACHE = 100_000  # The schema has more expressions than Python keeps; compiling them anew takes most of the time.

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for line in sys.stdin:
    error = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(line)))
    print("ok" if error is None else f"{error.json_path}: {error.message[:200]!a}")
