//! Whether all starts end alike, decided by algebra.
//!
//! If noise emits and absorbs through the jumps L_μ = Σ B_iμ σ-_i, what it conserves is what commutes with all L_μ, all L_μ† and
//! the coherent part. Cells that enter all L_μ alike, up to a sign, can be permuted without any change, and nothing else commutes, so that there is one
//! steady state if and only if no two cells are alike and none is left out. Where noise only emits, a vector ψ of a state that stays has L_μ ψ = 0, and with
//! detunings [L_μ, H] ψ = 0 and so on, Σ B_iμ δ_iⁿ σ-_i ψ = 0 for all n: only the ground state stays if as many of these jumps are
//! independent as there are cells. How fast is another question: cells close to each other are nearly alike.

use crate::emitters::classes::Classes;
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
    /// Only emission, or only absorption, through fewer independent jumps than there are cells: dark states of single excitations
    /// stay.
    Dark { jumps: usize, cells: usize },
    /// Dephasing keeps the weights of strings.
    Strings,
}

impl Fate {
    /// Why the start decides.
    pub(crate) fn because(&self) -> String {
        let named = |cells: &[usize]| {
            let names: Vec<String> = cells.iter().map(|cell| (cell + 1).to_string()).collect();
            names.join(", ")
        };
        match self {
            Self::One => String::new(),
            Self::Still => "no noise acts".to_owned(),
            Self::Classes(Classes { uncoupled, alike }) => {
                let alike = alike
                    .iter()
                    .map(|class| format!("the noise treats cells {} alike", named(class)));
                let left_out = Some(uncoupled).filter(|cells| !cells.is_empty());
                let left_out =
                    left_out.map(|cells| format!("it leaves out cells {}", named(cells)));
                alike.chain(left_out).collect::<Vec<_>>().join(", and ")
            }
            Self::Dark { jumps, cells } => format!(
                "{cells} cells emit, or absorb, in {jumps} independent ways alone, so that some excitations stay where they are"
            ),
            Self::Strings => "dephasing alone keeps the weights of strings".to_owned(),
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
            return if dephasing {
                Self::Strings
            } else {
                Self::Still
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
        let (jumps, cells) = (couplings.jumps(), couplings.cells());
        if one_way && jumps < cells {
            return Self::Dark { jumps, cells };
        }
        if classes.are_trivial() {
            Self::One
        } else {
            Self::Classes(classes)
        }
    }
}
