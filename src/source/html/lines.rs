//! Text as a browser would lay it out in lines: blanks collapse, blocks break lines, cells stand side by side.

/// What stands between the last word and the next one; the strongest wish wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// One blank.
    Blank,
    /// A line break for the eye only: a blank, and nothing between Chinese characters.
    Join,
    /// Between the cells of a row.
    Cell,
    /// A new line.
    Line,
    /// An empty line.
    Paragraph,
}

/// What stands between the cells of a row: wider than a blank between words, and it outlives normalising.
const CELL: &str = "  ";

/// What begins an item.
const BULLET: &str = "• ";

/// A page of fewer lines may be a list.
const LEAST_LINES: usize = 12;

/// What is printed before an item of a list that prints nothing of the kind itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// `• `
    Bullet,
    /// `1. `
    Number(u32),
}

/// A longer line is prose, not names or terms.
const MAX_ENUMERATION: usize = 2000;

/// Lines under construction.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    gap: Gap,
    /// Of an item that nothing is written of yet.
    marker: Option<Marker>,
    /// Where the text of the last item began, until its first line ends.
    item: Option<usize>,
    /// Whether a cell was begun that nothing is written of yet.
    fresh_cell: bool,
    /// Where the text of the last cell began.
    cell: Option<usize>,
}

impl Lines {
    /// No lines yet, with room for `capacity` bytes.
    pub fn with_capacity(capacity: usize) -> Lines {
        Lines { text: String::with_capacity(capacity), ..Lines::default() }
    }

    /// Writes running text, character references resolved.
    pub fn write(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut word = 0;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if !STOPS[byte as usize] {
                at += 1;
                continue;
            }
            let is_no_break_space = byte == 0xC2 && bytes.get(at + 1) == Some(&0xA0);
            if byte == 0xC2 && !is_no_break_space {
                at += 2;
                continue;
            }
            // one blank between two words is written as it is
            if byte == b' ' && word < at && bytes.get(at + 1).is_some_and(|next| !STOPS[*next as usize]) {
                at += 2;
                continue;
            }
            if word < at {
                self.word(&text[word..at]);
            }
            at += 1;
            if is_no_break_space {
                self.no_break_space();
                at += 1;
            } else if byte.is_ascii_whitespace() {
                self.gap = self.gap.max(Gap::Blank);
            }
            word = at;
        }
        if word < at {
            self.word(&text[word..at]);
        }
    }

    /// Wishes for a gap before the next word.
    pub fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Begins a block: a line or a paragraph, but for the value of the label right before it, as in
    /// `<b>基金项目:</b><div>国家自然科学基金</div>`.
    pub fn open_block(&mut self, gap: Gap) {
        if self.gap <= Gap::Blank && self.text.trim_end_matches(' ').ends_with([':', '：']) {
            self.item = None;
            if !self.text.ends_with(' ') {
                self.gap(Gap::Blank);
            }
        } else {
            self.block(gap);
        }
    }

    /// Begins or ends a block, unless nothing but the cell's or the item's own mark stands before it.
    pub fn block(&mut self, gap: Gap) {
        if self.fresh_cell {
            return;
        }
        if let Some(start) = self.item.take()
            && is_mark(&self.text[start..])
        {
            self.gap(Gap::Blank);
            return;
        }
        self.gap(gap);
    }

    /// Begins or ends a block that stands on lines of its own wherever it is, e.g. a table.
    pub fn separate(&mut self, gap: Gap) {
        self.fresh_cell = false;
        self.item = None;
        if let Some(start) = self.cell.take()
            && self.is_one_line(start)
        {
            self.gap = gap; // what the cell wished for behind it is not for the row
        }
        self.gap(gap);
    }

    /// Begins an item of a list.
    pub fn item(&mut self, marker: Option<Marker>) {
        if marker == Some(Marker::Bullet) && self.is_open_enumeration() {
            // what a button would show is in the items that follow
            if let Some(names) = self.text.trim_end().strip_suffix("& …") {
                self.text.truncate(names.len() + "&".len());
            }
            self.gap = Gap::Blank;
            return;
        }
        self.separate(Gap::Line);
        self.marker = marker;
    }

    /// Begins a cell: on the line of the one before it, if that is one line.
    pub fn cell(&mut self) {
        match self.cell.take() {
            Some(start) if self.is_one_line(start) => self.gap = Gap::Cell,
            Some(_) => self.gap(Gap::Line),
            None => {}
        }
        self.fresh_cell = true;
    }

    /// Whether the last item ends as in the middle of a line: `• Ruilin Cang1,`. Style sheets print such lists of names
    /// and terms as one line.
    fn is_open_enumeration(&self) -> bool {
        let line = &self.text[memchr::memrchr(b'\n', self.text.as_bytes()).map_or(0, |at| at + 1)..];
        let last = line.trim_end();
        last.starts_with(BULLET)
            && (last.ends_with([',', '，', '、', '&']) || last.ends_with("& …"))
            && last.len() < MAX_ENUMERATION
    }

    fn is_one_line(&self, start: usize) -> bool {
        memchr::memchr(b'\n', &self.text.as_bytes()[start..]).is_none()
    }

    /// Whether the next word follows another one on its line.
    pub fn is_in_line(&self) -> bool {
        self.gap < Gap::Cell && !self.text.is_empty()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The lines, without blanks at their ends.
    pub fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        if is_one_list(&self.text) {
            let bare = self.text.strip_prefix(BULLET).unwrap_or(&self.text);
            return bare.replace(&format!("\n{BULLET}"), "\n");
        }
        self.text
    }

    /// Writes words with single blanks between them.
    fn word(&mut self, word: &str) {
        if self.gap != Gap::None {
            self.fill_gap(word);
        }
        if self.fresh_cell {
            self.fresh_cell = false;
            self.cell = Some(self.text.len());
        }
        if let Some(marker) = self.marker.take() {
            match marker {
                Marker::Bullet if !word.starts_with(['•', '·', '●', '▪', '■', '◆']) => {
                    self.text.push_str(BULLET)
                }
                Marker::Number(n) if !has_own_number(word.split(' ').next().unwrap_or(word)) => {
                    self.text.push_str(&format!("{n}. "))
                }
                _ => {}
            }
            self.item = Some(self.text.len());
        }
        self.text.push_str(word);
    }

    fn fill_gap(&mut self, next: &str) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        if gap >= Gap::Cell {
            let end = self.text.trim_end_matches([' ', '\t']).len();
            self.text.truncate(end);
        }
        match gap {
            Gap::None => {}
            Gap::Join if ideograph(self.text.chars().next_back()) && ideograph(next.chars().next()) => {}
            Gap::Blank | Gap::Join => self.text.push(' '),
            Gap::Cell => self.text.push_str(CELL),
            Gap::Line => self.text.push('\n'),
            Gap::Paragraph => self.text.push_str("\n\n"),
        }
    }

    /// A blank that counts, but for the beginning of a line.
    fn no_break_space(&mut self) {
        if self.gap <= Gap::Blank && !self.text.is_empty() {
            if self.gap == Gap::Blank {
                self.fill_gap("");
            }
            self.text.push(' ');
        }
    }
}

/// Bytes that may end a word: blanks, control characters, and the first byte of a no-break space.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte <= 0x20 {
        stops[byte] = true;
        byte += 1;
    }
    stops[0x7F] = true;
    stops[0xC2] = true;
    stops
};

/// Whether nearly every line of a page is an item: then the list is how the page is laid out, and not what it says.
fn is_one_list(text: &str) -> bool {
    let begins = |line: &&str| line.starts_with(BULLET);
    let lines = || text.lines().filter(|line| !line.is_empty());
    let items = lines().filter(begins).count();
    items >= LEAST_LINES && items * 10 >= lines().count() * 9
}

fn ideograph(c: Option<char>) -> bool {
    c.is_some_and(|c| ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c))
}

/// Whether `text` is nothing but the number before an item, e.g. `1.`, `①`, `a`.
fn is_mark(text: &str) -> bool {
    let core = text.trim_end_matches([' ', '.', ')', '、', '．', '）', ':']);
    match core.chars().count() {
        0 => false,
        1 => core.chars().all(|c| c.is_ascii_alphanumeric() || is_enclosed(c) || c == '*' || c == '⁎'),
        2 => core.chars().all(|c| c.is_ascii_digit()),
        _ => false,
    }
}

/// Whether an item that begins with `word` prints its number itself.
fn has_own_number(word: &str) -> bool {
    let mut chars = word.trim_start_matches(['(', '（', '[', '［']).chars();
    let first = chars.next();
    first.is_some_and(|c| c.is_ascii_digit() || is_enclosed(c)) || chars.next().is_none()
}

fn is_enclosed(c: char) -> bool {
    ('①'..='⓿').contains(&c) || ('❶'..='➓').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_one_list_has_no_items() {
        let page = |items: usize, others: usize| {
            let mut lines = Lines::default();
            for place in 0..items + others {
                lines.gap(Gap::Line);
                if place < items {
                    lines.item(Some(Marker::Bullet));
                }
                lines.write("题名");
            }
            lines.finish()
        };
        assert_eq!(page(12, 1), ["题名"; 13].join("\n"));
        assert!(page(12, 2).starts_with("• 题名\n• 题名"));
        assert!(page(11, 0).starts_with("• 题名"));
    }

    #[test]
    fn blanks_collapse_but_no_break_spaces_stay() {
        let mut lines = Lines::default();
        lines.write(" 题名\r\n  一\t\0 ");
        lines.gap(Gap::Line);
        lines.write("\u{a0} 张三\u{a0}\u{a0} 李四 ¢\u{a0}");
        lines.gap(Gap::Paragraph);
        lines.write("end ");
        assert_eq!(lines.finish(), "题名 一\n张三   李四 ¢\n\nend");
    }

    #[test]
    fn a_break_in_a_chinese_heading_is_nothing() {
        let mut lines = Lines::default();
        for part in ["老年髋部骨折", "术后患者", "and", "others"] {
            lines.gap(Gap::Join);
            lines.write(part);
        }
        assert_eq!(lines.finish(), "老年髋部骨折术后患者 and others");
    }

    #[test]
    fn items_get_a_mark_unless_they_print_one() {
        let mut lines = Lines::default();
        for (n, item) in ["School", "2. College", "②学院", "(3) 医院", "1 000 people"].iter().enumerate() {
            lines.item(Some(Marker::Number(n as u32 + 1)));
            lines.write(item);
        }
        lines.item(Some(Marker::Bullet));
        lines.write("1.");
        lines.block(Gap::Paragraph);
        lines.write("南京大学");
        lines.item(Some(Marker::Bullet));
        lines.item(Some(Marker::Bullet));
        lines.write("•论著•");
        assert_eq!(lines.finish(), "1. School\n2. College\n②学院\n(3) 医院\n1 000 people\n• 1. 南京大学\n•论著•");
    }

    #[test]
    fn a_label_and_the_block_behind_it_are_one_line() {
        let mut lines = Lines::default();
        lines.write("基金项目: ");
        lines.open_block(Gap::Line);
        lines.write("国家自然科学基金");
        lines.block(Gap::Line);
        lines.write("关键词:");
        lines.block(Gap::Line);
        lines.open_block(Gap::Line);
        lines.write("参考文献");
        assert_eq!(lines.finish(), "基金项目: 国家自然科学基金\n关键词:\n参考文献");
    }

    #[test]
    fn cells_stand_side_by_side_while_they_are_one_line() {
        let mut lines = Lines::default();
        for cell in ["DOI", "10.1/x"] {
            lines.cell();
            lines.block(Gap::Paragraph);
            lines.write(cell);
            lines.block(Gap::Paragraph);
        }
        lines.separate(Gap::Line);
        lines.cell();
        lines.write("a");
        lines.block(Gap::Line);
        lines.write("b");
        lines.cell();
        lines.write("c");
        assert_eq!(lines.finish(), "DOI  10.1/x\na\nb\nc");
    }
}
