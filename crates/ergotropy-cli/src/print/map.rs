//! A map as CSV, one row for each point.

use ergotropy_answer::{Map, Places, Range};

/// The points of a map, row by row: both parameters, and the number with its error and kind. Where the unit of rates is known,
/// rates and times have another column in the units of a laboratory.
pub(crate) fn map(map: &Map) -> String {
    let columns = [column(map.x, map), column(map.y, map)];
    let of = map.of.name();
    let mut head: Vec<String> = columns
        .iter()
        .flat_map(|column| column.names.clone())
        .collect();
    head.extend(["", "_error", "_kind"].map(|end| format!("{of}{end}")));
    let mut text = head.join(",") + "\n";
    for (&y, row) in map.y_values.iter().zip(&map.values) {
        for (&x, number) in map.x_values.iter().zip(row) {
            let mut cells = columns[0].cells(x);
            cells.extend(columns[1].cells(y));
            cells.extend(match number {
                Some(number) => {
                    let number = number.0;
                    let kind = number.kind.name().to_owned();
                    [
                        format!("{:?}", number.value),
                        format!("{:?}", number.error),
                        kind,
                    ]
                }
                None => [const { String::new() }; 3],
            });
            text += &(cells.join(",") + "\n");
        }
    }
    text
}

/// The columns of a parameter: in natural units and, beside them, in those of a laboratory.
struct Column {
    names: Vec<String>,
    factor: Option<f64>,
}

impl Column {
    fn cells(&self, value: f64) -> Vec<String> {
        let natural = format!("{value:?}");
        let laboratory = self.factor.map(|factor| format!("{:?}", value * factor));
        [natural].into_iter().chain(laboratory).collect()
    }
}

fn column(range: Range, map: &Map) -> Column {
    let natural = range.parameter.name().to_owned();
    let laboratory = Places::in_laboratory(range.parameter, map.rate_unit);
    let (name, factor) = laboratory.unzip();
    Column {
        names: [natural].into_iter().chain(name).collect(),
        factor,
    }
}
