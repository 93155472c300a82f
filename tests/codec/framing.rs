use factum::Event;
use factum::avro::confluent::{self, SchemaId};
use factum::avro::single_object::SingleObject;
use factum::avro::{self, DecodeErrorKind, container};

/// The example of the format notes: its bytes were made by another library.
#[derive(Clone, Debug, PartialEq, Event)]
#[event(
    name = "OrderPlaced",
    namespace = "com.example.orders",
    allow(no-doc, time-in-number, reason = "an example")
)]
#[allow(non_snake_case)]
struct OrderPlaced {
    orderId: String,
    placedAt: i64,
    note: Option<String>,
}

fn event() -> OrderPlaced {
    OrderPlaced {
        orderId: "o-1".into(),
        placedAt: 1_700_000_000_000,
        note: None,
    }
}

const PAYLOAD: &[u8] = &[
    0x06, 0x6f, 0x2d, 0x31, 0x80, 0xa0, 0xab, 0xfe, 0xf9, 0x62, 0x00,
];

#[test]
fn confluent_frames_hold_the_id() {
    let framed = confluent::encode(42, &event());
    assert_eq!(framed, [&[0, 0, 0, 0, 42], PAYLOAD].concat());
    assert_eq!(
        confluent::split(&framed).unwrap(),
        (SchemaId::Id(42), PAYLOAD)
    );

    let header = confluent::header([7; 16]);
    let (id, payload) = confluent::split_record(Some(&header), PAYLOAD).unwrap();
    assert_eq!((id, payload), (SchemaId::Guid([7; 16]), PAYLOAD));
    for wrong in [&[][..], &[0, 0, 0, 1], &[2, 0, 0, 0, 0], &[1; 16]] {
        let error = confluent::split(wrong).unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::Frame);
    }
}

#[test]
fn single_objects_hold_the_fingerprint() {
    let codec = SingleObject::<OrderPlaced>::new();
    let framed = codec.encode(&event());
    let fingerprint = OrderPlaced::avro_schema().fingerprint();
    assert_eq!(
        framed,
        [&[0xc3, 1], &fingerprint.to_le_bytes()[..], PAYLOAD].concat()
    );
    assert_eq!(codec.decode::<OrderPlaced>(&framed).unwrap(), event());

    let mut foreign = framed.clone();
    foreign[4] ^= 1;
    let error = codec.decode::<OrderPlaced>(&foreign).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::Frame);
    let error = codec.decode::<OrderPlaced>(PAYLOAD).unwrap_err();
    assert_eq!(error.kind(), DecodeErrorKind::Frame);
}

#[test]
fn container_files_are_read_and_written() {
    let events = [
        event(),
        OrderPlaced {
            note: Some("n".into()),
            ..event()
        },
    ];
    let file = container::write(&events, Vec::new()).unwrap();
    assert_eq!(
        container::read::<OrderPlaced>(file.as_slice()).unwrap(),
        events
    );
    assert!(container::read::<OrderPlaced>(&b"Obj\x01nonsense"[..]).is_err());
    assert_eq!(avro::encode(&events[0]), PAYLOAD);
}
