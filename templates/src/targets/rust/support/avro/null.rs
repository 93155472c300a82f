
    /// Nothing but null.
    pub struct Null;

    form!(Null: (), Optional, Type::Null, |_value, _out| (), |_source| Ok(()));
