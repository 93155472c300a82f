
    /// A decimal number in `N` bytes, which hold all that it can be.
    pub struct InBytes<const N: usize>;

    impl<const N: usize, const P: u32, const S: u32> Form<factum::Decimal<P, S>> for InBytes<N> {
        const KIND: Kind = Kind::Named;

        fn shape(_: &mut Shapes) -> Type {
            Type::Decimal {
                precision: P,
                scale: S,
            }
        }

        fn encode<'b>(value: &factum::Decimal<P, S>, out: Writer<'b>) -> Written<'b> {
            let digits = value.unscaled().to_be_bytes();
            let filling = if value.unscaled() < 0 { 0xff } else { 0 };
            let mut bytes = [filling; N];
            for (byte, digit) in bytes.iter_mut().rev().zip(digits.iter().rev()) {
                *byte = *digit;
            }
            out.put(bytes)
        }

        fn decode<'de, D: Source<'de>>(
            source: &mut D,
        ) -> Result<factum::Decimal<P, S>, DecodeError> {
            let bytes = source.fixed(N)?;
            let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
            let filling = if is_negative { 0xff } else { 0 };
            let mut digits = [filling; 16];
            for (digit, byte) in digits.iter_mut().rev().zip(bytes.iter().rev()) {
                *digit = *byte;
            }
            let excess = bytes.iter().rev().skip(16).all(|byte| *byte == filling);
            let number = i128::from_be_bytes(digits);
            match factum::Decimal::from_unscaled(number) {
                Ok(decimal) if excess => Ok(decimal),
                _ => Err(source.out_of_range("a decimal of this precision")),
            }
        }
    }
