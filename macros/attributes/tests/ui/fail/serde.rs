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
}

#[derive(factum::Payload)]
#[serde(tag = "kind", content = "of")]
pub enum Payment {
    Card(CreditCard),
    Cash,
}

#[derive(factum::Payload)]
#[serde(rename_all = "kebab-case")]
pub enum Speed {
    VeryFast,
    #[serde(rename = "very_fast")]
    Fast,
    #[serde(skip)]
    Slow,
}

#[derive(factum::Payload)]
pub struct CreditCard {
    #[serde(skip)]
    pub number: String,
}

fn main() {}
