"""Makes values of Avro schemas, and compares what was read and written again.

Standard input is a JSON list of {"schema": …} or of {"schema": …, "before": [hex …], "after": [hex
…]}. Standard output is a list of lists of values in Avro binary, as hexadecimal digits; or of the
places where the two differ.
"""

import decimal
import io
import json
import random
import sys
import uuid

import fastavro

LOGICAL = {
    "date": [0, 20000, -1],
    "time-millis": [0, 86_399_999],
    "time-micros": [0, 86_399_999_999],
    "timestamp-millis": [0, -1, 1_795_253_402_500],
    "timestamp-micros": [0, -1, 1_795_253_402_500_001],
    "timestamp-nanos": [0, -1, 1_795_253_402_500_000_001],
    "local-timestamp-millis": [0, -1, 1_795_253_402_500],
    "local-timestamp-micros": [0, -1, 1_795_253_402_500_001],
    "local-timestamp-nanos": [0, -1, 1_795_253_402_500_000_001],
}
PLAIN = {
    "null": [None],
    "boolean": [True, False],
    "int": [0, -1, 2**31 - 1, -(2**31)],
    "long": [0, -1, 2**63 - 1, -(2**63)],
    "float": [0.0, -1.5],
    "double": [0.0, -1.5, 1e300],
    "bytes": [b"", b"\x00\xff", bytes(100)],
    "string": ["", "text", "Grüße"],
}
DEEPEST = 6


class Maker:
    def __init__(self, rng):
        self.rng, self.named = rng, {}

    def value(self, schema, depth=0):
        if isinstance(schema, list):
            branches = [it for it in schema if it == "null"] if depth > DEEPEST else schema
            branch = self.rng.choice(branches or schema)
            made = self.value(branch, depth + 1)
            full = self.resolved(branch)
            is_named = isinstance(full, dict) and full["type"] in ("record", "enum", "fixed")
            return (full["name"], made) if is_named else made
        schema = self.resolved(schema)
        if isinstance(schema, str):
            return self.rng.choice(PLAIN[schema])
        kind, logical = schema["type"], schema.get("logicalType")
        if logical in LOGICAL:
            return self.rng.choice(LOGICAL[logical])
        if logical == "uuid":
            return uuid.UUID(int=self.rng.getrandbits(128))
        if logical == "decimal":
            digits = self.rng.choice([0, 1, -1, 10 ** schema["precision"] - 1])
            return decimal.Decimal(digits).scaleb(-schema.get("scale", 0))
        if kind == "record":
            return {it["name"]: self.value(it["type"], depth + 1) for it in schema["fields"]}
        if kind == "enum":
            return self.rng.choice(schema["symbols"])
        if kind == "fixed":
            return bytes(self.rng.getrandbits(8) for _ in range(schema["size"]))
        count = 0 if depth > DEEPEST else self.rng.choice([0, 1, 2])
        if kind == "array":
            return [self.value(schema["items"], depth + 1) for _ in range(count)]
        if kind == "map":
            return {f"k{i}": self.value(schema["values"], depth + 1) for i in range(count)}
        return self.value(kind, depth)

    def resolved(self, schema):
        if isinstance(schema, str) and schema not in PLAIN:
            return self.named[schema]
        return schema

    def learn(self, schema):
        if isinstance(schema, list):
            for branch in schema:
                self.learn(branch)
        if isinstance(schema, dict):
            if "name" in schema:
                self.named[schema["name"]] = schema
            for part in ("type", "items", "values"):
                if isinstance(schema.get(part), (dict, list)):
                    self.learn(schema[part])
            for field in schema.get("fields", []):
                self.learn(field["type"])


def make(schema):
    schema = fastavro.parse_schema(schema)
    made = []
    for seed in range(4):
        maker = Maker(random.Random(seed))
        maker.learn(schema)
        out = io.BytesIO()
        fastavro.schemaless_writer(out, schema, maker.value(schema))
        made.append(out.getvalue().hex())
    return made


def read(schema, text):
    return fastavro.schemaless_reader(io.BytesIO(bytes.fromhex(text)), schema, None)


def answer(case):
    if "before" not in case:
        return make(case["schema"])
    schema = fastavro.parse_schema(case["schema"])
    pairs = enumerate(zip(case["before"], case["after"]))
    return [at for at, (before, after) in pairs if read(schema, before) != read(schema, after)]


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
