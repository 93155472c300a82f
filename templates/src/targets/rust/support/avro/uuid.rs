
    /// Sixteen bytes.
    pub struct Sixteen;

    form!(
        Sixteen: uuid::Uuid, Named, Type::Fixed(16),
        |value, out| out.put(*value.as_bytes()),
        |source| {
            let bytes = source.fixed(16)?;
            uuid::Uuid::from_slice(bytes).map_err(|_| source.out_of_range("a UUID"))
        }
    );
