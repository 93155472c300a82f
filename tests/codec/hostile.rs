use factum::Payload;
use factum::avro::{self, DecodeErrorKind};
use proptest::prelude::*;

use crate::samples::{EverythingHappened, happened};

fn kind<'a, T: factum::Decode<'a> + std::fmt::Debug>(bytes: &'a [u8]) -> DecodeErrorKind {
    avro::decode::<T>(bytes).unwrap_err().kind()
}

#[derive(Debug, Payload)]
struct Chain {
    next: Option<Box<Chain>>,
}

#[derive(Debug, Payload)]
struct Nothing {}

#[derive(Debug, Payload)]
struct Text<'a> {
    text: &'a str,
}

#[test]
fn wrong_bytes_are_errors_that_say_where() {
    let huge = [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    assert_eq!(kind::<String>(&huge), DecodeErrorKind::Truncated);
    assert_eq!(kind::<Vec<i64>>(&huge), DecodeErrorKind::Truncated);
    assert_eq!(kind::<String>(&[0x01]), DecodeErrorKind::Malformed);
    assert_eq!(kind::<Vec<i64>>(&[0x01]), DecodeErrorKind::Truncated);
    assert_eq!(kind::<i64>(&[0xff; 20]), DecodeErrorKind::Malformed);
    assert_eq!(kind::<i64>(&[0xff; 3]), DecodeErrorKind::Truncated);
    assert_eq!(kind::<bool>(&[2]), DecodeErrorKind::Malformed);
    assert_eq!(kind::<i8>(&[0x80, 0x02]), DecodeErrorKind::OutOfRange);
    assert_eq!(kind::<i64>(&[0, 0]), DecodeErrorKind::Trailing);
    assert_eq!(kind::<Option<i64>>(&[4, 0]), DecodeErrorKind::Malformed);
    let error = avro::decode::<Text<'_>>(&[0x04, 0xc3, 0x28]).unwrap_err();
    assert_eq!(error.to_string(), "a string is not UTF-8 (at byte 0)");
}

#[test]
fn nesting_has_an_end() {
    let bytes = vec![2; 100_000];
    assert_eq!(kind::<Chain>(&bytes), DecodeErrorKind::TooComplex);
}

#[test]
fn items_without_bytes_have_an_end() {
    // 2^40 records of no fields.
    let bytes = [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02, 0x00];
    assert_eq!(kind::<Vec<Nothing>>(&bytes), DecodeErrorKind::Truncated);
    assert_eq!(avro::decode::<Vec<Nothing>>(&[6, 0]).unwrap().len(), 3);
}

#[test]
fn a_block_may_say_its_length() {
    let numbers: Vec<i64> = avro::decode(&[0x03, 0x04, 0x02, 0x04, 0x02, 0x06, 0x00]).unwrap();
    assert_eq!(numbers, [1, 2, 3]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn bytes_of_any_kind_do_no_harm(
        event in happened(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = avro::encode(&event);
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        let _ = avro::decode::<EverythingHappened>(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let _ = avro::decode::<EverythingHappened>(&bytes);
    }
}
