//! A number with its error.

use ergotropy::Bounded;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A number as JSON has it: `{"value": x, "error": e, "kind": "bound"}`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number(pub(crate) Bounded);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Number", 3)?;
        fields.serialize_field("value", &self.0.value)?;
        fields.serialize_field("error", &self.0.error)?;
        fields.serialize_field("kind", self.0.kind.name())?;
        fields.end()
    }
}

/// What can be told in another unit.
pub(super) trait Scaled {
    /// It times exact factors, one by one, because each step allows for the rounding of one constant
    /// and one product.
    fn scaled(&self, factors: &[f64]) -> Self;
}

impl Scaled for Number {
    fn scaled(&self, factors: &[f64]) -> Self {
        Self(factors.iter().fold(self.0, |number, &f| number.scaled(f)))
    }
}

impl Scaled for Vec<Number> {
    fn scaled(&self, factors: &[f64]) -> Self {
        self.iter().map(|number| number.scaled(factors)).collect()
    }
}
