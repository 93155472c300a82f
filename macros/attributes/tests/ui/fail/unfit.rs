use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(factum::Payload)]
pub struct Measured<'a> {
    pub count: u64,
    pub sizes: Vec<Option<usize>>,
    pub grade: char,
    pub range: (i32, i32),
    pub corners: [f64; 4],
    pub weight: &'a i32,
    pub unit: &'static str,
    pub name: Cow<'static, str>,
    pub by_number: BTreeMap<i32, String>,
    pub known: Option<Option<bool>>,
    pub source: Box<dyn std::fmt::Debug>,
    pub convert: fn(i32) -> i32,
    pub r#use: Option<Box<str>>,
    #[serde(skip)]
    pub cache: (usize, usize),
}

#[derive(factum::Payload)]
pub struct Tree(Vec<Tree>);

#[derive(factum::Payload)]
pub enum Value {
    Null,
    List(Vec<Self>),
    Negated(Box<Value>),
    Named { value: Box<Value> },
}

#[derive(factum::Payload)]
pub enum Payment {
    Transfer(Account),
    Mandate(Account),
}

#[derive(factum::Payload)]
pub struct Account {
    pub iban: String,
}

#[derive(factum::Payload)]
pub struct Nothing();

/// A page was printed.
#[derive(factum::Event)]
#[event(allow(no-time-of-occurrence, nothing-to-deduplicate-by, reason = "a test"))]
pub struct PagePrinted<T> {
    pub page: T,
}

fn main() {}
