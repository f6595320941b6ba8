//! Records against the schema, quickly.

use serde::Serialize;
use serde_json::Value;

use crate::record::{Bilingual, Record};

/// Why the schema refuses a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// JSON pointer (RFC 6901) to the value, e.g. `/year`.
    pub pointer: String,
    /// What was expected and what was found.
    pub reason: String,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pointer = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{pointer}: {}", self.reason)
    }
}

/// The compiled schema of a record; compile once, share among threads.
#[derive(Debug)]
pub struct Validator(jsonschema::Validator);

impl Validator {
    /// Compiles the schema that stands in the binary.
    pub fn new() -> Validator {
        let schema: Value = serde_json::from_str(super::RECORD).expect("the committed schema is JSON");
        Validator(jsonschema::draft202012::new(&schema).expect("the committed schema is a JSON Schema"))
    }

    /// Whether the schema accepts `record`, else every reason why not.
    pub fn validate(&self, record: &Record) -> Result<(), Vec<Refusal>> {
        // most of the schema is what the types say; only what they leave open is looked at
        if holds(record) {
            return Ok(());
        }
        match serde_json::to_value(record) {
            Ok(value) => self.validate_value(&value),
            Err(error) => Err(vec![Refusal { pointer: String::new(), reason: error.to_string() }]),
        }
    }

    /// The same for a record that is JSON, which may be anything at all.
    pub fn validate_value(&self, record: &Value) -> Result<(), Vec<Refusal>> {
        let refusals: Vec<Refusal> = self
            .0
            .iter_errors(record)
            .map(|error| Refusal {
                pointer: error.instance_path().as_str().to_owned(),
                reason: shorten(&error.to_string()),
            })
            .collect();
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }
}

impl Default for Validator {
    fn default() -> Self {
        Validator::new()
    }
}

/// A reason quotes the value, which may be a whole abstract.
fn shorten(reason: &str) -> String {
    match reason.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &reason[..end]),
        None => reason.to_owned(),
    }
}

/// The schema's rules that the types do not hold by themselves, typed. A test holds it against the schema.
fn holds(record: &Record) -> bool {
    let r = record;
    id_holds(&r.id)
        && r.source.sha256.len() == 64
        && r.source.sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        && r.year.is_none_or(|year| (1800..=2100).contains(&year))
        && r.document_code.as_ref().is_none_or(|code| matches!(code.as_str(), "A" | "B" | "C" | "D" | "E"))
        && !r.source.uri.is_empty()
        && says(&r.title)
        && says(&r.journal.title)
        && says(&r.abstract_)
        && [&r.section, &r.volume, &r.issue, &r.first_page, &r.last_page, &r.article_number, &r.article_code]
            .into_iter()
            .all(speaks)
        && r.authors.iter().all(|a| says(&a.name) && speaks(&a.biography))
        && r.affiliations.iter().all(|a| {
            says(&a.text) && [&a.institution, &a.department, &a.city, &a.postcode, &a.country].into_iter().all(speaks)
        })
        && r.funding.iter().all(|g| {
            !g.text.is_empty() && speaks(&g.funder) && speaks(&g.project) && g.awards.iter().all(|a| !a.is_empty())
        })
        && r.keywords.zh.iter().chain(&r.keywords.en).all(|keyword| !keyword.is_empty())
        && r.problems.iter().all(|p| !p.field.is_empty() && !p.message.is_empty())
}

fn id_holds(id: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some(hash) = id.strip_prefix("qk:") {
        let (hash, number) = hash.split_once('#').unwrap_or((hash, "1"));
        return hash.len() == 16 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) && digits(number);
    }
    let Some((registrant, suffix)) = id.strip_prefix("doi:10.").and_then(|doi| doi.split_once('/')) else {
        return false;
    };
    let mut parts = registrant.split('.');
    parts.next().is_some_and(|first| (4..=9).contains(&first.len()) && digits(first))
        && parts.all(digits)
        && !suffix.is_empty()
        && !suffix.contains(|c: char| c.is_whitespace() || c.is_ascii_uppercase())
}

fn says(text: &Bilingual<Option<String>>) -> bool {
    speaks(&text.zh) && speaks(&text.en)
}

fn speaks(text: &Option<String>) -> bool {
    text.as_ref().is_none_or(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invent::{self, Dice};

    #[test]
    fn invented_records_are_accepted() {
        let validator = Validator::new();
        for seed in 0..300 {
            let record = invent::record(seed);
            assert_eq!(validator.validate(&record), Ok(()));
            let value = serde_json::to_value(&record).unwrap();
            assert_eq!(validator.validate_value(&value), Ok(()));
            assert_eq!(serde_json::from_value::<Record>(value).unwrap(), record);
        }
    }

    /// Damages one member of the record as the types allow.
    fn damage(record: &mut Record, dice: &mut Dice) {
        let text = dice
            .one_of(&[
                "",
                " ",
                "F",
                "doi:10.12/x",
                "doi:10.1234/a b",
                "doi:10.1234.5/ä",
                "doi:10.1234./a",
                "doi:10.1234/A",
                "doi:10.1234/",
                "qk:0",
                "qk:0123456789abcdef#2",
                "qk:0123456789abcdef#",
                "qk:0123456789abcdef#x",
                "doi:10.1234/a#2",
                "\u{3000}",
            ])
            .to_owned();
        match dice.below(20) {
            0 => record.id = text,
            1 => record.source.sha256 = text,
            2 => record.source.uri = text,
            3 => record.year = Some(dice.one_of(&[0, 1799, 1800, 2100, 2101, 9999])),
            4 => record.document_code = Some(text),
            5 => record.title.zh = Some(text),
            6 => record.journal.title.en = Some(text),
            7 => record.abstract_.en = Some(text),
            8 => record.section = Some(text),
            9 => record.volume = Some(text),
            10 => record.first_page = Some(text),
            11 => record.article_code = Some(text),
            12 => record.authors.iter_mut().for_each(|a| a.name.en = Some(text.clone())),
            13 => record.authors.iter_mut().for_each(|a| a.biography = Some(text.clone())),
            14 => record.affiliations.iter_mut().for_each(|a| a.city = Some(text.clone())),
            15 => record.funding.iter_mut().for_each(|g| g.text = text.clone()),
            16 => record.funding.iter_mut().for_each(|g| g.awards.push(text.clone())),
            17 => record.keywords.en.push(text),
            18 => record.problems.iter_mut().for_each(|p| p.message = text.clone()),
            _ => record.source.sha256.make_ascii_uppercase(),
        }
    }

    #[test]
    fn the_typed_path_says_what_the_schema_says() {
        let validator = Validator::new();
        let mut refused = 0;
        for seed in 0..3000 {
            let mut record = invent::record(seed);
            damage(&mut record, &mut Dice::new(seed));
            let by_schema = validator.0.is_valid(&serde_json::to_value(&record).unwrap());
            assert_eq!(holds(&record), by_schema, "{record:?}");
            refused += u32::from(!by_schema);
        }
        assert!(refused > 500, "the damage is too mild: {refused}");
    }

    #[test]
    fn a_refusal_says_where_and_why() {
        let mut record = invent::record(7);
        record.year = Some(9999);
        let refusals = Validator::new().validate(&record).unwrap_err();
        assert_eq!(refusals[0].to_string(), "/year: 9999 is greater than the maximum of 2100");
    }
}
