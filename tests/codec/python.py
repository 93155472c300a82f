"""Reads and writes what a test of factum gives it, with fastavro and with avro.

stdin: a JSON object {"schema": text of a schema, "messages": [hex, ...]}
stdout: a JSON object, for each library the same messages, read and written once more
"""

import io
import json
import sys

import avro.io
import avro.schema
import fastavro


def by_fastavro(schema, message):
    value = fastavro.schemaless_reader(io.BytesIO(message), schema, None)
    out = io.BytesIO()
    fastavro.schemaless_writer(out, schema, value)
    return out.getvalue()


def by_avro(schemas, message):
    """Only read by avro: its writer cannot tell the records of a union apart."""
    schema, written = schemas
    value = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(message)))
    out = io.BytesIO()
    fastavro.schemaless_writer(out, written, value)
    return out.getvalue()


task = json.load(sys.stdin)
messages = [bytes.fromhex(message) for message in task["messages"]]
parsed = fastavro.parse_schema(json.loads(task["schema"]))
libraries = {
    "fastavro": (by_fastavro, parsed),
    "avro": (by_avro, (avro.schema.parse(task["schema"]), parsed)),
}
done = {
    name: [again(schema, message).hex() for message in messages]
    for name, (again, schema) in libraries.items()
}
json.dump(done, sys.stdout)
