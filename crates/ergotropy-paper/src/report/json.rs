//! The claims as JSON.

use serde_json::{Map, Value};

use crate::error::Error;
use crate::judged::Judged;

/// The claims, keyed by their ids.
pub(crate) fn claims_json(claims: &[Judged]) -> Result<String, Error> {
    let object: Map<String, Value> = claims
        .iter()
        .map(|claim| Ok((claim.id.to_owned(), serde_json::to_value(claim)?)))
        .collect::<Result<_, serde_json::Error>>()?;
    Ok(serde_json::to_string_pretty(&object)? + "\n")
}
