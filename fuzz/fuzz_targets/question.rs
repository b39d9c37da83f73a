//! Questions as JSON, and answers to the small ones.

#![no_main]

use ergotropy_answer::{ChargeQuestion, Question, Start, SteadyQuestion, Times};
use libfuzzer_sys::{Corpus, fuzz_target};

/// Cells of a question that is answered.
const CELLS: u64 = 12;

/// Times of a question that is answered.
const TIMES: usize = 4;

fuzz_target!(|text: &[u8]| -> Corpus {
    let Ok(question) = serde_json::from_slice::<Question>(text) else {
        return Corpus::Keep;
    };
    let told = serde_json::to_string(&question).expect("questions can be told");
    assert_eq!(serde_json::from_str(&told).ok(), Some(question.clone()));
    if !small(&question) {
        return Corpus::Reject;
    }
    match question.answer() {
        Ok(answer) => {
            serde_json::to_string(&answer).expect("answers can be told");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    Corpus::Keep
});

fn small(question: &Question) -> bool {
    match question {
        Question::Steady(SteadyQuestion { model, start }) => {
            model.cells <= CELLS && !start.as_ref().is_some_and(heavy)
        }
        Question::Charge(ChargeQuestion {
            model,
            start,
            times,
        }) => {
            let (Times::Natural(times) | Times::Seconds(times)) = times;
            model.cells <= CELLS && !heavy(start) && times.len() <= TIMES
        }
        _ => true,
    }
}

/// Starts whose size is that of the text, and not of the lattice.
fn heavy(start: &Start) -> bool {
    match start {
        Start::Mixture(vectors) => vectors.len() > 4,
        Start::Pure(amplitudes) => amplitudes.len() > 64,
        Start::DensityMatrix(elements) => elements.len() > 64,
        _ => false,
    }
}
