//! The schemas that are stored are those of the code, and real answers keep to them.

use std::error::Error;
use std::path::Path;

use ergotropy_answer::{Answer, Question};
use schemars::{Schema, schema_for};
use serde_json::Value;

/// The schema as it is stored; with `UPDATE_SCHEMA` set it is written first.
fn stored(name: &str, schema: &Schema) -> Result<Value, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{name}.schema.json"));
    let text = serde_json::to_string_pretty(schema)? + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &text)?;
    }
    let found = std::fs::read_to_string(&path)?;
    assert!(
        found == text,
        "{} is not that of the code: run this test with UPDATE_SCHEMA=1",
        path.display()
    );
    Ok(serde_json::from_str(&found)?)
}

/// What is wrong with a value by a schema; of the keywords those that the schemas use.
// One arm a keyword.
#[allow(clippy::too_many_lines)]
fn faults(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let Value::Object(keywords) = schema else {
        if schema == &Value::Bool(false) {
            found.push(format!("{place} may not be there"));
        }
        return;
    };
    for (keyword, wanted) in keywords {
        match keyword.as_str() {
            "$ref" => {
                let target = wanted
                    .as_str()
                    .and_then(|at| root.pointer(at.trim_start_matches('#')));
                match target {
                    Some(target) => faults(root, target, value, place, found),
                    None => found.push(format!("{place}: {wanted} leads nowhere")),
                }
            }
            "type" => {
                let is = |name: &Value| match name.as_str() {
                    Some("null") => value.is_null(),
                    Some("number") => value.is_number(),
                    Some("integer") => value.is_i64() || value.is_u64(),
                    Some("string") => value.is_string(),
                    Some("array") => value.is_array(),
                    Some("object") => value.is_object(),
                    Some("boolean") => value.is_boolean(),
                    _ => false,
                };
                let fits = wanted
                    .as_array()
                    .map_or_else(|| is(wanted), |names| names.iter().any(is));
                if !fits {
                    found.push(format!("{place} is {value}, but must be of type {wanted}"));
                }
            }
            "enum" if wanted.as_array().is_some_and(|all| !all.contains(value)) => {
                found.push(format!("{place} is {value}, but must be one of {wanted}"));
            }
            "const" if wanted != value => {
                found.push(format!("{place} is {value}, but must be {wanted}"));
            }
            "required" => {
                let names = wanted.as_array().into_iter().flatten();
                for name in names.filter_map(Value::as_str) {
                    if value.get(name).is_none() {
                        found.push(format!("{place}.{name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, schema) in wanted.as_object().into_iter().flatten() {
                    if let Some(value) = value.get(name) {
                        faults(root, schema, value, &format!("{place}.{name}"), found);
                    }
                }
            }
            "additionalProperties" if wanted == &Value::Bool(false) => {
                let known = |name: &String| {
                    keywords
                        .get("properties")
                        .is_some_and(|all| all.get(name).is_some())
                };
                for name in value.as_object().into_iter().flat_map(|all| all.keys()) {
                    if !known(name) {
                        found.push(format!("{place}.{name} is not known"));
                    }
                }
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    faults(root, wanted, value, &format!("{place}[{index}]"), found);
                }
            }
            "prefixItems" => {
                let pairs = wanted
                    .as_array()
                    .into_iter()
                    .flatten()
                    .zip(value.as_array().into_iter().flatten());
                for (index, (schema, value)) in pairs.enumerate() {
                    faults(root, schema, value, &format!("{place}[{index}]"), found);
                }
            }
            "allOf" => {
                for schema in wanted.as_array().into_iter().flatten() {
                    faults(root, schema, value, place, found);
                }
            }
            "anyOf" | "oneOf" => {
                let fits = |schema: &&Value| {
                    let mut found = Vec::new();
                    faults(root, schema, value, place, &mut found);
                    found.is_empty()
                };
                let count = wanted.as_array().into_iter().flatten().filter(fits).count();
                if count == 0 || (keyword == "oneOf" && count > 1) {
                    found.push(format!("{place} fits {count} of the choices of {keyword}"));
                }
            }
            "minItems" | "maxItems" | "minimum" | "maximum" => {
                let size = value
                    .as_array()
                    .map_or_else(|| value.as_f64(), |all| Some(all.len() as f64));
                let (size, wanted) = (size.unwrap_or(0.0), wanted.as_f64().unwrap_or(0.0));
                let low = keyword.starts_with("min") && size < wanted;
                if low || keyword.starts_with("max") && size > wanted {
                    found.push(format!("{place} is against {keyword} {wanted}"));
                }
            }
            "$schema"
            | "$defs"
            | "title"
            | "description"
            | "format"
            | "default"
            | "enum"
            | "const"
            | "additionalProperties"
            | "additionalItems"
            | "unevaluatedProperties" => {}
            other => found.push(format!("{place}: the keyword {other} is not checked")),
        }
    }
}

fn check(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    faults(schema, schema, value, "", &mut found);
    found
}

/// Questions of all kinds, in all pictures and units.
const QUESTIONS: [&str; 15] = [
    r#"{"steady": {"model": {"cells": 7, "noise": {"mixture": {"eta": 0.9, "gamma_ratio": 1}},
        "collective_bath": {"alpha": 0.6}, "local_bath": {"alpha": 0.2}}}}"#,
    r#"{"steady": {"model": {"cells": 20, "noise": {"mixture": {"eta": 0.95, "gamma_ratio": 1}},
        "collective_bath": {"temperature": 0.3}, "local_bath": {"temperature": 0.02},
        "frequency": 5e9, "gamma_c": 1e6}, "start": "excited"}}"#,
    r#"{"steady": {"model": {"cells": 2, "noise": {"mixture": {"eta": 1, "gamma_ratio": 1}},
        "collective_bath": {"n": 1.5}, "collective_dephasing": 0.1},
        "start": {"pure": [[0.6, 0], [0, 0], [0, 0], [0, 0.8]]}}}"#,
    r#"{"steady": {"model": {"cells": 1, "noise": {"mixture": {"eta": 0, "gamma_ratio": 1}}, "dephasing": 1},
        "start": {"density_matrix": [[0.5, 0], [0.5, 0], [0.5, 0], [0.5, 0]]}}}"#,
    r#"{"steady": {"model": {"cells": 300, "noise": {"mixture": {"eta": 0.5, "gamma_ratio": 1}},
        "collective_bath": {"alpha": 0.9}}}}"#,
    r#"{"charge": {"model": {"cells": 5, "noise": {"mixture": {"eta": 0.6, "gamma_ratio": 0.01}},
        "collective_bath": {"alpha": 0.9}, "frequency": 5e9, "gamma_c": 1e6},
        "start": {"gibbs": 0.25}, "times": {"seconds": [0, 1e-8, 1e-6]}}}"#,
    r#"{"charge": {"model": {"cells": 1, "noise": {"mixture": {"eta": 0.5, "gamma_ratio": 1}},
        "collective_bath": {"alpha": 0.5}, "local_bath": {"alpha": 0.25}, "dephasing": 0.5},
        "start": {"mixture": [[0.5, [[1, 0], [0, 0]]], [0.5, [[0.6, 0], [0.8, 0]]]]}, "times": {"natural": [0, 2]}}}"#,
    r#"{"steady": {"model": {"cells": 3, "noise": {"rates": {"collective_emission": 1, "pumping": 2}}}}}"#,
    r#"{"charge": {"model": {"cells": 8, "noise": {"baths": {"collective_rate": 6e6}},
        "collective_bath": {"temperature": 0.3}, "local_bath": {"temperature": 0.02}, "frequency": 5e9,
        "t1": {"seconds": 5e-5}, "t2": {"seconds": 3e-5}, "per_second": true},
        "start": {"spin": [3, -1]}, "times": {"seconds": [0, 1e-6]}}}"#,
    r#"{"map": {"model": {"cells": 4, "noise": {"mixture": {"eta": 0.9}}},
        "x": {"parameter": "alpha_c", "from": 0, "to": 0.9, "points": 3},
        "y": {"parameter": "t1", "from": 0.1, "to": 10, "points": 2, "log": true}, "of": "ratio"}}"#,
    r#"{"optimum": {"model": {"cells": 3, "noise": {"rates": {"collective_emission": 1}}},
        "over": [{"parameter": "pumping", "from": 0, "to": 4}]}}"#,
    r#"{"threshold": {"model": {"cells": 2, "noise": {"mixture": {"eta": 0.7}}, "local_bath": {"n": 0.1}},
        "start": "ground", "until": {"natural": 2}, "of": "peak",
        "over": {"parameter": "n_c", "from": 0, "to": 4, "points": 9}, "at_least": 0.05}}"#,
    r#"{"bath": {"bath": {"temperature": 0.05}, "frequency": 5e9}}"#,
    r#"{"limit": {"collective_bath": {"alpha": 0.6}, "prepared_by": {"q": 0.2}}}"#,
    r#"{"limit": {"collective_bath": {"temperature": 0.3}, "prepared_by": {"local_bath": {"n": 0.1}}, "frequency": 5e9}}"#,
];

#[test]
fn answers_and_questions_keep_to_their_schemas() -> Result<(), Box<dyn Error>> {
    let questions = stored("question", &schema_for!(Question))?;
    let answers = stored("answer", &schema_for!(Answer))?;
    for text in QUESTIONS {
        let asked: Value = serde_json::from_str(text)?;
        assert_eq!(check(&questions, &asked), [""; 0], "{text}");
        let question: Question = serde_json::from_str(text)?;
        assert_eq!(
            serde_json::from_value::<Question>(serde_json::to_value(&question)?)?,
            question
        );
        let answer = question.answer()?;
        let told = serde_json::to_value(&answer)?;
        assert_eq!(check(&answers, &told), [""; 0], "{text}: {told}");
        assert_eq!(told["schema"], ergotropy_answer::SCHEMA);
        let read: Answer = serde_json::from_str(&told.to_string())?;
        assert_eq!(read, answer, "{text}");
    }
    Ok(())
}

#[test]
fn what_is_wrong_is_seen() -> Result<(), Box<dyn Error>> {
    let answers = stored("answer", &schema_for!(Answer))?;
    let question: Question = serde_json::from_str(QUESTIONS[0])?;
    let told = serde_json::to_value(question.answer()?)?;
    let mut missing = told.clone();
    missing.as_object_mut().map(|all| all.remove("energy"));
    let mut text = told.clone();
    text["energy"]["value"] = Value::from("many");
    let mut kind = told;
    kind["energy"]["kind"] = Value::from("guess");
    for wrong in [missing, text, kind] {
        assert!(!check(&answers, &wrong).is_empty(), "{wrong}");
    }
    for unknown in [
        r#"{"steady": {"model": {"cells": 7, "noise": {"mixture": {"eta": 1, "gamma_ratio": 1}}, "cell": 7}}}"#,
        r#"{"steady": {"model": {"cells": 7, "noise": {"mixture": {"eta": 1, "gamma_ratio": 1, "gamma": 1}}}}}"#,
        r#"{"steady": {"model": {"cells": 7, "noise": {"mixture": {"eta": 1, "gamma_ratio": 1}}}, "times": []}}"#,
        r#"{"find": {}}"#,
    ] {
        assert!(
            serde_json::from_str::<Question>(unknown).is_err(),
            "{unknown}"
        );
    }
    Ok(())
}
