//! Whether all starts end alike, decided by algebra.
//!
//! If noise emits and absorbs through the jumps L_μ = Σ B_iμ σ-_i, what it conserves is what commutes with all L_μ, all L_μ† and
//! the coherent part. Cells that enter all L_μ alike, up to a sign, can be permuted without any change, and nothing else commutes, so that there is one
//! steady state if and only if no two cells are alike and none is left out. How fast is another question: cells close to each other are nearly alike.

use crate::emitters::classes::Classes;
use crate::emitters::couplings::Couplings;
use crate::model::ensemble::Ensemble;

/// What noise on cells that differ makes of all starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// One steady state for all starts.
    One,
    /// Nothing happens.
    Still,
    /// The start decides, as these cells are alike or left out.
    Classes(Classes),
    /// Only emission, or only absorption, through fewer modes than there are cells: dark states of single excitations stay.
    Dark { modes: usize, cells: usize },
    /// Dephasing keeps the weights of strings.
    Strings,
    /// Exchange between cells, or detunings, act on what noise leaves alone.
    Undecided,
}

impl Fate {
    /// Why the start decides.
    pub(crate) fn because(&self) -> String {
        let named = |cells: &[usize]| {
            let names: Vec<String> = cells.iter().map(|cell| (cell + 1).to_string()).collect();
            names.join(", ")
        };
        match self {
            Self::One | Self::Still => String::new(),
            Self::Classes(Classes { uncoupled, alike }) => {
                let alike = alike
                    .iter()
                    .map(|class| format!("the noise treats cells {} alike", named(class)));
                let left_out = Some(uncoupled).filter(|cells| !cells.is_empty());
                let left_out =
                    left_out.map(|cells| format!("it leaves out cells {}", named(cells)));
                alike.chain(left_out).collect::<Vec<_>>().join(", and ")
            }
            Self::Dark { modes, cells } => format!(
                "{cells} cells emit, or absorb, through {modes} modes alone, so that some excitations stay where they are"
            ),
            Self::Strings => "dephasing alone keeps the weights of strings".to_owned(),
            Self::Undecided => {
                "exchange between cells and detunings act on states that the noise leaves alone, and whether these last is not decided".to_owned()
            }
        }
    }

    /// The fate of all starts under this noise, of cells with couplings of their own.
    pub(crate) fn of(ensemble: &Ensemble) -> Self {
        let (collective, local) = (ensemble.collective_channel(), ensemble.local_channel());
        let dephasing = ensemble.dephasing_rate() > 0.0;
        if local.acts() {
            return Self::One;
        }
        let couplings = ensemble
            .shared_field()
            .filter(|couplings| couplings.rank() > 0 && collective.acts());
        let Some(couplings) = couplings else {
            let coherent = ensemble.shared_field().is_some_and(Couplings::is_coherent);
            return match (dephasing, coherent) {
                (_, true) => Self::Undecided,
                (true, false) => Self::Strings,
                (false, false) => Self::Still,
            };
        };
        let classes = Classes::of(couplings);
        if dephasing {
            // With all σz, each cell that takes part in a jump has one of its own.
            return if classes.uncoupled.is_empty() {
                Self::One
            } else {
                Self::Classes(Classes {
                    alike: Vec::new(),
                    ..classes
                })
            };
        }
        let one_way = collective.emission() == 0.0 || collective.absorption() == 0.0;
        let (modes, cells) = (couplings.rank(), couplings.cells());
        if one_way && modes < cells {
            return if couplings.is_coherent() {
                Self::Undecided
            } else {
                Self::Dark { modes, cells }
            };
        }
        if classes.are_trivial() {
            Self::One
        } else {
            Self::Classes(classes)
        }
    }
}
