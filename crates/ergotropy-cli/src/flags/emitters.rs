//! How cells share the field of the collective channel: places, dipoles, couplings, a kernel, detunings.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use ergotropy::Complex64;
use ergotropy_answer::{Couplings, Dipole, Geometry};

use super::value::{Given, Reason, number};
use crate::error::Error;
use crate::files::columns::{Columns, ColumnsError};
use crate::files::npy;

const HEADING: &str = "Cells at places, or with couplings of their own";

/// The columns of a file of places, and of one dipole for each.
const PLACE: [&str; 3] = ["x", "y", "z"];
const DIPOLE: [&str; 3] = ["dx", "dy", "dz"];

#[derive(Args)]
pub(crate) struct EmitterFlags {
    /// Places of the cells, lengths in wavelengths: chain:N:A, ring:N:A, square:NxM:A, cube:NxMxK:A with neighbours
    /// A apart, or random:N:L:SEED in a cube of side L; chains lie along x, rings and squares in the xy plane. Rates of
    /// the collective channel are then those of one cell, and cells share them by g_ij (Eq. 40); up to 26 cells
    #[arg(long, value_name = "PLACES", help_heading = HEADING, conflicts_with_all = ["positions", "couplings", "kernel"])]
    geometry: Option<Given<GeometryFlag>>,
    /// Places from a file with the columns x,y,z in wavelengths, and dx,dy,dz if each cell has a dipole of its own
    #[arg(long, value_name = "FILE.csv", help_heading = HEADING, conflicts_with_all = ["couplings", "kernel"])]
    positions: Option<PathBuf>,
    /// Direction of the dipole of all cells, real or complex: 1,1i,0 turns about z [default: 0,0,1]
    #[arg(long, value_name = "X,Y,Z", help_heading = HEADING, allow_hyphen_values = true, conflicts_with_all = ["couplings", "kernel"])]
    dipole: Option<Given<DipoleFlag>>,
    /// Leave the dipole-dipole shift of cells at places out, so that g_ij alone acts
    #[arg(long, help_heading = HEADING, conflicts_with_all = ["couplings", "kernel"])]
    no_shift: bool,
    /// One mode with unequal couplings, g_ij = g_i g_j, from a file with the column g
    #[arg(long, value_name = "FILE.csv", help_heading = HEADING, conflicts_with = "kernel")]
    couplings: Option<PathBuf>,
    /// Any kernel g_ij, float64, N x N, symmetric and without negative eigenvalues
    #[arg(long, value_name = "FILE.npy", help_heading = HEADING)]
    kernel: Option<PathBuf>,
    /// Detunings of the cells from a file with the column delta, in the unit of rates (gamma_c)
    #[arg(long, value_name = "FILE.csv", help_heading = HEADING)]
    detunings: Option<PathBuf>,
}

/// `chain:N:A`, `ring:N:A`, `square:NxM:A`, `cube:NxMxK:A`, `random:N:L:SEED`.
#[derive(Clone, Debug)]
struct GeometryFlag(Geometry);

impl FromStr for GeometryFlag {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let parts: Vec<&str> = text.split(':').map(str::trim).collect();
        let whole = |text: &str| text.parse::<u64>().map_err(|_| Reason::Geometry);
        let sizes = |text: &str| text.split('x').map(whole).collect::<Result<Vec<_>, _>>();
        let geometry = match parts[..] {
            ["chain", cells, spacing] => Geometry::Chain {
                cells: whole(cells)?,
                spacing: number(spacing),
            },
            ["ring", cells, spacing] => Geometry::Ring {
                cells: whole(cells)?,
                spacing: number(spacing),
            },
            ["square", grid, spacing] => Geometry::Square {
                sizes: sizes(grid)?.try_into().map_err(|_| Reason::Geometry)?,
                spacing: number(spacing),
            },
            ["cube", grid, spacing] => Geometry::Cube {
                sizes: sizes(grid)?.try_into().map_err(|_| Reason::Geometry)?,
                spacing: number(spacing),
            },
            ["random", cells, side, seed] => Geometry::Random {
                cells: whole(cells)?,
                side: number(side),
                seed: whole(seed)?,
            },
            _ => return Err(Reason::Geometry),
        };
        match geometry.resolved() {
            Ok(_) => Ok(Self(geometry)),
            // Whatever is no number.
            Err(ergotropy_answer::Error::Physics(ergotropy::Error::OutOfRange {
                value, ..
            })) if value.is_nan() => Err(Reason::Geometry),
            Err(ergotropy_answer::Error::Physics(error)) => Err(Reason::Physics(error)),
            Err(_) => Err(Reason::Geometry),
        }
    }
}

/// `x,y,z`, each real or complex.
#[derive(Clone, Copy, Debug)]
struct DipoleFlag(Dipole);

impl FromStr for DipoleFlag {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let components = text.split(',').map(|part| part.trim().parse::<Complex64>());
        let components: Result<Vec<_>, _> = components.collect();
        let components: Result<[Complex64; 3], _> = components.unwrap_or_default().try_into();
        let components = components.map_err(|_| Reason::Dipole)?;
        let dipole = if components.iter().all(|z| z.im == 0.0) {
            Dipole::Linear(components.map(|z| z.re))
        } else {
            Dipole::Complex(components.map(|z| [z.re, z.im]))
        };
        match dipole.resolved() {
            Ok(_) => Ok(Self(dipole)),
            Err(_) => Err(Reason::Dipole),
        }
    }
}

/// How cells share the field, read from flags and files.
#[derive(Default)]
pub(crate) struct Emitters {
    pub(crate) couplings: Option<Couplings>,
    pub(crate) detunings: Option<Vec<f64>>,
    /// The number of cells, with the flag that tells it.
    pub(crate) cells: Option<(String, u64)>,
}

impl EmitterFlags {
    /// The flag that tells how cells share the field, if one does.
    pub(crate) fn flag(&self) -> Option<String> {
        let file = |flag: &str, file: &Option<PathBuf>| {
            file.as_ref()
                .map(|path| format!("--{flag} {}", path.display()))
        };
        let geometry = self.geometry.as_ref();
        let geometry = geometry.map(|geometry| format!("--geometry {geometry}"));
        geometry
            .or_else(|| file("positions", &self.positions))
            .or_else(|| file("couplings", &self.couplings))
            .or_else(|| file("kernel", &self.kernel))
    }

    /// What these flags say; files are read here.
    pub(crate) fn read(&self) -> Result<Emitters, Error> {
        let couplings = self.shared()?;
        let path = self.detunings.as_ref();
        let detunings = path.map(|path| single("detunings", path, "delta"));
        let detunings = detunings.transpose()?;
        let of_field = couplings.as_ref().map(Couplings::cells).transpose();
        let of_field = self.flag().zip(of_field.map_err(Error::Answer)?);
        let detuned = path.map(|path| format!("--detunings {}", path.display()));
        let detuned = detuned.zip(detunings.as_ref().map(|list| list.len() as u64));
        if let (Some((one, cells)), Some((other, found))) = (&of_field, &detuned)
            && cells != found
        {
            return Err(Error::CellsDiffer {
                one: one.clone(),
                cells: *cells,
                other: other.clone(),
                found: *found,
            });
        }
        Ok(Emitters {
            couplings,
            detunings,
            cells: of_field.or(detuned),
        })
    }

    /// The couplings; `None` where no flag gives any.
    fn shared(&self) -> Result<Option<Couplings>, Error> {
        if let Some(path) = &self.couplings {
            return Ok(Some(Couplings::Modes(vec![single(
                "couplings",
                path,
                "g",
            )?])));
        }
        if let Some(path) = &self.kernel {
            let kernel = npy::kernel(path).map_err(|source| Error::Kernel {
                file: path.display().to_string(),
                source: Box::new(source),
            })?;
            return Ok(Some(Couplings::Kernel(kernel)));
        }
        let (geometry, own) = match (&self.geometry, &self.positions) {
            (Some(geometry), _) => (geometry.value.0.clone(), None),
            (None, Some(path)) => {
                let (positions, dipoles) = places(path)?;
                (Geometry::Positions(positions), dipoles)
            }
            (None, None) => {
                let dipole = self
                    .dipole
                    .as_ref()
                    .map(|dipole| format!("--dipole {dipole}"));
                let shift = self.no_shift.then(|| "--no-shift".to_owned());
                return match dipole.or(shift) {
                    Some(flag) => Err(Error::NoPlaces { flag }),
                    None => Ok(None),
                };
            }
        };
        let dipoles = match (own, &self.dipole) {
            (Some(_), Some(dipole)) => {
                return Err(Error::DipolesTwice {
                    dipole: dipole.text.clone(),
                });
            }
            (Some(own), None) => own,
            (None, Some(dipole)) => vec![dipole.value.0],
            (None, None) => vec![Dipole::Linear([0.0, 0.0, 1.0])],
        };
        Ok(Some(Couplings::FreeSpace {
            geometry,
            dipoles,
            shift: !self.no_shift,
        }))
    }
}

/// An error of a file of columns, with its flag.
fn of_file<'a>(flag: &'static str, path: &'a Path) -> impl Fn(ColumnsError) -> Error + 'a {
    move |source| Error::Columns {
        flag,
        file: path.display().to_string(),
        source: Box::new(source),
    }
}

/// The numbers of a file of one column.
fn single(flag: &'static str, path: &Path, name: &'static str) -> Result<Vec<f64>, Error> {
    let numbers = Columns::read(path, &[name]).and_then(|columns| columns.numbers([name]));
    let numbers = numbers.map_err(of_file(flag, path))?;
    Ok(numbers.into_iter().map(|[number]| number).collect())
}

type Places = (Vec<[f64; 3]>, Option<Vec<Dipole>>);

/// The places of a file, and the dipoles if it has any.
fn places(path: &Path) -> Result<Places, Error> {
    let refused = of_file("positions", path);
    let columns = Columns::read(path, &PLACE).map_err(&refused)?;
    let positions = columns.numbers(PLACE).map_err(&refused)?;
    let own = DIPOLE.iter().any(|name| columns.has(name));
    let dipoles = own.then(|| columns.numbers(DIPOLE)).transpose();
    let dipoles = dipoles.map_err(&refused)?;
    let dipoles = dipoles.map(|dipoles| dipoles.into_iter().map(Dipole::Linear).collect());
    Ok((positions, dipoles))
}
