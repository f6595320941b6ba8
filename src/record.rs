//! The record of one article: the contract that every file, table and schema is made from.
//!
//! Knows names and types only. How a record is read is in `read`, whether it can be in `check`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::Span;
use crate::field::{Clc, Cn, Date, Doi, Email, Issn, Orcid};
use crate::problem::Problem;

/// A value in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Bilingual_{T}")]
pub struct Bilingual<T> {
    /// In Chinese, as printed.
    pub zh: T,
    /// In English, as printed.
    pub en: T,
}

impl<T> Bilingual<T> {
    /// The value in `language`.
    pub fn get(&self, language: Language) -> &T {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// The value in `language`, to change.
    pub fn get_mut(&mut self, language: Language) -> &mut T {
        match language {
            Language::Zh => &mut self.zh,
            Language::En => &mut self.en,
        }
    }
}

/// A language of a value or of an article (ISO 639-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// As written, e.g. `zh`.
    pub fn as_str(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }
}

/// The kind of a source, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// An HTML page.
    Html,
}

impl Format {
    /// As written, e.g. `text`.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
        }
    }
}

/// The publishing platform whose layout a source has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// 玛格泰克.
    Magtech,
    /// 仁和汇智.
    Rhhz,
    /// 勤云.
    Etiller,
    /// 方正.
    Founder,
    /// 中国知网.
    Cnki,
    /// 万方数据.
    Wanfang,
    /// 汉斯出版社.
    Hanspub,
    /// Open Journal Systems.
    Ojs,
    /// SciEngine.
    Sciengine,
    /// Anything else, papers among them.
    #[default]
    Other,
}

impl Platform {
    /// As written, e.g. `magtech`.
    pub fn as_str(self) -> &'static str {
        match self {
            Platform::Magtech => "magtech",
            Platform::Rhhz => "rhhz",
            Platform::Etiller => "etiller",
            Platform::Founder => "founder",
            Platform::Cnki => "cnki",
            Platform::Wanfang => "wanfang",
            Platform::Hanspub => "hanspub",
            Platform::Ojs => "ojs",
            Platform::Sciengine => "sciengine",
            Platform::Other => "other",
        }
    }
}

/// One article of a scholarly journal, as one source prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// `doi:…` where there is a DOI, else `qk:` and 16 hex digits of a hash over journal, year, volume, issue, first page and title;
    /// `#2`, `#3` … follows where another article has the same.
    #[schemars(regex(pattern = r"^(doi:10\.[0-9]{4,9}(\.[0-9]+)*/[^\sA-Z]+|qk:[0-9a-f]{16}(#[0-9]+)?)$"))]
    pub id: String,
    /// The source it was read from.
    pub source: Source,
    /// The main language of the article.
    pub language: Option<Language>,
    /// Digital Object Identifier (ISO 26324), lower case.
    pub doi: Option<Doi>,
    /// Title without footnote marks, subtitle joined as printed.
    pub title: Bilingual<Option<String>>,
    /// The journal that published it.
    pub journal: Journal,
    /// The journal's section or column (栏目), e.g. `综述`.
    pub section: Option<String>,
    /// Year of the issue.
    #[schemars(range(min = 1800, max = 2100))]
    pub year: Option<u16>,
    /// Volume (卷) as printed, without leading zeros.
    pub volume: Option<String>,
    /// Issue (期) as printed, without leading zeros; a supplement is `S1` or `增刊1`.
    pub issue: Option<String>,
    /// First page.
    pub first_page: Option<String>,
    /// Last page of the first run of pages.
    pub last_page: Option<String>,
    /// Article number of a journal without pages.
    pub article_number: Option<String>,
    /// Article code (文章编号, CAJ-CD B/T 1), e.g. `1671-3990(2017)09-1276-11`.
    pub article_code: Option<String>,
    /// The dates of the article's way to print.
    pub dates: Dates,
    /// The authors in printed order.
    pub authors: Vec<Author>,
    /// The affiliations in printed order, each once.
    pub affiliations: Vec<Affiliation>,
    /// The grants, one entry each.
    pub funding: Vec<Grant>,
    /// Keywords as printed, one a term.
    pub keywords: Bilingual<Vec<String>>,
    /// Abstract.
    #[serde(rename = "abstract")]
    pub abstract_: Bilingual<Option<String>>,
    /// Codes of the Chinese Library Classification (中图分类号).
    pub clc: Vec<Clc>,
    /// Document code (文献标识码): A research, B practice, C guidance, D news, E documents.
    #[schemars(regex(pattern = r"^[A-E]$"))]
    pub document_code: Option<String>,
    /// Doubts about the values above.
    pub problems: Vec<Problem>,
}

/// Where a record was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Path or address of the source.
    pub uri: String,
    /// SHA-256 of its bytes, lower-case hex.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Its kind.
    pub format: Format,
    /// The platform whose layout it has.
    pub platform: Platform,
}

/// A journal, as the source names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// Its name.
    pub title: Bilingual<Option<String>>,
    /// International Standard Serial Number of the print edition (ISO 3297).
    pub issn: Option<Issn>,
    /// ISSN of the electronic edition.
    pub eissn: Option<Issn>,
    /// CN number (国内统一连续出版物号, GB/T 9999), e.g. `51-1148/O3`.
    pub cn: Option<Cn>,
}

/// The five dates, each cut to what is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// 收稿日期: the manuscript came in.
    pub received: Option<Date>,
    /// 修回日期: the last revision came in.
    pub revised: Option<Date>,
    /// 录用日期: it was accepted.
    pub accepted: Option<Date>,
    /// 出版日期: the issue appeared.
    pub published: Option<Date>,
    /// 网络出版日期: it was released on the web.
    pub online: Option<Date>,
}

/// An author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Name in the Chinese and in the English byline, without markers.
    pub name: Bilingual<Option<String>>,
    /// Places, from 1, in the record's list of affiliations.
    pub affiliations: Vec<u16>,
    /// Whether the source says that this is a corresponding author.
    pub corresponding: bool,
    /// E-mail address.
    pub email: Option<Email>,
    /// Open Researcher and Contributor ID.
    pub orcid: Option<Orcid>,
    /// Biographical note (作者简介) as printed.
    pub biography: Option<String>,
}

/// An affiliation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Affiliation {
    /// As printed, without marker and closing punctuation.
    pub text: Bilingual<Option<String>>,
    /// The top organisation, in Chinese where that is printed.
    pub institution: Option<String>,
    /// The part of it, e.g. a school or a laboratory.
    pub department: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Country, where printed.
    pub country: Option<String>,
}

impl Affiliation {
    /// Takes from `other` where it is, as far as it does not say so itself.
    pub(crate) fn fill_location(&mut self, other: &Affiliation) {
        self.city = self.city.take().or_else(|| other.city.clone());
        self.postcode = self.postcode.take().or_else(|| other.postcode.clone());
        self.country = self.country.take().or_else(|| other.country.clone());
    }
}

/// A grant or a listed project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// As printed, without label and closing punctuation.
    pub text: String,
    /// Who gave it, e.g. `国家自然科学基金`.
    pub funder: Option<String>,
    /// The project's name, where it stands in quotes.
    pub project: Option<String>,
    /// Award numbers.
    pub awards: Vec<String>,
}

/// A value of a record and the text that says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The field, e.g. `dates.received` or `authors[].name.zh`.
    pub field: &'static str,
    /// Place in the list, from 1, for a field with `[]`.
    pub position: Option<u16>,
    /// Where it stands, bytes of the document's text.
    pub span: Span,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

impl Evidence {
    /// The field with its place, e.g. `authors[2].name.zh`.
    pub fn path(&self) -> String {
        path(self.field, self.position)
    }
}

/// `field` with its place in the list, from 1, e.g. `authors[2].name.zh` of `authors[].name.zh`.
pub fn path(field: &str, position: Option<u16>) -> String {
    match position {
        Some(n) => field.replacen("[]", &format!("[{n}]"), 1),
        None => field.to_owned(),
    }
}

/// What came of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Extraction {
    /// The record.
    pub record: Record,
    /// Where each of its values stands.
    pub evidence: Vec<Evidence>,
}
