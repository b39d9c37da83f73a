//! What flags come to: those that change nothing.

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
}
