"""Makes documents that are valid against JSON Schemas.

Standard input is a JSON list of {"schema": …, "examples": […]}; standard output is a list of lists
of documents, those of the examples first. Documents are drafted from what a schema says, and what
the official validator does not take is thrown away, so the drafting may be rough.
"""

import base64
import json
import random
import sys

import jsonschema

FORMATS = {
    "date-time": ["2026-11-21T09:30:02.5Z", "2026-11-21T10:30:02+01:00"],
    "date": ["2026-11-21"],
    "time": ["09:30:00Z"],
    "duration": ["P7DT1.5S"],
    "uuid": ["018f6b1e-8b7a-7c3e-9d5f-1a2b3c4d5e70"],
    "uri": ["https://example.com/a?b=c"],
    "uri-reference": ["/a/b"],
    "email": ["ada@example.com"],
    "hostname": ["example.com"],
    "ipv4": ["192.0.2.1"],
    "ipv6": ["2001:db8::1"],
    "byte": ["aGVsbG8="],
    "binary": ["aGVsbG8="],
}
TEXTS = ["", "a", "1", "text", "A", "a-b_c", "Grüße", "1.0.0", "0" * 64, "http://example.com",
         "pkg:maven/a/b@1", "/a/b/1.0.0", "0123abcd", "2026-11-21", "abc.def.ghi",
         "018f6b1e-8b7a-4c3e-9d5f-1a2b3c4d5e70"]
DEEPEST = 7


class Draft:
    def __init__(self, root, rng, fullness):
        self.root, self.rng, self.fullness = root, rng, fullness

    def target(self, reference):
        node = self.root
        for token in reference.split("#", 1)[-1].split("/")[1:]:
            token = token.replace("%20", " ").replace("%25", "%").replace("~1", "/").replace("~0", "~")
            node = node[int(token)] if isinstance(node, list) else node[token]
        return node

    def merged(self, schema, depth=0, is_whole=False):
        """One schema for a schema with its references, and one of its alternatives, or all."""
        if not isinstance(schema, dict):
            return {}
        parts = []
        own = dict(schema)
        if depth < 40:
            if isinstance(own.get("$ref"), str):
                parts.append(self.target(own.pop("$ref")))
            parts += own.pop("allOf", [])
            for key in ("oneOf", "anyOf"):
                if own.get(key):
                    alternatives = own.pop(key)
                    parts += alternatives if is_whole else [self.rng.choice(alternatives)]
        for part in parts:
            part = self.merged(part, depth + 1, is_whole)
            for key, value in part.items():
                if key in ("properties", "patternProperties"):
                    mine = dict(own.get(key) or {})
                    for name, one in (value or {}).items():
                        mine[name] = {"allOf": [mine[name], one]} if name in mine else one
                    own[key] = mine
                elif key == "required":
                    own[key] = list(own.get(key) or []) + list(value)
                else:
                    own[key] = value
        return own

    def spoken_of(self, value, schema):
        """A value without the members of which the schema is silent: readers ignore them."""
        whole = self.merged(schema, is_whole=True)
        if isinstance(value, list):
            items = whole.get("items", {})
            return [self.spoken_of(item, items if isinstance(items, dict) else {}) for item in value]
        if not isinstance(value, dict):
            return value
        named = whole.get("properties") or {}
        others = whole.get("additionalProperties") or whole.get("patternProperties")
        keeps_all = others not in (None, False) or not named
        return {
            name: self.spoken_of(member, named.get(name, others if isinstance(others, dict) else {}))
            for name, member in value.items()
            if keeps_all or name in named or name in whole.get("required", [])
        }

    def value(self, schema, depth=0):
        schema = self.merged(schema)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self.rng.choice(schema["enum"])
        if schema.get("examples") and self.rng.random() < 0.3:
            return self.rng.choice(schema["examples"])
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = self.rng.choice(kind)
        if kind is None:
            kind = next((kind for key, kind in (
                ("properties", "object"), ("additionalProperties", "object"), ("items", "array"),
                ("pattern", "string"), ("format", "string"), ("minimum", "number"),
            ) if key in schema), None)
        if kind is None:
            kind = self.rng.choice(["string", "integer", "boolean", "object", "null"])
        return getattr(self, kind, self.string)(schema, depth)

    def null(self, schema, depth):
        return None

    def boolean(self, schema, depth):
        return self.rng.random() < 0.5

    def bounds(self, schema, low, high):
        bottom, top = schema.get("minimum", low), schema.get("maximum", high)
        if isinstance(schema.get("exclusiveMinimum"), (int, float)):
            bottom = schema["exclusiveMinimum"] + 1
        return bottom, max(bottom, min(top, bottom + (high - low)))

    def integer(self, schema, depth):
        bottom, top = self.bounds(schema, -3, 2**31)
        return self.rng.choice([int(bottom), int(top), int((bottom + top) / 2)])

    def number(self, schema, depth):
        bottom, top = self.bounds(schema, -3, 1000)
        return self.rng.choice([bottom, top, int((bottom + top) / 2), (bottom + top) / 2 + 0.25])

    def string(self, schema, depth):
        if str(schema.get("contentEncoding")).lower() == "base64":
            return base64.b64encode(b"hello").decode()
        if schema.get("format") in FORMATS:
            return self.rng.choice(FORMATS[schema["format"]])
        if "pattern" in schema or "minLength" in schema or "maxLength" in schema:
            validator = jsonschema.Draft202012Validator(
                {key: schema[key] for key in ("pattern", "minLength", "maxLength") if key in schema})
            fitting = [text for text in TEXTS if validator.is_valid(text)]
            return self.rng.choice(fitting or ["x" * schema.get("minLength", 1)])
        return self.rng.choice(TEXTS)

    def array(self, schema, depth):
        items = schema.get("items", {})
        first = schema.get("prefixItems", [])
        if isinstance(items, list):
            first, items = items, schema.get("additionalItems", {})
        least = schema.get("minItems", 0)
        count = least if depth > DEEPEST else max(least, self.rng.choice([0, 1, 2]))
        count = min(max(count, len(first) if self.fullness else 0), schema.get("maxItems", 99))
        return [self.value(first[i] if i < len(first) else items, depth + 1) for i in range(count)]

    def object(self, schema, depth):
        required = schema.get("required", [])
        required = required if isinstance(required, list) else []
        made = {}
        for name, one in (schema.get("properties") or {}).items():
            wanted = depth <= DEEPEST and self.rng.random() < self.fullness
            if name in required or wanted:
                made[name] = self.value(one, depth + 1)
        values = schema.get("additionalProperties")
        for name in required:
            if name not in made:
                made[name] = self.value(values if isinstance(values, dict) else {}, depth + 1)
        if depth <= DEEPEST and self.fullness:
            if isinstance(values, dict):
                made["further"] = self.value(values, depth + 1)
            for pattern, one in (schema.get("patternProperties") or {}).items():
                name = self.string({"pattern": pattern}, depth)
                made.setdefault(name, self.value(one, depth + 1))
        return made


def documents(case, wanted):
    schema = case["schema"]
    kind = jsonschema.validators.validator_for(schema, jsonschema.Draft7Validator)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    found, seen = [], set()

    def offer(document):
        text = json.dumps(document, sort_keys=True)
        try:
            if text not in seen and validator.is_valid(document):
                seen.add(text)
                found.append(document)
        except Exception:  # a pattern or a reference that Python does not take
            pass

    rng = random.Random(1)
    for example in case["examples"]:
        offer(Draft(schema, rng, 0).spoken_of(example, schema))
    wanted += len(found)
    for attempt in range(40):
        if len(found) >= wanted:
            break
        try:
            draft = Draft(schema, rng, [0, 1, 0.5][attempt % 3])
            offer(draft.spoken_of(draft.value(schema), schema))
        except (RecursionError, KeyError, IndexError, TypeError, ValueError):
            pass
    return found


json.dump([documents(case, 6) for case in json.load(sys.stdin)], sys.stdout)
