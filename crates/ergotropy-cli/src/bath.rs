//! Baths, by whichever of their three forms was given; and the verb that converts them.

use ergotropy::Bath;

use crate::answer;
use crate::args::BathArgs;
use crate::error::Error;
use crate::units::{Hertz, Kelvin};
use crate::values::{BoseRatio, Given, Occupation};

/// One bath as flags give it: each form with the name of its flag.
pub(crate) struct Forms<'a> {
    /// Which bath, for complaints.
    pub(crate) which: &'static str,
    pub(crate) alpha: (&'static str, &'a Option<Given<BoseRatio>>),
    pub(crate) occupation: (&'static str, &'a Option<Given<Occupation>>),
    pub(crate) temperature: (&'static str, &'a Option<Given<Kelvin>>),
    pub(crate) frequency: &'a Option<Given<Hertz>>,
}

/// A bath, and its temperature where that was typed: computed back it would have other digits, and
/// where the occupation underflows none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolved {
    pub(crate) bath: Bath,
    pub(crate) typed: Option<Kelvin>,
}

impl Forms<'_> {
    /// The bath, if there is one.
    pub(crate) fn resolve(&self) -> Result<Option<Resolved>, Error> {
        let (alpha, occupation) = (self.alpha.1.as_ref(), self.occupation.1.as_ref());
        let temperature = self.temperature.1.as_ref();
        let given = [
            alpha.map(|given| format!("{} {given}", self.alpha.0)),
            occupation.map(|given| format!("{} {given}", self.occupation.0)),
            temperature.map(|given| format!("{} {given}", self.temperature.0)),
        ];
        let mut given = given.into_iter().flatten();
        if let (Some(first), Some(second)) = (given.next(), given.next()) {
            return Err(Error::TwoBaths {
                which: self.which,
                first,
                second,
            });
        }
        if let Some(kelvin) = temperature {
            let typed = Some(kelvin.value);
            return Ok(Some(Resolved {
                bath: self.thermal(kelvin)?,
                typed,
            }));
        }
        Ok(alpha
            .map(|given| given.value.0)
            .or(occupation.map(|given| given.value.0))
            .map(|bath| Resolved { bath, typed: None }))
    }

    fn thermal(&self, kelvin: &Given<Kelvin>) -> Result<Bath, Error> {
        let flag = self.temperature.0;
        let Some(hertz) = self.frequency else {
            return Err(Error::NoFrequency {
                flag,
                value: kelvin.text.clone(),
            });
        };
        Bath::from_temperature(kelvin.value.0, hertz.value.0).map_err(|error| match error {
            ergotropy::Error::OutOfRange {
                name,
                value,
                allowed,
            } => Error::Temperature {
                flag,
                value: kelvin.text.clone(),
                frequency: hertz.text.clone(),
                name,
                occupation: value,
                allowed,
            },
            other => Error::Physics(other),
        })
    }
}

/// Answers `ergotropy bath`.
pub(crate) fn answer(args: &BathArgs) -> Result<String, Error> {
    let forms = Forms {
        which: "the bath",
        alpha: ("--alpha", &args.alpha),
        occupation: ("--n", &args.n),
        temperature: ("--temperature", &args.temperature),
        frequency: &args.frequency,
    };
    let Resolved { bath, typed } = forms.resolve()?.ok_or(Error::NoBath)?;
    let frequency = args.frequency.as_ref().map(|given| given.value);
    let answer = answer::Bath {
        resolved: bath,
        typed,
        frequency,
    };
    Ok(if args.json {
        answer.json()
    } else {
        answer.text()
    })
}
