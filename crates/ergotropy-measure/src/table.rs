//! Tables in Markdown, and numbers in a readable form.

use std::fmt;

use ergotropy::Bounded;

/// A table of text.
pub struct Table {
    columns: usize,
    text: String,
}

impl Table {
    /// A table without rows. `head` has the names of the columns, separated by `|`.
    pub fn new(head: &str) -> Self {
        let columns = head.split('|').count();
        let text = format!("| {head} |\n|{}\n", " --- |".repeat(columns));
        Self { columns, text }
    }

    /// A table with one row for each thing.
    pub fn of<T>(head: &str, things: &[T], row: impl Fn(&T) -> Vec<String>) -> Self {
        let mut table = Self::new(head);
        for thing in things {
            table.row(row(thing));
        }
        table
    }

    /// Adds a row; cells at its end may be missing.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter();
        let mut cells: Vec<String> = cells
            .map(|cell| cell.replace('|', "\\|").replace('\n', " "))
            .collect();
        cells.resize(self.columns, String::new());
        self.text.extend(["| ", &cells.join(" | "), " |\n"]);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A time with three digits.
pub fn seconds(time: f64) -> String {
    if !time.is_finite() {
        return "none".to_owned();
    }
    let (scaled, unit) = match time {
        t if t < 1e-6 => (t * 1e9, "ns"),
        t if t < 1e-3 => (t * 1e6, "µs"),
        t if t < 1.0 => (t * 1e3, "ms"),
        t => (t, "s"),
    };
    let decimals = match scaled {
        s if s < 10.0 => 2,
        s if s < 100.0 => 1,
        _ => 0,
    };
    format!("{scaled:.decimals$} {unit}")
}

/// An error or a share, with two digits.
pub fn size(number: f64) -> String {
    match number {
        0.0 => "0".to_owned(),
        x if (0.01..100.0).contains(&x) => format!("{x:.2}"),
        x => format!("{x:.1e}"),
    }
}

/// The stated error of a number, and its kind.
pub fn stated(number: Bounded) -> String {
    format!("{}, {}", size(number.error), number.kind.name())
}

/// [`size`] of a number, or "none".
pub fn size_or_none(number: Option<f64>) -> String {
    number.map_or_else(|| "none".to_owned(), size)
}

/// An amount of memory given in KiB.
pub fn memory(kib: u64) -> String {
    let mib = kib as f64 / 1024.0;
    if mib < 1024.0 {
        format!("{mib:.0} MiB")
    } else {
        format!("{:.2} GiB", mib / 1024.0)
    }
}

/// A ratio, in about two digits.
pub fn ratio(value: f64) -> String {
    match value {
        v if v < 10.0 => format!("{v:.1}"),
        v if v < 1e4 => format!("{v:.0}"),
        v => format!("{v:.1e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_readable() {
        assert_eq!(seconds(0.01523), "15.2 ms");
        assert_eq!(seconds(2.5e-6), "2.50 µs");
        assert_eq!(seconds(28.04), "28.0 s");
        assert_eq!(seconds(f64::NAN), "none");
        assert_eq!(size(1.234e-14), "1.2e-14");
        assert_eq!(size(0.5), "0.50");
        assert_eq!(memory(5 << 20), "5.00 GiB");
        assert_eq!(memory(3 << 10), "3 MiB");
        assert_eq!(ratio(1234.5), "1234");
    }

    #[test]
    fn tables_are_markdown() {
        let table = Table::of("a | b", &["1|2", ""], |&cell| vec![cell.to_owned()]);
        let text = "| a | b |\n| --- | --- |\n| 1\\|2 |  |\n|  |  |\n";
        assert_eq!(table.to_string(), text);
    }
}
