//! What can become of a claim.

use std::fmt;

use serde::{Serialize, Serializer};

/// The outcome of a claim's test, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// True wherever it was tested.
    Holds,
    /// All of it is true under a condition, which the evidence gives.
    HoldsIf,
    /// Of several statements some are true, and some are not.
    HoldsInPart,
    /// False: the evidence gives a counterexample, and the true statement where one was found.
    DoesNotHold,
    /// The paper leaves out what a test would need.
    NotTestable,
    /// Its picture of the state is not built yet.
    Pending,
    /// The numbers do not bear out the verdict that the claim's text was written for.
    Mismatch,
}

impl Verdict {
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
