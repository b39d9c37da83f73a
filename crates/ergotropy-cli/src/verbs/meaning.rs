//! What people mean by words that are no flags, verbs or values here. Each line of a table has words in small letters, with
//! hyphens inside, and behind the colon what they are called here, or a sentence.

/// Flags, without the hyphens before them; of the names on the right those count that the verb has.
pub(super) const FLAGS: &str = "\
n: cells n-c n-l
qubits num-qubits n-qubits nq spins num-spins n-spins: cells
num-cells n-cells ncells cell number size atoms tls num-tls n-tls: cells
emitters particles sites systems l: cells
alpha bose bose-ratio boltzmann ratio: alpha-c alpha-l alpha
alphac alpha-collective collective-alpha: alpha-c alpha
alphal alpha-local local-alpha alpha-r: alpha-l alpha
occupation nbar n-bar n-th nth mean photons thermal-photons: n-c n-l n
nc n-collective: n-c n
nl n-local: n-l n
temperature temp t kelvin bath bath-temperature: temperature-c temperature-l temperature
tc t-c temp-c collective-temperature temperature-collective: temperature-c temperature
tl t-l temp-l local-temperature temperature-local tr t-r: temperature-l temperature
beta beta-q inverse-temperature: q temperature-c temperature-l temperature
gamma g rate rates decay decay-rate kappa coupling: collective-rate local-rate emission gamma-c
gamma-collective rate-c rate-collective superradiance superradiant-decay: collective-rate collective-emission
gamma-l gamma-local gamma1 gamma-1 rate-l rate-local spontaneous-emission: local-rate emission t1
gamma-down gamma-minus loss losses cooling relaxation: emission t1
gamma-up gamma-plus pump absorption heating excitation: pumping
collective-pump collective-absorption superabsorption: collective-pumping
collective-decay collective-loss: collective-emission
gamma-r gammar gamma-rel rate-ratio r: gamma-ratio
gamma-phi gammaphi gamma2 gamma-2 gamma-d dephase phase-noise: dephasing t2
dephasing-rate pure-dephasing t-phi tphi t2-star t2star: dephasing t2
collective-gamma-phi dephasing-c dephasing-collective: collective-dephasing
fraction collective-fraction mixing: eta
relaxation-time lifetime life-time: t1
coherence-time coherence dephasing-time: t2
omega w freq f splitting gap energy level-splitting hz nu: frequency
gammac gamma-0 gamma0 unit units: gamma-c
start state init initial-state starting-state from-state psi0 rho0 psi rho: initial
ground excited gibbs dicke npy state-file: initial
qutip qutip-order excited-is-0: excited-first
tmax t-max t-end tend tfinal t-final duration end stop last to max-time: until
time tlist t-list at tspan ts grid instants: times until
tmin t-min t0 t-start begin first: from
num npoints n-points num-points steps nsteps n-steps samples resolution count nt: points
logspace logarithmic log-scale logscale geometric: log
out output output-file outfile out-file file save write export to-file dir directory folder: output out
format form as type: json csv
as-json js jsonl: json
as-csv tsv table comma: csv
population pops weights diagonal save-populations spectrum: populations
silent no-progress quietly no-bar s: quiet
horizontal xaxis x-axis xrange x-range: x
vertical yaxis y-axis yrange y-range: y
range ranges vary scan sweep param parameter variable variables parameters: over x y
objective what quantity observable maximize maximise value: of
at-least ergotropy bound min-ergotropy target threshold w-min least work: ergotropy-at-least
figure figures fig figs claim claims item items select: only";

/// Verbs, and flags in place of a verb.
pub(super) const VERBS: &str = "\
steady-state steadystate ss ness stationary equilibrium solve long-time: steady
ergotropy work energy stored compute calc calculate passive: steady
evolve evolution simulate simulation dynamics mesolve integrate propagate time: charge
charging curve power peak transient trajectory discharge run times: charge
scan sweep grid heatmap contour plane surface diagram phase-diagram plot2d: map
plot draw picture: map paper
optimize optimise optimal optimum-of maximum max maximize maximise best search argmax: optimum
tolerance bisect how-bad requirement at-least minimum min crossing break-even: threshold
infinite infinity inf asymptotic asymptotics thermodynamic thermodynamic-limit large-n: limit
convert temperature thermal bose occupation baths units alpha: bath
figures figure fig report reproduce claims article html verify: paper
completion complete autocomplete shell bash zsh fish: completions
manual manpage docs doc documentation info: man
version ver: --version
usage verbs commands h: --help";

/// Heads of starting states; what follows the colon of a state stays.
pub(super) const STARTS: &str = "\
g down vacuum empty zero cold 0 all-down discharged gs groundstate: ground
e up full charged inverted 1 all-up exc excite excitedstate: excited
thermal gibbs boltzmann canonical temperature equilibrium q: gibbs
mixed maximally-mixed identity id white infinite hot: gibbs:1
bright dicke symmetric sym fock excitations superradiant k number: dicke
w w-state: dicke:1
populations population weights file csv pops diagonal: populations";

/// Starts that have no name here, by their heads or the ends of files, and how to give them.
pub(super) const NO_NAME: &str = "\
ghz cat coherent css superposition plus + x random haar product bell entangled spin-coherent thermofield: a state with coherence is read from FILE.npy, as numpy.save writes its 2^N amplitudes
npz mat h5 hdf5 qu pkl pickle pt: numpy.save writes the array as FILE.npy, which is read
txt dat json tsv xlsx parquet: populations are read from CSV, as in populations:FILE.csv with the columns d,k,weight, and amplitudes from FILE.npy
dark singlet subradiant: a state of a ladder j is dicke:J,M, as in dicke:0.5,0.5";

/// Values of other flags, behind the flag.
pub(super) const VALUES: &str = "\
of=w of=work: ergotropy
of=max of=maximum of=greatest: peak
of=share of=efficiency of=fraction of=w/e: ratio";

/// Units; a word may stand for several.
pub(super) const UNITS: &str = "\
k kelvin kelvins: K
mk millikelvin: mK
uk microkelvin: uK
nk: nK
hz hertz: Hz
khz k kilohertz: kHz
mhz m megahertz: MHz
ghz g gigahertz: GHz
thz t: THz
s sec secs second seconds: s
ms msec m millisecond milliseconds: ms
us usec u mus microsec microsecond microseconds: us
ns nsec n nanosecond nanoseconds: ns
s^-1 1/s per-s /sec: /s
ms^-1 1/ms per-ms /msec: /ms
us^-1 1/us per-us /usec: /us
ns^-1 1/ns per-ns: /ns";

/// Flags that other programs have, and why none is needed here.
pub(super) const NOT_NEEDED: &str = "\
threads jobs cores parallel nproc num-cpus j cpus: all cores are used where that helps, with the same bits for any number of them
tol tolerance rtol atol precision accuracy digits eps: no tolerance is set, since each number comes with its error
solver method picture backend algorithm engine integrator: the way to solve is chosen by the model, and the answer names it
dt step stepsize step-size time-step max-step: no step is set, since it follows from the model
seed ntraj trajectories shots: nothing is drawn at random, so that there are neither seeds nor trajectories
levels cutoff truncation nmax n-max dim hilbert: no levels are cut off, so that there is nothing to set
hamiltonian drive rabi detuning: the cells are two-level systems of one frequency, charged by noise alone
config yaml toml input: all is said by flags, which --help lists
verbose debug log-level trace: an answer tells all there is, and --json more
color colour no-color no-colour: there is no colour in a pipe, nor where NO_COLOR is set";

/// What a table has for a word.
pub(super) fn looked_up(table: &'static str, word: &str) -> Option<&'static str> {
    all(table, word).next()
}

/// The names that a table has for a word.
pub(super) fn names(table: &'static str, word: &str) -> Vec<&'static str> {
    let names = looked_up(table, word).unwrap_or_default();
    names.split_whitespace().collect()
}

/// What all lines of a table have for a word.
pub(super) fn all<'w>(
    table: &'static str,
    word: &'w str,
) -> impl Iterator<Item = &'static str> + 'w {
    let lines = table.lines().filter_map(|line| line.split_once(": "));
    lines.filter_map(move |(words, meant)| {
        words.split(' ').any(|known| known == word).then_some(meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_command() {
        let command = crate::verbs::command();
        let verbs: Vec<_> = command.get_subcommands().collect();
        let flag = |name: &str| {
            let mut flags = verbs.iter().flat_map(|verb| verb.get_arguments());
            flags.any(|flag| flag.get_long() == Some(name)) || name == "quiet"
        };
        let of = |table: &'static str| {
            let lines = table.lines().map(|line| line.split_once(": "));
            lines
                .map(|line| line.expect("words, a colon and what they mean"))
                .collect::<Vec<_>>()
        };
        for name in of(FLAGS).iter().flat_map(|(_, names)| names.split(' ')) {
            let of_the_report = !cfg!(feature = "report") && ["out", "only"].contains(&name);
            assert!(flag(name) || of_the_report, "there is no flag {name}");
        }
        for name in of(VERBS).iter().flat_map(|(_, names)| names.split(' ')) {
            let known = verbs.iter().any(|verb| verb.get_name() == name);
            assert!(
                known || name.starts_with("--") || name == "paper",
                "there is no verb {name}"
            );
        }
        // A word that stands twice would be read once.
        for table in [FLAGS, VERBS, STARTS, NO_NAME, VALUES, NOT_NEEDED] {
            let mut words: Vec<&str> = of(table)
                .iter()
                .flat_map(|(words, _)| words.split(' '))
                .collect();
            words.sort_unstable();
            let count = words.len();
            words.dedup();
            assert_eq!(words.len(), count);
        }
    }
}
