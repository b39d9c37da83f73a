//! Any answer as CSV: a line of names and one row.

use serde::Serialize;
use serde_json::Value;

/// The answer in one row; a number with its error has the columns NAME, NAME_error and NAME_kind, a nested key the
/// names of both, and what does not exist is empty. Lists are left out.
pub(crate) fn row(answer: &impl Serialize) -> String {
    // Answers are structs of numbers and text, whose serialization cannot fail.
    let value = serde_json::to_value(answer).unwrap_or_default();
    let mut cells = Vec::new();
    collect(&mut cells, String::new(), &value);
    let (names, cells): (Vec<String>, Vec<String>) = cells.into_iter().unzip();
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.into_iter().map(quoted).collect();
        cells.join(",") + "\n"
    };
    line(names) + &line(cells)
}

fn collect(cells: &mut Vec<(String, String)>, name: String, value: &Value) {
    let cell = match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                let inner = match (name.as_str(), key.as_str()) {
                    ("", key) => key.to_owned(),
                    (name, "value") => name.to_owned(),
                    (name, key) => format!("{name}_{key}"),
                };
                collect(cells, inner, value);
            }
            return;
        }
        Value::Array(_) => return,
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    cells.push((name, cell));
}

/// A cell as RFC 4180 has it.
fn quoted(cell: String) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_keys() {
        let answer = serde_json::json!({
            "ergotropy": {"value": 0.5, "error": 1e-16, "kind": "bound"},
            "left_out": null,
            "model": {"cells": 3, "initial": "dicke:0.5,0.5"},
            "list": [1, 2],
        });
        assert_eq!(
            row(&answer),
            "ergotropy,ergotropy_error,ergotropy_kind,left_out,model_cells,model_initial\n\
             0.5,1e-16,bound,,3,\"dicke:0.5,0.5\"\n"
        );
    }
}
