//! More samples, until an answer is as sharp as their errors allow.

use crate::solve::summary::cuts::Goal;
use crate::solve::summary::gap::{Sample, Trust};
use crate::solve::summary::survey::Survey;

/// A function that takes samples of a stretch at some times; it takes none if the stretch is gone.
pub(crate) type Take<'a> = dyn FnMut(usize, &[f64]) -> Vec<Sample> + 'a;

/// Takes more samples until a goal is reached; returns false if that would take more than `most` of them.
pub(crate) fn refine(
    survey: &mut Survey,
    (goal, trust): (Goal, Trust),
    mut most: usize,
    take: &mut Take,
) -> bool {
    loop {
        let mut cuts = goal.cuts(survey, trust);
        cuts.retain(|cut| survey.stretch(cut.gap).is_some());
        let wanted: usize = cuts.iter().map(|cut| cut.times.len()).sum();
        if wanted == 0 || wanted > most {
            return wanted == 0;
        }
        most -= wanted;
        let mut found = Vec::new();
        for cut in cuts {
            let Some(stretch) = survey.stretch(cut.gap) else {
                continue;
            };
            let samples = take(stretch, &cut.times);
            if samples.is_empty() {
                survey.close(cut.gap);
            }
            found.extend(samples.into_iter().map(|sample| (cut.gap, sample)));
        }
        survey.insert(found);
    }
}
