//! The sources of a crate, and the arrows between its files.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

/// A module as its path: `["ladder", "chain", "rates"]`. The root of a crate is empty.
pub(super) type Module = Vec<String>;

/// A crate as its modules and what they need, tests left out.
pub(super) struct Sources {
    pub(super) name: String,
    pub(super) modules: BTreeSet<Module>,
    /// Modules whose file is a folder's `mod.rs`.
    pub(super) folders: BTreeSet<Module>,
    /// From each file to those whose items it names.
    pub(super) arrows: BTreeSet<(Module, Module)>,
    /// Other crates of ours whose items this one names.
    pub(super) crates: BTreeSet<String>,
}

impl Sources {
    pub(super) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut files = Files::default();
        files.enter(&folder.join("src"), &mut Vec::new())?;
        let name = name(folder);
        let modules: BTreeSet<Module> = files.named.keys().cloned().collect();
        let mut arrows = BTreeSet::new();
        let mut crates = BTreeSet::new();
        for (module, named) in files.named {
            for path in named.paths {
                let target = (0..=path.len())
                    .rev()
                    .map(|length| path[..length].to_vec())
                    .find(|module| modules.contains(module));
                arrows.extend(
                    target
                        .filter(|target| *target != module)
                        .map(|target| (module.clone(), target)),
                );
            }
            let others = named.crates.into_iter().map(|name| name.replace('_', "-"));
            crates.extend(others.filter(|other| other.starts_with("ergotropy") && *other != name));
        }
        Ok(Self {
            name,
            modules,
            folders: files.folders,
            arrows,
            crates,
        })
    }
}

#[derive(Default)]
struct Files {
    named: BTreeMap<Module, Named>,
    folders: BTreeSet<Module>,
}

impl Files {
    fn enter(&mut self, folder: &Path, module: &mut Module) -> Result<(), Box<dyn Error>> {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            let stem = name(&path.with_extension(""));
            if path.is_dir() {
                module.push(stem);
                self.enter(&path, module)?;
                module.pop();
            } else if path.extension().is_some_and(|kind| kind == "rs") && stem != "tests" {
                let mut own = module.clone();
                match stem.as_str() {
                    "mod" => drop(self.folders.insert(own.clone())),
                    "lib" | "main" => {}
                    _ => own.push(stem),
                }
                let file = syn::parse_file(&std::fs::read_to_string(&path)?)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                let named = named(&file, &own);
                // The root may have two files, a library and its command.
                if let Some(root) = self.named.get_mut(&own) {
                    root.paths.extend(named.paths);
                    root.crates.extend(named.crates);
                } else {
                    self.named.insert(own, named);
                }
            }
        }
        Ok(())
    }
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What a file names outside of its tests.
fn named(file: &syn::File, module: &Module) -> Named {
    let mut named = Named {
        here: module.clone(),
        children: BTreeSet::new(),
        paths: Vec::new(),
        crates: BTreeSet::new(),
    };
    named.visit_file(file);
    named
}

/// What is named in a file, as far as it was read.
struct Named {
    here: Module,
    /// Modules that this one declares; paths may begin with their names.
    children: BTreeSet<String>,
    /// Paths into its own crate, as modules and items from the root.
    paths: Vec<Vec<String>>,
    /// What other paths begin with; names of other crates are among them.
    crates: BTreeSet<String>,
}

impl Named {
    /// The path from the root, if it leads into this crate.
    fn resolve(&self, path: &[String]) -> Option<Vec<String>> {
        let (first, mut rest) = path.split_first()?;
        let mut from = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.here.clone(),
            "super" => self.here.split_last()?.1.to_vec(),
            name if self.children.contains(name) => [self.here.clone(), vec![name.into()]].concat(),
            _ => return None,
        };
        while let [first, after @ ..] = rest {
            match first.as_str() {
                "super" => drop(from.pop()),
                "self" => {}
                name => from.push(name.to_owned()),
            }
            rest = after;
        }
        Some(from)
    }

    fn name(&mut self, path: &[String]) {
        match self.resolve(path) {
            Some(path) => self.paths.push(path),
            None => self.crates.extend(path.first().cloned()),
        }
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            syn::UseTree::Name(name) => self.name(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.name(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.name(before),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(tree, before));
            }
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Vec::new();
        let mut joined = false;
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if !joined {
                        self.name(&std::mem::take(&mut path));
                    }
                    path.push(ident.to_string());
                    joined = false;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => joined = true,
                other => {
                    self.name(&std::mem::take(&mut path));
                    joined = false;
                    if let TokenTree::Group(group) = other {
                        self.tokens(group.stream());
                    }
                }
            }
        }
        self.name(&path);
    }
}

impl Visit<'_> for Named {
    fn visit_file(&mut self, file: &syn::File) {
        let modules = file.items.iter().filter_map(|item| match item {
            syn::Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
            _ => None,
        });
        self.children = modules.collect();
        syn::visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &syn::Item) {
        if !is_test(item) {
            syn::visit::visit_item(self, item);
        }
    }

    // `pub(super)` names whom an item is shown to, not what it needs.
    fn visit_visibility(&mut self, _: &syn::Visibility) {}

    fn visit_item_mod(&mut self, module: &syn::ItemMod) {
        self.here.push(module.ident.to_string());
        syn::visit::visit_item_mod(self, module);
        self.here.pop();
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        self.name(&names);
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        syn::visit::visit_macro(self, call);
        self.tokens(call.tokens.clone());
    }
}

/// Whether an item stands under `#[cfg(test)]`.
fn is_test(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|condition| condition.is_ident("test"))
    })
}

#[test]
fn paths_are_read_out_of_code_and_not_of_tests() -> Result<(), syn::Error> {
    let text = "
        mod e;
        use crate::x::{self, y::Z as Q};
        use ergotropy_other::T;
        pub(super) fn w() -> u8 { super::c::f(self::d::g(), e::h(), elsewhere) }
        fn v() { println!(\"{}\", crate::m::n()); }
        #[cfg(test)]
        mod tests { use super::super::never; }
    ";
    let module: Module = ["a", "b"].map(str::to_owned).to_vec();
    let found = named(&syn::parse_str(text)?, &module);
    let mut paths: Vec<String> = found.paths.iter().map(|path| path.join(" ")).collect();
    paths.sort();
    assert_eq!(paths, ["a b d g", "a b e h", "a c f", "m n", "x", "x y Z"]);
    assert!(found.crates.contains("ergotropy_other"));
    Ok(())
}
