//! Starts from files of arrays.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{npy_bytes, refused};

const LINE: [&str; 6] = ["steady", "--cells", "4", "--alpha-c", "0.6", "--initial"];

fn written(folder: &Path, name: &str, content: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("a temporary file");
    path.display().to_string()
}

/// Asserts that a start is refused for a file, in a sentence that is short.
fn refused_start(start: &str, named: &[&str]) {
    let words: Vec<&str> = LINE.into_iter().chain([start]).collect();
    let mut named = named.to_vec();
    let prefix = format!("--initial {start} is no starting state: ");
    named.push(&prefix);
    refused(&words, &named);
    let said = super::run(&words).stderr;
    assert!(said.len() < 300 + start.len(), "{said}");
}

fn refused_content(content: &[u8], named: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    refused_start(&written(folder.path(), "state.npy", content), named);
    let left = std::fs::read_dir(folder.path()).expect("the folder");
    assert_eq!(left.count(), 1, "nothing is written");
}

/// Complex zeros.
fn zeros(shape: &str, count: usize) -> Vec<u8> {
    npy_bytes::file("'<c16'", false, shape, &vec![0; 16 * count])
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    refused_start("no/such/state.npy", &["there is no such file"]);
    refused_start("STATE.NPY", &["there is no such file"]);
    let path = folder.path().join("folder.npy");
    std::fs::create_dir(&path).expect("a folder");
    refused_start(&path.display().to_string(), &["it is a folder"]);
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_not_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let zero = folder.path().join("zero.npy");
    std::os::unix::fs::symlink("/dev/zero", &zero).expect("a link");
    refused_start(&zero.display().to_string(), &["a device or a pipe"]);
    let pipe = folder.path().join("pipe.npy");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        refused_start(&pipe.display().to_string(), &["a device or a pipe"]);
    }
}

#[test]
fn other_formats_are_named() {
    refused_content(b"", &["is empty", "numpy.save"]);
    refused_content(b"PK\x03\x04more", &["zip archive", "numpy.savez"]);
    refused_content(b"PK\x05\x06", &["zip archive"]);
    refused_content(b"d,k,weight\n0,0,1\n", &["begins with \"d,k,we\""]);
    refused_content(b"\x80\x04\x95\x00", &["\"\\x80\\x04\\x95\\x00\""]);
    refused_content(
        b"\x93NUMPY\x07\x01\x00\x00",
        &["format 7.1", "1.0, 2.0 or 3.0"],
    );
}

#[test]
fn files_have_the_length_of_their_array() {
    let whole = zeros("(16,)", 16);
    let header = whole.len() - 256;
    for length in [3, 6, 7, 8, 9, 10, 11, 50, header - 1] {
        let named = format!("ends after {length} bytes, within its header");
        refused_content(&whole[..length], &[&named]);
    }
    refused_content(
        &whole[..whole.len() - 1],
        &["255 bytes of numbers", "(16,) of complex128", "needs 256"],
    );
    refused_content(&whole[..header], &["after 0 bytes of numbers"]);
    refused_content(
        &[whole.as_slice(), &[0; 8]].concat(),
        &["264 bytes of numbers", "needs only 256", "alone"],
    );
    // Two arrays in one file.
    refused_content(&whole.repeat(2), &["needs only 256"]);
}

#[test]
fn headers_without_sense_are_refused() {
    let odd = |header: &str, because: &str| {
        let named = ["the header is not that of a plain array", because];
        refused_content(&npy_bytes::with_header(header, &[0; 256]), &named);
    };
    odd("", "could not parse");
    odd("what is this", "could not parse");
    odd(
        "{'descr': '<c16', 'fortran_order': False",
        "could not parse",
    );
    odd("(16,)", "dict");
    odd("{'fortran_order': False, 'shape': (16,)}", "descr");
    odd("{'descr': '<c16', 'shape': (16,)}", "fortran_order");
    odd("{'descr': '<c16', 'fortran_order': False}", "shape");
    odd(
        "{'descr': '<c16', 'fortran_order': 1, 'shape': (16,)}",
        "fortran_order",
    );
    odd(
        "{'descr': '<c16', 'fortran_order': False, 'shape': 16}",
        "shape",
    );
    odd(
        "{'descr': '<c16', 'fortran_order': False, 'shape': (-16,)}",
        "-16",
    );
    odd(
        "{'descr': '<c16', 'fortran_order': False, 'shape': (1.6,)}",
        ".6",
    );
    odd(
        "{'descr': '<c16', 'fortran_order': False, 'shape': (16L,)}",
        "16L",
    );
    odd(
        "{'descr': '<c16', 'fortran_order': False, 'shape': (0x10,)}",
        "0x10",
    );
    // The parser adds and subtracts.
    odd(
        "{'descr': '<c16', 'fortran_order': False, 'shape': (17-1,)}",
        "17-1",
    );
    odd(
        "{'descr': '<c16, 'fortran_order': False, 'shape': (16,)}",
        "could not parse",
    );
    odd(
        "{'descr': 'c17', 'fortran_order': False, 'shape': (16,)}",
        "type string",
    );
    odd(
        "{'descr': 7, 'fortran_order': False, 'shape': (16,)}",
        "string",
    );
    odd("{'des\\'cr': 7}", "fortran_order");
    odd("{'descr: 7}", "could not parse");
    odd("{'descr': 7, 7: 7}", "key is not string");
}

#[test]
fn headers_cost_no_more_than_they_are_worth() {
    let clock = Instant::now();
    for bracket in ["(", "[", "{", "{'a':"] {
        let header = bracket.repeat(1500);
        refused_content(&npy_bytes::with_header(&header, &[]), &["nested too deep"]);
    }
    let mut long = b"\x93NUMPY\x02\x00".to_vec();
    long.extend(50_000_u32.to_le_bytes());
    long.resize(60_000, b'(');
    refused_content(&long, &["50000 bytes", "at most 10000"]);
    // A header that promises four gigabytes of itself.
    refused_content(
        b"\x93NUMPY\x02\x00\xff\xff\xff\xff{",
        &["4294967295 bytes", "at most 10000"],
    );
    assert!(clock.elapsed() < Duration::from_secs(20));
}

#[test]
fn types_are_named_with_those_that_are_allowed() {
    for (descr, found) in [
        ("'<f4'", "float32"),
        ("'<f2'", "float16"),
        ("'<f16'", "float128"),
        ("'<c32'", "complex256"),
        ("'<i8'", "int64"),
        ("'>i4'", "int32"),
        ("'|u1'", "uint8"),
        ("'|b1'", "bool"),
        ("'|O'", "object"),
        ("'<U7'", "'<U7'"),
        ("'|S3'", "'|S3'"),
        ("'|V16'", "'|V16'"),
        ("'<M8[ns]'", "'<M8[ns]'"),
        ("[('re', '<f8'), ('im', '<f8')]", "structured"),
        ("[('z', '<f8', (2, 2))]", "structured"),
        ("[]", "structured"),
    ] {
        let found = format!("the array's type is {found}, but");
        let content = npy_bytes::file(descr, false, "(16,)", &[0; 256]);
        refused_content(
            &content,
            &[&found, "float64, complex64 or complex128", "astype"],
        );
    }
}

#[test]
fn shapes_are_told_with_those_that_are_allowed() {
    for (shape, count) in [
        ("()", 1),
        ("(16, 8)", 128),
        ("(16, 2)", 32),
        ("(2, 2, 2, 2)", 16),
        ("(16, 1, 1)", 16),
        ("(1, 12)", 12),
        ("(1, 16)", 16),
        ("(0, 3)", 0),
        ("(12,)", 12),
        ("(12, 1)", 12),
        ("(12, 12)", 144),
        ("(0,)", 0),
        ("(1,)", 1),
        ("(1, 1)", 1),
    ] {
        let told = format!("the array has the shape {shape}, but must be");
        let allowed = "(2^N,) or (2^N, 1), or a matrix, (2^N, 2^N), where 2^N is 16 for --cells 4";
        refused_content(&zeros(shape, count), &[&told, allowed]);
    }
    let rank = format!("({})", "1, ".repeat(1000));
    refused_content(&zeros(&rank, 1), &["(1, 1, 1,", "..., but must be"]);
}

#[test]
fn lengths_are_those_of_the_cells() {
    for (shape, count, found) in [
        ("(8,)", 8, "3 cells"),
        ("(2,)", 2, "1 cell,"),
        ("(32, 1)", 32, "5 cells"),
        ("(8, 8)", 64, "3 cells"),
    ] {
        let told = format!("shape {shape}, which is a state of {found}");
        let give = format!("give --cells {}", &found[..1]);
        refused_content(&zeros(shape, count), &[&told, "--cells is 4", &give]);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let state = written(folder.path(), "state.npy", &zeros("(16,)", 16));
    for cells in ["63", "64", "65", "128", "2147483648"] {
        let line = [
            "charge",
            "--times",
            "1",
            "--alpha-c",
            "0.6",
            "--cells",
            cells,
        ];
        let words: Vec<&str> = line.into_iter().chain(["--initial", &state]).collect();
        let told = format!("a state of 4 cells, but --cells is {cells}");
        refused(&words, &[&told, "give --cells 4"]);
    }
}

#[test]
fn small_files_with_large_shapes_take_no_memory() {
    for (shape, needed) in [
        ("(1099511627776,)", "needs 17592186044416"),
        ("(4294967295, 4294967295)", "needs 295147905041913872400"),
        ("(18446744073709551615,)", "needs 295147905179352825840"),
        ("(4294967296, 4294967296)", "more than 2^64 numbers"),
        ("(9223372036854775808, 2, 1)", "more than 2^64 numbers"),
        ("(0, 18446744073709551615, 2)", "more than 2^64 numbers"),
        ("(18446744073709551616,)", "more than 2^64 numbers"),
    ] {
        refused_content(&zeros(shape, 16), &[needed, "damaged"]);
    }
}

#[cfg(unix)]
#[test]
fn arrays_beyond_the_limit_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for (verb, cells, shape, bytes, allowed) in [
        (
            "steady",
            13,
            "(8192, 8192)",
            1_u64 << 30,
            "at most 12 cells",
        ),
        ("steady", 26, "(67108864,)", 1 << 30, "a vector at most 25:"),
        ("charge", 13, "(8192, 8192)", 1 << 30, "at most 12 cells"),
        ("charge", 25, "(33554432,)", 1 << 29, "a vector at most 24:"),
    ] {
        let head = zeros(shape, 0);
        let state = written(folder.path(), "state.npy", &head);
        // A hole, which takes no space on the disk.
        let file = std::fs::File::options().write(true).open(&state);
        file.and_then(|file| file.set_len(head.len() as u64 + bytes))
            .expect("a long file");
        let times = if verb == "charge" { " --times 1" } else { "" };
        let line = format!("{verb} --cells {cells} --alpha-c 0.6 --initial {state}{times}");
        let words: Vec<&str> = line.split(' ').collect();
        let found = format!("of {cells} cells");
        refused(&words, &[shape, &found, "2 GiB", allowed, "fewer cells"]);
    }
}

#[test]
#[ignore = "takes 2 GiB of memory"]
fn the_most_cells_are_those_of_the_library() -> Result<(), ergotropy::Error> {
    use ergotropy::schur::{Complex64, RegisterStart};
    use ergotropy::{Bath, Channel, Ensemble, Error};
    let ground = |cells: u32| {
        let mut amplitudes = vec![Complex64::ZERO; 1 << cells];
        amplitudes[0] = Complex64::ONE;
        RegisterStart::pure(amplitudes)
    };
    let most = |start: &RegisterStart| {
        let ensemble = Ensemble::new(start.cells().into())?
            .collective(Channel::thermal(Bath::from_bose_ratio(0.5)?, 1.0)?);
        let most = |error| match error {
            Some(Error::TooLarge { most, .. }) => most,
            other => panic!("{other:?}"),
        };
        let start = start.clone().into();
        let steady = most(ensemble.steady_state_from(&start).err());
        Ok((steady, most(ensemble.charge(&start, &[1.0]).err())))
    };
    // As `arrays_beyond_the_limit_are_refused` has them.
    assert_eq!(most(&ground(26)?)?, (Some(25), Some(24)));
    assert_eq!(
        most(&ground(13)?.to_density_matrix()?)?,
        (Some(12), Some(12))
    );
    Ok(())
}

#[test]
fn a_file_is_the_state_that_it_describes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut numbers = [0.0_f64; 16];
    numbers[0] = 1.0;
    let data: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
    let content = npy_bytes::file("'<f8'", false, "(16,)", &data);
    let state = written(folder.path(), "state.npy", &content);
    let energy = |start: &str| {
        let line = format!("steady --cells 4 --alpha-c 0.6 --json --initial {start}");
        super::value(&super::json(&line)["energy"])
    };
    assert!((energy(&state) - energy("ground")).abs() < 1e-12);
}
