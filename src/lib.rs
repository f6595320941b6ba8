//! qikan turns the pages and papers of scholarly journals, Chinese and bilingual ones first, into typed records.
//!
//! ```
//! let doc = qikan::document::Document::from_text("page.txt", "\
//! 生态研究 ›› 2026, Vol. 28 ›› Issue (3): 120-131.
//!
//! 城市湿地碳汇的空间格局
//!
//! 顾望舒1, 沈知行2
//!
//! 1. 南京大学 环境学院,南京 210023; 2. 厦门大学 环境与生态学院,福建 厦门 361102
//!
//! 摘要: 以长江下游六座城市的湿地为对象,估算了2001年以来土壤与植被碳库的变化,并分析了岸线改造对碳汇的影响。
//!
//! 关键词: 城市湿地, 碳汇, 空间格局
//! ");
//! let article = qikan::extract(&doc).unwrap();
//! assert_eq!(article.record.authors.len(), 2);
//! assert_eq!(article.record.first_page.as_deref(), Some("120"));
//! ```
//!
//! The pipeline, in order: [`source`] turns bytes into a [`document::Document`]; [`outline`] finds its labels and the
//! shapes of its lines; a [`layout`] says where the fields stand; [`read`] and [`field`] say what they mean; [`check`]
//! says whether it can be; [`table`], [`write`] and [`dataset`] make files of it.

mod byte;
pub mod check;
pub mod dataset;
pub mod document;
pub mod field;
mod flat;
mod hash;
#[cfg(test)]
pub(crate) mod invent;
pub mod label;
pub mod layout;
pub mod outline;
pub mod problem;
pub mod read;
pub mod record;
pub mod schema;
pub mod score;
pub mod source;
pub mod table;
pub mod verdict;
pub mod write;

use document::Document;
use outline::Outline;
use record::Extraction;
use verdict::NotAnArticle;

/// The record of the article that `doc` prints.
///
/// # Errors
/// Only where the document is no article; what is unsure in an article is a problem of its record.
pub fn extract(doc: &Document) -> Result<Extraction, NotAnArticle> {
    let outline = Outline::of(doc);
    let layout = layout::of(&outline);
    let places = layout.places(&outline);
    let extraction = read::read(&outline, layout.platform(), &places);
    verdict::judge(&outline, &extraction.record)?;
    Ok(extraction)
}
