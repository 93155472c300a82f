
    /// Text that says the value.
    pub struct Text;
