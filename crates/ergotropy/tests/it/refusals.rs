//! Every kind of error is provoked by input that it names, and tells its own cause.

use ergotropy::{
    Bath, Channel, Complex64, Ensemble, Error, RegisterStart, Start, Tuning, closed_form,
};

use crate::mixture;

fn real(numbers: &[f64]) -> Vec<Complex64> {
    numbers.iter().map(|&x| Complex64::from(x)).collect()
}

/// Asserts that a sentence has all the given words.
fn assert_tells<T>(found: Result<T, Error>, words: &[&str]) {
    let Some(error) = found.err() else {
        panic!("no refusal that tells of {words:?}");
    };
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "{text:?} without {word:?}");
    }
}

#[test]
fn ensembles_and_channels() -> Result<(), Error> {
    assert_tells(Ensemble::new(0), &["number of cells is 0", "2147483648"]);
    assert_tells(Channel::rates(-1.0, 0.0), &["-1"]);
    assert_tells(
        Ensemble::new(3)?.steady_state(),
        &["nothing evolves", "every rate is zero"],
    );
    let free = Ensemble::new(9)?
        .collective(Channel::rates(1.0, 0.5)?)
        .local(Channel::rates(1.0, 0.25)?);
    assert_tells(
        closed_form::limit::dressed(&free),
        &["the collective channel", "thermal bath"],
    );
    assert_tells(
        closed_form::limit::gibbs_start(Bath::from_bose_ratio(0.5)?, 1.0),
        &["q is 1", "grows"],
    );
    let faint = Ensemble::new(9)?
        .collective(Channel::rates(1.0, 0.5)?)
        .local(Channel::rates(1e-320, 0.0)?);
    assert_tells(faint.steady_state(), &["1e-320", "put 0"]);
    Ok(())
}

#[test]
fn starts_over_the_ladders() {
    assert_tells(Start::dicke(4).state(3), &["4 excitations", "3 cells"]);
    let weights = |listed: &[(u32, u32, f64)]| Start::populations(listed.to_vec()).state(3);
    assert_tells(
        weights(&[(1, 0, 1.0)]),
        &["d = 1 and k = 0", "d must be from 0 to 1"],
    );
    assert_tells(
        weights(&[(0, 1, 0.5), (0, 1, 0.5)]),
        &["d = 0, k = 1", "twice"],
    );
    assert_tells(
        weights(&[(0, 1, -0.5), (0, 2, 1.5)]),
        &["d = 0, k = 1 is -0.5", "from 0 to 1"],
    );
    assert_tells(weights(&[(0, 1, 0.5)]), &["sum to 0.5", "1 within 1e-10"]);
}

#[test]
fn starts_over_bit_strings() -> Result<(), Error> {
    let half = 0.5f64.sqrt();
    assert_tells(RegisterStart::pure(real(&[1.0; 3])), &["2^N", "has 3"]);
    assert_tells(
        RegisterStart::pure(real(&[1.0, f64::NAN])),
        &["number 1", "not a number"],
    );
    assert_tells(
        RegisterStart::pure(real(&[1.0, 1.0])),
        &["norm", "1 within"],
    );
    let matrix = |elements: &[f64]| RegisterStart::density_matrix(real(elements));
    assert_tells(matrix(&[0.5, 0.0, 0.0, 0.25]), &["trace", "0.75"]);
    assert_tells(
        matrix(&[0.5, 0.25, 0.0, 0.5]),
        &["not Hermitian", "differ by 2.5e-1"],
    );
    assert_tells(
        matrix(&[1.5, 0.0, 0.0, -0.5]),
        &["negative eigenvalue -5e-1"],
    );
    let bell = Start::pure(real(&[half, 0.0, 0.0, half]))?;
    assert_tells(
        mixture(3, (1.0, 1.0), (0.5, 0.5))?.steady_state_from(&bell),
        &["2 cells", "has 3"],
    );
    Ok(())
}

#[test]
fn questions_that_have_no_answer_in_floats() -> Result<(), Error> {
    assert_tells(
        mixture(4, (1.0, 1.0), (0.5, 0.5))?.steady_state(),
        &["depends on the starting state", "give a starting state"],
    );
    assert_tells(
        mixture(4, (0.5, 1e-295), (1.0 - 2f64.powi(-53), 0.5))?.steady_state(),
        &["200 decades", "put 0"],
    );
    // One ground state and one dark state, whose coherence dies at 1e-14 of the rate of emission.
    let half = 0.5f64.sqrt();
    let slow = Start::pure(real(&[half, 0.5, -0.5, 0.0]))?;
    assert_tells(
        mixture(2, (1.0, 1.0), (1e-14, 0.0))?.charge(&slow, &[1e18]),
        &["the fastest rate times the time", "coherences"],
    );
    Ok(())
}

#[test]
fn answers_that_take_too_much_memory() -> Result<(), Error> {
    let with = |memory| -> Result<Ensemble, Error> {
        Ok(mixture(300, (0.9, 1.0), (0.9, 0.3))?.with(Tuning {
            memory,
            ..Tuning::default()
        }))
    };
    assert_tells(
        with(1 << 20)?.charge(&Start::ground(), &[0.3]),
        &["300 cells", "may take 1.0 MiB"],
    );
    let times: Vec<f64> = (0..5000).map(|i| f64::from(i) * 1e-9).collect();
    assert_tells(
        with(1 << 26)?.charge(&Start::gibbs(0.5)?, &times),
        &["5000 times", "times fit"],
    );
    assert_tells(
        mixture(1 << 31, (1.0, 1.0), (1.0 - 1e-6, 0.5))?.steady_state_from(&Start::gibbs(0.5)?),
        &["populations", "further from infinite temperature"],
    );
    Ok(())
}
