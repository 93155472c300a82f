#[derive(factum::Payload)]
pub enum Alike {
    Name(String),
    Title(String),
}

fn main() {
    factum::avro::encode(&Alike::Name(String::new()));
}
