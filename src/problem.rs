//! A doubt about a value: extraction never fails, it says what it is unsure of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a doubt weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; the value stands.
    Info,
    /// The value may be wrong.
    Warning,
    /// The value cannot be right.
    Error,
}

impl Severity {
    /// As written, e.g. `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The stable name of a kind of doubt, written to the column `code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A date comes before one that it must follow, e.g. accepted before received.
    DateOrder,
    /// Two labels give one date two values.
    DateLabelConflict,
    /// A date's label stands there, but what follows is no date.
    DateUnreadable,
    /// The last page comes before the first.
    PageOrder,
    /// The ISSN's check digit is wrong.
    IssnCheckDigit,
    /// The ORCID's check digit is wrong.
    OrcidCheckDigit,
    /// What stands behind a DOI label is no DOI.
    DoiSyntax,
    /// What stands behind a CN label is no CN number.
    CnSyntax,
    /// The article code (文章编号) contradicts the citation.
    ArticleCodeConflict,
    /// An author's marker names an affiliation that is not printed.
    AffiliationDangling,
    /// An affiliation that no author is at.
    AffiliationUnused,
    /// An author without affiliation beside others who have theirs.
    AffiliationMissing,
    /// The Chinese and the English byline differ in length.
    BylineLength,
    /// A Chinese and an English name at one place do not sound alike.
    NameMismatch,
    /// The Chinese and the English list of keywords differ in length.
    KeywordLength,
    /// Two places give one value differently; the better supported one was taken.
    ValueConflict,
    /// Two sources of one article give one value differently, or one number to two articles.
    SourceConflict,
    /// The declared encoding and the bytes disagree.
    EncodingConflict,
    /// Bytes that are no text in the encoding were replaced.
    EncodingLoss,
    /// A corresponding author is named who is not in the byline.
    CorrespondingUnknown,
    /// A label stands there with nothing behind it.
    LabelEmpty,
    /// The source ends in the middle of the article.
    CutOff,
}

impl Code {
    /// The code as written, e.g. `date_order`.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::DateOrder => "date_order",
            Code::DateLabelConflict => "date_label_conflict",
            Code::DateUnreadable => "date_unreadable",
            Code::PageOrder => "page_order",
            Code::IssnCheckDigit => "issn_check_digit",
            Code::OrcidCheckDigit => "orcid_check_digit",
            Code::DoiSyntax => "doi_syntax",
            Code::CnSyntax => "cn_syntax",
            Code::ArticleCodeConflict => "article_code_conflict",
            Code::AffiliationDangling => "affiliation_dangling",
            Code::AffiliationUnused => "affiliation_unused",
            Code::AffiliationMissing => "affiliation_missing",
            Code::BylineLength => "byline_length",
            Code::NameMismatch => "name_mismatch",
            Code::KeywordLength => "keyword_length",
            Code::ValueConflict => "value_conflict",
            Code::SourceConflict => "source_conflict",
            Code::EncodingConflict => "encoding_conflict",
            Code::EncodingLoss => "encoding_loss",
            Code::CorrespondingUnknown => "corresponding_unknown",
            Code::LabelEmpty => "label_empty",
            Code::CutOff => "cut_off",
        }
    }
}

/// A doubt about one value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// What kind of doubt it is.
    pub code: Code,
    /// The field it is about, e.g. `dates.published` or `authors[2].name`.
    pub field: String,
    /// How much it weighs.
    pub severity: Severity,
    /// One sentence for people: what was found, what was expected.
    pub message: String,
}

impl Problem {
    /// A doubt of severity warning.
    pub fn warning(code: Code, field: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem { code, field: field.into(), severity: Severity::Warning, message: message.into() }
    }

    /// A doubt of severity info.
    pub fn info(code: Code, field: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem { severity: Severity::Info, ..Problem::warning(code, field, message) }
    }

    /// A doubt of severity error.
    pub fn error(code: Code, field: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem { severity: Severity::Error, ..Problem::warning(code, field, message) }
    }
}
