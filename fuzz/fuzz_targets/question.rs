//! Questions as JSON, and answers to the small ones.

#![no_main]

use ergotropy_answer::{ChargeQuestion, Question, Start, SteadyQuestion, Times};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};
use serde_json::Value;

/// Cells of a question that is answered.
const CELLS: u64 = 12;

/// Times of a question that is answered.
const TIMES: usize = 4;

/// Numbers at which something may change.
const EDGES: [f64; 20] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    5e-324,
    1e-308,
    1e-160,
    1e-80,
    1e-17,
    1e-16,
    1e-9,
    1.0 - 1e-9,
    1.0 - f64::EPSILON / 2.0,
    1.0 + f64::EPSILON,
    1e9,
    1e17,
    1e100,
    1e160,
    f64::MAX,
];

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
            let told = serde_json::to_string(&answer).expect("answers can be told");
            // JSON has no infinite number, and none that is not a number.
            assert!(!told.contains(r#""value":null"#), "{told}");
            assert!(!told.contains(r#""error":null"#), "{told}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    Corpus::Keep
});

// Random bytes are seldom a question, so that most changes are to a number of one.
fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    match serde_json::from_slice::<Value>(&data[..size]) {
        Ok(mut value) if !seed.is_multiple_of(4) => {
            change(&mut value, seed / 4);
            let text = value.to_string();
            if text.len() > most {
                return size;
            }
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(data, size, most),
    }
});

/// Changes a few numbers.
fn change(value: &mut Value, mut random: u32) {
    let mut below = |end: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize % end
    };
    let mut numbers = Vec::new();
    collect(value, &mut numbers);
    if numbers.is_empty() {
        return;
    }
    for _ in 0..=below(3) {
        let index = below(numbers.len());
        let number = &mut *numbers[index];
        let now = number.as_f64().unwrap_or_default();
        *number = match below(4) {
            0 => Value::from(below(13)),
            1 => Value::from(now * EDGES[below(EDGES.len())]),
            2 => Value::from(now * (1.0 + below(1000) as f64 / 500.0)),
            _ => Value::from(EDGES[below(EDGES.len())]),
        };
    }
}

fn collect<'a>(value: &'a mut Value, numbers: &mut Vec<&'a mut Value>) {
    match value {
        Value::Number(_) => numbers.push(value),
        Value::Array(all) => all.iter_mut().for_each(|one| collect(one, numbers)),
        Value::Object(all) => all.values_mut().for_each(|one| collect(one, numbers)),
        _ => {}
    }
}

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
        Question::Limit(_) | Question::Bath(_) => true,
        // Maps and searches have thousands of points.
        _ => false,
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
