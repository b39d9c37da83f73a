//! Values of parameters, in natural units and in those of a laboratory.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::answer::number::{Number, Scaled};
use crate::question::parameter::{Measure, Parameter};

/// Values by the names of parameters: rates in the unit of rates, times in its inverse, temperatures in kelvin. Where that
/// unit is known, rates are told by `NAME_per_second` too, and times by `NAME_seconds`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Places(pub BTreeMap<String, Number>);

impl Places {
    /// Values of parameters, for a unit of rates in 1/s.
    pub(crate) fn new(values: &[(Parameter, Number)], unit: Option<f64>) -> Self {
        let mut places = BTreeMap::new();
        for &(parameter, number) in values {
            places.insert(parameter.name().to_owned(), number);
            if let Some((name, factor)) = Self::in_laboratory(parameter, unit) {
                places.insert(name, number.scaled(&[factor]));
            }
        }
        Self(places)
    }

    /// The name of a parameter in the units of a laboratory, and the factor that leads there, for a unit of rates in
    /// 1/s; `None` where it has the same units.
    pub fn in_laboratory(parameter: Parameter, unit: Option<f64>) -> Option<(String, f64)> {
        let unit = unit?;
        match parameter.measure() {
            Measure::Rate => Some((format!("{}_per_second", parameter.name()), unit)),
            Measure::Time => Some((format!("{}_seconds", parameter.name()), unit.recip())),
            Measure::Count | Measure::Ratio | Measure::Kelvin => None,
        }
    }
}
