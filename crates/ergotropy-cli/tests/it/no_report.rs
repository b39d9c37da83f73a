//! A build without the report.

use super::{answered, refused, run};

#[test]
fn the_verb_is_not_there_and_says_why() {
    for words in [&["paper"][..], &["paper", "--only", "fig8"]] {
        refused(words, &["this build has no report", "the feature report"]);
    }
    assert!(!answered("--help").contains("paper"));
    assert!(!run(["charm"]).stderr.contains("paper"));
}
