//! What flags come to: those that change nothing, and those that make noise act on single cells.

use ergotropy::Ensemble;
use ergotropy_answer::{self as answer, Noise};

use super::ModelFlags;
use super::idle::nothing;
use crate::flags::rate::Rate;

impl ModelFlags {
    /// A sentence for each flag that was given and changes nothing, whatever the verb.
    pub(crate) fn idle(&self, question: &answer::Model, ensemble: &Ensemble) -> Vec<String> {
        let mut notes = Vec::new();
        let idle = |acts: bool, flag: Option<&'static str>| flag.filter(|_| !acts);
        if let Some(flag) = idle(ensemble.collective_channel().acts(), self.collective.flag()) {
            notes.push(nothing(flag, "the collective rate is 0"));
        }
        let alone = !ensemble.collective_channel().acts();
        if let (Some(flag), true) = (self.emitters.flag(), alone) {
            let flag = flag.trim_start_matches('-');
            notes.push(nothing(flag, "the collective rate is 0"));
        }
        if let Some(flag) = idle(ensemble.local_channel().acts(), self.local.flag()) {
            notes.push(nothing(flag, "the local rate is 0"));
        }
        let no_local = matches!(question.noise, Noise::Mixture { eta, .. } if eta == 1.0);
        if self.gamma_ratio.is_some() && no_local {
            notes.push(nothing(
                "gamma-ratio",
                "eta is 1, and the local rate is (1-eta) gamma_r",
            ));
        }
        if self.excited_first && !self.has_strings() {
            notes.push(nothing(
                "excited-first",
                "it is about the order in FILE.npy",
            ));
        }
        notes
    }

    /// The rate of collective dephasing, as it was given, unless it is 0.
    pub(crate) fn dephases_together(&self) -> Option<String> {
        let given = self.collective_dephasing.as_ref();
        let acting = given.filter(|rate| rate.value != Rate::Zero);
        acting.map(ToString::to_string)
    }

    /// The flags that make noise act on single cells, and what to give in their place.
    pub(super) fn on_cells(&self, ensemble: &Ensemble) -> Vec<(String, String)> {
        let mut acting = Vec::new();
        let rates = self.four_rates().into_iter().skip(2);
        let rates = [self.baths_rates()[1]].into_iter().chain(rates);
        for (flag, rate) in rates.chain([self.dephasing_rates()[0]]) {
            let rate = rate.as_ref().filter(|rate| rate.value != Rate::Zero);
            acting.extend(rate.map(|rate| (format!("{flag} {rate}"), format!("{flag} 0"))));
        }
        for (flag, time) in self.durations() {
            let time = time.as_ref();
            acting.extend(time.map(|time| (format!("{flag} {time}"), format!("no {flag}"))));
        }
        let by_rate = self.t1.is_none() && self.baths_rates()[1].1.is_none();
        let four = self.four_rates().iter().any(|(_, rate)| rate.is_some());
        if by_rate && !four && ensemble.local_channel().acts() {
            let (eta, ratio) = (self.eta.unwrap_or(1.0), self.gamma_ratio.unwrap_or(1.0));
            acting.insert(
                0,
                (
                    format!("--eta {eta} with --gamma-ratio {ratio}"),
                    "--eta 1 or --gamma-ratio 0".to_owned(),
                ),
            );
        }
        acting
    }
}
