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
