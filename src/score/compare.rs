//! One record against its label, field by field.

use serde_json::Value;

use super::calibration::Verdicts;
use super::norm::{lit, norm, text};
use super::ratio::ratio;
use super::report::{Miss, Report, Tally};

/// Texts at least this alike are one grant.
const ALIKE: f64 = 0.85;
/// What stands for nothing in a miss.
const NOTHING: &str = "—";

/// The counts of one document, and which of its values are right; none is a record that was not made.
pub fn document(name: &str, gold: &Value, record: Option<&Value>) -> (Report, Verdicts) {
    let report = Report { documents: 1, ..Report::default() };
    let mut sheet = Sheet { name, report, verdicts: Verdicts::default() };
    if record.is_none() {
        sheet.miss("record", "present".into(), "absent".into());
    }
    let r = record.unwrap_or(&Value::Null);
    for l in ["zh", "en"] {
        sheet.scalar(&format!("title.{l}"), &format!("title.{l}"), &gold["title"][l], &r["title"][l], norm);
        sheet.scalar(
            &format!("journal.{l}"),
            &format!("journal.title.{l}"),
            &gold["journal"][l],
            &r["journal"]["title"][l],
            norm,
        );
    }
    sheet.scalar("doi", "doi", &gold["doi"], &r["doi"], lit);
    let issn = &r["journal"]["issn"];
    let (issn, place) = if truth(issn) { (issn, "journal.issn") } else { (&r["journal"]["eissn"], "journal.eissn") };
    sheet.scalar("issn", place, &gold["journal"]["issn"], issn, lit);
    sheet.scalar("section", "section", &gold["section"], &r["section"], norm);
    for field in ["year", "volume", "issue", "first_page", "last_page", "article_number"] {
        sheet.scalar(field, field, &gold[field], &r[field], lit);
    }
    for date in ["received", "revised", "accepted", "published", "online"] {
        sheet.scalar(&format!("dates.{date}"), &format!("dates.{date}"), &gold["dates"][date], &r["dates"][date], lit);
    }
    people(&mut sheet, gold, r);
    let grants = |of: &Value| -> Vec<String> {
        list(&of["funding"]).iter().map(|grant| text(&grant["text"]).unwrap_or_default().into_owned()).collect()
    };
    sheet.soft("funding.text", &grants(gold), &grants(r));
    let awards = |of: &Value| {
        let grants = list(&of["funding"]).iter().enumerate();
        let awards = grants.flat_map(|(at, grant)| list(&grant["awards"]).iter().map(move |award| (at, award)));
        awards.map(|(at, award)| quoted(lit(&string(award))).at("funding[].awards", at)).collect()
    };
    sheet.items("awards", awards(gold), awards(r));
    for l in ["zh", "en"] {
        let place = format!("keywords.{l}[]");
        let keywords = |of: &Value| {
            let terms = list(&of["keywords"][l]).iter().enumerate();
            terms.map(|(at, term)| quoted(norm(&string(term))).at(&place, at)).collect()
        };
        sheet.items(&format!("keywords.{l}"), keywords(gold), keywords(r));
        sheet.abstract_(&format!("abstract.{l}"), &gold[format!("abstract_{l}")], &r["abstract"][l]);
    }
    let clc = |of: &Value| {
        let codes = list(&of["clc"]).iter().enumerate();
        codes.map(|(at, code)| quoted(norm(&string(code))).at("clc[]", at)).collect()
    };
    sheet.items("clc", clc(gold), clc(r));
    sheet.scalar("document_code", "document_code", &gold["document_code"], &r["document_code"], lit);
    let mut report = sheet.report;
    report.perfect = u64::from(report.misses.is_empty());
    (report, sheet.verdicts)
}

/// Authors, affiliations, and who is where.
fn people(sheet: &mut Sheet<'_>, gold: &Value, r: &Value) {
    // a label has the languages in the author, a record in the author's name
    let gold_name = |author: &Value, l: &str| truthy(&author[l]).map(|name| norm(&name));
    let name = |author: &Value, l: &str| truthy(&author["name"][l]).map(|name| norm(&name));
    let gold_key = |author: &Value| said(gold_name(author, "zh"), || gold_name(author, "en"));
    let key = |author: &Value| said(name(author, "zh"), || name(author, "en"));
    let (gold_authors, authors) = (list(&gold["authors"]), list(&r["authors"]));
    let (gold_places, places) = (list(&gold["affiliations"]), list(&r["affiliations"]));
    for l in ["zh", "en"] {
        let place = format!("authors[].name.{l}");
        let named = |name: Option<String>| name.filter(|name| !name.is_empty()).map(quoted);
        let expected = gold_authors.iter().filter_map(|author| named(gold_name(author, l))).collect();
        let found = authors.iter().enumerate();
        let found = found.filter_map(|(at, author)| Some(named(name(author, l))?.at(&place, at))).collect();
        sheet.items(&format!("authors.{l}"), expected, found);
    }
    for l in ["zh", "en"] {
        let expected = gold_places.iter().filter_map(|place| truthy(&place[l]).map(|t| quoted(norm(&t)))).collect();
        let field = format!("affiliations[].text.{l}");
        let found = places.iter().enumerate();
        let found =
            found.filter_map(|(at, place)| Some(quoted(norm(&truthy(&place["text"][l])?)).at(&field, at))).collect();
        sheet.items(&format!("affiliations.{l}"), expected, found);
    }
    let institutions = |places: &[Value]| {
        places.iter().filter_map(|place| truthy(&place["institution"]).map(|t| quoted(norm(&t)))).collect()
    };
    sheet.items("institution", institutions(gold_places), institutions(places));
    let at = |place: &Value, texts: &dyn Fn(usize, &str) -> Option<String>, many: usize| match place.as_u64() {
        Some(place) if (1..=many as u64).contains(&place) => {
            let index = place as usize - 1;
            norm(&texts(index, "zh").or_else(|| texts(index, "en")).unwrap_or_default())
        }
        _ => "?".to_owned(),
    };
    let gold_text = |index: usize, l: &str| truthy(&gold_places[index][l]);
    let place_text = |index: usize, l: &str| truthy(&places[index]["text"][l]);
    let pair = |key: Option<String>, at: String| Item {
        print: format!("({}, {})", repr_or_none(key.as_deref()), repr(&at)),
        key: (key, at),
        path: String::new(),
    };
    let expected =
        gold_authors.iter().flat_map(|author| list(&author["affiliations"]).iter().map(move |place| (author, place)));
    let expected = expected.map(|(author, place)| pair(gold_key(author), at(place, &gold_text, gold_places.len())));
    let found =
        authors.iter().flat_map(|author| list(&author["affiliations"]).iter().map(move |place| (author, place)));
    let found = found.map(|(author, place)| pair(key(author), at(place, &place_text, places.len())));
    sheet.items("author_affiliation", expected.collect(), found.collect());
    let single = |key: Option<String>| Item {
        print: key.clone().unwrap_or_else(|| "None".to_owned()),
        key: (key, String::new()),
        path: String::new(),
    };
    let expected = gold_authors.iter().filter(|author| truth(&author["corresponding"])).map(|a| single(gold_key(a)));
    let found = authors.iter().enumerate().filter(|(_, author)| truth(&author["corresponding"]));
    let found = found.map(|(at, author)| single(key(author)).at("authors[].corresponding", at));
    sheet.items("corresponding", expected.collect(), found.collect());
    let emails = |authors: &[Value]| {
        let email =
            |(at, author): (usize, &Value)| Some(quoted(lit(&truthy(&author["email"])?)).at("authors[].email", at));
        authors.iter().enumerate().filter_map(email).collect()
    };
    sheet.items("email", emails(gold_authors), emails(authors));
}

/// A member of a list: what it is compared by, how it is printed, and the path of its evidence, if it has any.
struct Item {
    key: (Option<String>, String),
    print: String,
    path: String,
}

impl Item {
    /// The same with the path of its evidence: that of `field`, at `index` of its list.
    fn at(self, field: &str, index: usize) -> Item {
        Item { path: place(field, index), ..self }
    }
}

fn quoted(text: String) -> Item {
    Item { key: (Some(text.clone()), String::new()), print: text, path: String::new() }
}

/// The path of a field with `[]` at `index`, as evidence writes it, e.g. `clc[1]`.
fn place(field: &str, index: usize) -> String {
    field.replacen("[]", &format!("[{}]", index + 1), 1)
}

/// The counts of one document as they grow.
struct Sheet<'n> {
    name: &'n str,
    report: Report,
    verdicts: Verdicts,
}

impl Sheet<'_> {
    fn tally(&mut self, field: &str) -> &mut Tally {
        self.report.fields.entry(field.to_owned()).or_default()
    }

    fn miss(&mut self, field: &str, expected: String, found: String) {
        let (document, field) = (self.name.to_owned(), field.to_owned());
        self.report.misses.push(Miss { document, field, expected, found });
    }

    /// One value or none; `path` is that of the evidence.
    fn scalar(&mut self, field: &str, path: &str, gold: &Value, found: &Value, same: fn(&str) -> String) {
        let read = |value: &Value| text(value).filter(|text| !text.is_empty()).map(|text| same(&text));
        let (gold, found) = (read(gold), read(found));
        if found.is_some() {
            self.verdicts.push(path, gold == found);
        }
        let tally = self.tally(field);
        if gold == found {
            tally.tp += u64::from(gold.is_some());
            return;
        }
        tally.fn_ += u64::from(gold.is_some());
        tally.fp += u64::from(found.is_some());
        let print = |value: Option<String>| value.unwrap_or_else(|| "None".to_owned());
        self.miss(field, print(gold), print(found));
    }

    /// Lists as bags: what one has and the other has not.
    fn items(&mut self, field: &str, gold: Vec<Item>, found: Vec<Item>) {
        let mut left = found;
        self.tally(field);
        for item in gold {
            if let Some(at) = left.iter().position(|other| other.key == item.key) {
                self.verdicts.push(&left.remove(at).path, true);
                self.tally(field).tp += 1;
            } else {
                self.tally(field).fn_ += 1;
                self.miss(field, item.print, NOTHING.into());
            }
        }
        for item in left {
            self.verdicts.push(&item.path, false);
            self.tally(field).fp += 1;
            self.miss(field, NOTHING.into(), item.print);
        }
    }

    /// Lists of long texts: each takes the one most like it, if that is alike enough.
    fn soft(&mut self, field: &str, gold: &[String], found: &[String]) {
        let mut left: Vec<(usize, &String)> = found.iter().enumerate().collect();
        self.tally(field);
        for text in gold {
            let mut best: Option<(usize, f64)> = None;
            for (at, (_, other)) in left.iter().enumerate() {
                let likeness = ratio(&norm(text), &norm(other));
                if best.is_none_or(|(_, most)| likeness > most) {
                    best = Some((at, likeness));
                }
            }
            match best {
                Some((at, likeness)) if likeness >= ALIKE => {
                    let (index, _) = left.remove(at);
                    self.verdicts.push(&place("funding[].text", index), true);
                    self.tally(field).tp += 1;
                }
                other => {
                    let nearest = other.map(|(at, _)| left[at].1.clone()).filter(|text| !text.is_empty());
                    self.tally(field).fn_ += 1;
                    self.miss(field, text.clone(), nearest.unwrap_or_else(|| NOTHING.into()));
                }
            }
        }
        for (index, other) in left {
            self.verdicts.push(&place("funding[].text", index), false);
            self.tally(field).fp += 1;
            self.miss(field, NOTHING.into(), other.clone());
        }
    }

    /// An abstract, labelled by its beginning and its end.
    fn abstract_(&mut self, field: &str, gold: &Value, found: &Value) {
        self.tally(field);
        let found = truthy(found);
        let labelled = gold.as_object().is_some_and(|members| !members.is_empty());
        match (labelled, found) {
            (true, Some(found)) => {
                let whole = norm(&found);
                let ends = truthy(&gold["ends"]).map(|ends| norm(&ends)).unwrap_or_default();
                let right = whole.starts_with(&norm(&string(&gold["starts"]))) && whole.ends_with(&ends);
                self.verdicts.push(field, right);
                if right {
                    self.tally(field).tp += 1;
                    return;
                }
                self.tally(field).fp += 1;
                self.tally(field).fn_ += 1;
                let chars: Vec<char> = found.chars().collect();
                let part = |chars: &[char]| repr(&chars.iter().collect::<String>());
                let printed = format!(
                    "({}, {})",
                    part(&chars[..chars.len().min(15)]),
                    part(&chars[chars.len().saturating_sub(15)..])
                );
                let starts = repr_or_none(gold["starts"].as_str());
                self.miss(field, format!("({starts}, {})", repr_or_none(gold["ends"].as_str())), printed);
            }
            (true, None) => {
                self.tally(field).fn_ += 1;
                self.miss(field, string(&gold["starts"]), "None".into());
            }
            (false, Some(found)) => {
                self.verdicts.push(field, false);
                self.tally(field).fp += 1;
                self.miss(field, "None".into(), found.chars().take(20).collect());
            }
            (false, None) => {}
        }
    }
}

/// The members of a list; nothing else has any.
fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> String {
    text(value).map_or_else(|| "None".to_owned(), |text| text.into_owned())
}

/// The text of a value that says something.
fn truthy(value: &Value) -> Option<String> {
    truth(value).then(|| string(value))
}

/// Whether Python takes a value for true.
fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

/// The first text that says something, else the second whatever it says.
fn said(first: Option<String>, second: impl FnOnce() -> Option<String>) -> Option<String> {
    first.filter(|text| !text.is_empty()).or_else(second)
}

fn repr_or_none(text: Option<&str>) -> String {
    text.map_or_else(|| "None".to_owned(), repr)
}

/// A text as Python prints it in a tuple.
fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == '\\' || c == quote => out.extend(['\\', c]),
            ' ' => out.push(c),
            c if !c.is_control() && !c.is_whitespace() => out.push(c),
            c if (c as u32) < 0x100 => out.push_str(&format!("\\x{:02x}", c as u32)),
            c => out.push_str(&format!("\\u{:04x}", c as u32)),
        }
    }
    out.push(quote);
    out
}
