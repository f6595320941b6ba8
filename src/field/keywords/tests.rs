use proptest::prelude::*;

use super::*;

fn terms(text: &str) -> Vec<&str> {
    split(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn the_separator_is_told_by_the_whole_list() {
    for (text, expected) in [
        ("碳点; 掺氮碳点; 抗坏血酸; 微波", &["碳点", "掺氮碳点", "抗坏血酸", "微波"][..]),
        ("海洋科学 ; 合作网络 ; 前沿主题", &["海洋科学", "合作网络", "前沿主题"]),
        ("foxtail millet, drought priming, root system.", &["foxtail millet", "drought priming", "root system"]),
        ("崩塌地、植生復育、根系補強", &["崩塌地", "植生復育", "根系補強"]),
        ("①崩塌地;②植生复育;③根系", &["崩塌地", "植生复育", "根系"]),
        ("崩塌地.植生复育. 根系", &["崩塌地", "植生复育", "根系"]),
        ("氮、磷养分,土壤,水", &["氮、磷养分", "土壤", "水"]),
        ("变体飞翼     嵌缝     气动噪声    ", &["变体飞翼", "嵌缝", "气动噪声"]),
        (
            "Village doctor     Contracted services     Incentive",
            &["Village doctor", "Contracted services", "Incentive"],
        ),
        (
            "\n    • 阵列信号处理  /\n    • 波达方向估计  /\n    • 稀疏 天线阵",
            &["阵列信号处理", "波达方向估计", "稀疏 天线阵"],
        ),
        (" • twisted bilayer /\n • Raman scattering", &["twisted bilayer", "Raman scattering"]),
        ("牙列磨损\n病因\n修复", &["牙列磨损", "病因", "修复"]),
        ("智库;;数据;;", &["智库", "数据"]),
        ("alpine meadow; soil carbon, warming, frost", &["alpine meadow", "soil carbon", "warming", "frost"]),
        ("alpine meadow; carbon, organic; warming", &["alpine meadow", "carbon, organic", "warming"]),
        ("alpine meadow/soil carbon/warming", &["alpine meadow", "soil carbon", "warming"]),
        ("图书馆/知识服务/转型", &["图书馆", "知识服务", "转型"]),
        ("数据 共享 平台", &["数据", "共享", "平台"]),
        ("2 型糖尿病", &["2 型糖尿病"]),
        ("30 nm 染色质纤维 核小体", &["30 nm 染色质纤维", "核小体"]),
        ("人 工 智 能", &["人 工 智 能"]),
        ("稀土 碳排放 LMDI分解 脱钩", &["稀土", "碳排放", "LMDI分解", "脱钩"]),
        (
            "Obesity; GIP receptor /GLP-1 receptor agonist; Safety (in vitro; in vivo)",
            &["Obesity", "GIP receptor /GLP-1 receptor agonist", "Safety (in vitro; in vivo)"],
        ),
        ("1,2-二氯乙烷,吸附,N,N-二甲基甲酰胺", &["1,2-二氯乙烷", "吸附", "N,N-二甲基甲酰胺"]),
        ("mobilizing\nresources; mega-sized market", &["mobilizing\nresources", "mega-sized market"]),
        ("maize; Zea mays L.", &["maize", "Zea mays L."]),
        ("Al-Ce", &["Al-Ce"]),
        ("", &[]),
        (" ; , ", &[]),
    ] {
        assert_eq!(terms(text), expected, "{text:?}");
    }
}

#[test]
fn the_other_list_says_that_terms_are_still_more_than_one() {
    let finer = |terms: &[&str], hints: &str, wanted: usize| -> Option<Vec<String>> {
        let parts = split_finer(terms, &near(hints), wanted, true)?;
        Some(parts.into_iter().map(|(place, range)| terms[place][range].to_owned()).collect())
    };
    let some = |terms: &[&str]| Some(terms.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>());
    for (terms, wanted, expected) in [
        (&["diet: protein: mice"][..], 3, &["diet", "protein", "mice"][..]),
        (&["runoff", "SWAT model， Heihe river"], 3, &["runoff", "SWAT model", "Heihe river"]),
        (&["ketamine", "S-100β. enolase"], 3, &["ketamine", "S-100β", "enolase"]),
        (&["碳密度", "榆树疏林，林龄"], 3, &["碳密度", "榆树疏林", "林龄"]),
    ] {
        assert_eq!(finer(terms, "", wanted), some(expected), "{terms:?}");
        // not where that does not make as many
        assert_eq!(finer(terms, "", wanted + 1), None);
        assert_eq!(finer(terms, "", terms.len()), None);
    }
    assert_eq!(finer(&["a ratio of $1: 2$", "soil"], "", 3), None);
    assert_eq!(finer(&["ratio (1: 2)", "soil"], "", 3), None);
    // the longest term is cut where the hints know its parts
    let (terms, hints) = (["配电网", "低碳高效运行可拓评估方法"], "低碳高效运行的问题与可拓评估方法");
    assert_eq!(finer(&terms, hints, 3), some(&["配电网", "低碳高效运行", "可拓评估方法"]));
    assert_eq!(finer(&terms, "", 3), None);
    assert_eq!(finer(&["配电网", "可拓评估"], "可拓而评估", 3), None);
}

#[test]
fn text_that_runs_on_ends_the_list() {
    assert_eq!(terms("命名; 通用名。本文讨论药品; 通用名称"), ["命名", "通用名"]);
    let ran_on = format!("generic name;policies of nomenclature{}", "药品通用名因直接链接国家标准而".repeat(8));
    assert_eq!(terms(&ran_on), ["generic name", "policies of nomenclature"]);
}

#[test]
fn dashes_and_codes() {
    assert_eq!(terms("methods:data analysis- solar winds- stars"), ["methods:data analysis", "solar winds", "stars"]);
    assert_eq!(terms("methods: analysis – solar-like winds"), ["methods: analysis", "solar-like winds"]);
    assert_eq!(terms("principal compo- nents"), ["principal compo- nents"]);
    assert_eq!(terms("antenna; radiation patternPACS: 41.20.Jb; 84.40.-x"), ["antenna", "radiation pattern"]);
}

#[test]
fn two_lists_in_one_value() {
    let mixed = split_bilingual("采石场;客土;植被 quarry, soil brought there, cover");
    assert_eq!((mixed.0.len(), mixed.1.len()), (3, 3));
    let both = |text: &'static str| {
        let (zh, en) = split_bilingual(text);
        let of = |list: Vec<Range<usize>>| list.into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        (of(zh), of(en))
    };
    assert_eq!(
        both("巡迴教師 ； 融合教育 ； itinerant teacher ； inclusive education"),
        (vec!["巡迴教師", "融合教育"], vec!["itinerant teacher", "inclusive education"])
    );
    assert_eq!(both("牙列\n病因\ntooth wear\nEtiology"), (vec!["牙列", "病因"], vec!["tooth wear", "Etiology"]));
    assert_eq!(
        both("绿色信贷漂绿行为Green Credit Greenwashing"),
        (vec!["绿色信贷漂绿行为"], vec!["Green Credit Greenwashing"])
    );
    assert_eq!(both("平台;协同Digital platform; Supply"), (vec!["平台", "协同"], vec!["Digital platform", "Supply"]));
    assert_eq!(
        both("稀土 LMDI分解 脱钩；Rare Earth LMDI Decomposition"),
        (vec!["稀土", "LMDI分解", "脱钩"], vec!["Rare Earth LMDI Decomposition"])
    );
    let (zh, en) = (
        "山地茶园土壤养分累积海拔梯度微生物群落",
        "Mountain Tea Gardens Soil Nutrients Accumulation Altitude Gradient Microbial Community",
    );
    let long = format!("{zh}{en}");
    let (first, second) = split_bilingual(&long);
    assert_eq!([first, second].concat(), [0..zh.len(), zh.len()..long.len()]);
    assert_eq!(both("标本, 数据, GBIF"), (vec!["标本", "数据", "GBIF"], vec![]));
    assert_eq!(both("核小体, 连接组蛋白H1"), (vec!["核小体", "连接组蛋白H1"], vec![]));
    assert_eq!(both("nucleosome, histone"), (vec![], vec!["nucleosome", "histone"]));
}

#[test]
fn lost_separators_are_found_with_the_abstract() {
    let divided = |glued: &'static str, hints: &str| {
        split_with_hints(glued, &near(hints), None).into_iter().map(|range| &glued[range]).collect::<Vec<_>>()
    };
    let hints =
        "混交林凋落物氮磷养分释放动态。凋落物的分解速率在夏季最快,养分释放以钾为先,残留率逐月下降,三种混交林有别。";
    assert_eq!(
        divided("凋落物养分释放分解速率残留率混交林", hints),
        ["凋落物", "养分释放", "分解速率", "残留率", "混交林"]
    );
    let hints =
        "Nutrient release of leaf litter in a mixed forest. The decomposition rate fell; leaf litter lost potassium.";
    assert_eq!(
        divided("leaf litter nutrient release decomposition rate mixed forests", hints)[..3],
        ["leaf litter", "nutrient release", "decomposition rate"]
    );
    assert_eq!(divided("凋落物养分释放", "无关的文字"), ["凋落物养分释放"]);
    // a character that no hint knows belongs to the term behind it
    let hints = "处理器测试的方法。多核处理器的处理器测试需要多核模型,核间通信。";
    assert_eq!(divided("微处理器测试多核微处理器测试", hints), ["微处理器测试", "多核", "微处理器测试"]);
    assert!(divided("", "x").is_empty());
    // scraps of sentences are no terms
    let hints = "社会智库的政策影响机制。公共政策与智库,案例研究,机制。";
    assert_eq!(divided("社会智库公共政策机制智库案例研究", hints), ["社会智库公共政策机制智库案例研究"]);
    assert_eq!(divided("theory of practice of rules", "theory, practice, of, rules"), ["theory of practice of rules"]);
}

#[test]
fn the_other_list_tells_how_many_terms_were_lost() {
    let hints = "Rare earth mining and the LMDI model. Decoupling of carbon emission was weak.";
    let glued = "Rare Earth Mining Carbon Emission LMDI Decomposition Decoupling";
    let terms: Vec<&str> =
        split_with_hints(glued, &near(hints), Some(4)).into_iter().map(|range| &glued[range]).collect();
    assert_eq!(terms, ["Rare Earth Mining", "Carbon Emission", "LMDI Decomposition", "Decoupling"]);
}

#[test]
fn letters_glued_where_a_separator_was_lost() {
    let hints =
        "Cadmium poisoning of fish and its prevention. The expression of metallothionein was induced by lactis.";
    let divided = |glued: &'static str, wanted| {
        split_with_hints(glued, &near(hints), wanted).into_iter().map(|range| &glued[range]).collect::<Vec<_>>()
    };
    let list = "metallothioneincadmium poisoningprevention";
    assert_eq!(divided(list, Some(3)), ["metallothionein", "cadmium poisoning", "prevention"]);
    // only a blank was lost
    assert_eq!(divided("cadmiumpoisoning among wild fishes", Some(2)).len(), 1);
}

#[test]
fn blanks_divide_less_than_signs() {
    let hints = near("烤烟叶的高香气。气象因子与香气前体物的灰色关联;烤烟叶、气象因子。");
    let finer = |terms: &[&'static str], wanted, divided| {
        let parts = split_finer(terms, &hints, wanted, divided)?;
        Some(parts.into_iter().map(|(place, range)| &terms[place][range]).collect::<Vec<_>>())
    };
    let terms = ["烤烟叶气象因子", "香气前体物灰色关联"];
    assert_eq!(finer(&terms, 4, false), Some(vec!["烤烟叶", "气象因子", "香气前体物", "灰色关联"]));
    assert_eq!(finer(&terms, 4, true), None);
}

#[test]
fn a_long_text_must_have_a_term_often() {
    let hints = |least| Hints {
        text: "灌水量与产量。灌水量。灌水量。产量。产量。畦长产出。".to_owned(), least
    };
    let divided = |least| split_with_hints("畦长产量灌水量", &hints(least), None).len();
    assert_eq!([divided(3), divided(4)], [1, 1]);
    let glued = "灌水量产量灌水量";
    let terms: Vec<_> = split_with_hints(glued, &hints(3), None).into_iter().map(|range| &glued[range]).collect();
    assert_eq!(terms, ["灌水量", "产量", "灌水量"]);
}

fn near(text: &str) -> Hints {
    Hints { text: text.to_owned(), least: 1 }
}

#[test]
fn blanks_between_the_terms_of_both_lists() {
    let text = "水稻害虫 迁移学习 轻量化 rice pests transfer learning lightweight";
    let (zh, en) = split_bilingual(text);
    assert_eq!(zh.into_iter().map(|range| &text[range]).collect::<Vec<_>>(), ["水稻害虫", "迁移学习", "轻量化"]);
    assert_eq!(
        en.into_iter().map(|range| &text[range]).collect::<Vec<_>>(),
        ["rice pests transfer learning lightweight"]
    );
}

proptest! {
    #[test]
    fn terms_ascend_within_the_text(text in "([数据平台A-Cab 0-9;,、/•|()“”.。\n]|；){0,60}", hints in "[数据平台ab ]{0,40}") {
        for list in [split(&text), split_bilingual(&text).0, split_bilingual(&text).1, split_with_hints(&text, &near(&hints), Some(3))] {
            let mut end = 0;
            for range in list {
                prop_assert!(range.start >= end && range.start < range.end, "{range:?} of {text:?}");
                prop_assert!(text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }

    #[test]
    fn any_text_is_split(text in "\\PC{0,200}", hints in "\\PC{0,80}") {
        let _ = (split(&text), split_bilingual(&text), split_with_hints(&text, &near(&hints), Some(3)));
    }
}

#[test]
fn periods_between_terms_with_capitals() {
    assert_eq!(
        terms("Conselhos de Saúde. Participação da Comunidade. Controle Social."),
        ["Conselhos de Saúde", "Participação da Comunidade", "Controle Social"]
    );
    assert_eq!(terms("Yield of Zea mays L. Drought"), ["Yield of Zea mays L. Drought"]);
}

#[test]
fn words_of_two_scripts_in_a_list_of_blanks() {
    let parts = |term: &str| {
        let hints = near("QRS-7对稻瘟病的作用; 测定了DNA 甲基化, DNA与甲基化的关系");
        split_at_scripts(term, &hints).into_iter().map(|part| term[part].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parts("QRS-7 稻瘟病"), ["QRS-7", "稻瘟病"]);
    assert_eq!(parts("稻瘟病 DNA 甲基化"), ["稻瘟病", "DNA 甲基化"]);
    assert_eq!(parts("QRS-9 稻瘟病"), ["QRS-9 稻瘟病"]);
}
