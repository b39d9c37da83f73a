//! The flags, as clap reads them.

pub(crate) mod bath;
pub(crate) mod model;
pub(crate) mod start;
pub(crate) mod times;
pub(crate) mod units;
pub(crate) mod values;

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

use self::start::StartArg;
use self::units::{Hertz, Kelvin, Time, TimeList};
use self::values::{BoseRatio, Cells, Fraction, GibbsRatio, Given, Occupation, Points, Rate};

/// How much work noise alone can store in N two-level cells
///
/// The cells feel collective thermal noise (J-, J+), local thermal noise (sigma-, sigma+) and
/// dephasing. Energies are in hbar omega, times in 1/gamma_c unless units are given.
#[derive(Debug, Parser)]
#[command(
    name = "ergotropy",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    subcommand_required = true,
    subcommand_value_name = "VERB",
    subcommand_help_heading = "Verbs",
    after_help = "Exit codes: 0 done, 2 wrong input, 1 anything else that failed.\n\n\
        Example: ergotropy steady --cells 7 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2"
)]
pub(crate) struct Cli {
    /// No progress on stderr; errors are still told
    #[arg(long, global = true)]
    pub(crate) quiet: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Work that the steady state holds
    Steady(SteadyArgs),
    /// Energy, work and power over time
    Charge(ChargeArgs),
    /// Work of the steady state in the limit of many cells
    Limit(LimitArgs),
    /// Bose ratio, occupation and temperature of a bath
    Bath(BathArgs),
    /// Every figure and claim of the paper, computed
    Paper(PaperArgs),
    /// Completions for a shell, on stdout
    Completions(CompletionsArgs),
    /// Manual page, on stdout
    Man(ManArgs),
}

/// The ensemble, the noise and where it starts: the same flags for every verb.
#[derive(Debug, Args)]
#[command(next_help_heading = "Model")]
pub(crate) struct ModelArgs {
    /// Number of cells N, from 1 to 2^31
    #[arg(long, value_name = "N")]
    pub(crate) cells: Given<Cells>,
    /// Collective fraction eta, from 0 to 1: the collective rate is eta, the local one (1-eta) gamma_r
    #[arg(long, value_name = "X", default_value = "1")]
    pub(crate) eta: Fraction,
    /// Ratio gamma_r = gamma_l / gamma_c, at least 0
    #[arg(long, value_name = "R", default_value = "1")]
    pub(crate) gamma_ratio: Rate,
    /// Bose ratio of the collective bath, 0 <= alpha_c < 1, alpha = n/(n+1)
    #[arg(long, value_name = "A")]
    pub(crate) alpha_c: Option<Given<BoseRatio>>,
    /// The same bath by its occupation, n_c >= 0
    #[arg(long, value_name = "MEAN")]
    pub(crate) n_c: Option<Given<Occupation>>,
    /// The same bath by its temperature (50mK); needs --frequency
    #[arg(long, value_name = "T")]
    pub(crate) temperature_c: Option<Given<Kelvin>>,
    /// Bose ratio of the local baths, 0 <= alpha_l < 1 [default: 0]
    #[arg(long, value_name = "A")]
    pub(crate) alpha_l: Option<Given<BoseRatio>>,
    /// The same baths by their occupation, n_l >= 0
    #[arg(long, value_name = "MEAN")]
    pub(crate) n_l: Option<Given<Occupation>>,
    /// The same baths by their temperature; needs --frequency
    #[arg(long, value_name = "T")]
    pub(crate) temperature_l: Option<Given<Kelvin>>,
    /// Rate of D[sigma_z / 2] on each cell, at least 0, in gamma_c; not multiplied by (1-eta)
    #[arg(long, value_name = "G", default_value = "0")]
    pub(crate) dephasing: Rate,
    // Not a doc comment, which would take the brackets for a link.
    #[arg(
        long,
        value_name = "G",
        default_value = "0",
        help = "Rate of D[J_z], at least 0, in gamma_c"
    )]
    pub(crate) collective_dephasing: Rate,
    /// Starting state: ground, excited, gibbs:Q (q from 0 to 1), dicke:K (k from 0 to N),
    /// populations:FILE.csv (columns d,k,weight with d = N/2 - j, k = N/2 + m) or FILE.npy (float64,
    /// complex64 or complex128; a vector of 2^N amplitudes or a 2^N x 2^N density matrix; index in
    /// bits, cell 1 most significant, 1 = excited; norm or trace 1 within 1e-10; only where nothing
    /// acts on single cells)
    #[arg(long, value_name = "START")]
    pub(crate) initial: Option<Given<StartArg>>,
    /// Frequency omega/2pi of the cells (5GHz): energies also in h GHz and joule
    #[arg(long, value_name = "F")]
    pub(crate) frequency: Option<Given<Hertz>>,
    /// Rate gamma_c/2pi (1MHz): times are read and printed with units (10us); the other rates stay
    /// in units of gamma_c
    #[arg(long, value_name = "F")]
    pub(crate) gamma_c: Option<Given<Hertz>>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Where nothing acts on single cells ((1-eta) gamma_r = 0 and no --dephasing) the steady state depends \
on the start, and --initial is required.\n\
From FILE.npy the answer is of the schur picture: vectors of at most 25 cells, density matrices of at \
most 12.\n\
JSON has the same keys in both pictures: ergotropy_incoherent is the work without coherence between \
energy levels, ergotropy_coherent what that adds, which is 0 in the ladder picture; the leakage is 0 \
where nothing acts on single cells.\n\n\
Examples:\n  \
ergotropy steady --cells 7 --eta 0.9 --alpha-c 0.6 --alpha-l 0.2\n  \
ergotropy steady --cells 100 --alpha-c 0.9 --initial ground --json\n  \
ergotropy steady --cells 4 --alpha-c 0.6 --initial state.npy\n  \
ergotropy steady --cells 10 --eta 0.99 --temperature-c 300mK --temperature-l 20mK --frequency 5GHz")]
pub(crate) struct SteadyArgs {
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// Print JSON
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Times are given in 1/gamma_c or, beside --gamma-c, with units (10us).\n\
JSON and CSV have the time in 1/gamma_c; with --gamma-c also in seconds (seconds, time_seconds).\n\
Energies are in hbar omega, power = (W(t) - W(0))/t in hbar omega gamma_c.\n\
ergotropy_incoherent is the work without coherence between energy levels, ergotropy_coherent what \
that adds.\n\
From FILE.npy the answer is of the schur picture: vectors of at most 24 cells, density matrices of at \
most 12.\n\n\
Examples:\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground --times 0,0.1,0.5\n  \
ergotropy charge --cells 10 --eta 0.9 --alpha-c 0.6 --initial ground --until 100 --points 200 --from 1e-3 --log --csv\n  \
ergotropy charge --cells 10 --alpha-c 0.6 --initial ground --gamma-c 1MHz --until 2us --points 21")]
pub(crate) struct ChargeArgs {
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    #[command(flatten)]
    pub(crate) times: TimesArgs,
    /// Print JSON
    #[arg(long, conflicts_with = "csv", help_heading = "Output")]
    pub(crate) json: bool,
    /// Print CSV, one row for each time
    #[arg(long, help_heading = "Output")]
    pub(crate) csv: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Times")]
pub(crate) struct TimesArgs {
    /// The times, with commas between them
    #[arg(long, value_name = "T,...")]
    pub(crate) times: Vec<Given<TimeList>>,
    /// Last time of an axis
    #[arg(long, value_name = "T")]
    pub(crate) until: Option<Given<Time>>,
    /// Number of points of the axis, both ends counted, from 2 to 1000000
    #[arg(long, value_name = "K")]
    pub(crate) points: Option<Given<Points>>,
    /// First time of the axis [default: 0]
    #[arg(long, value_name = "T0")]
    pub(crate) from: Option<Given<Time>>,
    /// Constant ratio between neighbours, not constant difference; needs --from
    #[arg(long)]
    pub(crate) log: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
With --q: collective noise alone (eta = 1), from a product of Gibbs states. With a local bath: every \
fixed 0 < eta < 1 and gamma_r > 0; the limit depends on neither. Energies are in hbar omega.\n\n\
Examples:\n  \
ergotropy limit --alpha-c 0.6 --q 0.3\n  \
ergotropy limit --alpha-c 0.6 --alpha-l 0.2 --json\n  \
ergotropy limit --temperature-c 300mK --temperature-l 20mK --frequency 5GHz")]
pub(crate) struct LimitArgs {
    /// Bose ratio of the collective bath, 0 <= alpha_c < 1, alpha = n/(n+1)
    #[arg(long, value_name = "A")]
    pub(crate) alpha_c: Option<Given<BoseRatio>>,
    /// The same bath by its occupation, n_c >= 0
    #[arg(long, value_name = "MEAN")]
    pub(crate) n_c: Option<Given<Occupation>>,
    /// The same bath by its temperature (50mK); needs --frequency
    #[arg(long, value_name = "T")]
    pub(crate) temperature_c: Option<Given<Kelvin>>,
    /// Gibbs ratio of the start, 0 <= q < 1, q = exp(-beta_q); at eta = 1
    #[arg(long, value_name = "Q")]
    pub(crate) q: Option<Given<GibbsRatio>>,
    /// Bose ratio of the local baths, 0 <= alpha_l < 1; at 0 < eta < 1
    #[arg(long, value_name = "A")]
    pub(crate) alpha_l: Option<Given<BoseRatio>>,
    /// The same baths by their occupation, n_l >= 0
    #[arg(long, value_name = "MEAN")]
    pub(crate) n_l: Option<Given<Occupation>>,
    /// The same baths by their temperature; needs --frequency
    #[arg(long, value_name = "T")]
    pub(crate) temperature_l: Option<Given<Kelvin>>,
    /// Frequency omega/2pi of the cells (5GHz)
    #[arg(long, value_name = "F")]
    pub(crate) frequency: Option<Given<Hertz>>,
    /// Print JSON
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
One way of giving the bath: --temperature with --frequency, --n, or --alpha. With --frequency the \
temperature is printed in every case.\n\n\
Example: ergotropy bath --temperature 50mK --frequency 5GHz")]
pub(crate) struct BathArgs {
    /// Temperature (50mK), at least 0; needs --frequency
    #[arg(long, value_name = "T")]
    pub(crate) temperature: Option<Given<Kelvin>>,
    /// Frequency omega/2pi of the cells (5GHz)
    #[arg(long, value_name = "F")]
    pub(crate) frequency: Option<Given<Hertz>>,
    /// Occupation n, from 0 to 1e100
    #[arg(long, value_name = "MEAN")]
    pub(crate) n: Option<Given<Occupation>>,
    /// Bose ratio alpha = n/(n+1), 0 <= alpha < 1
    #[arg(long, value_name = "A")]
    pub(crate) alpha: Option<Given<BoseRatio>>,
    /// Print JSON
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
DIR gets index.html, claims.json, and SVG, PNG and CSV of each figure; files of those names are \
replaced whole, and nothing else in DIR is touched.\n\n\
Figures beyond the paper: extra-random-starts, extra-best-starts, extra-many-cells, extra-limit.\n\n\
Example: ergotropy paper --out paper --only fig4,fig07,C10")]
pub(crate) struct PaperArgs {
    /// Folder for the report
    #[arg(long, value_name = "DIR", default_value = "paper")]
    pub(crate) out: PathBuf,
    /// Only these figures and claims, with commas between them
    #[arg(long, value_name = "ITEM,...", value_delimiter = ',', value_parser = values::item)]
    pub(crate) only: Vec<ergotropy_paper::Item>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example: ergotropy completions bash > ~/.local/share/bash-completion/completions/ergotropy"
)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: ergotropy man steady > ergotropy-steady.1")]
pub(crate) struct ManArgs {
    /// The verb; without it the page of the command
    pub(crate) verb: Option<String>,
}

/// The command as it is parsed: `-1`, `-inf` or a flag behind a flag is its value, to be refused
/// as such by name.
pub(crate) fn command() -> clap::Command {
    Cli::command().mut_subcommands(|verb| {
        verb.mut_args(|arg| {
            if arg.get_action().takes_values() && !arg.is_positional() {
                arg.allow_hyphen_values(true)
            } else {
                arg
            }
        })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_flags_fit_together() {
        super::command().debug_assert();
    }
}
