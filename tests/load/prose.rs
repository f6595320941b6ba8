//! Sentences that say nothing in particular, in both languages: abstracts, and the body of a paper.

use std::fmt::Write as _;

use super::dice::Dice;
use super::topics::Pair;

/// What the sentences speak of.
#[derive(Clone, Copy)]
pub struct Matter {
    pub object: Pair,
    pub aspect: Pair,
    pub method: Pair,
    pub context: Pair,
    pub place: Pair,
}

// {o} object, {a} aspect, {m} method, {c} context, {p} place; # a whole number, ~ one with a decimal
const OPENINGS: [Pair; 8] = [
    (
        "{o}的{a}受{c}的影响显著，但{p}的相关认识仍较缺乏。",
        "The {a} of {o} may change strongly with {c}, yet little has been learned about this in {p}. ",
    ),
    (
        "针对{p}{o}在{c}条件下{a}难以准确刻画的问题，提出了一种结合{m}的分析方法。",
        "To describe the {a} of {o} in {p} under {c}, a procedure that relies on {m} is proposed. ",
    ),
    (
        "为探明{c}对{p}{o}{a}的作用，于2016—2021年开展了连续观测。",
        "Observations were carried out from 2016 to 2021 in {p} to clarify what {c} can do to the {a} of {o}. ",
    ),
    (
        "【目的】揭示{p}{o}{a}的变化规律，为应对{c}提供依据。",
        "[Objective] This study follows the {a} of {o} in {p} and offers a basis for coping with {c}. ",
    ),
    ("目的：探讨{c}对{p}{o}{a}的影响。", "Objective: To explore the effect of {c} on the {a} of {o} in {p}. "),
    (
        "随着{c}日益受到关注，{p}{o}的{a}成为亟待回答的问题。",
        "With growing attention to {c}, answers are needed on the {a} of {o} in {p}. ",
    ),
    (
        "{a}是评价{p}{o}的重要指标，{c}使其面临新的不确定性。",
        "To know the {a} is essential for judging {o} in {p}, and {c} may bring new uncertainty. ",
    ),
    (
        "现有研究多关注平原地区，{p}{o}的{a}与{c}之间的关系尚不清楚。",
        "Most studies deal with plains, and the relation between {c} and the {a} of {o} in {p} remains unclear. ",
    ),
];

const METHODS: [Pair; 8] = [
    (
        "以{p}#个样区的{o}为对象，设置对照、低、中、高4个水平，采用{m}测定其{a}。",
        "Taking {o} at # sites in {p} as the object, four levels were set, and {m} served to determine the {a}. ",
    ),
    (
        "收集了###份有效样本，运用{m}检验各因素的作用，并进行稳健性检验。",
        "A total of ### valid samples were collected, the factors were tested with {m}, and robustness was checked. ",
    ),
    (
        "首先构建{o}的概念模型，其次以{m}求解关键参数，最后用##组实测数据加以验证。",
        "A conceptual model was built first, its parameters were solved with {m}, and ## sets of data served for validation. ",
    ),
    (
        "方法：选取##例样本，按随机数字表法分为2组，比较2组在{c}前后的差异。",
        "Methods: ## samples were randomly divided into two groups, which were compared before and after {c}. ",
    ),
    (
        "利用{m}识别主要影响因子，步长取##，重复#次，取平均值。",
        "The main factors were identified with {m}; the step was ##, and means of # repetitions were taken. ",
    ),
    (
        "基于多源数据，将{m}与实地调查相结合，建立了{a}的评价指标体系。",
        "Besides {m}, multi-source data and field surveys were used to establish an index system of the {a}. ",
    ),
    (
        "试验在室温下进行，采样间隔##min，并以{m}对结果进行校正。",
        "Tests were carried out at room temperature with an interval of ## min, and results were corrected with {m}. ",
    ),
    (
        "在此基础上比较了#种情景，情景之间仅{c}的强度不同。",
        "On this basis # scenarios were compared, which differ only in the strength of {c}. ",
    ),
];

const RESULTS: [Pair; 12] = [
    (
        "结果表明：与对照相比，{a}提高了~%，差异达显著水平（P<0.05）。",
        "The results show that the {a} rose by ~% compared with the control, which is significant (P<0.05). ",
    ),
    ("{c}的贡献率为~%，其次为坡位与年限。", "The contribution of {c} was ~%, followed by slope position and age. "),
    (
        "当强度超过##%时，{o}的响应趋于平缓，增幅降至~%。",
        "Above a strength of ##%, the response of {o} levelled off and the gain fell to ~%. ",
    ),
    (
        "模型的决定系数为0.##，均方根误差为~。",
        "The coefficient of determination was 0.## and the root mean square error ~. ",
    ),
    (
        "空间上呈由西北向东南递减的格局，高值区面积占~%。",
        "In space it decreased from northwest to southeast, and areas of high values took ~%. ",
    ),
    (
        "单次运行时间由~s缩短至~s，误差不超过#%。",
        "The time of one run fell from ~ s to ~ s, with an error of no more than #%. ",
    ),
    (
        "二者呈显著正相关（r=0.##），且在##次重复中保持稳定。",
        "The two were positively correlated (r=0.##) and stable in ## repetitions. ",
    ),
    (
        "与现有方法相比，所提方法的精度提高~个百分点。",
        "Compared with existing methods, accuracy was raised by ~ percentage points. ",
    ),
    (
        "中介效应占总效应的~%，在欠发达区县更为明显。",
        "The mediating effect took ~% of the total and was stronger in less developed counties. ",
    ),
    (
        "处理后第#年，{a}恢复到初始水平的##%。",
        "In year # after treatment the {a} had recovered to ##% of its initial level. ",
    ),
    (
        "(1)短期内{c}起主导作用；(2)长期看{a}主要受自身条件约束。",
        "(1) In the short term {c} may dominate; (2) in the long run local conditions bound the {a}. ",
    ),
    (
        "敏感性分析显示，参数变化±##%时结论不变。",
        "A sensitivity analysis shows that the conclusion holds when parameters vary by ##%. ",
    ),
];

const CLOSINGS: [Pair; 8] = [
    ("研究可为{p}{o}的管理提供科学依据。", "The study provides a scientific basis for the management of {o} in {p}."),
    (
        "因此，在{c}背景下应重视{a}的监测，并因地制宜地调整措施。",
        "Monitoring of the {a} should therefore be stressed under {c}, and measures should suit local conditions.",
    ),
    (
        "所提方法简便可行，可推广应用于同类对象。",
        "The method is simple and feasible and can be extended to similar objects.",
    ),
    ("综合考虑成本与效果，推荐采用中等强度。", "With cost and effect considered, a medium strength is recommended."),
    ("结论：{c}有助于改善{o}的{a}，值得推广。", "Conclusion: {c} can help to improve the {a} of {o} in {p}."),
    ("上述发现丰富了对{a}机理的认识。", "These findings enrich the understanding of the mechanism behind the {a}."),
    ("未来应结合更长时间序列检验上述结论。", "Future work should test these conclusions with longer time series."),
    ("研究结果对同类地区具有借鉴意义。", "The results are a reference for areas of the same kind."),
];

/// An abstract in both languages; the same numbers stand in both.
pub fn abstracts(matter: Matter, dice: &mut Dice) -> (String, String) {
    let (mut zh, mut en) = (String::with_capacity(1200), String::with_capacity(1400));
    let mut say = |pair: Pair, dice: &mut Dice| {
        let mut same = dice.clone();
        fill(pair.0, matter, |pair| pair.0, dice, &mut zh);
        fill(pair.1, matter, |pair| pair.1, &mut same, &mut en);
    };
    say(dice.one_of(&OPENINGS), dice);
    let many = dice.between(1, 2);
    for place in dice.sample(METHODS.len(), many) {
        say(METHODS[place], dice);
    }
    let many = dice.between(2, 5);
    for place in dice.sample(RESULTS.len(), many) {
        say(RESULTS[place], dice);
    }
    say(dice.one_of(&CLOSINGS), dice);
    (zh, en)
}

/// A paragraph of a paper's body, in Chinese.
pub fn paragraph(matter: Matter, dice: &mut Dice, out: &mut String) {
    for _ in 0..dice.between(3, 7) {
        let pair = if dice.chance(60) { dice.one_of(&RESULTS) } else { dice.one_of(&METHODS) };
        fill(pair.0, matter, |pair| pair.0, dice, out);
        if dice.chance(30) {
            let _ = write!(out, "[{}]", dice.between(1, 20));
        }
    }
}

/// Writes `template` with what `matter` puts into it.
pub fn fill(template: &str, matter: Matter, language: fn(Pair) -> &'static str, dice: &mut Dice, out: &mut String) {
    let mut rest = template;
    while let Some(at) = memchr::memchr3(b'{', b'#', b'~', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let mut used = 1;
        match rest.as_bytes()[at] {
            b'#' => out.push(char::from(b'1' + dice.below(9) as u8)),
            b'~' => {
                let _ = write!(out, "{}.{}", dice.between(1, 60), dice.between(1, 9));
            }
            _ => {
                let pair = match rest.as_bytes()[at + 1] {
                    b'o' => matter.object,
                    b'a' => matter.aspect,
                    b'm' => matter.method,
                    b'c' => matter.context,
                    _ => matter.place,
                };
                out.push_str(language(pair));
                used = "{o}".len();
            }
        }
        rest = &rest[at + used..];
    }
    out.push_str(rest);
}
