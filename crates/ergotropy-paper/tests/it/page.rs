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
    // Claims and figures beyond the paper take another half megabyte.
    assert!(page.len() < 1_500_000, "{}", page.len());
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

#[test]
fn pictures_are_described_and_their_place_in_the_paper_is_told() -> Outcome {
    let page = fs::read_to_string(figures()?.join("index.html"))?;
    let alts: Vec<&str> = page
        .split("<img alt=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(alts.len(), FIGURES.len());
    for alt in alts {
        assert!(alt.len() > 150 && !alt.contains('<'), "{alt}");
    }
    assert_eq!(
        page.matches("<p class=\"paper\">The paper ").count(),
        FIGURES.len()
    );
    assert_eq!(
        page.matches("<input type=\"checkbox\"").count(),
        FIGURES.len()
    );
    Ok(())
}

#[test]
fn answers_and_a_table_of_claims_come_first() -> Outcome {
    let folder = tempfile::tempdir()?;
    write(&request(
        folder.path(),
        &[Item::Claim("C2"), Item::Claim("C4"), Item::Claim("C6")],
    ))?;
    let page = fs::read_to_string(folder.path().join("index.html"))?;
    let place = |part: &str| page.find(part).ok_or_else(|| part.to_owned());
    let order = [
        place("Does the work grow with the number of cells?")?,
        place("id=\"overview\"")?,
        place("<a href=\"#C6\"><span class=\"tag\">C6</span> Extraction in two steps</a>")?,
        place("id=\"model\"")?,
        place("<article class=\"claim\" id=\"C2\">")?,
        place("<details><summary>Evidence and numbers</summary>")?,
    ];
    assert!(order.is_sorted(), "{order:?}");
    // An answer rests on all of its claims.
    assert!(!page.contains("Does noise alone charge the cells?"));
    assert_eq!(page.matches("<details>").count(), 3);
    check_tags(&page);
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
        "dt",
        "dd",
        "ul",
        "li",
        "article",
        "details",
        "label",
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
