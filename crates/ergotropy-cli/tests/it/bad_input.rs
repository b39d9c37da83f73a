//! Wrong input: what is said about it.

use super::{refused, run};

/// The flags, and what the complaint has to name.
type Case = (&'static str, &'static [&'static str]);

fn all_refused(prefix: &str, cases: &[Case]) {
    for (line, named) in cases {
        let words: Vec<&str> = prefix.split(' ').chain(line.split(' ')).collect();
        refused(&words, named);
    }
}

#[test]
fn numbers_out_of_range_are_named_with_what_is_allowed() {
    all_refused(
        "steady --cells 7 --alpha-c 0.6",
        &[
            ("--eta 1.5", &["--eta", "1.5", "from 0 to 1"]),
            ("--eta -0.1", &["--eta", "-0.1", "from 0 to 1"]),
            ("--eta nan", &["--eta", "nan", "from 0 to 1"]),
            ("--eta -inf", &["--eta", "-inf", "from 0 to 1"]),
            ("--eta 1e999", &["--eta", "1e999", "from 0 to 1"]),
            ("--eta half", &["--eta", "half", "from 0 to 1"]),
            ("--eta=", &["--eta", "''", "from 0 to 1"]),
            (
                "--eta",
                &["value is required for '--eta <X>'", "from 0 to 1"],
            ),
            ("--eta --json", &["--eta", "--json", "from 0 to 1"]),
            ("--gamma-ratio -1", &["--gamma-ratio", "-1", "at least 0"]),
            ("--gamma-ratio inf", &["--gamma-ratio", "inf", "at least 0"]),
            ("--dephasing -1", &["--dephasing", "-1", "at least 0"]),
            (
                "--collective-dephasing nan",
                &["--collective-dephasing", "nan", "at least 0"],
            ),
            ("--alpha-l 1", &["--alpha-l", "1", "less than 1"]),
            ("--n-l -1", &["--n-l", "-1", "from 0"]),
            ("--frequency 5", &["--frequency", "5", "unit", "5GHz"]),
            ("--frequency 0Hz", &["--frequency", "0Hz", "greater than 0"]),
            ("--frequency nanHz", &["--frequency", "nanHz"]),
            ("--gamma-c -1MHz", &["--gamma-c", "-1MHz"]),
            (
                "--temperature-l -1mK",
                &["--temperature-l", "-1mK", "at least 0"],
            ),
        ],
    );
    all_refused(
        "steady --eta 0.9",
        &[
            ("--cells 7 --alpha-c 1", &["--alpha-c", "1", "less than 1"]),
            ("--cells 7 --alpha-c -0.5", &["--alpha-c", "-0.5"]),
            ("--cells 7 --n-c inf", &["--n-c", "inf", "1e100"]),
            (
                "--cells 0 --alpha-c 0.6",
                &["--cells", "0", "from 1 to 2147483648"],
            ),
            ("--cells -7 --alpha-c 0.6", &["--cells", "-7", "from 1"]),
            ("--cells 1.5 --alpha-c 0.6", &["--cells", "1.5", "whole"]),
            (
                "--cells 2147483649 --alpha-c 0.6",
                &["--cells", "2147483649", "from 1 to 2147483648"],
            ),
            (
                "--cells 99999999999999999999 --alpha-c 0.6",
                &["--cells", "99999999999999999999", "2147483648"],
            ),
            (
                "--cells 2147483648 --alpha-c 0.99 --alpha-l 0.3",
                &["--cells is 2147483648: ", "memory"],
            ),
        ],
    );
}

#[test]
fn flags_that_do_not_go_together_are_both_named() {
    all_refused(
        "steady --eta 0.9 --cells 7",
        &[
            ("--json", &["--alpha-c", "missing"]),
            (
                "--alpha-c 0.6 --n-c 1",
                &["'--alpha-c <A>' cannot be used with '--n-c <MEAN>'"],
            ),
            (
                "--alpha-c 0.6 --temperature-c 50mK --frequency 5GHz",
                &["'--alpha-c <A>' cannot be used with '--temperature-c <T>'"],
            ),
            (
                "--n-c 1 --temperature-c 50mK --frequency 5GHz",
                &["'--n-c <MEAN>' cannot be used with '--temperature-c <T>'"],
            ),
            (
                "--alpha-c 0.6 --alpha-l 0 --n-l 1",
                &["'--alpha-l <A>' cannot be used with '--n-l <MEAN>'"],
            ),
            (
                "--temperature-c 50mK",
                &["--temperature-c 50mK", "--frequency"],
            ),
            (
                "--temperature-c 1e200K --frequency 5GHz",
                &["--temperature-c 1e200K", "--frequency 5GHz", "1e100"],
            ),
            (
                "--alpha-c 0.6 --eta 0.5",
                &["'--eta <X>' cannot be used multiple times"],
            ),
            (
                "--alpha-c 0.6 --alpha 0.5",
                &["there is no flag --alpha", "--alpha-c", "or --alpha-l"],
            ),
            ("--alpha-c 0.6 word", &["word"]),
        ],
    );
    refused(
        &["steady", "--alpha-c", "0.6"],
        &["--cells is missing", "--geometry chain:8:0.1"],
    );
}

#[test]
fn answers_that_depend_on_the_start_ask_for_it() {
    all_refused(
        "steady --cells 7 --alpha-c 0.6",
        &[
            ("--eta 1", &["--initial", "missing", "collective"]),
            ("--eta 0.5 --gamma-ratio 0", &["--initial", "missing"]),
            ("--collective-dephasing 2", &["--initial", "missing"]),
            (
                "--eta 0 --gamma-ratio 0 --dephasing 1",
                &["--initial", "missing"],
            ),
            ("--eta 0 --gamma-ratio 0", &["nothing evolves", "--initial"]),
        ],
    );
}

#[test]
fn starts_have_a_grammar() {
    all_refused(
        "steady --cells 7 --alpha-c 0.6 --initial",
        &[
            ("warm", &["--initial", "warm", "gibbs:Q"]),
            ("gibbs", &["--initial", "gibbs:Q"]),
            ("gibbs:1.1", &["--initial", "gibbs:1.1", "from 0 to 1"]),
            ("gibbs:nan", &["--initial", "gibbs:nan", "from 0 to 1"]),
            ("dicke:8", &["--initial", "dicke:8", "dicke:7"]),
            ("dicke:-1", &["--initial", "dicke:-1", "0 <= K <= N"]),
            ("state.npz", &["--initial", "state.npz", "FILE.npy"]),
            ("state.npy", &["--initial", "state.npy", "no such file"]),
            ("populations:", &["--initial", "populations:FILE.csv"]),
            (
                "populations:/no/such/file.csv",
                &["--initial", "/no/such/file.csv", "cannot be read"],
            ),
        ],
    );
}

#[test]
fn times_come_one_way_and_in_one_unit() {
    all_refused(
        "charge --cells 7 --alpha-c 0.6 --initial ground",
        &[
            ("--json", &["--times", "--until", "--points"]),
            (
                "--times 1 --until 2 --points 3",
                &["--times", "cannot be used with", "--until"],
            ),
            (
                "--times 1 --points 2",
                &["--times", "cannot be used with", "--points"],
            ),
            (
                "--times 1 --log",
                &["--times", "cannot be used with", "--log"],
            ),
            ("--times -1", &["--times", "-1", "at least 0"]),
            (
                "--times 0,nan",
                &["'0,nan' for '--times <T,...>': nan must", "at least 0"],
            ),
            ("--times 0,,1", &["--times", "'0,,1'", "entry 2 is empty"]),
            ("--times 1,2,", &["--times", "'1,2,'", "entry 3 is empty"]),
            (
                "--times",
                &[
                    "value is required for '--times <T,...>'",
                    "The times, with commas",
                ],
            ),
            ("--times 1us", &["--times", "1us", "--gamma-c"]),
            (
                "--times 1 --gamma-c 1MHz",
                &["--times", "1", "unit", "10us"],
            ),
            ("--until 1us --points 3", &["--until", "1us", "--gamma-c"]),
            (
                "--until 1 --log",
                &["not provided: --points <K>", "from 2 to 1000000"],
            ),
            ("--points 10", &["not provided: --until <T>", "Last time"]),
            ("--from 1", &["not provided: ", "--until <T>"]),
            ("--until 1 --points 0", &["--points", "0", "from 2"]),
            ("--until 1 --points 1000001", &["--points", "1000001"]),
            ("--until inf --points 2", &["--until", "inf"]),
            ("--until 0 --points 2", &["--from", "0", "--until"]),
            (
                "--until 1 --points 3 --from 2",
                &["--from", "2", "--until", "1"],
            ),
            ("--until 1 --points 3 --log", &["--log", "--from"]),
            ("--until 1 --points 3 --from 0 --log", &["--log", "--from"]),
            ("--times 1 --json --csv", &["--json", "--csv"]),
        ],
    );
    all_refused(
        "charge --eta 0.9 --alpha-c 0.6 --alpha-l 0.3 --initial gibbs:0.5 --cells 40000000",
        &[
            ("--times 1", &["--cells", "40000000", "memory"]),
            ("--until 1 --points 5", &["--cells", "40000000", "memory"]),
        ],
    );
    let line = ["charge", "--cells", "7", "--alpha-c", "0.6", "--times", "1"];
    refused(&line, &["--initial", "missing"]);
}

#[test]
fn prefixes_that_nobody_means_are_refused() {
    all_refused(
        "steady --cells 7",
        &[
            (
                "--temperature-c 50MK --frequency 5GHz",
                &[
                    "--temperature-c",
                    "'50MK'",
                    "a temperature takes no prefix M: did you mean 50mK?",
                ],
            ),
            (
                "--temperature-c 5EK --frequency 5GHz",
                &[
                    "--temperature-c",
                    "'5EK'",
                    "a temperature takes no prefix E",
                    "50mK",
                ],
            ),
            (
                "--temperature-c 50mK --frequency 5mHz",
                &[
                    "--frequency",
                    "'5mHz'",
                    "a frequency takes no prefix m: did you mean 5MHz?",
                ],
            ),
            (
                "--alpha-c 0.5 --gamma-c 5nHz",
                &[
                    "--gamma-c",
                    "'5nHz'",
                    "a frequency takes no prefix n",
                    "5GHz",
                ],
            ),
        ],
    );
}

#[test]
fn complaints_about_the_range_of_floats_blame_no_flag() {
    // Whatever the library says of it, the number of cells is not what is wrong.
    let line = "steady --cells 20 --eta 0.5 --alpha-c 1e-300 --alpha-l 1e-300";
    let run = run(line.split(' '));
    assert!(!run.stderr.contains("--cells"), "{}", run.stderr);
}

#[test]
fn complaints_keep_to_one_line() {
    refused(
        &["steady", "--cells", "7", "--alpha-c", "0.\n5"],
        &["--alpha-c", "0.\\n5"],
    );
}

#[test]
fn verbs_that_do_not_exist_are_refused_and_none_shows_the_help() {
    refused(&["charm"], &["charm", "steady", "charge", "limit", "bath"]);
    refused(&["--quiet"], &["subcommand", "steady"]);
    refused(&["man", "charm"], &["charm", "steady"]);
    refused(&["completions", "csh"], &["csh", "bash"]);
    let bare = run::<&str>([]);
    assert_eq!((bare.code, bare.stdout.as_str()), (Some(2), ""));
    assert!(bare.stderr.contains("Usage: ergotropy"));
}
