//! Whole figures: same bytes, no dependence on the machine, and errors instead of panics.

use ergotropy_plot::{
    Axis, Curves, Figure, Grid, Guide, HeatMap, Legend, Level, LevelDiagram, Mark, Place,
    PlotError, Reference, Series, Stage, State,
};

fn map() -> HeatMap {
    let grid = Grid::tabulate(31, 31, |x, y| (x * (1.0 - x) - y * y).max(0.0)).unwrap();
    HeatMap::new(
        Axis::linear("$α_c$").range(0.0, 1.0),
        Axis::linear("$α_ℓ$").range(0.0, 1.0),
        grid,
    )
    .zero_below(0.0)
    .bar_label("$𝒲$")
    .mark(Mark::star(0.5, 0.0).label("$0.25$"))
}

fn curves() -> Curves {
    Curves::new(Axis::logarithmic("$γ_c t$"), Axis::linear("$W$"))
        .series(Series::line("one", (1..20).map(|i| (f64::from(i), f64::from(i % 7)))).marked())
        .series(Series::scatter("two", [(3.0, 2.0), (4.0, -2.0)]))
        .reference(Reference::horizontal(1.0).label("limit"))
}

fn levels() -> LevelDiagram {
    let stage = |low: f64| {
        Stage::new("stage")
            .level(Level::new("0", [State::filled(low)]))
            .level(Level::new("1", [State::filled(1.0 - low), State::empty()]).superposed())
    };
    LevelDiagram::new("$E$")
        .stage(stage(0.3))
        .stage(stage(0.7).reached_by("$U$"))
        .arrow(Place::new(0, 1, 0), Place::new(1, 0, 0))
        .arrow(Place::new(0, 0, 0), Place::new(1, 0, 0))
}

#[test]
fn the_same_description_gives_the_same_bytes() {
    let figure = || Figure::new().panel(map()).panel(curves()).panel(levels());
    assert_eq!(figure().to_svg().unwrap(), figure().to_svg().unwrap());
    assert_eq!(figure().to_png(700).unwrap(), figure().to_png(700).unwrap());
}

#[test]
fn documents_are_self_contained() {
    let svg = Figure::new()
        .panel(map())
        .panel(curves())
        .described("Title <1>", "Description")
        .to_svg()
        .unwrap();
    assert!(!svg.contains("<text") && !svg.contains("font-family"));
    assert!(
        !svg.replace("http://www.w3.org/2000/svg", "")
            .contains("http")
    );
    assert!(svg.contains("<title>Title &lt;1&gt;</title>"));
    assert!(svg.len() < 200_000, "{}", svg.len());
}

#[test]
fn a_map_of_nothing_but_zeros_is_grey() {
    let grid = Grid::tabulate(5, 5, |_, _| 0.0).unwrap();
    let map = HeatMap::new(Axis::linear("x"), Axis::linear("y"), grid).zero_below(1e-12);
    let figure = Figure::new()
        .panel(map.clone())
        .panel(map)
        .share_colours()
        .share_vertical();
    assert!(figure.to_svg().unwrap().contains("#dcdcdc"));
}

#[test]
fn contours_have_their_values_where_there_is_room() {
    let letters = |map: HeatMap| {
        let svg = Figure::new().panel(map).to_svg().unwrap();
        svg.matches("<use").count()
    };
    let levels = [0.2, 0.1, 0.05, 0.01];
    let bare = || map().contours(levels);
    // Three signs at least of each value, in the map alone, as the numbers of the bar are the same. The line of 0.01 runs
    // so near to the border of zero that it may have no room.
    let written = letters(bare().label_contours()) - letters(bare());
    assert!(written >= 3 * (levels.len() - 1), "{written}");
    // The bar of a root has the values of the contours.
    assert_ne!(letters(bare().emphasise_small()), letters(bare()));
}

#[test]
fn descriptions_that_cannot_be_drawn_say_why() {
    let bare = || Curves::new(Axis::linear("x"), Axis::linear("y"));
    let line = |points: Vec<(f64, f64)>| bare().series(Series::line("s", points));
    let svg = |curves: Curves| Figure::new().panel(curves).to_svg();

    assert!(matches!(Figure::new().to_svg(), Err(PlotError::NoPanels)));
    assert!(matches!(
        Figure::new().panel(curves()).columns(0).to_svg(),
        Err(PlotError::NoColumns)
    ));
    assert!(matches!(
        Figure::new().panel(curves()).width(20.0).to_svg(),
        Err(PlotError::TooNarrow { .. })
    ));
    assert!(matches!(
        Figure::new().panel(curves()).width(f64::NAN).to_svg(),
        Err(PlotError::TooNarrow { .. })
    ));
    assert!(matches!(
        Figure::new().panel(curves()).to_png(0),
        Err(PlotError::BitmapWidth { width: 0, .. })
    ));
    assert!(matches!(svg(bare()), Err(PlotError::NoSeries)));
    assert!(matches!(
        svg(line(vec![])),
        Err(PlotError::EmptySeries { .. })
    ));
    assert!(matches!(
        svg(line(vec![(0.0, 0.0), (1.0, f64::NAN)])),
        Err(PlotError::NotFinite { index: 1, .. })
    ));
    let banded = Series::line("s", [(0.0, 0.0), (1.0, 1.0)]).band([(0.0, 1.0)]);
    assert!(matches!(
        svg(bare().series(banded)),
        Err(PlotError::BandSize {
            points: 2,
            intervals: 1,
            ..
        })
    ));
    let logarithmic = Curves::new(Axis::linear("x"), Axis::logarithmic("y"));
    assert!(matches!(
        svg(logarithmic.series(Series::line("s", [(0.0, -1.0)]))),
        Err(PlotError::NotPositive { value, .. }) if value == -1.0
    ));
    let missing = map().title("\u{1F600}");
    assert!(matches!(
        Figure::new().panel(missing).to_svg(),
        Err(PlotError::MissingGlyph { .. })
    ));
    let contours = map().contours([f64::INFINITY]);
    assert!(matches!(
        Figure::new().panel(contours).to_svg(),
        Err(PlotError::NotFinite { .. })
    ));
}

#[test]
fn level_diagrams_are_checked() {
    let svg = |diagram: LevelDiagram| Figure::new().panel(diagram).to_svg();
    assert!(matches!(
        svg(LevelDiagram::new("E")),
        Err(PlotError::NoLevels)
    ));
    let empty = Stage::new("s").level(Level::new("0", []));
    assert!(matches!(
        svg(LevelDiagram::new("E").stage(empty)),
        Err(PlotError::NoStates { stage: 0, level: 0 })
    ));
    let over = Stage::new("s").level(Level::new("0", [State::filled(1.5)]));
    assert!(matches!(
        svg(LevelDiagram::new("E").stage(over)),
        Err(PlotError::Population { .. })
    ));
    assert!(matches!(
        svg(levels().arrow(Place::new(0, 0, 0), Place::new(2, 0, 0))),
        Err(PlotError::ArrowEnd { stage: 2, .. })
    ));
}

#[test]
fn extreme_numbers_are_drawn_or_refused_without_panic() {
    let extremes = [
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        5e-324,
        0.0,
        -0.0,
        1.0,
        1.0 + f64::EPSILON,
        1e300,
        -1e-300,
    ];
    let legends = [Legend::Inside, Legend::Above, Legend::Hidden];
    for (index, &one) in extremes.iter().enumerate() {
        for &other in &extremes {
            let points = [(one, other), (other, one), (1.0, 2.0)];
            for axis in [Axis::linear, Axis::logarithmic] {
                let panel = Curves::new(axis("x"), axis("y"))
                    .series(Series::line("s", points))
                    .legend(legends[index % legends.len()]);
                let _ = Figure::new().panel(panel).to_png(60);
                let fixed = axis("x").range(one, other);
                let panel = Curves::new(fixed.clone(), fixed).series(Series::scatter("s", points));
                let _ = Figure::new().panel(panel).to_png(60);
            }
            let grid = Grid::new(2, 2, vec![one, other, 1.0, one]).unwrap();
            let map = HeatMap::new(Axis::linear("x"), Axis::linear("y"), grid)
                .zero_below(other)
                .contours([one, other])
                .label_contours()
                .emphasise_small()
                .guide(Guide::new([(one, other), (other, one)]).label("g"))
                .mark(Mark::circle(one, other).label("m"));
            let _ = Figure::new().panel(map).to_png(60);
        }
    }
}
