//! Flags that change nothing are noted on stderr.

use super::run;

/// The notes of a line that is answered.
fn notes(line: &str) -> Vec<String> {
    let run = run(line.split_whitespace());
    assert_eq!(run.code, Some(0), "{line}: {}", run.stderr);
    run.stderr.lines().map(ToOwned::to_owned).collect()
}

#[test]
fn flags_without_effect_are_noted() {
    for (line, flag) in [
        (
            "steady --cells 3 --eta 0.5 --alpha-c 0.6 --collective-dephasing 2",
            "--collective-dephasing 2",
        ),
        (
            "charge --cells 3 --alpha-c 0.6 --collective-dephasing 2 --initial ground --times 1",
            "--collective-dephasing 2",
        ),
        (
            "steady --cells 3 --alpha-c 0.6 --initial ground --excited-first",
            "--excited-first",
        ),
        (
            "charge --cells 3 --alpha-c 0.6 --initial dicke:1 --times 1 --excited-first",
            "--excited-first",
        ),
        (
            "steady --cells 3 --alpha-c 0.6 --initial ground --alpha-l 0.3",
            "--alpha-l",
        ),
        (
            "steady --cells 3 --alpha-c 0.6 --initial ground --n-l 0.3",
            "--n-l",
        ),
        (
            "steady --cells 3 --alpha-c 0.6 --initial ground --temperature-l 5mK --frequency 5GHz",
            "--temperature-l",
        ),
        (
            "steady --cells 3 --alpha-c 0.6 --initial ground --gamma-ratio 2",
            "--gamma-ratio",
        ),
        (
            "charge --cells 3 --collective-rate 1 --alpha-c 0.6 --alpha-l 0.3 --initial ground --times 1",
            "--alpha-l",
        ),
        (
            "steady --cells 3 --eta 0 --alpha-c 0.6 --alpha-l 0.2",
            "--alpha-c",
        ),
        ("steady --cells 3 --local-rate 1 --n-c 0.6", "--n-c"),
        (
            "steady --cells 3 --eta 0.5 --alpha-c 0.6 --initial ground",
            "--initial",
        ),
    ] {
        let noted = notes(line);
        assert_eq!(noted.len(), 1, "{line}: {noted:?}");
        assert!(
            noted[0].starts_with(&format!(
                "ergotropy: note: {flag} changes nothing, because "
            )),
            "{line}: {noted:?}"
        );
        assert!(notes(&format!("{line} --quiet")).is_empty(), "{line}");
        assert!(notes(&format!("{line} -q")).is_empty(), "{line}");
    }
}

#[test]
fn flags_without_effect_at_any_point_are_noted() {
    let found = "--over eta=0:1 --ergotropy-at-least 0.01";
    for (line, flag) in [
        (
            format!("threshold --cells 3 --alpha-c 0.6 {found} --initial ground --until 5"),
            "--until",
        ),
        (
            format!("threshold --cells 3 --alpha-c 0.6 {found} --collective-dephasing 2"),
            "--collective-dephasing 2",
        ),
        (
            "optimum --cells 3 --alpha-c 0.6 --eta 0.5 --over alpha-l=0:0.3 --initial ground"
                .to_owned(),
            "--initial",
        ),
        (
            "map --cells 2 --alpha-l 0.2 --x alpha-c=0:0.5:2 --y q=0:1:2".to_owned(),
            "--alpha-l",
        ),
        (
            "map --cells 2 --gamma-ratio 2 --x alpha-c=0:0.5:2 --y q=0:1:2".to_owned(),
            "--gamma-ratio",
        ),
    ] {
        let noted = notes(&line);
        let told = format!("ergotropy: note: {flag} changes nothing, because ");
        assert!(
            noted.iter().any(|note| note.starts_with(&told)),
            "{line}: {noted:?}"
        );
        assert!(notes(&format!("{line} -q")).is_empty(), "{line}");
    }
    // At the ends of the range one of the rates is 0, and inside none is.
    let line = format!("threshold --cells 3 --alpha-c 0.6 --alpha-l 0.2 --gamma-ratio 2 {found}");
    assert_eq!(notes(&line), Vec::<String>::new());
}

#[test]
fn flags_with_an_effect_are_not() {
    for line in [
        "steady --cells 3 --eta 0.5 --alpha-c 0.6 --alpha-l 0.2 --gamma-ratio 2 --dephasing 1",
        "steady --cells 3 --eta 1 --alpha-c 0.6 --initial ground",
        "steady --cells 3 --eta 0.5 --alpha-c 0.6 --collective-dephasing 0",
        "steady --cells 3 --eta 0.5 --gamma-ratio 0 --alpha-c 0.6 --initial ground",
        "steady --cells 3 --alpha-c 0.6 --t1 2 --alpha-l 0.3",
        "charge --cells 3 --eta 0.5 --alpha-c 0.6 --initial ground --times 1",
        "steady --cells 3 --emission 1 --pumping 2",
    ] {
        assert_eq!(notes(line), Vec::<String>::new(), "{line}");
    }
}
