"""Reads lines of {"reader", "writer", "compatible"}; prints where PyPI `avro` and `fastavro` disagree.

For a compatible pair, every value written with the writer's schema must decode with the reader's, by one of them.
For any pair, avro's own checker should give the same verdict.
"""

import io
import json
import random
import sys

import fastavro
from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType
from avro.errors import AvroTypeException, SchemaParseException
from avro.io import BinaryDecoder, BinaryEncoder, DatumReader, DatumWriter
from avro.schema import parse


def value(schema, depth=0):
    kind = schema.type
    if kind == "null":
        return None
    if kind == "boolean":
        return random.random() < 0.5
    if kind in ("int", "long"):
        return random.randint(-1000, 1000)
    if kind in ("float", "double"):
        return random.randint(-8, 8) / 4
    if kind == "bytes":
        return b"ab"  # also valid as text
    if kind == "string":
        return "text"
    if kind == "fixed":
        return bytes(schema.size)
    if kind == "enum":
        return random.choice(schema.symbols)
    if kind == "array":
        return [value(schema.items, depth + 1) for _ in range(random.randint(0, 2 if depth < 6 else 0))]
    if kind == "map":
        return {f"k{i}": value(schema.values, depth + 1) for i in range(random.randint(0, 2 if depth < 6 else 0))}
    if kind == "union":
        if depth > 6:
            for branch in schema.schemas:
                if branch.type in ("null", "int", "string"):
                    return value(branch, depth + 1)
        return value(random.choice(schema.schemas), depth + 1)
    return {field.name: value(field.type, depth + 1) for field in schema.fields}


def plain(attributes):
    """Without the logical type: avro would want and give dates and such."""
    attributes.pop("logicalType", None)
    return attributes


def main():
    random.seed(1)
    for line in sys.stdin:
        case = json.loads(line, object_hook=plain)
        try:
            reader, writer = parse(json.dumps(case["reader"])), parse(json.dumps(case["writer"]))
        except SchemaParseException:
            continue  # avro does not look for names outside the namespace
        result = ReaderWriterCompatibilityChecker().get_compatibility(reader, writer)
        verdict = result.compatibility == SchemaCompatibilityType.compatible
        is_alias_moved = "moved" in line and "aliases" in line  # avro does not complete aliases
        if verdict != case["compatible"] and not is_alias_moved:
            print("VERDICT", verdict, line.strip())
        if not case["compatible"]:
            continue
        for _ in range(8):
            out = io.BytesIO()
            try:
                DatumWriter(writer).write(value(writer), BinaryEncoder(out))
            except (RecursionError, AvroTypeException):
                continue  # avro refuses some unions of records that it should write
            problems = [problem(decode, case, out.getvalue()) for decode in DECODERS]
            if all(problems):
                print("DECODE", *problems, line.strip())
                break


def by_avro(case, data):
    rest = io.BytesIO(data)
    writer, reader = parse(json.dumps(case["writer"])), parse(json.dumps(case["reader"]))
    return DatumReader(writer, reader).read(BinaryDecoder(rest)), rest.read()


def by_fastavro(case, data):
    rest = io.BytesIO(data)
    return fastavro.schemaless_reader(rest, case["writer"], case["reader"]), rest.read()


DECODERS = [by_avro, by_fastavro]


def problem(decode, case, data):
    try:
        _, rest = decode(case, data)
        return f"{len(rest)} bytes are left" if rest else None
    except Exception as error:  # whatever the decoder throws
        return f"{type(error).__name__} {str(error)[:200]!r}"


if __name__ == "__main__":
    main()
