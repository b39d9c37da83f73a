//! Questions and answers as data: what is asked of [`ergotropy`], and what it comes to, with serde and a JSON schema.
//!
//! The command line, a Python package, sweeps and a page share them. Nothing is printed here, and no file is read.
//!
//! ```
//! use ergotropy_answer::{Answer, Question};
//!
//! let question: Question = serde_json::from_str(
//!     r#"{"steady": {"model": {
//!         "cells": 7,
//!         "noise": {"mixture": {"eta": 0.9, "gamma_ratio": 1.0}},
//!         "collective_bath": {"alpha": 0.6},
//!         "local_bath": {"alpha": 0.2}
//!     }}}"#,
//! )?;
//! let Answer::Steady(steady) = question.answer()? else { panic!("a steady state was asked for") };
//! assert!((steady.state.energies.ergotropy.0.value - 0.065_512_043_2).abs() < 1e-10);
//! let text = serde_json::to_string(&steady)?;
//! assert!(text.starts_with(r#"{"schema":1,"ergotropy":{"value":0.06551204"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Units
//! Times are in 1/γ_c, energies in ħω, rates in γ_c. Where a model tells the frequency of its cells, energies stand in joule
//! and h GHz beside that; where it tells γ_c, times in seconds and flows in 1/s.
//!
//! # Schema
//! `schema/question.schema.json` and `schema/answer.schema.json` of this crate are what [`Question`] and [`Answer`] look like in
//! JSON, of version [`SCHEMA`]. Keys may be added; what is taken away or changes its meaning counts up the version.

mod answer;
mod error;
mod question;

pub use answer::Answer;
pub use answer::charge::{Charge, Peak};
pub use answer::curve::Curve;
pub use answer::energies::Energies;
pub use answer::forms::Forms;
pub use answer::limit::{Limit, LimitModel};
pub use answer::model::Resolved;
pub use answer::number::{Number, Scaled, Worth};
pub use answer::state::{Flows, State};
pub use answer::steady::{PerSecond, Steady};
pub use answer::version::SCHEMA;
pub use error::Error;
pub use question::bath::{Bath, BathQuestion};
pub use question::limit::{LimitQuestion, Preparation};
pub use question::model::{Model, Noise};
pub use question::start::{Initial, Start};
pub use question::times::Times;
pub use question::{ChargeQuestion, Question, SteadyQuestion};
