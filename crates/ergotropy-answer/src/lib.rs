//! Questions to [`ergotropy`] and their answers as data, with serde and a JSON schema.
//!
//! The command line, a Python package, sweeps and a page can share them. Nothing is printed here, and no file
//! is read.
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
//! Times are in 1/γ_c, energies in ħω, rates in γ_c; where a model gives rates, γ_c stands for the unit of these. If a
//! model gives the frequency of its cells, energies are also given in joule and h GHz; if it gives γ_c, or rates in
//! 1/s, times are also given in seconds and flows in 1/s.
//!
//! # Schema
//! `schema/question.schema.json` and `schema/answer.schema.json` of this crate describe [`Question`] and
//! [`Answer`] in JSON, in version [`SCHEMA`]. Keys may be added. The version is raised if a key is removed or
//! changes its meaning.

mod answer;
mod error;
mod question;

pub use answer::Answer;
pub use answer::charge::Charge;
pub use answer::curve::Curve;
pub use answer::emitters::{Emitters, Mode};
pub use answer::energies::Energies;
pub use answer::forms::Forms;
pub use answer::limit::{Limit, LimitModel};
pub use answer::map::Map;
pub use answer::model::Resolved;
pub use answer::number::{Number, Scaled, Worth};
pub use answer::observed::{BathFlow, BathFlows, Observed};
pub use answer::optimum::Optimum;
pub use answer::places::Places;
pub use answer::population::Population;
pub use answer::state::{Flows, State};
pub use answer::steady::{PerSecond, Steady};
pub use answer::summary::{GreatestPower, Peak, Summary};
pub use answer::threshold::{Crossing, Side, Threshold};
pub use answer::version::SCHEMA;
pub use error::Error;
pub use question::bath::{Bath, BathQuestion};
pub use question::couplings::{Couplings, Dipole, Geometry};
pub use question::limit::{LimitQuestion, Preparation};
pub use question::model::{Model, Noise, Time};
pub use question::parameter::{Measure, Parameter, Range};
pub use question::search::{Fixed, MapQuestion, OptimumQuestion, ThresholdQuestion};
pub use question::start::{Initial, Start, rung};
pub use question::times::Times;
pub use question::varied::{Objective, Varied};
pub use question::{ChargeQuestion, Question, SteadyQuestion};
