//! Maps over the start and the collective bath, for collective noise alone: what Fig. 2 and 7 share.

use ergotropy_plot::{Figure, HeatMap};
use ergotropy_sweep::{Progress, map};

use crate::figures::landscape::{Landscape, Plane};
use crate::figures::words::{ALPHA_C, WORK, parameter, percent, value};
use crate::figures::{Content, Facts, ONE_COLUMN, TWO_COLUMNS, Trouble};

/// The computed panels, one for each size.
pub(crate) struct Thermal {
    sizes: Vec<u64>,
    pub(crate) maps: Vec<Landscape>,
}

impl Thermal {
    pub(crate) fn new(sizes: &[u64], progress: &Progress) -> Result<Self, Trouble> {
        let maps = map(sizes, &Progress::hidden(), |&cells| {
            Landscape::new(Plane::Starts { cells }, progress)
        })?;
        Ok(Self {
            sizes: sizes.to_vec(),
            maps,
        })
    }

    pub(crate) fn content(self, parameters: String, caption: String) -> Result<Content, Trouble> {
        let pictures: Vec<HeatMap> = self
            .sizes
            .iter()
            .zip(&self.maps)
            .map(|(cells, map)| map.heat_map(format!("$N = {cells}$"), map.best.work.value))
            .collect::<Result<_, _>>()?;
        let mut table = Plane::Starts { cells: 0 }.table();
        for map in &self.maps {
            map.extend(&mut table);
        }
        Ok(Content {
            pixels: if pictures.len() > 1 {
                TWO_COLUMNS
            } else {
                ONE_COLUMN
            },
            picture: pictures
                .into_iter()
                .fold(Figure::new().share_vertical(), Figure::panel),
            table,
            parameters,
            caption,
            facts: Some(self.facts()),
        })
    }

    /// What the maps say of the line on which the bath is as hot as the start.
    pub(crate) fn diagonal(&self) -> String {
        if self.maps.iter().all(|map| map.zeros_off_diagonal() == 0) {
            format!(
                "On the line {ALPHA_C} = <i>q</i> nothing happens, since the bath is as hot as the \
                 start; at every other point of the grid {WORK} is above zero."
            )
        } else {
            format!(
                "On the line {ALPHA_C} = <i>q</i> nothing happens, since the bath is as hot as the \
                 start. But {WORK} is zero, within its proved error, in a whole region around the \
                 line (grey): a small difference of temperatures only reshuffles populations \
                 within the order that a passive state needs."
            )
        }
    }

    fn facts(&self) -> Facts {
        let head = vec![
            "<i>N</i>".to_owned(),
            format!("greatest {WORK}"),
            "at <i>q</i>".to_owned(),
            format!("at {ALPHA_C}"),
            format!("greatest {WORK} at {ALPHA_C} = 0"),
            "at <i>q</i>".to_owned(),
            format!("map with {WORK} = 0"),
        ];
        let rows = self
            .sizes
            .iter()
            .zip(&self.maps)
            .map(|(cells, map)| {
                vec![
                    cells.to_string(),
                    value(map.best.work),
                    parameter(map.best.x),
                    parameter(map.best.y),
                    value(map.best_at_bottom.work),
                    parameter(map.best_at_bottom.x),
                    percent(map.zero_share()),
                ]
            })
            .collect();
        Facts { head, rows }
    }
}
