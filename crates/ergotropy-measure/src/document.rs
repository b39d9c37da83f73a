//! Document: the beginning of both documents.

use anyhow::Result;

use crate::machine;
use crate::rivals::Rivals;

/// The methods of the library, and which of their results are bounds.
pub const METHODS: &str = "\
- **Steady state of one temperature**: the product of Gibbs states, in closed form; a bound.
- **Steady state up to 160 cells**: elimination by nested dissection without a subtraction (Grassmann, Taksar and \
Heyman), corrected and certified with 106 bits; a bound. Where rates are too far apart for that proof, elimination in \
double-double arithmetic, a bound unless products of rates fall below the least float.
- **Steady state of more cells**: collocation (populations on some ladders, polynomials between them) where many states \
carry weight and profiles are smooth; else elimination by nested dissection on a window of the lattice, or on all of it. \
Its error is an estimate: collocation compares samples with ever more ladders, a window looks at the weight on its edge.
- **Collective noise alone**: ladders keep their weights, and each is geometric.
- **Charging up to 48 cells**: double-double arithmetic; a bound. **Charging of more cells**: Krylov spaces of the \
resolvent in blocks of time, on windows of the lattice; an estimate.
- **Cells at distances from each other**: density matrices over bit strings, in blocks of equal excitation, by Krylov \
spaces of the generator; an estimate.
";

/// The title, the verb that writes the document, the machine, and other programs with a note.
pub fn title(name: &str, verb: &str, rivals: Option<&Rivals>, note: &str) -> Result<String> {
    let others = match rivals {
        Some(rivals) => format!("Other programs: {}{note}.", rivals.versions()?),
        None => "Other programs were left out of this run.".to_owned(),
    };
    let machine = machine::description();
    Ok(format!(
        "# {name}\n\n\
         Written by `cargo run --release -p ergotropy-measure -- {verb}`; every figure is from that run.\n\n\
         Machine: {machine}.\n\n{others}\n\n"
    ))
}
