//! The possible outcomes of a claim's test.

use std::fmt;

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize, Serializer};

/// The outcome of a claim's test, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// True at all tested points.
    Holds,
    /// True under a condition, which the evidence gives, and under which every statement of the claim is
    /// true.
    HoldsIf,
    /// A claim of several statements, some of them true and some not.
    HoldsInPart,
    /// False: the evidence gives a counterexample, and the correct statement where one is known.
    DoesNotHold,
    /// Not testable: the paper leaves out information that a test needs.
    NotTestable,
    /// Not tested: the claim needs a representation of the state that is not implemented.
    Pending,
    /// The numbers do not support the verdict that the claim's text was written for.
    Mismatch,
}

impl Verdict {
    /// All outcomes, from best to worst.
    pub const ALL: [Self; 7] = [
        Self::Holds,
        Self::HoldsIf,
        Self::HoldsInPart,
        Self::DoesNotHold,
        Self::NotTestable,
        Self::Pending,
        Self::Mismatch,
    ];

    /// The verdict in the words that the report and its files use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::HoldsIf => "holds if",
            Self::HoldsInPart => "holds in part",
            Self::DoesNotHold => "does not hold",
            Self::NotTestable => "not testable",
            Self::Pending => "pending",
            Self::Mismatch => "mismatch",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Verdict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let mut all = Self::ALL.into_iter();
        all.find(|verdict| verdict.name() == name)
            .ok_or_else(|| D::Error::custom(format!("{name:?} is no verdict")))
    }
}
