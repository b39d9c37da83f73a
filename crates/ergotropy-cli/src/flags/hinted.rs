//! Values of any form, with some that completions suggest.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

/// Starting states, or their beginnings.
pub(crate) const STARTS: &[&str] = &["ground", "excited", "gibbs:", "dicke:", "populations:"];

/// A parser with values that completions suggest; others are read too.
#[derive(Clone)]
pub(crate) struct Hinted<P> {
    parser: P,
    hints: &'static [&'static str],
}

impl<P: TypedValueParser> Hinted<P> {
    pub(crate) fn new(parser: P, hints: &'static [&'static str]) -> Self {
        Self { parser, hints }
    }
}

impl<P: TypedValueParser> TypedValueParser for Hinted<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        self.parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.hints.iter().map(PossibleValue::new)))
    }
}
