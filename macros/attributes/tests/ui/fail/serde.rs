#[derive(factum::Payload)]
#[serde(default, rename_all = "camelCase")]
pub struct Address {
    #[event(name = "street_name")]
    pub street_name: String,
    #[serde(rename(serialize = "a", deserialize = "b"))]
    pub town: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    #[serde(default = "make_code")]
    pub code: i32,
    #[serde(skip_serializing)]
    pub written: i32,
    #[serde(skip_deserializing)]
    pub read: i32,
    #[serde(serialize_with = "by_hand")]
    pub by_hand: i32,
    #[serde(with = "almost_rfc3339")]
    pub at: i64,
    #[serde(getter = "Other::get")]
    pub got: i32,
    #[cfg_attr(all(), serde(flatten))]
    pub more: Option<CreditCard>,
}

#[derive(factum::Payload)]
#[serde(rename = "Road", tag = "kind", transparent, remote = "Other")]
pub struct Street {
    pub name: String,
}

#[derive(factum::Payload)]
#[serde(from = "String", into = "String", try_from = "String", rename_all = "camelCase")]
pub struct Code(#[serde(rename = "code", with = "numeral")] #[event(pii)] String);

#[derive(factum::Payload)]
#[serde(tag = "kind", content = "of")]
pub enum Payment {
    Card(CreditCard),
    Cash,
    #[serde(untagged)]
    Other { name: String },
}

#[derive(factum::Payload)]
#[serde(rename_all = "kebab-case")]
pub enum Speed {
    VeryFast,
    #[serde(rename = "very_fast")]
    Fast,
    #[serde(skip)]
    Slow,
    #[serde(alias = "crawling")]
    Slowest,
}

#[derive(factum::Payload)]
#[serde(tag = "kind")]
pub enum Light {
    On,
    Off,
}

#[derive(factum::Payload)]
pub struct CreditCard {
    #[serde(skip)]
    pub number: String,
}

fn main() {}
