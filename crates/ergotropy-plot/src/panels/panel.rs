//! Panels: one picture of a figure each.

use super::curves::Curves;
use super::levels::LevelDiagram;
use super::map::HeatMap;
use crate::axes::{SharedColours, Slot, Span};
use crate::error::PlotError;
use crate::marks::Look;
use crate::page::{Canvas, Fonts, Margins, Rect};

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

impl Panel {
    pub(crate) fn aspect(&self) -> f64 {
        match self {
            Self::Map(_) => 1.0,
            Self::Curves(curves) => curves.aspect,
            Self::Levels(diagram) => diagram.aspect,
        }
    }

    pub(crate) fn margins(
        &self,
        fonts: &Fonts,
        slot: &Slot,
        inside: Rect,
    ) -> Result<Margins, PlotError> {
        match self {
            Self::Map(map) => map.margins(fonts, slot, inside),
            Self::Curves(curves) => curves.margins(fonts, slot, inside),
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

    /// The vertical axis; `None` for a panel without one.
    pub(crate) fn vertical(&self) -> Result<Option<Span>, PlotError> {
        let plane = match self {
            Self::Map(map) => map.plane(Rect::default())?,
            Self::Curves(curves) => curves.plane(Rect::default())?,
            Self::Levels(_) => return Ok(None),
        };
        Ok(Some(plane.y))
    }

    /// The colour scale that a map needs, for a scale shared with other maps; `None` for other panels.
    pub(crate) fn colours(&self) -> Option<SharedColours> {
        match self {
            Self::Map(map) => Some(map.colours()),
            _ => None,
        }
    }

    /// The looks of all series of a panel.
    pub(crate) fn looks(&self) -> Vec<Look> {
        match self {
            Self::Curves(curves) => curves.looks(),
            _ => Vec::new(),
        }
    }
}
