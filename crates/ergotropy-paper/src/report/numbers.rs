//! The numbers of a claim as tables.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::html::escaped;
use super::symbols::{name, unit};
use super::tables::table;

/// The number of digits on the page; the JSON has all digits.
const DIGITS: usize = 6;

/// Tables of all numbers: single ones with their units, lists of equal length beside each other, and rows.
pub(super) fn tables(numbers: &Map<String, Value>) -> String {
    let mut html = String::new();
    let mut single: Vec<Vec<String>> = Vec::new();
    let entries: Vec<(&String, &Value)> = numbers.iter().collect();
    let mut at = 0;
    while let Some(&(key, value)) = entries.get(at) {
        let length = columns(value);
        let together = entries[at..]
            .iter()
            .take_while(|entry| length.is_some() && columns(entry.1) == length)
            .count();
        if together > 1 {
            html += &beside(&entries[at..at + together]);
            at += together;
            continue;
        }
        match value {
            Value::Array(rows) if rows.iter().any(Value::is_object) => {
                let _ = write!(html, "<p class=\"of\">{}</p>\n{}", name(key), below(rows));
            }
            _ => single.push(vec![
                name(key),
                readable(value),
                unit_of(key, value).to_owned(),
            ]),
        }
        at += 1;
    }
    if single.is_empty() {
        return html;
    }
    let head = ["quantity", "value", "unit"].map(str::to_owned);
    table(&head, &single) + &html
}

/// The length of a list of plain values that can be a column.
fn columns(value: &Value) -> Option<usize> {
    let items = value.as_array()?;
    let plain = items
        .iter()
        .all(|item| !item.is_object() && !item.is_array());
    (plain && items.len() > 1).then_some(items.len())
}

/// Lists of equal length as the columns of a table.
fn beside(lists: &[(&String, &Value)]) -> String {
    let head: Vec<String> = lists
        .iter()
        .map(|(key, value)| heading(key, value))
        .collect();
    let lists: Vec<&Vec<Value>> = lists.iter().filter_map(|list| list.1.as_array()).collect();
    let count = lists.first().map_or(0, |list| list.len());
    let rows: Vec<Vec<String>> = (0..count)
        .map(|row| lists.iter().map(|list| readable(&list[row])).collect())
        .collect();
    table(&head, &rows)
}

/// Objects as the rows of a table; the head has all keys that occur.
fn below(rows: &[Value]) -> String {
    let mut keys: Vec<(&String, &Value)> = Vec::new();
    for (key, value) in rows.iter().filter_map(Value::as_object).flatten() {
        if keys.iter().all(|known| known.0 != key) {
            keys.push((key, value));
        }
    }
    let head: Vec<String> = keys
        .iter()
        .map(|(key, value)| heading(key, value))
        .collect();
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let cell = |key: &String| row.get(key).map_or_else(String::new, readable);
            keys.iter().map(|(key, _)| cell(key)).collect()
        })
        .collect();
    table(&head, &rows)
}

/// A name with its unit, for the head of a column.
fn heading(key: &str, value: &Value) -> String {
    match unit_of(key, value) {
        "" => name(key),
        unit => format!("{} / {unit}", name(key)),
    }
}

/// Counts have no unit.
fn unit_of(key: &str, value: &Value) -> &'static str {
    let first = value.as_array().and_then(|items| items.first());
    if first.unwrap_or(value).is_f64() {
        unit(key)
    } else {
        ""
    }
}

/// A value as HTML: `0.364139, 0.5` for lists, `N 3, gap 0.5` for objects.
fn readable(value: &Value) -> String {
    match value {
        Value::String(text) => escaped(text),
        Value::Number(number) => match number.as_f64() {
            Some(x) if number.is_f64() => short(x),
            _ => number.to_string().replace('-', "−"),
        },
        Value::Array(items) => {
            let nested = items.iter().any(|item| item.is_array() || item.is_object());
            let separator = if nested { "; " } else { ", " };
            let items: Vec<String> = items.iter().map(readable).collect();
            items.join(separator)
        }
        Value::Object(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|(key, value)| format!("{} {}", name(key), readable(value)))
                .collect();
            fields.join(", ")
        }
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => "none".to_owned(),
    }
}

/// A number with a few digits, and with a power of ten if it is very small or large.
fn short(x: f64) -> String {
    let scientific = format!("{x:.*e}", DIGITS - 1);
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let rounded: f64 = scientific.parse().unwrap_or(x);
    let text = if x == 0.0 || (1e-4..1e7).contains(&x.abs()) {
        rounded.to_string()
    } else {
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        format!("{digits}\u{a0}×\u{a0}10<sup>{exponent}</sup>")
    };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_written_for_people() {
        for (value, html) in [
            (json!(0.364_139_123_456), "0.364139"),
            (json!([1, 0.5]), "1, 0.5"),
            (
                json!({"gamma_ratio": 1e-3, "cells": 7}),
                "<i>γ</i><sub>r</sub> 0.001, <i>N</i> 7",
            ),
            (json!([[1, 2], [3, 4]]), "1, 2; 3, 4"),
            (json!(-1.5e-12), "−1.5\u{a0}×\u{a0}10<sup>−12</sup>"),
            (json!("a < b"), "a &lt; b"),
        ] {
            assert_eq!(readable(&value), html);
        }
    }

    #[test]
    fn lists_stand_side_by_side_and_units_are_given() -> Result<(), &'static str> {
        let numbers = json!({
            "cells": [4, 10],
            "ergotropy": [0.5, 0.25],
            "eta": 0.9,
            "rows": [{"eta": 0.5, "gain": 0.1}, {"eta": 0.6}],
        });
        let html = tables(numbers.as_object().ok_or("no object")?);
        for part in [
            "<th scope=\"col\">𝒲 / <i>ħω</i></th>",
            "<tr><td>10</td><td>0.25</td></tr>",
            "<tr><td><i>η</i></td><td>0.9</td><td></td></tr>",
            "<tr><td>0.6</td><td></td></tr>",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        Ok(())
    }
}
