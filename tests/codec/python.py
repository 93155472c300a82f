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


class Writer(avro.io.DatumWriter):
    """avro's writer, which by itself takes the last branch of a union whose keys fit."""

    def write(self, datum, encoder):
        self.write_data(self.writers_schema, datum, encoder)

    def write_union(self, union, datum, encoder):
        branches = union.schemas
        if datum is not None and len(branches) == 2 and branches[0].type == "null":
            index = 1
        else:
            fits = (avro.io.validate(branch, datum) for branch in branches)
            index = next(index for index, fit in enumerate(fits) if fit)
        encoder.write_long(index)
        self.write_data(branches[index], datum, encoder)


def by_avro(schema, message):
    value = avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(io.BytesIO(message)))
    out = io.BytesIO()
    Writer(schema).write(value, avro.io.BinaryEncoder(out))
    return out.getvalue()


task = json.load(sys.stdin)
messages = [bytes.fromhex(message) for message in task["messages"]]
libraries = {
    "fastavro": (by_fastavro, fastavro.parse_schema(json.loads(task["schema"]))),
    "avro": (by_avro, avro.schema.parse(task["schema"])),
}
done = {
    name: [again(schema, message).hex() for message in messages]
    for name, (again, schema) in libraries.items()
}
json.dump(done, sys.stdout)
