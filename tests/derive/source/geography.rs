use super::prelude::{Amount, Payload};

#[derive(Payload)]
#[event(namespace = "org.example.geography")]
pub struct Point {
    pub latitude: f64,
    pub longitude: f64,
}

#[derive(Payload)]
pub enum Area {
    Polygon { corners: Vec<Point>, price: Amount },
    Whole(shapes::Outline),
    Everywhere,
}

pub mod shapes {
    use super::*;

    #[derive(Payload)]
    pub struct Outline {
        pub points: Vec<Point>,
        pub holes: Vec<Outline>,
    }
}
