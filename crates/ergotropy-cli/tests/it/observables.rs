//! Numbers beyond energies, of states and of curves.

use super::{answered, json, refused, value};

#[test]
fn numbers_beyond_energies_are_right_for_a_product_state() {
    // Three cells by themselves with q = 1/2: each is excited with the weight e = 1/3.
    let answer = json("steady --cells 3 --emission 2 --pumping 1 --json");
    let near = |number: &serde_json::Value, expected: f64| {
        assert!(
            (value(number) - expected).abs() < 1e-13,
            "{number} {expected}"
        );
    };
    near(&answer["inversion"], -0.5);
    near(&answer["energy_variance"], 3.0 * (1.0 / 3.0) * (2.0 / 3.0));
    // J+J- of a product without coherence: the sum of the excitations.
    near(&answer["collective_intensity"], 1.0);
    near(&answer["work_of_cells"], 0.0);
    // The passive state is the state itself, and its mirror image has the energy 2.
    near(&answer["capacity"], 1.0);
    let local = &answer["bath_flows"]["local"];
    near(&local["emitted"], 2.0);
    near(&local["absorbed"], 2.0);
    near(&local["heat"], 0.0);
    near(&answer["bath_flows"]["collective"]["emitted"], 0.0);
    // Above infinite temperature each cell gives work by itself, and all of the work.
    let inverted = json("steady --cells 3 --emission 1 --pumping 2 --json");
    near(&inverted["work_of_cells"], 1.0);
    near(&inverted["ergotropy"], 1.0);
}

#[test]
fn curves_have_the_same_numbers_at_each_time() {
    let model = "--cells 6 --eta 0.7 --alpha-c 0.6 --initial dicke:4";
    let curve = json(&format!("charge {model} --times 0,1,300 --json"));
    let end = json("steady --cells 6 --eta 0.7 --alpha-c 0.6 --json");
    for key in [
        "work_of_cells",
        "capacity",
        "energy_variance",
        "inversion",
        "collective_intensity",
    ] {
        let last = value(&curve[key][2]);
        assert!((last - value(&end[key])).abs() < 1e-10, "{key}");
    }
    // Four of six cells in the bright ladder: 4 (6 - 4 + 1).
    assert!((value(&curve["collective_intensity"][0]) - 12.0).abs() < 1e-13);
    let flows = &curve["bath_flows"]["collective"]["emitted"];
    // Emission at eta (n + 1) = 0.7 / 0.4.
    assert!((value(&flows[0]) - 12.0 * 1.75).abs() < 1e-12);
    let csv = answered(&format!("charge {model} --times 0,1 --csv"));
    for column in [
        "capacity",
        "bath_flows_local_heat_error",
        "work_of_cells_kind",
    ] {
        assert!(
            csv.lines()
                .next()
                .is_some_and(|head| head.split(',').any(|name| name == column))
        );
    }
}

#[test]
fn populations_of_a_curve_are_told_time_by_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("film.csv");
    let path = path.to_str().expect("text");
    let model = "--cells 3 --alpha-c 0.6 --initial ground --gamma-c 1MHz";
    let told = answered(&format!(
        "charge {model} --times 0,2us --populations {path}"
    ));
    assert!(told.contains("ergotropy W"));
    let film = std::fs::read_to_string(path).expect("a file");
    assert!(
        film.starts_with("time_us,d,k,j,m,copies,weight,eigenvalue,error,kind\n0.0,0,0,"),
        "{film}"
    );
    assert_eq!(
        answered(&format!("charge {model} --times 0,2us --populations -")),
        film
    );
    let start = format!("populations:{path}");
    let line = [
        "steady",
        "--cells",
        "3",
        "--alpha-c",
        "0.6",
        "--initial",
        &start,
    ];
    refused(&line, &["film.csv", "of time 2", "of one time"]);
    // The lines of one time are a start.
    let one: Vec<&str> = film
        .lines()
        .filter(|line| !line.starts_with("0.0,"))
        .collect();
    std::fs::write(path, one.join("\n")).expect("a file");
    let again = json(&format!(
        "charge --cells 3 --alpha-c 0.6 --initial {start} --times 0 --json"
    ));
    let direct = json(&format!("charge {model} --times 2us --json"));
    let [again, direct] = [again, direct].map(|answer| value(&answer["ergotropy"][0]));
    assert!((again - direct).abs() < 1e-13);
}
