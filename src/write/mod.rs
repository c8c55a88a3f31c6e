//! Writers: each takes the document, or its pages, to bytes.

pub mod docx;
pub mod json;
pub mod markdown;
pub mod pdf;
