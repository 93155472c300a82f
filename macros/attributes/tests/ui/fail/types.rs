type Text = String;

#[derive(factum::Payload)]
pub enum Alike {
    Name(String),
    Title(Text),
}

#[derive(factum::Payload)]
pub struct Page {
    pub lines: Vec<Line>,
}

pub struct Line {
    pub text: String,
}

fn main() {}
