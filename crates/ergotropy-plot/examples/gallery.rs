//! Writes one figure of each kind, with artificial data, to a folder.
//!
//! Usage: `cargo run -p ergotropy-plot --example gallery -- FOLDER`

use std::{env, error::Error, fs, path::Path};

use ergotropy_plot::{
    Axis, Colour, ColourMap, Curves, Dash, Figure, Grid, Guide, HeatMap, Legend, Level,
    LevelDiagram, Mark, Marker, Place, PlotError, Reference, Series, Stage, State,
};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    fs::create_dir_all(&folder)?;
    for (name, figure, width) in [
        ("maps", maps()?, 1600),
        ("maps-own-bars", maps_with_own_bars()?, 1600),
        ("map", single_map()?, 900),
        ("curves", curves(), 1600),
        ("curves-direct", direct_curves(), 900),
        ("scatter", scatter(), 1600),
        ("levels", levels(), 1600),
    ] {
        let file = Path::new(&folder).join(name);
        fs::write(file.with_extension("svg"), figure.to_svg()?)?;
        fs::write(file.with_extension("png"), figure.to_png(width)?)?;
    }
    Ok(())
}

/// A lobe that is cut off at zero, like a work that only a part of the parameters yields.
fn lobe(height: f64, peak: f64, reach: f64) -> Result<Grid, PlotError> {
    Grid::tabulate(101, 101, |x, y| {
        let along = (x / peak).powi(2) * (1.0 - x) / (1.0 - peak);
        let across = 1.0 - ((y - 0.12) / reach).powi(2) - 0.5 * (x - peak).powi(2);
        (height * (along * across - 0.05)).max(0.0)
    })
}

fn ratio(label: &str) -> Axis {
    Axis::linear(label).range(0.0, 1.0)
}

fn maps() -> Result<Figure, PlotError> {
    let panel = |eta: f64, height: f64, reach: f64| -> Result<HeatMap, PlotError> {
        Ok(
            HeatMap::new(ratio("$α_c$"), ratio("$α_ℓ$"), lobe(height, 0.66, reach)?)
                .title(format!("$η = {eta}$"))
                .bar_label("$𝒲$")
                .zero_below(1e-9)
                .mark(Mark::star(0.66, 0.12).label(format!("${:.3}$", 0.95 * height))),
        )
    };
    Ok(Figure::new()
        .panel(panel(0.8, 0.034, 0.3)?)
        .panel(panel(0.9, 0.068, 0.5)?)
        .panel(panel(0.95, 0.104, 0.75)?)
        .share_colours()
        .share_vertical()
        .described(
            "Lobes",
            "Three heat maps of a lobe that grows with the parameter η.",
        ))
}

fn maps_with_own_bars() -> Result<Figure, PlotError> {
    let panel = |size: f64, height: f64| -> Result<HeatMap, PlotError> {
        let grid = lobe(height, 0.6, 0.4)?;
        Ok(HeatMap::new(ratio("$α_c$"), ratio("$α_ℓ$"), grid)
            .title(format!("$N = {size}$"))
            .bar_label("$𝒲$")
            .colours(ColourMap::Cividis)
            .zero_below(1e-9)
            .mark(Mark::cross(0.6, 0.12)))
    };
    Ok(Figure::new()
        .panel(panel(4.0, 0.0052)?)
        .panel(panel(5.0, 0.071)?)
        .panel(panel(7.0, 1.9)?))
}

fn single_map() -> Result<Figure, PlotError> {
    let grid = Grid::tabulate(101, 101, |q, alpha| {
        12.0 * (alpha - q).powi(2) / (1.05 - alpha * q) * (0.3 + alpha)
    })?;
    Ok(Figure::new().panel(
        HeatMap::new(ratio("$q$"), ratio("$α_c$"), grid)
            .title("$N = 26$, $η = 1$")
            .bar_label("$𝒲/ω$")
            .range(0.0, 14.0)
            .guide(Guide::new([(0.0, 0.0), (1.0, 1.0)]).label("$α_c = q$")),
    ))
}

fn charging(rate: f64) -> impl Iterator<Item = (f64, f64)> {
    (0..=200).map(move |step| {
        let time = 10_f64.powf(-2.0 + 4.0 * f64::from(step) / 200.0);
        let rise = 1.0 - (-3.0 * time).exp();
        (
            time,
            1.6 * rise * ((-rate * time).exp() * 0.8 + 0.2 / (1.0 + rate)),
        )
    })
}

fn curves() -> Figure {
    let panel = |size: i32, rates: &[f64]| {
        let mut curves = Curves::new(Axis::logarithmic("$γ_c t$").range(0.01, 100.0), {
            Axis::linear("$𝒲(t)$")
        })
        .title(format!("$N = {size}$"));
        for &rate in rates {
            let scaled = charging(rate).map(|(t, w)| (t, w * f64::from(size) / 10.0));
            curves = curves.series(Series::line(format!("$γ_r = {rate}$"), scaled));
        }
        curves
    };
    let rates = [0.0, 0.05, 0.2, 1.0, 5.0];
    Figure::new()
        .panel(panel(3, &rates))
        .panel(panel(6, &rates))
        .panel(panel(10, &rates))
        .share_legend()
        .described(
            "Charging",
            "Work against time for three sizes and five rates.",
        )
}

fn direct_curves() -> Figure {
    let mut curves = Curves::new(
        Axis::linear("$N$").range(1.0, 20.0),
        Axis::linear("$E_{\"SS\"}, 𝒲$"),
    )
    .legend(Legend::Direct)
    .reference(Reference::horizontal(8.0).label("limit $N → ∞$"));
    for (index, alpha) in [0.3, 0.5, 0.7, 0.9].into_iter().enumerate() {
        let points: Vec<(f64, f64)> = (1..=20)
            .map(|n| (f64::from(n), f64::from(n) * alpha * alpha * 0.5))
            .collect();
        let band: Vec<(f64, f64)> = points.iter().map(|&(_, y)| (0.9 * y, 1.1 * y)).collect();
        let series = Series::line(format!("$α_c = {alpha}$"), points)
            .marked()
            .colour(Colour::of_series(index));
        curves = curves.series(if index == 2 {
            series.band(band)
        } else {
            series
        });
    }
    Figure::new().panel(curves)
}

fn scatter() -> Figure {
    let noise = |index: u32| f64::from(index.wrapping_mul(2_654_435_761) >> 8) / f64::from(1 << 24);
    let cloud = |offset: u32, depth: f64| {
        (1..=120).map(move |index| (f64::from(index), -depth * (0.1 + noise(index + offset))))
    };
    let balance = Curves::new(Axis::linear("index $ℐ_U$"), Axis::linear("$Δ𝒲$"))
        .series(Series::scatter("$β_c = 0.1$", cloud(0, 0.3)))
        .series(Series::scatter("$β_c = 1$", cloud(500, 1.2)).marker(Marker::Ring))
        .reference(Reference::horizontal(0.0));
    let power = |slope: f64| {
        (0..40).map(move |i| {
            let x = 10_f64.powf(f64::from(i) / 10.0);
            (x, 2.0 * x.powf(slope))
        })
    };
    let scaling = Curves::new(Axis::logarithmic("$N$"), Axis::logarithmic("time (s)"))
        .series(Series::line("cubic", power(3.0)))
        .series(Series::line("quadratic", power(2.0)).dash(Dash::Dotted))
        .series(Series::line("linear", power(1.0)).marker(Marker::Square))
        .reference(Reference::vertical(400.0).label("memory full"));
    Figure::new().panel(balance).panel(scaling)
}

fn levels() -> Figure {
    let degeneracy = [1_u32, 4, 6, 4, 1];
    let populations = [0.10, 0.13, 0.18, 0.25, 0.34];
    let spread = |k: usize| populations[k] / f64::from(degeneracy[k]);
    let mut thermal = Stage::new("thermalised");
    let mut localised = Stage::new("localised").reached_by("$U_1$");
    let mut passive = Stage::new("passive").reached_by("$U_2$");
    let mut diagram = LevelDiagram::new("energy $E/ω$");
    let order = [4, 3, 2, 1, 0];
    let mut placed = 0;
    for k in 0..5 {
        let label = format!("${k}$");
        let shared = (0..degeneracy[k]).map(|_| State::filled(spread(k)));
        thermal = thermal.level(Level::new(&label, shared).superposed());
        let single = (0..degeneracy[k]).map(|state| match state {
            0 => State::filled(populations[k]),
            _ => State::empty(),
        });
        localised = localised.level(Level::new(&label, single));
        let sorted = (0..degeneracy[k] as usize).map(|state| match order.get(placed + state) {
            Some(&from) => State::filled(populations[from]).hue(from),
            None => State::empty(),
        });
        passive = passive.level(Level::new(&label, sorted));
        for state in 0..degeneracy[k] as usize {
            if let Some(&from) = order.get(placed + state) {
                let target = Place::new(2, k, state);
                diagram = diagram.arrow(Place::new(1, from, 0), target);
            }
        }
        placed += degeneracy[k] as usize;
    }
    Figure::new()
        .width(510.0)
        .panel(diagram.stage(thermal).stage(localised).stage(passive))
}
