//! Files that appear whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// Writes a file, or replaces the file of that name, in a single step: a reader never sees a part of it, and nothing is
/// left behind if writing fails.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("curve.csv");
/// ergotropy_sweep::replace(&path, b"time,ergotropy\n")?;
/// assert_eq!(std::fs::read(&path)?, b"time,ergotropy\n");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Those of the file system, without the name of the draft.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut draft = draft(folder)?;
    draft.write_all(bytes)?;
    draft.persist(path)?;
    Ok(())
}

/// An unfinished file, which is removed unless it is moved to its place.
///
/// # Errors
/// Those of the file system, without the name of the draft.
pub fn draft(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".ergotropy-");
    // Drafts are private by default, but the umask decides who may read a result.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(nameless)
}

/// The error without the path of the draft, whose name is of no use to a reader.
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
