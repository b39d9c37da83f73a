//! Panels: one picture of a figure each.

use super::curves::Curves;
use crate::axes::{LeftEdge, Span};
use crate::error::PlotError;
use crate::page::{Canvas, Fonts, Margins, Rect};
use crate::panels::levels::LevelDiagram;
use crate::panels::map::{HeatMap, SharedColours};

/// One picture of a figure.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Panel {
    /// A heat map.
    Map(HeatMap),
    /// Curves or points.
    Curves(Curves),
    /// A level diagram.
    Levels(LevelDiagram),
}

impl From<HeatMap> for Panel {
    fn from(map: HeatMap) -> Self {
        Self::Map(map)
    }
}

impl From<Curves> for Panel {
    fn from(curves: Curves) -> Self {
        Self::Curves(curves)
    }
}

impl From<LevelDiagram> for Panel {
    fn from(diagram: LevelDiagram) -> Self {
        Self::Levels(diagram)
    }
}

/// What a panel must know about its neighbours.
pub(crate) struct Slot {
    pub letter: Option<String>,
    pub left: LeftEdge,
    pub colours: Option<SharedColours>,
    pub bar: bool,
    pub legend: bool,
}

impl Panel {
    pub(crate) fn aspect(&self) -> f64 {
        match self {
            Self::Map(_) => 1.0,
            Self::Curves(curves) => curves.height_over_width(),
            Self::Levels(diagram) => diagram.aspect,
        }
    }

    pub(crate) fn margins(
        &self,
        fonts: &Fonts,
        slot: &Slot,
        width: f64,
        height: f64,
    ) -> Result<Margins, PlotError> {
        match self {
            Self::Map(map) => map.margins(fonts, slot, width, height),
            Self::Curves(curves) => curves.margins(fonts, slot, width, height),
            Self::Levels(diagram) => diagram.margins(fonts, slot),
        }
    }

    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        slot: &Slot,
        inside: Rect,
    ) -> Result<(), PlotError> {
        match self {
            Self::Map(map) => map.draw(canvas, slot, inside),
            Self::Curves(curves) => curves.draw(canvas, slot, inside),
            Self::Levels(diagram) => diagram.draw(canvas, slot, inside),
        }
    }

    pub(crate) fn vertical(&self) -> Result<Option<Span>, PlotError> {
        Ok(match self {
            Self::Map(map) => Some(map.spans()?.1),
            Self::Curves(curves) => Some(curves.spans()?.1),
            Self::Levels(_) => None,
        })
    }

    pub(crate) fn as_map(&self) -> Option<&HeatMap> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }
}
