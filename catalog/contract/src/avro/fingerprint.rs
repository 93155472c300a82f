//! Fingerprints of schemas: CRC-64-AVRO, as the Avro specification defines it.

const EMPTY: u64 = 0xC15D_213A_A4D7_A795;

const TABLE: [u64; 256] = {
    let mut table = [0; 256];
    let mut index = 0;
    while index < table.len() {
        let mut value = index as u64;
        let mut bit = 0;
        while bit < 8 {
            value = (value >> 1) ^ (EMPTY & (value & 1).wrapping_neg());
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table
};

/// The CRC-64-AVRO fingerprint of bytes; of a schema's parsing canonical form, it is the one that
/// single-object encoding carries (little-endian).
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(EMPTY, |value, byte| {
        let index = (value ^ u64::from(*byte)) & 0xFF;
        (value >> 8) ^ TABLE[index as usize]
    })
}
