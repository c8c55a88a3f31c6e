//! The vocabularies of shapes that stand at a place of the page.

/// What programs of other ages read.
pub(super) const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
/// Where something stands.
pub(super) const PLACED: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
/// What is drawn.
pub(super) const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// Shapes with a text.
pub(super) const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
