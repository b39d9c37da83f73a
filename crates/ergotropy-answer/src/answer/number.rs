//! A number with its error.

use ergotropy::{Bounded, Kind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A number as JSON has it: `{"value": x, "error": e, "kind": "bound"}`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Fields", into = "Fields")]
pub struct Number(pub Bounded);

/// A number with its error: the exact value lies in value ± error.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Number")]
struct Fields {
    /// The number.
    value: f64,
    /// How far the exact number can be from it.
    error: f64,
    /// What the error is worth.
    kind: Worth,
}

/// A theorem (bound), or less (estimate).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Kind")]
pub enum Worth {
    /// Proved.
    Bound,
    /// Not proved.
    Estimate,
}

impl From<Kind> for Worth {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Bound => Self::Bound,
            Kind::Estimate => Self::Estimate,
        }
    }
}

impl From<Worth> for Kind {
    fn from(worth: Worth) -> Self {
        match worth {
            Worth::Bound => Self::Bound,
            Worth::Estimate => Self::Estimate,
        }
    }
}

impl Number {
    /// The number in floats that JSON has. A value beyond the floats, as a mean power in the least time, is not
    /// known at all: 0 ± the greatest float, and no theorem.
    pub(super) fn finite(self) -> Bounded {
        let Self(number) = self;
        if number.value.is_finite() {
            Bounded {
                error: number.error.min(f64::MAX),
                ..number
            }
        } else {
            Bounded {
                value: 0.0,
                error: f64::MAX,
                kind: Kind::Estimate,
            }
        }
    }
}

impl From<Number> for Fields {
    fn from(number: Number) -> Self {
        let number = number.finite();
        Self {
            value: number.value,
            error: number.error,
            kind: number.kind.into(),
        }
    }
}

impl From<Fields> for Number {
    fn from(fields: Fields) -> Self {
        Self(Bounded {
            value: fields.value,
            error: fields.error,
            kind: fields.kind.into(),
        })
    }
}

/// A quantity that can be converted to another unit.
pub trait Scaled {
    /// The quantity times exact factors. The factors are applied one by one, because each step allows
    /// for the rounding of one constant and one product.
    #[must_use]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_floats_cannot_hold_is_no_theorem() {
        let number = |value, error, kind| Bounded { value, error, kind };
        let told = |value, error| Number(number(value, error, Kind::Bound)).finite();
        assert_eq!(told(2.0, 0.5), number(2.0, 0.5, Kind::Bound));
        let lost = told(2.0, f64::INFINITY);
        assert_eq!(lost, number(2.0, f64::MAX, Kind::Bound));
        for value in [f64::INFINITY, f64::NEG_INFINITY] {
            let unknown = told(value, 1.0);
            assert_eq!(unknown, number(0.0, f64::MAX, Kind::Estimate));
        }
    }
}
