//! `CHANGELOG.md` of a release: its counts above those of every release before it.

use super::Facts;
use crate::dataset::summary::grouped;
use crate::table::ChangeKind as Kind;

const HEAD: &str = "# Changelog\n\nWhat became of the articles from one release to the next; the table `changes` has them \
                    one by one.\n";

/// The text of the file.
pub fn text(facts: &Facts<'_>) -> String {
    let mut text = format!("{HEAD}\n## {}, {}\n\n", facts.version, facts.created.day());
    text.push_str(&section(facts));
    let older = facts.previous.map_or("", |previous| previous.changelog.as_str());
    // whoever wrote it, what stands above its first release is its head
    if let Some(at) = older.find("\n## ") {
        text.push_str(&older[at..]);
    }
    text
}

/// What changed since the last release, as a paragraph and a list.
pub fn section(facts: &Facts<'_>) -> String {
    let counts = facts.changes;
    let Some(previous) = facts.previous else {
        return format!("The first release: {}.\n", articles(counts.now));
    };
    let mut text = format!("{}; {} had {}.\n\n", articles(counts.now), previous.name(), grouped(counts.before));
    let mut line = |line: String| text.push_str(&format!("- {line}\n"));
    for kind in Kind::ALL {
        let count = grouped(counts.of(kind));
        line(match kind {
            Kind::Added => format!("added: {count}"),
            Kind::Changed => format!("changed: {count}{}", fields(facts)),
            Kind::Removed => format!("removed: {count}"),
            Kind::MergedInto => format!("merged into others: {count}"),
        });
    }
    if counts.gone_before > 0 {
        line(format!("gone in earlier releases and still listed: {}", grouped(counts.gone_before)));
    }
    if !previous.lost.is_empty() {
        line(format!("no longer as they were: {}", previous.lost.join(", ")));
    }
    if !previous.gained.is_empty() {
        line(format!("new: {}", previous.gained.join(", ")));
    }
    text
}

fn articles(count: u64) -> String {
    format!("{} article{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// What differs in changed articles, most often first.
fn fields(facts: &Facts<'_>) -> String {
    let mut fields: Vec<_> = facts.changes.fields.iter().collect();
    fields.sort_by_key(|(name, count)| (std::cmp::Reverse(**count), *name));
    let fields: Vec<String> = fields.iter().map(|(name, count)| format!("{name} {}", grouped(**count))).collect();
    if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(", ")) }
}
