//! The folder of the report: files appear in it whole, or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::Error;

/// A folder that is known to take files.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Opens a folder, creating it if it is missing, and makes sure that files can be made in it,
    /// so that no one waits for results which then have no place.
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

    /// Puts a file in place of the one of that name, if there is one, in a single step.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path.join(name);
        let write = || -> io::Result<()> {
            let mut draft = draft(&self.path)?;
            draft.write_all(bytes)?;
            draft.persist(&path)?;
            Ok(())
        };
        write().map_err(|source| Error::Io {
            path: path.clone(),
            source,
        })
    }
}

/// An unfinished file, which removes itself unless it is put into place.
fn draft(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".ergotropy-");
    // Drafts are private by default, but a report is for everyone whom the umask lets read.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(nameless)
}

/// The error without the path of the draft, a name that means nothing to anyone.
fn nameless(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((what, _)) => io::Error::new(error.kind(), what),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_not_named() {
        let missing =
            draft(Path::new("no such folder")).map_or_else(|e| e.to_string(), |_| String::new());
        assert!(
            !missing.is_empty() && !missing.contains("ergotropy-"),
            "{missing}"
        );
    }
}
