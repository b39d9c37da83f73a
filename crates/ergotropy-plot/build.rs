//! Takes the four typefaces of the figures out of the registry crate that carries them.
//!
//! The registry crate links all of its seventeen faces (10 MB) into whoever uses it at run time;
//! copying four of them here keeps the programs small.

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
