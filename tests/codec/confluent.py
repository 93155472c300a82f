"""Reads and writes what a test of factum gives it, with Confluent's client and a mocked registry.

stdin: a JSON object {"schema": text of a schema, "messages": [framed, in hex, ...],
    "payloads": [the same without a frame, in hex, ...]}
stdout: a JSON object with the "id" and the "guid" that the registry gave the schema, the "header"
    that the serializer writes instead of the frame, and all messages read and written once more,
    "prefixed" by the id and "with_header"
"""

import json
import sys

from confluent_kafka.schema_registry import (
    Schema,
    SchemaRegistryClient,
    header_schema_id_serializer,
)
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

VALUE_HEADER = "__value_schema_id"

task = json.load(sys.stdin)
registry = SchemaRegistryClient.new_client({"url": "mock://factum"})
registered = registry.register_schema_full_response(
    "events-value", Schema(task["schema"], "AVRO")
)
deserializer = AvroDeserializer(registry)


def serializer(**more):
    return AvroSerializer(registry, task["schema"], conf={"auto.register.schemas": False, **more})


def context():
    return SerializationContext("events", MessageField.VALUE, [])


def read(message, headers=()):
    reading = context()
    reading.headers.extend(headers)
    return deserializer(message, reading)


with_prefix = serializer()
with_header = serializer(**{"schema.id.serializer": header_schema_id_serializer})
done = {"id": registered.schema_id, "guid": registered.guid, "prefixed": [], "with_header": []}
for message, payload in zip(task["messages"], task["payloads"]):
    value = read(bytes.fromhex(message))
    done["prefixed"].append(with_prefix(value, context()).hex())

    writing = context()
    done["with_header"].append(with_header(value, writing).hex())
    headers = dict(writing.headers)
    done["header"] = headers[VALUE_HEADER].hex()
    assert read(bytes.fromhex(payload), writing.headers) == value
json.dump(done, sys.stdout)
