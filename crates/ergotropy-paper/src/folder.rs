//! The folder of the report, in which a file appears whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ergotropy_sweep::draft;

use crate::error::Error;

/// A folder in which files can be written.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens a folder, creates it if it is missing, and tests that files can be written to it before
    /// anything is computed.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        if let Some(file) = path.ancestors().find(|above| above.is_file()) {
            return Err(Error::NotAFolder {
                path: file.to_owned(),
            });
        }
        fs::create_dir_all(path)
            .and_then(|()| draft(path).map(drop))
            .map_err(|source| Error::Io {
                path: path.to_owned(),
                source,
            })?;
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// Whether there is a file of that name.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.path.join(name).is_file()
    }

    /// The text of a file; `None` if there is no such file.
    pub(crate) fn read(&self, name: &str) -> Result<Option<String>, Error> {
        let path = self.path.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Unreadable { path, source }),
        }
    }

    /// The path of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Writes a file, or replaces the file of that name, in a single step.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path.join(name);
        ergotropy_sweep::replace(&path, bytes).map_err(|source| Error::Io { path, source })
    }
}
