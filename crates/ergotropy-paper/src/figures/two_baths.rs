//! Maps over the two baths: what Fig. 4, 11, 12, 13 and 14 share.

use ergotropy_plot::{Figure, HeatMap};
use ergotropy_sweep::{Progress, map};

use crate::figures::landscape::{Landscape, Peak, Plane, TOP};
use crate::figures::words::{
    self, ALPHA_C, ALPHA_L, ETA, GAMMA_R, WORK, parameter, percent, value,
};
use crate::figures::{Content, Facts, ONE_COLUMN, TWO_COLUMNS, Trouble};

/// One panel: what tells it from the others, and its parameters.
#[derive(Clone, Debug)]
pub(crate) struct Panel {
    symbol: Symbol,
    number: String,
    plane: Plane,
}

/// A parameter in the markup of labels, and as HTML.
pub(crate) type Symbol = (&'static str, &'static str);

/// Panels that differ in one number: its symbol, the numbers, and the plane of each.
pub(crate) fn panels<T: Copy + ToString>(
    symbol: Symbol,
    numbers: &[T],
    plane: impl Fn(T) -> Plane,
) -> Vec<Panel> {
    numbers
        .iter()
        .map(|&number| Panel {
            symbol,
            number: number.to_string(),
            plane: plane(number),
        })
        .collect()
}

/// The computed panels.
pub(crate) struct Lobes {
    panels: Vec<Panel>,
    pub(crate) maps: Vec<Landscape>,
}

/// Words on the main lobe and on the one at α_c = 0: where its top stands, how high it is, and how wide along
/// α_ℓ.
pub(crate) struct Courses {
    pub(crate) best_alpha_c: String,
    pub(crate) best_work: String,
    pub(crate) best_depth: String,
    pub(crate) left_work: String,
    pub(crate) left_depth: String,
}

impl Lobes {
    pub(crate) fn new(panels: Vec<Panel>, progress: &Progress) -> Result<Self, Trouble> {
        let maps = map(&panels, &Progress::hidden(), |panel| {
            Landscape::new(panel.plane, progress)
        })?;
        Ok(Self { panels, maps })
    }

    /// How both lobes go from the first map to the last.
    pub(crate) fn courses(&self) -> Result<Courses, Trouble> {
        let (first, last) = (&self.maps[0], &self.maps[self.maps.len() - 1]);
        let depth = |peak: fn(&Landscape) -> Peak| {
            Ok::<_, Trouble>(words::course(
                first.depth(peak(first))?,
                last.depth(peak(last))?,
            ))
        };
        Ok(Courses {
            best_alpha_c: course(&self.maps, |map| map.best.x),
            best_work: course(&self.maps, |map| map.best.work.value),
            best_depth: depth(|map| map.best)?,
            left_work: course(&self.maps, |map| map.best_at_left.work.value),
            left_depth: depth(|map| map.best_at_left)?,
        })
    }

    /// The figure with its table and facts, to which the caption adds what to notice.
    pub(crate) fn content(self, parameters: String, caption: &str) -> Result<Content, Trouble> {
        let heights = self.maps.iter().map(|map| map.best.work.value);
        let most = heights.fold(0.0, f64::max);
        let pictures: Vec<HeatMap> = self
            .panels
            .iter()
            .zip(&self.maps)
            .map(|(panel, map)| {
                map.heat_map(format!("${} = {}$", panel.symbol.0, panel.number), most)
            })
            .collect::<Result<_, _>>()?;
        let several = pictures.len() > 1;
        let picture = pictures.into_iter().fold(
            Figure::new().share_colours().share_vertical(),
            Figure::panel,
        );
        let mut table = self.panels[0].plane.table();
        for map in &self.maps {
            map.extend(&mut table);
        }
        Ok(Content {
            picture,
            pixels: if several { TWO_COLUMNS } else { ONE_COLUMN },
            table,
            parameters,
            caption: format!("{caption} {}", self.reading()),
            facts: Some(self.facts()?),
        })
    }

    /// How to read the map; the same for all of them.
    fn reading(&self) -> String {
        let grey = if self.maps.iter().any(|map| map.zero_share() > 0.0) {
            format!(
                " In the grey region, behind the dashed border, {WORK} is zero within its proved \
                 error."
            )
        } else {
            String::new()
        };
        format!("Star and circle mark the tops of the two lobes.{grey}")
    }

    fn facts(&self) -> Result<Facts, Trouble> {
        let head = vec![
            self.panels[0].symbol.1.to_owned(),
            format!("(1 &minus; {ETA}) {GAMMA_R} / {ETA}"),
            format!("greatest {WORK}"),
            format!("at {ALPHA_C}"),
            format!("at {ALPHA_L}"),
            format!("width along {ALPHA_C}"),
            format!("width along {ALPHA_L}"),
            format!("greatest {WORK} at {ALPHA_C} = 0"),
            format!("at {ALPHA_L}"),
            format!("width along {ALPHA_L}"),
            format!("map with {WORK} = 0"),
        ];
        let rows = self
            .panels
            .iter()
            .zip(&self.maps)
            .map(|(panel, map)| {
                Ok(vec![
                    panel.number.clone(),
                    parameter(panel.plane.local_share()),
                    value(map.best.work),
                    parameter(map.best.x),
                    parameter(map.best.y),
                    parameter(map.width()?),
                    parameter(map.depth(map.best)?),
                    value(map.best_at_left.work),
                    parameter(map.best_at_left.y),
                    parameter(map.depth(map.best_at_left)?),
                    percent(map.zero_share()),
                ])
            })
            .collect::<Result<_, ergotropy::Error>>()?;
        Ok(Facts { head, rows })
    }

    /// Where the highest points lie with respect to the borders of the maps.
    pub(crate) fn whereabouts(&self) -> String {
        let cold = |map: &&Landscape| map.best.y == 0.0;
        let inside = self.maps.iter().find(|map| !cold(map));
        match inside {
            None => format!(
                "{} on the border {ALPHA_L} = 0: a local bath at zero temperature is the best one{}.",
                if self.maps.len() > 1 {
                    "The highest points all lie"
                } else {
                    "The highest point lies"
                },
                if self.maps.iter().all(|map| map.best.x < TOP) {
                    format!(", while {ALPHA_C} has an optimum below 1")
                } else {
                    String::new()
                },
            ),
            Some(map) => format!(
                "A highest point lies off the borders, at {ALPHA_C} = {} and {ALPHA_L} = {}.",
                parameter(map.best.x),
                parameter(map.best.y)
            ),
        }
    }
}

/// How a number goes from the first panel to the last: `falls from 0.65 to 0.63`.
pub(crate) fn course(maps: &[Landscape], number: impl Fn(&Landscape) -> f64) -> String {
    let ends = |map: Option<&Landscape>| map.map_or(f64::NAN, &number);
    words::course(ends(maps.first()), ends(maps.last()))
}
