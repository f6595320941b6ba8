use super::*;

fn read(block: &str) -> Vec<(Option<String>, &str)> {
    split(block).into_iter().map(|e| (e.key.map(|key| key.as_str().to_owned()), &block[e.text])).collect()
}

#[test]
fn a_sign_before_each() {
    let two = [(Some("†".into()), "Farhill University, Farhill"), (Some("‡".into()), "Nearwater College, China")];
    for block in [
        "†Farhill University, Farhill\n‡Nearwater College, China",
        "† Farhill University, Farhill; and ‡ Nearwater College, China",
        "†Farhill University, Farhill, ‡Nearwater College, China",
    ] {
        assert_eq!(read(block), two, "{block}");
    }
    let keys: Vec<_> =
        read("*Farhill University, Farhill\n†Nearwater College, China").into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, [Some("*".into()), Some("†".into())]);
    // a note, and a sign before the only one
    for block in ["†Farhill University, Farhill\n‡ These authors contributed equally", "†Farhill University"] {
        assert!(read(block).iter().all(|(key, _)| key.is_none()), "{block}");
    }
}

#[test]
fn wide_blanks_part_what_needs_nothing_behind_it() {
    let text = |block| read(block).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(text("远山大学水利学院  近水泥沙研究所"), ["远山大学水利学院", "近水泥沙研究所"]);
    assert_eq!(text("近水县土壤肥料站  远山县推广中心"), ["近水县土壤肥料站", "远山县推广中心"]);
    let coded = "远山大学水利学院,上海 200001 近水泥沙公司,厦门 361001";
    assert_eq!(text(coded), coded.split_inclusive("01 ").map(str::trim).collect::<Vec<_>>());
    assert_eq!(text("远山大学水利学院,上海 200001 中国"), ["远山大学水利学院,上海 200001 中国"]);
    for whole in ["远山大学  文学院", "远山大学口腔医学院  口腔修复科", "近水科学院  泥沙研究所"]
    {
        assert_eq!(text(whole), [whole]);
    }
}

#[test]
fn one_pair_of_brackets_holds_its_lines_together() {
    let lines = "远山省农科院动物科学研究所,国家畜禽\n育种重点实验室,远山省动物营养重点实验室,近水 510640";
    assert_eq!(read(&format!("({lines})")), [(None, lines)]);
    assert_eq!(read(lines).len(), 2);
    let two = "(远山大学文学院,上海 200001\n近水学院,厦门 361001)";
    assert_eq!(read(two).len(), 2);
}

#[test]
fn every_numbering() {
    let two = [Some("1".to_owned()), Some("2".to_owned())];
    for block in [
        "1.远山大学 文学院,上海 200001;\n    2.近水学院,福建 厦门 361001",
        "1 远山大学 文学院,上海 200001; 2 近水学院,福建 厦门 361001",
        "1:远山大学 文学院,上海 200001,2:近水学院,福建 厦门 361001",
        "(1. 远山大学 文学院,上海 200001;2.近水学院,福建 厦门 361001)",
        "(①远山大学 文学院,上海 200001;②近水学院,福建 厦门 361001)",
        "①(远山大学 文学院,上海 200001)②(近水学院,福建 厦门 361001)",
        "(1远山大学 文学院,上海 200001)\n(2 近水学院,福建 厦门 361001)",
        "[1]远山大学 文学院,上海 200001 [2]近水学院,福建 厦门 361001",
        "1远山大学 文学院,上海 200001 2近水学院,福建 厦门 361001",
        "  • 1. \n\n  远山大学 文学院,上海 200001\n\n  • 2. \n\n  近水学院,福建 厦门 361001",
        "1\n远山大学 文学院,上海 200001\n2\n近水学院,福建 厦门 361001\n",
        "1. 1 远山大学 文学院,上海 200001\n    2 近水学院,福建 厦门 361001",
        "(1.远山大学 文学院,上海 2000012.近水学院,福建 厦门 361001)",
        "1远山大学 文学院,上海 2000012 近水学院,福建 厦门 361001",
        "¹ 远山大学 文学院,上海 200001 ² 近水学院,福建 厦门 361001",
        "$^ 1$ 远山大学 文学院,上海 200001 $^ 2$ 近水学院,福建 厦门 361001",
        "^1 远山大学 文学院,上海 200001\n^2 近水学院,福建 厦门 361001",
    ] {
        let [a, b] = [(two[0].clone(), "远山大学 文学院,上海 200001"), (two[1].clone(), "近水学院,福建 厦门 361001")];
        assert_eq!(read(block), [a, b], "{block}");
    }
}

#[test]
fn markers_behind_their_entries() {
    let two = [(Some("1".to_owned()), "远山大学 文学院,上海 200001"), (Some("2".to_owned()), "近水学院,厦门 361001")];
    for block in [
        "远山大学 文学院,上海 200001[1] 近水学院,厦门 361001[2]",
        "远山大学 文学院,上海 200001[1]\n近水学院,厦门 361001[2]",
    ] {
        assert_eq!(read(block), two, "{block}");
    }
}

#[test]
fn the_unit_behind_a_department_with_a_marker() {
    let entries = read("远山医院'内科,²放射科,上海 200001;近水大学医学部,厦门 361001");
    let texts: Vec<_> = entries.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["远山医院'内科", "放射科,上海 200001", "近水大学医学部,厦门 361001"]);
    // of a kind unknown, before the second one
    assert_eq!(read("远山省灯塔办公室,近水 830002;2近水市气象局,近水 834000").len(), 2);
}

#[test]
fn a_number_glued_behind_an_entry() {
    let texts = |block| read(block).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(
        texts("1. 远山大学工程学院2. 近水农机研究所3. 高丘科学院"),
        ["远山大学工程学院", "近水农机研究所", "高丘科学院"]
    );
}

#[test]
fn brackets_side_by_side() {
    let keys = |block: &'static str| read(block).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
    let block = "(远山大学文学院,上海 200001) ('近水学院理学院,厦门 361001)(3高丘大学)\nE-mail: a@b.example";
    assert_eq!(keys(block), [None, None, Some("3".into())]);
    let texts = read(block).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(texts, ["远山大学文学院,上海 200001", "近水学院理学院,厦门 361001", "高丘大学"]);
    assert_eq!(keys("(远山大学文学院)(近水学院理学院)"), [None, None]);
    assert_eq!(read("(远山大学(上海)文学院)(近水学院;高丘大学)").len(), 3);
    assert_eq!(read("(Farhill University, Farhill, China) (Nearwater College, China)").len(), 2);
}

#[test]
fn letters_and_lost_markers() {
    let block = "a 远山大学 上海 200001\nb 近水学院 厦门 361001";
    assert_eq!(read(block), [(Some("a".into()), "远山大学 上海 200001"), (Some("b".into()), "近水学院 厦门 361001")]);
    let block = "aDepartment of Rain, Farhill University, Farhill\nbSchool of Air, Nearwater College, Nearwater";
    assert_eq!(
        read(block),
        [
            (Some("a".into()), "Department of Rain, Farhill University, Farhill"),
            (Some("b".into()), "School of Air, Nearwater College, Nearwater")
        ]
    );
    assert_eq!(read("eHealth Institute, Farhill University, Farhill")[0].0, None);
    let block = "「远山医院外科,南京210001 ² 近水医院,南京210002";
    assert_eq!(read(block), [(None, "远山医院外科,南京210001"), (Some("2".into()), "近水医院,南京210002")]);
    let block = "(1. 远山大学,上海 200001; 2. 近水学院,厦门 361001; 4. 高丘大学,韩国 全州 54001)";
    assert_eq!(read(block).last().unwrap(), &(Some("4".into()), "高丘大学,韩国 全州 54001"));
    // the postcode of the first is lost too
    let block = "(1Farhill University, Farhill Oo1,China;\nNearwater College,Nearwater 100001, China;\n3Highland Institute, Highland 100002,China)";
    assert_eq!(read(block)[1], (None, "Nearwater College,Nearwater 100001, China"));
}

#[test]
fn a_long_run_of_signs_is_no_marker() {
    let block = format!("{} Farhill University, Farhill", "^".repeat(100_000));
    assert_eq!(read(&block).len(), 1);
}

#[test]
fn without_markers() {
    let block = "Department of optics,yuanshan medical college;Library of jinshui college";
    assert_eq!(read(block).len(), 2);
    assert_eq!(read("(远山大学北京 100001)(近水学院北京 100002)").len(), 2);
    let block = "Farhill University, Farhill 200001, China\nZhang San\nNearwater College, Nearwater 361001, China";
    assert_eq!(read(block).iter().map(|e| e.1).collect::<Vec<_>>()[1], "Nearwater College, Nearwater 361001, China");
}

#[test]
fn damaged_markers() {
    let one = |marker: &str| Some(marker.to_owned());
    for stroke in ["l", "丨", "'", "|", "l "] {
        let block = format!("{stroke}Farhill University, Farhill 200001 2Nearwater College, Nearwater 361001");
        let entries =
            [(one("1"), "Farhill University, Farhill 200001"), (one("2"), "Nearwater College, Nearwater 361001")];
        assert_eq!(read(&block), entries, "{block}");
    }
    assert_eq!(read("丨远山大学"), [(None, "远山大学")]);
    let block = "(远山大学,上海 200001)(3近水学院,厦门 361001)";
    assert_eq!(read(block), [(None, "远山大学,上海 200001"), (one("3"), "近水学院,厦门 361001")]);
    let block = "(lFarhill University, Farhill 2Oo001,China) (Nearwater College, Nearwater 361001)";
    assert_eq!(read(block)[0].1, "Farhill University, Farhill 2Oo001,China");
    for name in ["lowdale university", "'t Lowdale College"] {
        assert_eq!(read(name)[0].0, None, "{name}");
    }
}

#[test]
fn markers_in_formulas() {
    for marks in [
        ["$^ { 1 }$", "$^ { 2 }$", "1", "2"],
        ["(204号 $^ 1$", "(20 $\\mathit { 2 }$", "1", "2"],
        ["$\\mathbf { a }$", "$^ \\mathrm { b }$", "a", "b"],
        ["( $a$ )", "( $b$ )", "a", "b"],
    ] {
        let [first, second, one, two] = marks;
        let block = format!("{first} Farhill University, Farhill {second} Nearwater College, Nearwater");
        let entries = read(&block);
        let found: Vec<_> = entries.iter().map(|(marker, text)| (marker.as_deref(), *text)).collect();
        assert_eq!(found[1], (Some(two), "Nearwater College, Nearwater"), "{block}");
        assert_eq!((found[0].0, found[0].1.starts_with("Farhill University, Farhill")), (Some(one), true), "{block}");
    }
}

#[test]
fn a_marker_behind_a_lost_one() {
    let block = "1远山大学医学院,甘肃 兰州 730030;近水医院,甘肃 兰州 730030;3甘肃省新药实验室,甘肃 兰州 730030";
    assert_eq!(read(block).last(), Some(&(Some("3".into()), "甘肃省新药实验室,甘肃 兰州 730030")));
    // a postcode lost a figure
    assert_eq!(read("1远山大学,上海 200001;2近水学院,厦门 36100;高丘大学,长沙 410001").len(), 3);
}

#[test]
fn numbers_that_mark_nothing() {
    for block in [
        "363001 漳州,远山医院",
        "第309医院,北京 100001",
        "Ward 2, No.1 Hospital of Farhill, Farhill 200001, China",
        "62100 of PLA Troops, Nanjing 210001, China",
        "2nd Hospital of Farhill University, Farhill 200001, China",
    ] {
        assert_eq!(read(block), [(None, block)], "{block}");
    }
    let block = "1100701北京市,远山大学第一临床医学院";
    assert_eq!(read(block), [(Some("1".into()), &block[1..])]);
    assert_eq!(read("2 62100 of PLA Troops, Nanjing 210001, China")[0].1, "62100 of PLA Troops, Nanjing 210001, China");
}

proptest::proptest! {
    #[test]
    fn ranges_ascend(block in "[0-9a-c.,;()①² \n山大学医院京China$^\\[\\]@]{0,60}") {
        let mut at = 0;
        for entry in split(&block) {
            assert!(at <= entry.text.start && entry.text.start <= entry.text.end);
            at = entry.text.end;
            let _ = &block[entry.text];
        }
    }

    #[test]
    fn never_panics(block in "\\PC{0,80}") {
        let _ = split(&block).into_iter().map(|e| block[e.text].len()).sum::<usize>();
    }
}
