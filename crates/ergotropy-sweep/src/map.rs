//! A function, computed at many points on several threads.

use rayon::prelude::*;

use crate::progress::Progress;

/// Applies a function to all points, on all threads of the present pool; the answers are in the order
/// of the points.
///
/// Each point is computed by one thread alone, so that the answers have the same bits for any number of
/// threads. `progress` counts the points.
///
/// # Errors
/// The error of the first point that has one.
///
/// ```
/// use ergotropy_sweep::{Progress, map};
///
/// let roots = map(&[1.0, 4.0, 9.0], &Progress::hidden(), |x: &f64| Ok::<f64, ()>(x.sqrt()))?;
/// assert_eq!(roots, [1.0, 2.0, 3.0]);
/// # Ok::<(), ()>(())
/// ```
pub fn map<P, A, E>(
    points: &[P],
    progress: &Progress,
    solve: impl Fn(&P) -> Result<A, E> + Sync,
) -> Result<Vec<A>, E>
where
    P: Sync,
    A: Send,
    E: Send,
{
    let answers: Vec<Result<A, E>> = points
        .par_iter()
        .map(|point| {
            let answer = solve(point);
            progress.advance(1);
            answer
        })
        .collect();
    answers.into_iter().collect()
}

/// Runs `work` with a given number of threads instead of one for each core.
///
/// # Errors
/// An error if the system refuses the threads.
///
/// ```
/// use ergotropy_sweep::{Progress, map, with_threads};
///
/// let double = |x: &u32| Ok::<u32, ()>(2 * x);
/// let found = with_threads(2, || map(&[1, 2], &Progress::hidden(), double))?;
/// assert_eq!(found, Ok(vec![2, 4]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn with_threads<R: Send>(
    threads: usize,
    work: impl FnOnce() -> R + Send,
) -> Result<R, rayon::ThreadPoolBuildError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()?;
    Ok(pool.install(work))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_errors_are_those_of_the_points() {
        let points: Vec<u32> = (0..1000).collect();
        let halves = |threads| {
            with_threads(threads, || {
                map(&points, &Progress::hidden(), |&p| {
                    Ok::<_, u32>(f64::from(p) / 3.0)
                })
            })
        };
        assert_eq!(halves(1).ok(), halves(2).ok());
        let failed = map(&points, &Progress::hidden(), |&p| {
            if p % 400 == 399 { Err(p) } else { Ok(p) }
        });
        assert_eq!(failed, Err(399));
    }
}
