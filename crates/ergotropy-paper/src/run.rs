//! The run of a request, which ends in a folder of files.

use std::path::PathBuf;
use std::time::Instant;

use ergotropy_sweep::{Progress, map};

use crate::claims::{self, Claim};
use crate::error::Error;
use crate::figures::{self, Drawing, Plan};
use crate::folder::Folder;
use crate::item::Item;
use crate::judged::Judged;
use crate::kept::{CLAIMS_FILE, Kept};
use crate::report;
use crate::summary::{Summary, counted};

/// The items to compute, and the folder for the report.
///
/// If only some items are requested, the rest of a report in the folder stays, and the page and the file of
/// claims show all that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The folder. It is created if it is missing, and no files but those of the report are changed.
    pub out: PathBuf,
    /// The requested figures and claims; all if empty.
    pub only: Vec<Item>,
    /// Whether to show progress if standard error is a terminal.
    pub progress: bool,
}

impl Request {
    fn wants(&self, item: Item) -> bool {
        self.only.is_empty() || self.only.contains(&item)
    }

    /// The parts of a report in the folder that this request leaves there.
    fn kept(&self, folder: &Folder) -> Result<Kept, Error> {
        if self.only.is_empty() {
            Ok(Kept::default())
        } else {
            Kept::read(folder)
        }
    }
}

/// The number of points by which a claim advances the progress.
const STEPS_OF_A_CLAIM: u64 = 4000;

/// The claim whose numbers include the table of sectors.
const SECTORS_CLAIM: &str = "C7";

/// Computes the figures and claims of a request and writes the report.
///
/// Points are computed in parallel on the threads of the current pool. The files of figures and claims
/// have the same bytes for any number of threads. Files are written after everything is computed, each
/// of them whole. Of a report that is in the folder already, a selection replaces what was requested; the
/// rest stays and is shown on the new page too.
///
/// # Errors
/// [`Error::UnknownItem`], [`Error::ItemInParts`] or [`Error::Schematic`] for items that do not exist;
/// [`Error::NotAFolder`] and [`Error::Io`] before anything is computed if the folder cannot be written to, or
/// later if the disk is full. [`Error::NotClaims`] and [`Error::Unreadable`], before anything is written, if
/// a selection finds a `claims.json` that is not that of a report. [`Error::Physics`] and [`Error::Plot`] would be faults of this crate.
pub fn write(request: &Request) -> Result<Summary, Error> {
    let began = Instant::now();
    // An item can be constructed by hand, so its name is checked by reading it back.
    for item in &request.only {
        item.to_string().parse::<Item>()?;
    }
    let folder = Folder::open(&request.out)?;
    request.kept(&folder)?;
    let plans: Vec<Plan> = figures::all()
        .into_iter()
        .filter(|plan| request.wants(plan.item))
        .collect();
    let tests: Vec<Claim> = claims::all()
        .into_iter()
        .filter(|test| request.wants(Item::Claim(test.id)))
        .collect();
    let progress = progress(request, &plans, &tests);

    progress.say("figures");
    let drawings = map(&plans, &Progress::hidden(), |plan| {
        Drawing::new(plan, &progress)
    })?;
    progress.say("claims");
    let claims = map(&tests, &Progress::hidden(), |test| {
        let judged = Judged::new(test);
        progress.advance(STEPS_OF_A_CLAIM);
        judged
    })?;
    progress.finish();

    for drawing in &drawings {
        drawing.write(&folder)?;
    }
    let (drawn, verdicts) = (drawings.len(), counted(&claims));
    let pictures = drawings.into_iter().map(Drawing::into_picture).collect();
    // Read again, since another run can have added to the report in the meantime.
    let shown = request.kept(&folder)?.replaced_by(claims, pictures);
    folder.replace(CLAIMS_FILE, shown.claims_json()?.as_bytes())?;
    let judged_now = request.wants(Item::Claim(SECTORS_CLAIM));
    let stays = shown.claims.iter().any(|claim| claim.id == SECTORS_CLAIM)
        && folder.holds(report::SECTORS_FILE);
    let sectors = if judged_now || stays {
        Some(report::Sectors::new()?)
    } else {
        None
    };
    if let Some(sectors) = sectors.as_ref().filter(|_| judged_now) {
        folder.replace(report::SECTORS_FILE, sectors.csv().as_bytes())?;
    }
    let page = report::page(&shown, sectors.as_ref(), began.elapsed().as_secs_f64());
    folder.replace("index.html", page.as_bytes())?;
    Ok(Summary {
        out: request.out.clone(),
        figures: drawn,
        verdicts,
        shown: (shown.figures.len(), shown.claims.len()),
        seconds: began.elapsed().as_secs_f64(),
    })
}

fn progress(request: &Request, plans: &[Plan], tests: &[Claim]) -> Progress {
    if !request.progress {
        return Progress::hidden();
    }
    let points: u64 = plans.iter().map(|plan| plan.steps).sum();
    Progress::on_terminal(points + STEPS_OF_A_CLAIM * tests.len() as u64)
}
