//! Random schemas, and random changes to them.

use serde_json::{Value, json};

/// A sequence of random numbers (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

const PRIMITIVES: [&str; 8] = [
    "null", "boolean", "int", "long", "float", "double", "bytes", "string",
];

/// Makes schemas whose names are all distinct.
pub struct Maker<'r> {
    pub random: &'r mut Random,
    named: Vec<String>,
    count: usize,
}

impl<'r> Maker<'r> {
    pub fn new(random: &'r mut Random) -> Self {
        Maker {
            random,
            named: Vec::new(),
            count: 0,
        }
    }

    fn name(&mut self, prefix: &str) -> String {
        self.count += 1;
        format!("{prefix}{}", self.count)
    }

    pub fn ty(&mut self, depth: usize) -> Value {
        if depth == 0 {
            return json!(self.random.one(&PRIMITIVES));
        }
        match self.random.below(12) {
            0 => json!({"type": "array", "items": self.ty(depth - 1)}),
            1 => json!({"type": "map", "values": self.ty(depth - 1)}),
            2 => self.r#enum(),
            3 => {
                let name = self.name("F");
                self.named.push(name.clone());
                json!({"type": "fixed", "name": name, "size": self.random.below(4)})
            }
            4 | 5 => self.union(depth),
            6 | 7 => self.record(depth),
            8 if !self.named.is_empty() => json!(self.random.one(&self.named)),
            9 => json!({"type": "long", "logicalType": "timestamp-millis"}),
            _ => json!(self.random.one(&PRIMITIVES)),
        }
    }

    fn r#enum(&mut self) -> Value {
        let name = self.name("E");
        self.named.push(name.clone());
        let count = 1 + self.random.below(4);
        let symbols: Vec<_> = (0..count).map(|i| format!("S{i}")).collect();
        let mut made = json!({"type": "enum", "name": name, "symbols": symbols});
        if self.random.chance(30) {
            made["default"] = json!("S0");
        }
        made
    }

    fn union(&mut self, depth: usize) -> Value {
        let count = 1 + self.random.below(4);
        let mut branches: Vec<Value> = Vec::new();
        for _ in 0..count {
            let branch = self.ty(depth - 1);
            let is_new = branches
                .iter()
                .all(|other| identity(other) != identity(&branch));
            if !branch.is_array() && is_new {
                branches.push(branch);
            }
        }
        if branches.is_empty() {
            branches.push(json!("null"));
        }
        json!(branches)
    }

    /// A record whose fields may refer to it within unions.
    pub fn record(&mut self, depth: usize) -> Value {
        let name = self.name("R");
        self.named.push(name.clone());
        let fields: Vec<Value> = (0..self.random.below(5))
            .map(|_| self.field(depth))
            .collect();
        json!({"type": "record", "name": name, "fields": fields})
    }

    fn field(&mut self, depth: usize) -> Value {
        let name = self.name("f");
        let known = self.named.len();
        let mut ty = self.ty(depth.saturating_sub(1));
        // A record that holds itself outside of unions has no finite value.
        if ty.is_string() && self.named[..known].iter().any(|named| ty == named.as_str()) {
            ty = json!(["null", ty]);
        }
        let mut field = json!({"name": name, "type": ty});
        if self.random.chance(40)
            && let Some(default) = default(&field["type"])
        {
            field["default"] = default;
        }
        field
    }
}

/// What no two branches of a union may have in common.
fn identity(schema: &Value) -> &str {
    schema["name"].as_str().unwrap_or_else(|| kind(schema))
}

fn kind(schema: &Value) -> &str {
    schema
        .as_str()
        .or(schema["type"].as_str())
        .unwrap_or("union")
}

/// A default of a type, if it is a simple one.
fn default(ty: &Value) -> Option<Value> {
    Some(match kind(ty) {
        "null" => Value::Null,
        "boolean" => json!(true),
        "int" | "long" => json!(7),
        "float" | "double" => json!(0.5),
        "bytes" | "string" => json!("x"),
        "array" => json!([]),
        "map" => json!({}),
        "enum" => ty["symbols"][0].clone(),
        "union" => return default(&ty[0]),
        _ => return None,
    })
}

/// Changes a schema in a few places, as its owner or someone careless might.
pub fn change(random: &mut Random, schema: &mut Value) {
    for _ in 0..1 + random.below(3) {
        let mut count = 0;
        visit(schema, &mut |_| count += 1);
        let chosen = random.below(count.max(1));
        let mut index = 0;
        visit(schema, &mut |ty| {
            if index == chosen {
                change_one(random, ty);
            }
            index += 1;
        });
    }
}

/// Calls `act` with every type, inner ones first.
pub fn visit(schema: &mut Value, act: &mut impl FnMut(&mut Value)) {
    match schema {
        Value::Array(branches) => branches.iter_mut().for_each(|branch| visit(branch, act)),
        Value::Object(object) => {
            for part in ["items", "values"] {
                if let Some(part) = object.get_mut(part) {
                    visit(part, act);
                }
            }
            if let Some(Value::Array(fields)) = object.get_mut("fields") {
                fields
                    .iter_mut()
                    .for_each(|field| visit(&mut field["type"], act));
            }
        }
        _ => {}
    }
    act(schema);
}

fn change_one(random: &mut Random, ty: &mut Value) {
    let is_union = ty.is_array();
    match (kind(ty), random.below(4)) {
        ("record", 0) => rename(random, ty),
        ("record", choice) => change_fields(random, choice, &mut ty["fields"]),
        ("enum", 0) => rename(random, ty),
        ("enum", 1) => ty["default"] = ty["symbols"][0].clone(),
        ("enum", _) => change_list(random, &mut ty["symbols"], json!("T")),
        ("fixed", 0) => ty["size"] = json!(random.below(4)),
        ("fixed", _) => rename(random, ty),
        _ if is_union => {
            let branch = json!(random.one(&PRIMITIVES));
            change_list(random, ty, branch);
        }
        (_, 0) => *ty = json!([ty.clone()]),
        (_, 1) => *ty = json!(["null", ty.clone()]),
        ("int" | "long" | "float", _) => {
            *ty = json!(random.one(&["int", "long", "float", "double"]));
        }
        ("string" | "bytes", _) => *ty = json!(random.one(&["string", "bytes"])),
        (_, 2) => *ty = json!(random.one(&PRIMITIVES)),
        _ => {}
    }
}

fn rename(random: &mut Random, ty: &mut Value) {
    let old = ty["name"].clone();
    match random.below(3) {
        0 => ty["namespace"] = json!("moved"),
        1 => ty["name"] = json!("Renamed"),
        _ => {
            ty["name"] = json!("Renamed");
            ty["aliases"] = json!([old]);
        }
    }
}

fn change_fields(random: &mut Random, choice: usize, fields: &mut Value) {
    let Some(list) = fields.as_array_mut() else {
        return;
    };
    let place = random.below(list.len().max(1));
    match (choice, list.get_mut(place)) {
        (1, Some(field)) => {
            let old = field["name"].clone();
            field["name"] = json!("renamed");
            if random.chance(60) {
                field["aliases"] = json!([old]);
            }
        }
        (2, Some(_)) => {
            list.remove(place);
        }
        (_, Some(field)) if random.chance(30) => {
            if let Some(object) = field.as_object_mut() {
                object.remove("default");
            }
        }
        _ => {
            let ty = json!(random.one(&PRIMITIVES));
            let mut field = json!({"name": "added", "type": ty});
            if random.chance(60) {
                field["default"] = default(&ty).unwrap_or_default();
            }
            list.insert(place, field);
        }
    }
}

fn change_list(random: &mut Random, list: &mut Value, new: Value) {
    let Some(list) = list.as_array_mut() else {
        return;
    };
    let place = random.below(list.len());
    match random.below(3) {
        0 if list.len() > 1 => {
            list.remove(place);
        }
        1 => list.rotate_left(place),
        _ if !list.contains(&new) => list.insert(place, new),
        _ => {}
    }
}
