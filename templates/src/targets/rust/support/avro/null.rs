
    /// Nothing but null.
    pub struct Null;

    form!(Null: (), Optional, Type::Null, |_value, out| Ok(out), |_source| Ok(()));
