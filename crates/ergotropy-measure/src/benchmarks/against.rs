//! Against: the same cases by PIQS and SciPy.

use std::fmt::Write;
use std::time::Duration;

use anyhow::Result;

use crate::benchmarks::job::{From, Job, Times};
use crate::benchmarks::row::{Count, Measured, measure};
use crate::point::Point;
use crate::rivals::{ChargingRequest, Condition, Rivals, Steady, SteadyRequest};
use crate::sample;
use crate::table::{Table, memory, ratio, seconds, size};

/// The point at which steady states are compared.
const NOISE: (f64, f64, f64, f64) = (0.9, 0.9, 0.3, 1.0);

/// Everything that is compared.
pub fn section(rivals: &Rivals, cap: Duration) -> Result<String> {
    let mut text = "## Beside QuTiP\n\n\
        Its permutation-invariant solver PIQS and SciPy, as a user who knows both would call them \
        (`rivals/README.md`), on one thread. Their times are the least of as many runs as the tables say, without loading \
        code, and do not include finding W; ours do. Their numbers have neither a bound nor an estimate.\n\n"
        .to_owned();
    writeln!(text, "### Steady state\n\n{}", steady(rivals, cap)?)?;
    writeln!(
        text,
        "Asked: 1000 times faster at N = 100 and at N = 1000. \"without copies\" is the W of a user who takes \
         populations for eigenvalues and forgets that a ladder has many copies.\n"
    )?;
    writeln!(
        text,
        "### Points of a map\n\n\
         For a map the matrix can be combined from one matrix for each channel, built once (not timed). Means of 20 random \
         points of the ranges of the grid above, theirs the least of two runs each, ours of one run each, on one thread, too.\n\n{}",
        maps(rivals, cap)?
    )?;
    writeln!(
        text,
        "### Liouvillian, N = 7\n\n\
         `qutip.steadystate` of the Liouvillian of PIQS at (0.9, 0.6, 0.2, 1), one run each.\n\n{}",
        liouvillian(rivals)?
    )?;
    writeln!(
        text,
        "### Charging\n\n\
         From the ground state at (0.5, 0.3, 0.5, 1), 51 times up to 10. `Dicke.pisolve` has the default tolerances, which \
         it does not let choose; BDF is `scipy.integrate.solve_ivp` with the matrix of PIQS as sparse Jacobian. \
         Asked at N = 100: 500 times faster than `pisolve`, with a hundredth of its memory.\n\n{}",
        charging(rivals, cap)?
    )?;
    Ok(text)
}

fn steady(rivals: &Rivals, cap: Duration) -> Result<Table> {
    let mut table = Table::new(&[
        "N",
        "matrix",
        "solution",
        "runs",
        "ours",
        "ratio",
        "difference of W",
        "W",
        "stated for W",
        "without copies",
    ]);
    for (cells, repeats) in [(7, 5), (26, 5), (50, 5), (100, 5), (400, 2), (1000, 1)] {
        let point = Point::new(cells, NOISE);
        let theirs = rivals.steady_point(point, repeats)?;
        let ours = measure(&Job::Steady { point, repeats: 10 }, cap)?;
        let share = |theirs: &Steady, ours: &Measured| {
            ours.least()
                .map_or_else(String::new, |least| ratio(theirs.seconds() / least))
        };
        let work = ours.reply.work.first().copied();
        let apart = theirs.work.zip(work).map(|(a, b)| size((a - b).abs()));
        let digits = |w: Option<f64>| w.map_or_else(|| "none".to_owned(), |w| format!("{w:.6}"));
        table.row([
            cells.to_string(),
            seconds(theirs.build_seconds),
            theirs
                .failure
                .clone()
                .unwrap_or_else(|| seconds(theirs.solve_seconds)),
            repeats.to_string(),
            ours.reached(Count::Least),
            share(&theirs, &ours),
            apart.unwrap_or_default(),
            digits(work),
            ours.error(),
            digits(theirs.work_without_copies),
        ]);
    }
    Ok(table)
}

fn maps(rivals: &Rivals, cap: Duration) -> Result<Table> {
    let mut table = Table::new(&[
        "N",
        "matrix built each time",
        "combined",
        "ours",
        "ratio to combined",
        "greatest stated for W, ours",
    ]);
    for cells in [26, 100] {
        let points = sample::random(cells, 20);
        let mut means = [0.0; 2];
        for (mean, assembled) in means.iter_mut().zip([false, true]) {
            let answers = rivals.steady(&SteadyRequest {
                points: &points,
                repeats: 2,
                condition: Condition::Pinned,
                assembled,
            })?;
            *mean = answers.iter().map(Steady::seconds).sum::<f64>() / points.len() as f64;
        }
        let ours = measure(&Job::Random { cells, count: 20 }, cap)?;
        let times = &ours.reply.seconds;
        let mean = times.iter().sum::<f64>() / times.len() as f64;
        let [built, combined] = means;
        table.row([
            cells.to_string(),
            seconds(built),
            seconds(combined),
            seconds(mean),
            ratio(combined / mean),
            ours.error(),
        ]);
    }
    Ok(table)
}

fn liouvillian(rivals: &Rivals) -> Result<Table> {
    let mut table = Table::new(&["method", "Liouvillian", "solution", "W"]);
    let point = Point::new(7, (0.9, 0.6, 0.2, 1.0));
    for method in rivals.liouvillian(point)? {
        let failed = || method.failure.clone().unwrap_or_default();
        table.row([
            method.name.clone(),
            seconds(method.build_seconds),
            method.solve_seconds.map_or_else(failed, seconds),
            method.work.map_or_else(String::new, |w| format!("{w:.10}")),
        ]);
    }
    let work = point.ensemble()?.steady_state()?.ergotropy();
    table.row([
        "ours".to_owned(),
        String::new(),
        String::new(),
        format!(
            "{:.10} ({}, {})",
            work.value,
            size(work.error),
            work.kind.name()
        ),
    ]);
    Ok(table)
}

fn charging(rivals: &Rivals, cap: Duration) -> Result<Table> {
    let mut table = Table::new(&[
        "N",
        "program",
        "time",
        "runs",
        "memory",
        "ratio of times",
        "ratio of memories",
        "greatest difference of W",
        "stated for W",
    ]);
    let (until, count) = (10.0, 51);
    for cells in [50, 100] {
        let point = Point::new(cells, (0.5, 0.3, 0.5, 1.0));
        let ours = measure(
            &Job::Charging {
                point,
                start: From::Ground,
                times: Times::Linear { until, count },
                repeats: 5,
            },
            cap,
        )?;
        table.row([
            cells.to_string(),
            "ours".to_owned(),
            ours.least()
                .map_or_else(|| ours.reached(Count::Least), seconds),
            ours.reply.seconds.len().to_string(),
            ours.peak(),
            String::new(),
            String::new(),
            String::new(),
            ours.error(),
        ]);
        for (method, name, repeats) in [
            ("pisolve", "`Dicke.pisolve`", 2),
            ("bdf", "PIQS and BDF", 3),
        ] {
            let request = ChargingRequest {
                point,
                until,
                count,
                method,
                repeats,
            };
            let theirs = match rivals.charging(&request) {
                Ok(theirs) => theirs,
                Err(reason) => {
                    let mut cells = vec![cells.to_string(), name.to_owned(), format!("{reason:#}")];
                    cells.resize(9, String::new());
                    table.row(cells);
                    continue;
                }
            };
            let pairs = theirs.work.iter().zip(&ours.reply.work);
            let apart = pairs.map(|(a, b)| (a - b).abs()).reduce(f64::max);
            let memories = ours
                .reply
                .peak_kib
                .map(|kib| theirs.peak_kib as f64 / kib as f64);
            table.row([
                cells.to_string(),
                name.to_owned(),
                seconds(theirs.seconds),
                theirs.runs.to_string(),
                memory(theirs.peak_kib),
                ours.least()
                    .map_or_else(String::new, |least| ratio(theirs.seconds / least)),
                memories.map_or_else(String::new, ratio),
                apart.map_or_else(String::new, size),
                "none".to_owned(),
            ]);
        }
    }
    Ok(table)
}
