//! The equation of motion and the meaning of every rate, as help and manual page show them.

/// The title of the text.
pub(super) const TITLE: &str = "Equation of motion";

/// The equation, the rates by the flags, and the keywords of PIQS. No line is longer than 76 characters.
pub(super) const EQUATION: &str = "\
drho/dt = -i [H, rho] + e_c D[J-] + a_c D[J+]
          + sum_i (e D[sigma-_i] + a D[sigma+_i])
          + G sum_i D[sigma_z_i/2] + G_c D[J_z]
D[L] = L rho L+ - (L+ L rho + rho L+ L)/2, L+ the adjoint of L
H = omega sum_i sigma+_i sigma-_i, J- = sum_i sigma-_i

Rate  mixture                  two baths    four rates
e_c   eta (n_c+1)              g_c (n_c+1)  --collective-emission
a_c   eta n_c                  g_c n_c      --collective-pumping
e     (1-eta) gamma_r (n_l+1)  g_l (n_l+1)  --emission
a     (1-eta) gamma_r n_l      g_l n_l      --pumping
G     --dephasing, in every way; or --t2, G = 2 (1/T2 - 1/(2 T1))
G_c   --collective-dephasing, in every way

eta is --eta, gamma_r --gamma-ratio, and a mixture counts in gamma_c;
g_c is --collective-rate, g_l --local-rate; n = alpha/(1-alpha).
--t1 stands for the local rate: 1/T1 = e + a. G adds G/2 to 1/T2, so
that it is twice 1/T_phi.

Cells at places or with couplings of their own (--geometry, --positions,
--couplings, --kernel, --detunings) share the field by g_ij: the terms of
J- and J+ become
  e_c sum_ij g_ij (sigma-_j rho sigma+_i - {sigma+_i sigma-_j, rho}/2)
+ a_c sum_ij g_ij (sigma+_j rho sigma-_i - {sigma-_i sigma+_j, rho}/2)
and H gains (e_c - a_c) sum_ij Omega_ij sigma+_i sigma-_j, unless --no-shift
is given, and sum_i delta_i sigma+_i sigma-_i.

PIQS                   here
emission               --emission
pumping                --pumping
dephasing              --dephasing, D[sigma_z/2] there too
collective_emission    --collective-emission
collective_pumping     --collective-pumping
collective_dephasing   --collective-dephasing";

/// Whether the equation is for a verb: it has the flags of a model.
pub(super) fn is_for(verb: &clap::Command) -> bool {
    verb.get_arguments()
        .any(|flag| flag.get_long() == Some("eta"))
}
