//! Copies the four typefaces of the figures from the registry crate that contains them.
//!
//! The registry crate links all of its seventeen faces (10 MB) into each program that uses it at run
//! time; four copied faces keep the programs small.

use std::{env, error::Error, fs, path::Path};

const FACES: [(&str, &str); 4] = [
    ("LibertinusSerif-Regular", "upright.otf"),
    ("LibertinusSerif-Italic", "italic.otf"),
    ("LibertinusSerif-Semibold", "bold.otf"),
    ("NewCMMath-Regular", "symbols.otf"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var("OUT_DIR")?;
    for (name, file) in FACES {
        let data = typst_assets::fonts()
            .find(|data| postscript_name(data).as_deref() == Some(name))
            .ok_or_else(|| format!("typst-assets carries no typeface {name}"))?;
        fs::write(Path::new(&folder).join(file), data)?;
    }
    Ok(())
}

fn postscript_name(data: &[u8]) -> Option<String> {
    let face = ttf_parser::Face::parse(data, 0).ok()?;
    face.names()
        .into_iter()
        .find(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && name.is_unicode())?
        .to_string()
}
