//! Against: the same cases, computed by PIQS and SciPy.

use std::fmt::Write;
use std::time::Duration;

use anyhow::Result;

use crate::benchmarks::cases::{self, DRIFTING, TIMES, USUAL};
use crate::benchmarks::chains;
use crate::benchmarks::job::Job;
use crate::benchmarks::row::{Measured, measure};
use crate::point::Point;
use crate::question::Question;
use crate::rivals::{Charging, Rivals, Steady};
use crate::sample;
use crate::table::{Table, memory, ratio, seconds, size, stated};

/// Numbers of cells of steady states, and how often the other programs repeat each.
const STEADY: [(u32, u32); 6] = [(7, 5), (26, 5), (50, 5), (100, 5), (400, 2), (1000, 1)];

/// Numbers of cells of points of a map.
const MAPS: [u32; 2] = [26, 100];
/// Numbers of cells of charging curves.
const CHARGING: [u32; 2] = [50, 100];

/// The other programs' ways to charge: method, name, and number of repetitions.
const WAYS: [(&str, &str, u32); 2] = [
    ("pisolve", "`Dicke.pisolve`", 2),
    ("bdf", "PIQS and BDF", 3),
];

/// Numbers of cells of chains, the last of their times, and how often the other programs repeat each.
const CHAINS: [(u32, f64, u32); 2] = [(8, 1.0, 3), (10, 5.0, 1)];

/// The other programs' ways to charge a chain: method and name.
const CHAIN_WAYS: [(&str, &str); 2] = [("mesolve", "`mesolve`"), ("expm", "`expm_multiply`")];

/// The columns of charging curves.
const CURVES: &str = "N | program | time | runs | memory | ratio of times | ratio of memories | greatest difference of W | stated for W";

/// Sections: heading, the text around the table, and the function that makes the table.
const SECTIONS: [(&str, &str, Make); 5] = [
    (
        "### Steady state",
        "{table}\nAsked: 1000 times faster at N = 100 and at N = 1000. \"without copies\" is the W of a user who takes \
         populations for eigenvalues and forgets that a ladder has many copies.\n",
        steady,
    ),
    (
        "### Points of a map",
        "For a map the matrix can be combined from one matrix for each channel, built once (not timed). Means of 20 random \
         points of the ranges of the grid above, theirs the least of two runs each, ours of one run each, on one thread, \
         too.\n\n{table}",
        maps,
    ),
    (
        "### Liouvillian, N = 7",
        "`qutip.steadystate` of the Liouvillian of PIQS at (0.9, 0.6, 0.2, 1), one run each.\n\n{table}",
        liouvillian,
    ),
    (
        "### Charging",
        "From the ground state at (0.5, 0.3, 0.5, 1), 51 times up to 10. `Dicke.pisolve` has the default tolerances, which \
         it does not let choose; BDF is `scipy.integrate.solve_ivp` with the matrix of PIQS as sparse Jacobian. \
         Asked at N = 100: 500 times faster than `pisolve`, with a hundredth of its memory.\n\n{table}",
        charging,
    ),
    (
        "### Charging in a chain",
        "From the ground state at (1, 0.6, 0, 1) in a chain of spacing 0.1 without shifts, 51 times up to 1 for N = 8 and up \
         to 5 for N = 10. `mesolve` of QuTiP has the eigenmodes of g_ij as collapse operators, the option `matrix_form`, and \
         its default integrator and tolerances; `expm_multiply` of SciPy has the generator as a sparse matrix on the blocks \
         of equal excitation, whose making is timed. Asked: at N = 8 150 times faster than QuTiP and 30 times faster than \
         SciPy, at N = 10 400 and 150 times.\n\n{table}",
        chains,
    ),
];

type Make = fn(&Rivals, Duration) -> Result<Table>;

/// The jobs of this library that stand in these tables.
pub fn jobs() -> Vec<Job> {
    let mut jobs: Vec<Job> = STEADY.map(|row| cases::steady_beside(row.0)).into();
    jobs.extend(MAPS.map(cases::points_beside));
    jobs.extend(CHARGING.map(cases::charging_beside));
    jobs.extend(CHAINS.map(|(cells, until, _)| chains::beside(cells, until)));
    jobs
}

/// The tables whose headings contain some words.
pub fn extract(rivals: &Rivals, cap: Duration, words: &str) -> Result<String> {
    let mut text = String::new();
    for (heading, about, make) in SECTIONS {
        if heading.contains(words) {
            let table = make(rivals, cap)?.to_string();
            writeln!(text, "{heading}\n\n{}", about.replace("{table}", &table))?;
        }
    }
    Ok(text)
}

fn steady(rivals: &Rivals, cap: Duration) -> Result<Table> {
    let mut table = Table::new(
        "N | matrix | solution | runs | ours | ratio | difference of W | W | stated for W | without copies",
    );
    for (cells, repeats) in STEADY {
        let ours = measure(&cases::steady_beside(cells), cap)?;
        let work = ours.reply.work.first().copied();
        let digits = |w: Option<f64>| w.map_or_else(|| "none".to_owned(), |w| format!("{w:.6}"));
        for theirs in rivals.steady(&[USUAL.cells(cells)], repeats, "pinned", false)? {
            let quotient = ours.least().map(|least| ratio(theirs.seconds() / least));
            let apart = theirs.work.zip(work).map(|(a, b)| size((a - b).abs()));
            let solved = || seconds(theirs.solve_seconds);
            table.row([
                cells.to_string(),
                seconds(theirs.build_seconds),
                theirs.failure.clone().unwrap_or_else(solved),
                repeats.to_string(),
                ours.reached(),
                quotient.unwrap_or_default(),
                apart.unwrap_or_default(),
                digits(work),
                ours.error(),
                digits(theirs.work_without_copies),
            ]);
        }
    }
    Ok(table)
}

fn maps(rivals: &Rivals, cap: Duration) -> Result<Table> {
    let mut table = Table::new(
        "N | matrix built each time | combined | ours | ratio to combined | greatest stated for W, ours",
    );
    for cells in MAPS {
        let points = sample::random(cells, cases::MAP_POINTS);
        let mean = |assembled| -> Result<f64> {
            let answers = rivals.steady(&points, 2, "pinned", assembled)?;
            Ok(answers.iter().map(Steady::seconds).sum::<f64>() / points.len() as f64)
        };
        let (built, combined) = (mean(false)?, mean(true)?);
        let ours = measure(&cases::points_beside(cells), cap)?;
        table.row([
            cells.to_string(),
            seconds(built),
            seconds(combined),
            seconds(ours.mean()),
            ratio(combined / ours.mean()),
            ours.error(),
        ]);
    }
    Ok(table)
}

fn liouvillian(rivals: &Rivals, _: Duration) -> Result<Table> {
    let mut table = Table::new("method | Liouvillian | solution | W");
    let point = Point::mixture(0.9, 1.0).baths(0.6, 0.2).cells(7);
    for method in rivals.liouvillian(point)? {
        let failed = || method.failure.unwrap_or_default();
        table.row([
            method.name,
            seconds(method.build_seconds),
            method.solve_seconds.map_or_else(failed, seconds),
            method.work.map_or_else(String::new, |w| format!("{w:.10}")),
        ]);
    }
    for work in Question::Steady(point).answer()?.works {
        let (work, none) = (work.ergotropy, String::new);
        let work = format!("{:.10} ({})", work.value, stated(work));
        table.row(["ours".to_owned(), none(), none(), work]);
    }
    Ok(table)
}

fn charging(rivals: &Rivals, cap: Duration) -> Result<Table> {
    let mut table = Table::new(CURVES);
    for cells in CHARGING {
        let ours = measure(&cases::charging_beside(cells), cap)?;
        let theirs = WAYS.map(|(method, name, repeats)| {
            let point = DRIFTING.cells(cells);
            (name, rivals.charging(point, TIMES, method, repeats))
        });
        curves(&mut table, cells, &ours, theirs);
    }
    Ok(table)
}

fn chains(rivals: &Rivals, cap: Duration) -> Result<Table> {
    let mut table = Table::new(CURVES);
    for (cells, until, repeats) in CHAINS {
        let ours = measure(&chains::beside(cells, until), cap)?;
        let theirs = CHAIN_WAYS.map(|(method, name)| {
            let times = (until, chains::COUNT);
            (
                name,
                rivals.charging(chains::at(cells), times, method, repeats),
            )
        });
        curves(&mut table, cells, &ours, theirs);
    }
    Ok(table)
}

/// The rows of one charging curve: ours, and those of other programs beside it.
fn curves(
    table: &mut Table,
    cells: u32,
    ours: &Measured,
    theirs: impl IntoIterator<Item = (&'static str, Result<Charging>)>,
) {
    let (least, none) = (ours.least(), String::new);
    table.row([
        cells.to_string(),
        "ours".to_owned(),
        least.map_or_else(|| ours.reached(), seconds),
        ours.reply.seconds.len().to_string(),
        ours.peak(),
        none(),
        none(),
        none(),
        ours.error(),
    ]);
    for (name, found) in theirs {
        let mut row = vec![cells.to_string(), name.to_owned()];
        match found {
            Ok(theirs) => {
                let kib = theirs.peak_kib as f64;
                let pairs = theirs.work.iter().zip(&ours.reply.work);
                let apart = pairs.map(|(a, b)| (a - b).abs()).reduce(f64::max);
                let memories = ours.reply.peak_kib.map(|ours| kib / ours as f64);
                row.extend([
                    seconds(theirs.seconds),
                    theirs.runs.to_string(),
                    memory(theirs.peak_kib),
                    least.map_or_else(none, |least| ratio(theirs.seconds / least)),
                    memories.map_or_else(none, ratio),
                    apart.map_or_else(none, size),
                    "none".to_owned(),
                ]);
            }
            Err(reason) => row.push(format!("{reason:#}")),
        }
        table.row(row);
    }
}
