//! Baths, by whichever of their three forms was given; and the verb that converts them.

use ergotropy::Bath;

use crate::error::Error;
use crate::flags::BathArgs;
use crate::flags::units::{Hertz, Kelvin};
use crate::flags::values::{BoseRatio, Given, Occupation};
use crate::print as answer;

/// One bath as flags give it: each form with the name of its flag.
pub(crate) struct Forms<'a> {
    /// Which bath, for complaints.
    pub(crate) which: &'static str,
    pub(crate) alpha: (&'static str, Option<&'a Given<BoseRatio>>),
    pub(crate) occupation: (&'static str, Option<&'a Given<Occupation>>),
    pub(crate) temperature: (&'static str, Option<&'a Given<Kelvin>>),
    pub(crate) frequency: Option<&'a Given<Hertz>>,
}

/// A bath, and its temperature where that was typed: computed back it would have other digits, and
/// where the occupation underflows none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolved {
    pub(crate) bath: Bath,
    pub(crate) typed: Option<Kelvin>,
}

impl<'a> Forms<'a> {
    /// The bath of all cells together.
    pub(crate) fn collective(
        alpha: Option<&'a Given<BoseRatio>>,
        occupation: Option<&'a Given<Occupation>>,
        temperature: Option<&'a Given<Kelvin>>,
        frequency: Option<&'a Given<Hertz>>,
    ) -> Self {
        Self {
            which: "the collective bath",
            alpha: ("--alpha-c", alpha),
            occupation: ("--n-c", occupation),
            temperature: ("--temperature-c", temperature),
            frequency,
        }
    }

    /// The baths of single cells.
    pub(crate) fn local(
        alpha: Option<&'a Given<BoseRatio>>,
        occupation: Option<&'a Given<Occupation>>,
        temperature: Option<&'a Given<Kelvin>>,
        frequency: Option<&'a Given<Hertz>>,
    ) -> Self {
        Self {
            which: "the local bath",
            alpha: ("--alpha-l", alpha),
            occupation: ("--n-l", occupation),
            temperature: ("--temperature-l", temperature),
            frequency,
        }
    }

    /// What was given, as it was typed.
    pub(crate) fn given(&self) -> impl Iterator<Item = String> + use<> {
        let typed = [
            self.alpha
                .1
                .map(|given| format!("{} {given}", self.alpha.0)),
            self.occupation
                .1
                .map(|given| format!("{} {given}", self.occupation.0)),
            self.temperature
                .1
                .map(|given| format!("{} {given}", self.temperature.0)),
        ];
        typed.into_iter().flatten()
    }

    /// The bath, if there is one.
    pub(crate) fn resolve(&self) -> Result<Option<Resolved>, Error> {
        let (alpha, occupation) = (self.alpha.1, self.occupation.1);
        let temperature = self.temperature.1;
        let mut given = self.given();
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
        alpha: ("--alpha", args.alpha.as_ref()),
        occupation: ("--n", args.n.as_ref()),
        temperature: ("--temperature", args.temperature.as_ref()),
        frequency: args.frequency.as_ref(),
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
