//! Notes about flags that change nothing.

/// The note that a flag changes nothing.
pub(crate) fn nothing(flag: &str, why: &str) -> String {
    format!("--{flag} changes nothing, because {why}")
}

/// The note that collective dephasing at this rate changes no state of the ladder picture.
pub(crate) fn no_coherence(rate: &str) -> String {
    let flag = format!("collective-dephasing {rate}");
    nothing(
        &flag,
        "it acts on coherences between levels alone, and there are none",
    )
}

/// The note that a start changes nothing.
pub(crate) fn any_start() -> String {
    nothing("initial", "the steady state is the same for all starts")
}
