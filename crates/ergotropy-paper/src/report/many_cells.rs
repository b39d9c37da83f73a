//! The section of many cells.

use crate::figures::Picture;
use crate::many_cells::macroscopic_optimum;

/// The figure that the section is about.
const FIGURE: &str = "extra-many-cells";

/// Empty without that figure.
pub(crate) fn section(figures: &[Picture]) -> String {
    if figures.iter().all(|figure| figure.name() != FIGURE) {
        return String::new();
    }
    let (heat, share) = macroscopic_optimum();
    format!(
        "<section id=\"many-cells\">\n<h2>Many cells</h2>\n\
         <p>The paper argues that 𝒲 stays above zero for <i>N</i> → ∞ unless \
         <i>α</i><sub>c</sub>&nbsp;= <i>q</i> (Eq. 30, Note IV), from populations that are inverted, \
         but of which single ones vanish in this limit. The limit itself can be computed. Near the typical ladder \
         nothing but scales changes from ladder to ladder: copies grow by 1/<i>q</i>, eigenvalues fall by \
         <i>q</i>. What crosses the boundary of a level is then a sum over the rungs without <i>N</i> in it, \
         and with <i>L</i>&nbsp;= ln(1/<i>q</i>) and the relative entropy <i>D</i>&nbsp;= \
         ln[(1&nbsp;&minus;&nbsp;<i>α</i><sub>c</sub>)/(1&nbsp;&minus;&nbsp;<i>q</i>)] + \
         <i>α</i><sub>c</sub>/(1&nbsp;&minus;&nbsp;<i>α</i><sub>c</sub>) ln(<i>α</i><sub>c</sub>/<i>q</i>) it lies between \
         <i>D</i>/<i>L</i> and <i>D</i>/<i>L</i> less at most one quantum. So at a fixed bath 𝒲 does not grow with \
         <i>N</i> for ever.</p>\n\
         <p>Local noise prepares the ladders as a Gibbs start of its own temperature would: for every fixed \
         0&nbsp;&lt; <i>η</i>&nbsp;&lt; 1 and <i>γ</i><sub>r</sub>&nbsp;&gt; 0 the limit is the same \
         function with <i>α</i><sub>ℓ</sub> in the place of <i>q</i>, \
         <i>α</i><sub>c</sub>²/(1&nbsp;&minus;&nbsp;<i>α</i><sub>c</sub>) for cold local baths. This is derived \
         to leading order in 1/<i>N</i>, not proved; the next order is derived too, and agrees with the \
         distances in <a href=\"#{FIGURE}\">the figure</a>. Local noise acts on the rungs as a share \
         <i>R</i>&nbsp;= <i>g</i>(2<i>n</i><sub>ℓ</sub>&nbsp;+&nbsp;1)²/(<i>η</i><i>N</i>) of the collective bath does, \
         <i>g</i>&nbsp;= (1&nbsp;&minus;&nbsp;<i>η</i>)<i>γ</i><sub>r</sub>; so what counts is <i>η</i><i>N</i>, and \
         the limits <i>N</i> → ∞ and <i>η</i> → 0 cannot be exchanged. Collective noise alone has no such term; at <i>q</i>&nbsp;= 1/2 and \
         <i>α</i><sub>c</sub>&nbsp;= 0, where two ways of filling the levels are equally good, 𝒲 approaches its limit as \
         1/√<i>N</i>. Up to 160 cells the values for mixtures are bounds, beyond they are estimates.</p>\n\
         <p>The optimum at a finite temperature (claims C10 to C12) is therefore one of few cells. The limit grows with \
         <i>α</i><sub>c</sub> without bound, and the best bath gets hotter with <i>N</i>: \
         <i>α</i><sub>c</sub>* → 1&nbsp;&minus;&nbsp;{heat:.3}/<i>N</i> and 𝒲* → {share:.4}&nbsp;<i>N</i> \
         at cold local baths, whatever <i>η</i> and <i>γ</i><sub>r</sub> are. There a bath of <i>n</i><sub>c</sub> of the order of \
         <i>N</i> fills the ladders to a finite share, and emission of single cells leads to the ladder at \
         which its jumps up and down cancel. Warm local baths lower this to \
         {share:.4}&nbsp;<i>N</i>/(2<i>n</i><sub>ℓ</sub>&nbsp;+&nbsp;1), so that to this order the best \
         <i>α</i><sub>ℓ</sub> is 0. The approach is slow, with terms of order ln <i>N</i>.</p>\n</section>\n"
    )
}
