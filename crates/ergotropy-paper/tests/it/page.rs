//! The page: complete, and in need of nothing else.

use std::fs;

use ergotropy_paper::{Item, write};

use crate::{FIGURES, Outcome, figures, request};

#[test]
fn the_page_shows_every_figure_and_links_its_files() -> Outcome {
    let page = fs::read_to_string(figures()?.join("index.html"))?;
    for number in FIGURES {
        let name = format!("fig{number:02}");
        assert!(page.contains(&format!("<figure id=\"{name}\"")), "{name}");
        assert!(page.contains(&format!("href=\"#{name}\"")), "{name}");
        for ending in ["svg", "png", "csv"] {
            assert!(
                page.contains(&format!("href=\"{name}.{ending}\"")),
                "{name}.{ending}"
            );
        }
    }
    assert_eq!(page.matches("data:image/svg+xml,").count(), FIGURES.len());
    assert!(page.len() < 2 << 20, "{}", page.len());
    Ok(())
}

#[test]
fn the_page_needs_nothing_from_elsewhere() -> Outcome {
    let page = fs::read_to_string(figures()?.join("index.html"))?;
    // The name of SVG's elements is written as an address.
    let page = page.replace("xmlns='http://www.w3.org/2000/svg'", "");
    for reference in [
        "http:", "https:", "src=\"//", "<script", "<link", "@import", "url(",
    ] {
        assert!(!page.contains(reference), "{reference}");
    }
    // Whatever is linked is on the page or beside it.
    for link in page.split("href=\"").skip(1) {
        let target = link.split('"').next().unwrap_or_default();
        let found = match target.strip_prefix('#') {
            Some(id) => page.contains(&format!("id=\"{id}\"")),
            None => figures()?.join(target).exists(),
        };
        assert!(found, "{target}");
    }
    Ok(())
}

fn check_tags(page: &str) {
    for tag in [
        "figure",
        "figcaption",
        "section",
        "table",
        "tr",
        "td",
        "th",
        "p",
        "i",
        "sub",
        "sup",
        "div",
        "dl",
    ] {
        let opened =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn tags_are_balanced() -> Outcome {
    check_tags(&fs::read_to_string(figures()?.join("index.html"))?);
    Ok(())
}

#[test]
fn the_table_of_sectors_comes_with_its_claim() -> Outcome {
    let folder = tempfile::tempdir()?;
    write(&request(folder.path(), &[Item::Claim("C7")]))?;
    let page = fs::read_to_string(folder.path().join("index.html"))?;
    for part in [
        "id=\"C7\"",
        "href=\"#C7\"",
        "id=\"sectors\"",
        "href=\"#sectors\"",
        "href=\"extra-sectors.csv\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let table = fs::read_to_string(folder.path().join("extra-sectors.csv"))?;
    assert!(table.starts_with("cells,alpha_c,d,d_prime,delta,"));
    Ok(())
}

#[test]
fn the_section_of_many_cells_comes_with_its_figure() -> Outcome {
    let folder = tempfile::tempdir()?;
    let items = ["extra-many-cells", "extra-limit"].map(str::parse::<Item>);
    let items = items.into_iter().collect::<Result<Vec<_>, _>>()?;
    write(&request(folder.path(), &items))?;
    let page = fs::read_to_string(folder.path().join("index.html"))?;
    for part in [
        "id=\"many-cells\"",
        "href=\"#many-cells\"",
        "id=\"extra-many-cells\"",
        "href=\"extra-limit.csv\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    check_tags(&page);
    let table = fs::read_to_string(folder.path().join("extra-limit.csv"))?;
    assert_eq!(table.lines().count(), 101 * 101 + 1);
    let columns = |line: &str| line.split(',').count();
    assert!(table.lines().all(|line| columns(line) == 9));
    let table = fs::read_to_string(folder.path().join("extra-many-cells.csv"))?;
    assert!(table.lines().all(|line| columns(line) == 13));
    Ok(())
}
