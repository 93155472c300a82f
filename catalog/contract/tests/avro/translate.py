"""For schema resolution: makes data, and says whether it was translated as `avro` or `fastavro` reads it.

`write`: reads lines of {"reader", "writer"} and gives each a list of written values, in hexadecimal.
`compare`: reads these, with what they were translated to, and prints where neither library reads the same.
"""

import io
import json
import random
import sys

from avro.errors import AvroTypeException, SchemaParseException
from avro.io import BinaryEncoder, DatumWriter
from avro.schema import parse
from decode import DECODERS, plain, value


def written(schema):
    out = io.BytesIO()
    DatumWriter(schema).write(value(schema), BinaryEncoder(out))
    return out.getvalue().hex()


def write(case):
    case["written"] = []
    try:
        schema = parse(json.dumps(case["writer"]))
        parse(json.dumps(case["reader"]))
        case["written"].extend(written(schema) for _ in range(4))
    except (AvroTypeException, RecursionError, SchemaParseException):
        pass
    print(json.dumps(case))


def loose(datum):
    """What both libraries agree on: fastavro gives defaults as they are written."""
    if isinstance(datum, dict):
        return {key: loose(part) for key, part in datum.items()}
    if isinstance(datum, list):
        return [loose(part) for part in datum]
    if isinstance(datum, bytes):
        return datum.decode("latin-1")
    if isinstance(datum, (int, float)) and not isinstance(datum, bool):
        return float(datum)
    return datum


def read(decode, case, data):
    try:
        datum, rest = decode(case, bytes.fromhex(data))
        return None if rest else json.dumps(loose(datum), sort_keys=True)
    except Exception:  # whatever the decoder throws
        return None


def compare(case):
    same = {"reader": case["reader"], "writer": case["reader"]}
    for data, translated in zip(case["written"], case["translated"]):
        wanted = [read(decode, case, data) for decode in DECODERS]
        got = [read(decode, same, translated) for decode in DECODERS]
        if any(wanted) and not any(w and w == g for w, g in zip(wanted, got)):
            print("TRANSLATED", data, translated, wanted, got, json.dumps(case))
            return


random.seed(1)
for line in sys.stdin:
    {"write": write, "compare": compare}[sys.argv[1]](json.loads(line, object_hook=plain))
