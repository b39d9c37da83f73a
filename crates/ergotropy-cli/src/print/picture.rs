//! A map as a picture.

use ergotropy_answer::Map;
#[cfg(feature = "report")]
use ergotropy_answer::{Measure, Parameter, Range};
#[cfg(feature = "report")]
use ergotropy_plot::{Axis, Figure, Grid, HeatMap, Mark, PlotError, round_levels};

use crate::error::Error;

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Picture {
    Svg,
    Png,
}

/// Width of a picture of points, in dots.
#[cfg(feature = "report")]
const DOTS: u32 = 1400;

/// Refuses: this build draws no pictures.
#[cfg(not(feature = "report"))]
pub(crate) fn picture(_: &Map, _: Picture) -> Result<Vec<u8>, Error> {
    Err(Error::NoPictures)
}

/// A map with contours, and a star at its greatest number.
#[cfg(feature = "report")]
pub(crate) fn picture(map: &Map, form: Picture) -> Result<Vec<u8>, Error> {
    let draw = || -> Result<Vec<u8>, PlotError> {
        let figure = figure(map)?;
        Ok(match form {
            Picture::Svg => figure.to_svg()?.into_bytes(),
            Picture::Png => figure.to_png(DOTS)?,
        })
    };
    draw().map_err(Error::Picture)
}

#[cfg(feature = "report")]
fn figure(map: &Map) -> Result<Figure, PlotError> {
    let (x, y) = (Scale::of(map.x, map), Scale::of(map.y, map));
    // What is zero within its error is drawn as zero.
    let height = |number: &Option<ergotropy_answer::Number>| {
        number.map_or(0.0, |number| {
            if number.0.lower() <= 0.0 {
                0.0
            } else {
                number.0.value
            }
        })
    };
    let heights: Vec<f64> = map.values.iter().flatten().map(height).collect();
    let most = heights.iter().copied().fold(0.0, f64::max);
    let grid = Grid::new(map.x_values.len(), map.y_values.len(), heights)?;
    let name = match map.of {
        ergotropy_answer::Objective::Ratio => "$𝒲/E$",
        ergotropy_answer::Objective::Power => "power",
        _ => "$𝒲$",
    };
    let cells = format!("{} cells", map.model.cells);
    let mut panel = HeatMap::new(x.axis, y.axis, grid)
        .title(cells.clone())
        .bar_label(name);
    if most > 0.0 {
        panel = panel
            .contours(round_levels(most))
            .label_contours()
            .emphasise_small()
            .zero_below(0.0);
    }
    if let Some((at_x, at_y, number)) = map.greatest().filter(|(_, _, number)| number.0.value > 0.0)
    {
        let label = format!("{:.3}", number.0.value);
        let mark = Mark::star(at_x * x.factor, at_y * y.factor);
        panel = panel.mark(mark.label(label));
    }
    let description = format!(
        "{} of {cells} over {} and {}",
        map.of.name(),
        map.x.parameter.name(),
        map.y.parameter.name()
    );
    Ok(Figure::new()
        .panel(panel)
        .described(description.clone(), description))
}

/// An axis, and the factor from natural units to those on it.
#[cfg(feature = "report")]
struct Scale {
    axis: Axis,
    factor: f64,
}

#[cfg(feature = "report")]
impl Scale {
    fn of(range: Range, map: &Map) -> Self {
        let parameter = range.parameter;
        let (unit, factor) = match (parameter.measure(), map.rate_unit) {
            (Measure::Kelvin, _) => prefixed(range.to, "K"),
            (Measure::Time, Some(unit)) => {
                let (name, factor) = prefixed(range.to / unit, "s");
                (name, factor / unit)
            }
            (Measure::Rate, Some(unit)) => {
                let cycles = unit / std::f64::consts::TAU;
                let (name, factor) = prefixed(range.to * cycles, "Hz");
                (format!("2π {name}"), factor * cycles)
            }
            _ => (String::new(), 1.0),
        };
        let name = symbol(parameter);
        let label = if unit.is_empty() {
            name.to_owned()
        } else {
            format!("{name} / {unit}")
        };
        let axis = if range.log {
            Axis::logarithmic(label)
        } else {
            Axis::linear(label)
        };
        let axis = axis.range(range.from * factor, range.to * factor);
        Self { axis, factor }
    }
}

/// The unit with the prefix that suits a value, and the factor to it.
#[cfg(feature = "report")]
fn prefixed(value: f64, unit: &str) -> (String, f64) {
    let (prefix, power) = crate::flags::units::prefix(value, unit);
    (format!("{prefix}{unit}"), 10f64.powi(-power))
}

/// The symbol of a parameter.
#[cfg(feature = "report")]
fn symbol(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::Cells => "$N$",
        Parameter::Eta => "$η$",
        Parameter::GammaRatio => "$γ_r$",
        Parameter::AlphaC => "$α_c$",
        Parameter::AlphaL => "$α_ℓ$",
        Parameter::NC => "$n_c$",
        Parameter::NL => "$n_ℓ$",
        Parameter::TemperatureC => "$T_c$",
        Parameter::TemperatureL => "$T_ℓ$",
        Parameter::T1 => "$T_1$",
        Parameter::T2 => "$T_2$",
        Parameter::Q => "$q$",
        other => other.name(),
    }
}
