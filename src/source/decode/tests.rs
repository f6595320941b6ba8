use encoding_rs::{BIG5, GB18030, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

const SIMPLIFIED: &str = "基于深度学习的土壤水分反演方法研究\n张三，李四\n收稿日期：2020-01-02；修回日期：2020-03-04\n\
    摘要：为了解退耕还林对土壤水分的影响，以陇中黄土丘陵区为对象，测定了不同林龄的土壤含水量。\n";
const TRADITIONAL: &str = "臺灣地區高齡者健康促進行為之研究\n王小明、李大華\n摘要：本研究旨在探討高齡者的健康促進行為，\
    以問卷調查三百二十位受訪者，結果顯示教育程度與自覺健康狀況具有顯著影響。\n";

fn read(bytes: &[u8]) -> Document {
    decode("a".into(), bytes).unwrap()
}

fn refuse(bytes: &[u8]) -> String {
    decode("a".into(), bytes).unwrap_err().to_string()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

/// The text of `doc` before normalising.
fn printed(doc: &Document) -> &str {
    doc.printed(crate::document::Span::new(0, doc.text().len()))
}

fn codes(doc: &Document) -> Vec<Code> {
    doc.doubts.iter().map(|p| p.code).collect()
}

#[test]
fn the_encodings_of_chinese_text_are_told_apart() {
    let gb = GB18030.encode(SIMPLIFIED).0;
    let big5 = BIG5.encode(TRADITIONAL).0;
    for (bytes, encoding, text) in [
        (SIMPLIFIED.as_bytes(), "UTF-8", SIMPLIFIED),
        (gb.as_ref(), "GB18030", SIMPLIFIED),
        (big5.as_ref(), "Big5", TRADITIONAL),
        (&utf16(SIMPLIFIED, false), "UTF-16LE", SIMPLIFIED),
        (&utf16(TRADITIONAL, true), "UTF-16BE", TRADITIONAL),
        (&utf16("Received: 2020-01-02", false), "UTF-16LE", "Received: 2020-01-02"),
        (&[b"\xEF\xBB\xBF", SIMPLIFIED.as_bytes()].concat(), "UTF-8", SIMPLIFIED),
        (&[b"\xFF\xFE".as_slice(), &utf16(SIMPLIFIED, false)].concat(), "UTF-16LE", SIMPLIFIED),
        (&[b"\xFE\xFF".as_slice(), &utf16(SIMPLIFIED, true)].concat(), "UTF-16BE", SIMPLIFIED),
    ] {
        let doc = read(bytes);
        assert_eq!(doc.encoding, encoding);
        assert_eq!(printed(&doc), text);
        assert_eq!(codes(&doc), []);
        assert_eq!((doc.sha256.len(), doc.bytes), (64, bytes.len() as u64));
    }
}

#[test]
fn a_byline_is_enough_to_tell_the_encoding() {
    for text in ["欧阳柏舟 沈若溪", "收稿日期:2020-01-02", "祁闻溪1, 白砚舟1,2, 赫连霁1,*", "中国电机工程学报"]
    {
        let doc = read(&GB18030.encode(text).0);
        assert_eq!((doc.encoding, printed(&doc)), ("GB18030", text));
    }
    for text in ["王小明、李大華", "中華民國九十八年六月", "國立臺灣大學圖書資訊學系"] {
        let doc = read(&BIG5.encode(text).0);
        assert_eq!((doc.encoding, printed(&doc)), ("Big5", text));
    }
}

#[test]
fn latin_letters_with_accents_are_windows_1252() {
    for text in
        ["Effets de la température (25 °C) sur l’érosion: une étude", "Müller J. Über die Größe", "at 25 °C ± 2"]
    {
        let doc = read(&WINDOWS_1252.encode(text).0);
        assert_eq!((doc.encoding, printed(&doc)), ("windows-1252", text));
    }
}

#[test]
fn english_out_of_a_chinese_editor_is_gb18030() {
    for text in ["# Haze “Blocks” the Windows — at 25 ℃ ± 2", "Wang’s study — part 1"] {
        let doc = read(&GB18030.encode(text).0);
        assert_eq!((doc.encoding, printed(&doc)), ("GB18030", text));
    }
}

#[test]
fn a_declaration_is_believed_unless_the_bytes_say_otherwise() {
    let page = |charset: &str, title: &str| format!("<html><meta charset=\"{charset}\"><h1>{title}</h1></html>");
    let gb = |charset: &str| GB18030.encode(&page(charset, "退耕还林年限")).0.into_owned();
    for (bytes, encoding, doubts) in [
        (gb("gb2312"), "GB18030", vec![]),
        (gb("cp936"), "GB18030", vec![]),
        (gb("utf-8"), "GB18030", vec![Code::EncodingConflict]),
        (gb("iso-8859-1"), "GB18030", vec![Code::EncodingConflict]),
        (gb("big5"), "GB18030", vec![Code::EncodingConflict]),
        (page("gb2312", "退耕还林").into_bytes(), "UTF-8", vec![Code::EncodingConflict]),
        (page("gb2312", "ASCII only").into_bytes(), "UTF-8", vec![]),
        (page("utf-8", "退耕还林").into_bytes(), "UTF-8", vec![]),
        (BIG5.encode(&page("big5", "健康促進行為")).0.into_owned(), "Big5", vec![]),
        (encoding_rs::EUC_KR.encode(&page("euc-kr", "한국 해양 학회지")).0.into_owned(), "EUC-KR", vec![]),
    ] {
        let doc = read(&bytes);
        assert_eq!((doc.encoding, codes(&doc)), (encoding, doubts));
    }
    let doc = read(&gb("utf-8"));
    assert_eq!(doc.body().trim(), "退耕还林年限");
    assert_eq!(doc.doubts[0].message, "expected utf-8, which the page declares, found GB18030; it was read as that");
}

#[test]
fn bad_bytes_in_good_text_are_counted() {
    let cut = &SIMPLIFIED.as_bytes()[..SIMPLIFIED.len() - 2];
    let doc = read(cut);
    assert_eq!((doc.encoding, codes(&doc)), ("UTF-8", vec![Code::EncodingLoss]));
    assert!(doc.doubts[0].message.contains("found 1 places"));

    let mut gb = GB18030.encode(&SIMPLIFIED.repeat(3)).0.into_owned();
    gb.extend(b"\xFF\xFF");
    let doc = read(&gb);
    assert_eq!((doc.encoding, codes(&doc)), ("GB18030", vec![Code::EncodingLoss]));
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    assert!(refuse(b"").contains("a: expected a page or a paper, found an empty file"));
    assert!(refuse(b"\xEF\xBB\xBF \r\n").contains("empty"));
    assert!(refuse(b"%PDF-1.4\n%\xE2\xE3").contains("a PDF"));
    assert!(refuse(&[0, 1, 2, 3].repeat(100)).contains("binary data"));
    assert!(refuse(b"\0\0\0\0\0").contains("binary data"));
    assert!(refuse(br#"{"doi": "10.1/x"}"#).contains("JSON"));
    assert!(refuse(&vec![b'a'; MAX_BYTES as usize + 1]).contains("expected at most 64 MB, found 65 MB"));
    let error = decode("a".into(), br#"{"doi": "10.1/x"}"#).unwrap_err();
    assert!(error.kind.not_an_article());
}

#[test]
fn nul_bytes_in_text_do_no_harm() {
    let doc = read(format!("题名\0一{}", "文".repeat(200)).as_bytes());
    assert_eq!(doc.encoding, "UTF-8");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = decode("a".into(), &bytes);
    }

    #[test]
    fn no_bytes_behind_a_declaration_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), gb in any::<bool>()) {
        let head: &[u8] = if gb { b"<html><meta charset=gbk>" } else { b"<!doctype html><meta charset=utf-8>" };
        let _ = decode("a".into(), &[head, &bytes].concat());
    }

    #[test]
    fn utf8_is_read_as_it_is(text in "[一-龥a-z0-9，。]{1,80}") {
        let doc = read(text.as_bytes());
        prop_assert_eq!(printed(&doc), text.as_str());
    }
}
