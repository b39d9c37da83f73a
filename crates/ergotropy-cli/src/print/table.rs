//! Aligned columns.

/// The alignment of the entries of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Align {
    Left,
    /// Decimal points below each other.
    Point,
}

/// A table that grows row by row.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<(Align, Vec<String>)>,
}

impl Table {
    /// A table with these headings.
    pub(super) fn new(headings: impl IntoIterator<Item = (&'static str, Align)>) -> Self {
        Self {
            columns: headings
                .into_iter()
                .map(|(heading, align)| (align, vec![heading.to_owned()]))
                .collect(),
        }
    }

    /// Adds a row; entries beyond the columns are left out, missing ones are blank.
    pub(super) fn row(&mut self, entries: impl IntoIterator<Item = String>) {
        let mut entries = entries.into_iter();
        for (_, column) in &mut self.columns {
            column.push(entries.next().unwrap_or_default());
        }
    }

    /// The lines of the table, two blanks between the columns.
    pub(super) fn text(&self) -> String {
        let columns: Vec<Vec<String>> = self
            .columns
            .iter()
            .map(|(align, entries)| padded(*align, entries))
            .collect();
        let height = columns.first().map_or(0, Vec::len);
        let mut text = String::new();
        for row in 0..height {
            let entries: Vec<&str> = columns.iter().map(|column| column[row].as_str()).collect();
            text.push_str(entries.join("  ").trim_end());
            text.push('\n');
        }
        text
    }
}

fn padded(align: Align, entries: &[String]) -> Vec<String> {
    let lead = |entry: &str| {
        entry
            .find(|c: char| !c.is_ascii_digit() && c != '-')
            .unwrap_or(entry.len())
    };
    let longest = entries.iter().skip(1).map(|entry| lead(entry)).max();
    let shifted: Vec<String> = entries
        .iter()
        .enumerate()
        .map(|(row, entry)| match align {
            Align::Point if row > 0 && !entry.is_empty() => {
                let blanks = longest.unwrap_or(0) - lead(entry);
                format!("{}{entry}", " ".repeat(blanks))
            }
            _ => entry.clone(),
        })
        .collect();
    let width = shifted.iter().map(|entry| entry.chars().count()).max();
    shifted
        .iter()
        .map(|entry| format!("{entry:<width$}", width = width.unwrap_or(0)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_below_each_other() {
        let mut table = Table::new([("name", Align::Left), ("x", Align::Point)]);
        table.row(["a".to_owned(), "1.5(1)".to_owned()]);
        table.row(["bcdef".to_owned(), "12.25".to_owned()]);
        table.row(["g".to_owned()]);
        assert_eq!(table.text(), "name   x\na       1.5(1)\nbcdef  12.25\ng\n");
    }
}
