pub use serde_with::base64::Base64;
pub use serde_with::{As, DisplayFromStr as Text, Same};
