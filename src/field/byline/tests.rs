use proptest::prelude::*;

use super::*;
use crate::field::name::{clean_name, han_name_score};

/// `name<markers>` of each person, markers joined, `?` for a damaged one.
fn shown(text: &str) -> Vec<String> {
    let marker = |marker: &Marker| match marker {
        Marker::Key(key) => key.as_str().to_owned(),
        Marker::Sign(sign) => sign.to_string(),
        Marker::Damaged => "?".to_owned(),
    };
    let person = |person: &Person| {
        let markers: Vec<String> = person.markers.iter().map(marker).collect();
        match markers.is_empty() {
            true => clean_name(&text[person.name.clone()]),
            false => format!("{}<{}>", clean_name(&text[person.name.clone()]), markers.join(",")),
        }
    };
    read(text).iter().map(person).collect()
}

#[test]
fn a_long_word_is_no_name_glued_to_another() {
    let line = "PENG Guoqing,TANG Shaoqing* GuangxiKeyLaboratoryofRareandEndangeredAnimals";
    let names: Vec<_> = read(line).into_iter().map(|person| line[person.name].to_owned()).collect();
    assert_eq!(names, ["PENG Guoqing", "TANG Shaoqing"]);
}

#[test]
fn the_first_key_of_the_list_behind_is_no_part_of_a_marker() {
    assert_eq!(shown("潘以宁1,龙畅21.岭南大学"), ["潘以宁<1>", "龙畅<2>"]);
    assert_eq!(shown("潘以宁1,龙畅21(岭南大学)2(近水学院)"), ["潘以宁<1>", "龙畅<2>"]);
    assert_eq!(shown("潘以宁1,龙畅11(1.岭南大学;2.近水学院)"), ["潘以宁<1>", "龙畅<11>"]);
}

#[test]
fn family_names_before_commas_are_names_and_places_are_none() {
    assert!(likeness("Tong, Yaqin; Kim, Min-Seok; Puyang, Zimo") >= 0.5);
    assert!(likeness("Lanzhou, Gansu; Leeds, England; Lund, Sweden") < 0.5);
}

#[test]
fn a_name_in_one_word_stands_alone_among_others() {
    let names = ["XIE Yuxin", "LIBing", "CHEN Yushi", "WANG Rixin"];
    assert_eq!(shown("XIE Yuxin LIBing CHEN Yushi WANG Rixin"), names);
    assert_eq!(shown("XIE Yuxin LIBing, CHEN Yushi, WANG Rixin"), names);
    assert_eq!(shown("LIHonglei XIE Yuxin, CHEN Yushi"), ["LIHonglei", "XIE Yuxin", "CHEN Yushi"]);
}

#[test]
fn degrees_and_memberships_are_no_persons() {
    for line in [
        "Wangshu Gu, PhD; Zhixing Shen, MD, PhD",
        "Wangshu Gu M.D., Zhixing Shen M.D., Ph.D.",
        "Wangshu Gu, Member, IEEE, and Zhixing Shen, Senior Member, IEEE",
        "Wangshu Gu (Student Member, IEEE), and Zhixing Shen (MD)",
        "Wangshu Gu, Ph.D., Zhixing Shen, Jr.",
        "Wangshu Gu and Zhixing Shen",
    ] {
        assert_eq!(shown(line), ["Wangshu Gu", "Zhixing Shen"], "{line}");
        assert!(likeness(line) >= 0.5, "{line}: {}", likeness(line));
    }
    assert_eq!(shown("Md. Rahman1, Yu. A. Petrov2"), ["Md. Rahman<1>", "Yu. A. Petrov<2>"]);
    // at the foot of a page whose byline stands above
    assert!(likeness("Q. Sun and L. Gao are with the Department of Physics, Farhill University, China") < 0.5);
    // who are these, and what is he
    for line in ["Ph.D. Candidate, Department of History", "Quality and Yield of Rice", "Members and Fellows"] {
        assert!(likeness(line) < 0.5, "{line}: {}", likeness(line));
    }
}

#[test]
fn addresses_in_brackets_are_of_the_name_before_them() {
    let line = "Wangshu Gu1 (guws@lingnan.edu.cn), Zhixing Shen2（通信作者，E-mail：zxshen@lingnan.edu.cn）";
    let line = line.replace('（', "(").replace('）', ")").replace('，', ",");
    let persons = read(&line);
    let mails: Vec<_> = persons.iter().map(|person| &line[person.email.clone().unwrap()]).collect();
    assert_eq!(mails, ["guws@lingnan.edu.cn", "zxshen@lingnan.edu.cn"]);
    assert_eq!(persons.iter().map(|person| person.corresponding).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn letters_between_dots_are_keys() {
    let three = ["Yining Yuan<a,b,c,*>", "Yuhui Cheng<a,b,c>", "Yi Jiang<a,b>"];
    assert_eq!(shown("Yining Yuana.b,c,*, Yuhui Chenga,b.c, Yi Jianga,b"), three);
    // two on one name, and a name that ends with a letter of its own
    assert_eq!(shown("Yining Suna, Yuhui Gaoa,1, Xia Liub,2"), ["Yining Sun<a>", "Yuhui Gao<a,1>", "Xia Liu<b,2>"]);
    assert_eq!(shown("Maria Costa, Joan Serra, Li Jacob"), ["Maria Costa", "Joan Serra", "Li Jacob"]);
    assert_eq!(
        shown("Yining Zhangab, Yuhui Liub.*, Xia Zhang, Yi Chenga.b"),
        ["Yining Zhang<a,b>", "Yuhui Liu<b,*>", "Xia Zhang", "Yi Cheng<a,b>"]
    );
}

#[test]
fn names_of_any_language_before_a_bracket_with_their_place() {
    let names = "Nijiati Yimier, Mansur Shabiti";
    assert!(likeness(&format!("{names} (College of Air, Farhill University, Farhill 830054, China)")) > 0.5);
    assert!(likeness(&format!("{names} (2019)")) < 0.5);
}

#[test]
fn others_in_words_close_a_byline_but_not_a_reference() {
    for end in [" et al", " et al.", ", et al", " et al (College of Air, Farhill University, Farhill 830054, China)"] {
        let line = format!("PAN Yining, LONG Chang, MAO Zhiruo{end}");
        assert!(likeness(&line) > 0.6, "{line}");
        assert_eq!(shown(&line), ["PAN Yining", "LONG Chang", "MAO Zhiruo"]);
    }
    assert!(likeness("PAN Yining, LONG Chang, et al. Moisture of typhoons") < 0.5);
}

#[test]
fn a_bracket_that_opens_nothing_ends_no_list() {
    assert_eq!(shown("潘以宁1,2( 龙畅1 茅芷若2"), ["潘以宁<1,2>", "龙畅<1>", "茅芷若<2>"]);
    assert_eq!(shown("PAN Yining1,2( LONG Chang1 (1.Lingnan University)"), ["PAN Yining<1,2>", "LONG Chang<1>"]);
    assert_eq!(shown("潘以宁1,龙畅2( 1.岭南大学"), ["潘以宁<1>", "龙畅<2>"]);
    assert_eq!(shown("Yining Pan1, Chang Long2 (204号 1 Lingnan University"), ["Yining Pan<1>", "Chang Long<2>"]);
}

#[test]
fn reads_bylines() {
    for (text, expected) in [
        ("彭一鸣1, 徐进功2", "彭一鸣<1> 徐进功<2>"),
        ("郝砚舟1,石岩1,2,暴榕1,*,冯哲2,*   ", "郝砚舟<1> 石岩<1,2> 暴榕<1,*> 冯哲<2,*>"),
        ("Wan-Qing XIONG1,Guo-Dong PAN1,*()   ", "Wan-Qing_XIONG<1> Guo-Dong_PAN<1,*>"),
        ("符思源(),陆静姝,贺琳()", "符思源 陆静姝 贺琳"),
        ("符思源 FU Siyuan, 陆静姝 Jing-Shu LU", "符思源 陆静姝"),
        ("符思源 陆静姝 FU Siyuan;LU Jingshu", "符思源 陆静姝 FU_Siyuan LU_Jingshu"),
        ("FU  Siyuan1,  LU  Jingshu2,  HE  Lin", "FU_Siyuan<1> LU_Jingshu<2> HE_Lin"),
        ("FU Siyuan  LU Jingshu, HE Lin", "FU_Siyuan LU_Jingshu HE_Lin"),
        ("欧阳柏舟 沈若溪 鲍文瀚 谷雨桐 令狐绍川", "欧阳柏舟 沈若溪 鲍文瀚 谷雨桐 令狐绍川"),
        (
            "闻人晔1,2, , 解静姝1, Tobias Lindqvist3, 麦吾兰江·吐尔逊4",
            "闻人晔<1,2> 解静姝<1> Tobias_Lindqvist<3> 麦吾兰江·吐尔逊<4>",
        ),
        ("SULAYMAN·Dilnoza1, HE Yanqiu2", "SULAYMAN·Dilnoza<1> HE_Yanqiu<2>"),
        ("祁洛川a,b, 梅书恒a, 戚远征a,b,*", "祁洛川<a,b> 梅书恒<a> 戚远征<a,b,*>"),
        ("QI Luochuana,b, MEI Shuhenga, QI Yuanzhenga,b", "QI_Luochuan<a,b> MEI_Shuheng<a> QI_Yuanzheng<a,b>"),
        ("Y.Q. Fan a,*, Y. Maa, S.X. Quc, X. Lin b", "Y.Q._Fan<a,*> Y._Ma<a> S.X._Qu<c> X._Lin<b>"),
        ("慕容铎1, 2, 敬修远1, 臧可心1", "慕容铎<1,2> 敬修远<1> 臧可心<1>"),
        (
            "練瑋喆[1]  卓郁翎[2]*  游晟皓[1]  Nguyen Thi Bich Loan[3]",
            "練瑋喆<1> 卓郁翎<2,*> 游晟皓<1> Nguyen_Thi_Bich_Loan<3>",
        ),
        ("令狐绮① 第五鸣谦② 蔺若琛①", "令狐绮<1> 第五鸣谦<2> 蔺若琛<1>"),
        ("钮承钧1 库尔班江·热合曼2 戚慕禾1", "钮承钧<1> 库尔班江·热合曼<2> 戚慕禾<1>"),
        ("满宗翰1,2,翟 悦1,那仁图雅3,权熙正4*", "满宗翰<1,2> 翟悦<1> 那仁图雅<3> 权熙正<4,*>"),
        ("Teng, Yu-hsuan ; Wu, Yi-chen", "Teng,_Yu-hsuan Wu,_Yi-chen"),
        ("龙畅[1] [2]  沈知行[1]", "龙畅<1,2> 沈知行<1>"),
        ("Teng, YH (Teng, Yu-hsuan) [1] , [2] ; Wu, YC (Wu, Yi-chen) [1]", "Teng,_Yu-hsuan<1,2> Wu,_Yi-chen<1>"),
        ("Teng, Yu-hsuan1,2; Wu, Yi-chen1*", "Teng,_Yu-hsuan<1,2> Wu,_Yi-chen<1,*>"),
        ("Aygul·Tursun1, Liu Dai2, JIN Duo", "Aygul·Tursun<1> Liu_Dai<2> JIN_Duo"),
        ("ZHOU Wen YANG Zheng-yuan", "ZHOU_Wen YANG_Zheng-yuan"),
        ("JI Yun1 TAN Bin² SHE Hua1", "JI_Yun<1> TAN_Bin<2> SHE_Hua<1>"),
        ("DAN YueWEI Jinchuan LU ChengzhiQIN Xiaolin", "DAN_Yue WEI_Jinchuan LU_Chengzhi QIN_Xiaolin"),
        (
            "SHE Lang1,2 MOORE Gavin? TAN Yu-Zhi3,4 BAO Rong1,2.5",
            "SHE_Lang<1,2> MOORE_Gavin<?> TAN_Yu-Zhi<3,4> BAO_Rong<1,2,5>",
        ),
        ("Tan Zhao-yu① Bao Rong① Kang Wei@②", "Tan_Zhao-yu<1> Bao_Rong<1> Kang_Wei<?,2>"),
        ("Zhen Yuqing',Lin Ruoxi’", "Zhen_Yuqing<?> Lin_Ruoxi<?>"),
        ("季云¹,谭斌²1.某大学文学院,上海 200001;2.", "季云<1> 谭斌<2>"),
        ("JI Yun1 TAN Bin² 2SHE Hua1,3* (1. Key Laboratory of Tides", "JI_Yun<1> TAN_Bin<2> SHE_Hua<1,3,*>"),
        ("JI Yun,TANBin DepartmentofMedicine,FirstHospital", "JI_Yun TANBin"),
        ("季云1,谭 斌1+", "季云<1> 谭斌<1,+>"),
        ("季云1,2,谭斌11.某大学文学院,上海 200001;2.", "季云<1,2> 谭斌<1>"),
        ("JuanF.Campos1, DavidI.Stuart26", "JuanF.Campos<1> DavidI.Stuart<2,6>"),
        ("季云, 谭斌, JuanF.CAMPOS", "季云 谭斌 JuanF.CAMPOS"),
        ("Yun Ji1,2, Bin Tan2. 1. College of Tides, Farhill", "Yun_Ji<1,2> Bin_Tan<2>"),
        ("Yongfu Liub.*, Jiahua Zhang a", "Yongfu_Liu<b,*> Jiahua_Zhang<a>"),
        ("JI Yun1, TAN Peifangl 1College of Forestry, Nanjing 210023", "JI_Yun<1> TAN_Peifang<1>"),
        ("祁洛川ä,梅书恒b", "祁洛川<a> 梅书恒<b>"),
        ("季云¹谭斌²佘华1", "季云<1> 谭斌<2> 佘华<1>"),
        ("甄丹陶 萍冉国红\\*\\*", "甄丹 陶萍 冉国红<*>"),
        ("季若兰季小平²陶 福²裴春林秦 桐²", "季若兰 季小平<2> 陶福<2> 裴春林 秦桐<2>"),
        ("陶建平¹,裴哲平 2\\*(1.上海植物园,上海 201602;2.中心)", "陶建平<1> 裴哲平<2,*>"),
        ("郝书¹²,岑明14,石岩4", "郝书<1,2> 岑明<1,4> 石岩<4>"),
        ("歐陽靖淳(Ching-Chun Ou-Yang);夷將.撒布(Icyang Sapu)", "歐陽靖淳 夷將.撒布"),
        (
            "Muyao Zhuo 1,#, Erin K Dalgleish 3, Kaizhou Ou 1,2,✉",
            "Muyao_Zhuo<1,#> Erin_K_Dalgleish<3> Kaizhou_Ou<1,2,✉>",
        ),
        (
            "Chaoran Diao\n1,†,\nWanqiu Pu\n1,2,†,\nYibei She\n2,* and\nHongzhi Xiang\n1,*",
            "Chaoran_Diao<1,†> Wanqiu_Pu<1,2,†> Yibei_She<2,*> Hongzhi_Xiang<1,*>",
        ),
        ("Jiang yao;fu keqin;ni min", "Jiang_yao fu_keqin ni_min"),
        ("段嘉禾, 沙 莹*, 费 腾, 骆晓晴", "段嘉禾 沙莹<*> 费腾 骆晓晴"),
        ("Zhaoyu Qin, Otgonbayar Chuluun, Frederik van Rossum", "Zhaoyu_Qin Otgonbayar_Chuluun Frederik_van_Rossum"),
        ("墨承宇, 仰若瑄, & Quintanilla, M.", "墨承宇 仰若瑄 Quintanilla,_M."),
        ("JiYun,TanBin,SheHua", "JiYun TanBin SheHua"),
        ("# ■苗青", "苗青"),
        // the title's last words stand before the first name
        ("chloroplast genome CHEN Moyun, YANG Zhi", "CHEN_Moyun YANG_Zhi"),
        ("chen Moyun, van der Berg Jan", "chen_Moyun van_der_Berg_Jan"),
        // the last name is glued to its affiliation
        ("陶建平,裴哲平,童旭明蚌埠医学院药学系", "陶建平 裴哲平 童旭明"),
        ("陶建平,裴哲平,沈阳农业大学药学系", "陶建平 裴哲平"),
        ("JI X1-ran' TAN Duo-duo'BAO Shuang-shuang'", "JI_X1-ran<?> TAN_Duo-duo<?> BAO_Shuang-shuang<?>"),
        (r"TAN $\mathrm { Y u n } ^ { 2 }$ ,BAO Rong $^ { 1 , 2 }$", "TAN_Yun<2> BAO_Rong<1,2>"),
        (r"TAN $\mathrm { Y u n } ^ { 2 }", "TAN_Yun<2>"),
        // what is left of a raised figure that could not be read
        ("LU Qing1,YANG Moyun (20 LI Zhi*", "LU_Qing<1> YANG_Moyun LI_Zhi<*>"),
        // names that the end of a line tears, and those that it parts
        ("LU Qing1, TAN Yun2, CHEN\n\nMoyun2,LI Zhi1", "LU_Qing<1> TAN_Yun<2> CHEN_Moyun<2> LI_Zhi<1>"),
        ("LU Qing1, TAN Yun2, Chen\nMo-yun'", "LU_Qing<1> TAN_Yun<2> Chen_Mo-yun<?>"),
        ("LU Qing1, TAN Yun2, CHEN\nLI Zhi1", "LU_Qing<1> TAN_Yun<2> CHEN LI_Zhi<1>"),
        // the sign for what is raised is nothing that was printed
        (r"Iria $\scriptstyle \mathbf { R } ^ { 2 }$, Tobias Kowal1", "Iria<2> Tobias_Kowal<1>"),
        ("CHEN Zhenhual, XU Zheping2\\*", "CHEN_Zhenhua<1> XU_Zheping<2,*>"),
        ("Alistair J. Cheal1, Suparna Sanyal2", "Alistair_J._Cheal<1> Suparna_Sanyal<2>"),
        ("Peiyao NingPeiyao Ning2Xuanming Geng*Xuanming Geng1*", "Peiyao_Ning<2> Xuanming_Geng<1,*>"),
        ("但岳韦锦川陆承志覃晓霖", "但岳 韦锦川 陆承志 覃晓霖"),
        ("魏清华,岑远帆中国科学院空间科学研究中心,北京", "魏清华 岑远帆"),
        ("魏清华,岑远帆,姚 桐中国人民解放军总医院肿瘤科,北京", "魏清华 岑远帆 姚桐"),
        ("魏清华，岑远帆，薛 桐中南大学湘雅医院，湖南 长沙 410013", "魏清华 岑远帆 薛桐"),
        ("Ji Yun1-3, Tan Bin2", "Ji_Yun<1,2,3> Tan_Bin<2>"),
        ("作者: 龙牧, 谌奕帆, 于海洲, 等", "龙牧 谌奕帆 于海洲"),
        ("Long Mu, Chen Yifan, et al. Aging of varistors", "Long_Mu Chen_Yifan"),
        ("本刊编辑部", ""),
        ("", ""),
    ] {
        let expected: Vec<String> = expected.split_whitespace().map(|name| name.replace('_', " ")).collect();
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn reads_what_stands_behind_a_name() {
    let text = "簡于甯(Yu-Ning Chien);龙牧(通信作者), 康蔚 kw@x.edu.cn";
    let persons = read(text);
    assert_eq!(persons[0].other.clone().map(|at| &text[at]), Some("Yu-Ning Chien"));
    assert!(persons[1].corresponding && !persons[0].corresponding);
    assert_eq!(persons[2].email.clone().map(|at| &text[at]), Some("kw@x.edu.cn"));
}

#[test]
fn knows_a_byline() {
    for line in [
        "彭一鸣1, 徐进功2",
        "欧阳柏舟 沈若溪 鲍文瀚",
        "郎军",
        "Wan-Qing XIONG1,Shao-Feng TANG1,Guo-Dong PAN1,*()",
        "QI Luochuana,b, MEI Shuhenga, QI Yuanzhenga,b",
        "Ji Ruolan, Zhen Yan, Tao Mingxuan",
        "SU Yingxue, LANG Jun    ",
        "Qu Yian",
        "Muyao Zhuo 1,#, Ruifang You 2,#, Erin K Dalgleish 3",
        "但岳韦锦川陆承志覃晓霖甘文舟",
        "陶建平¹,裴哲平 2\\*(1.上海植物园,上海 201602;2.中国科学院,北京 100190)",
        "Zhaoyu Qin, Meilin Sang, Otgonbayar Chuluun, Frederik van Rossum, Jiaming Dou",
        "# 段子安 申泽云",
        "JiYun,TanBin,SheHua",
    ] {
        assert!(likeness(line) >= 0.6, "{line} {}", likeness(line));
    }
    for line in [
        "Ocean Sciences",
        "Home Archives",
        "Geographical Science Research",
        "Deep Learning, Neural Networks, Remote Sensing",
        "土壤类型;水分;小麦;产量",
        "上海交通大学 马克思主义学院,上海 200240",
        "面向稀疏天线阵的离网格波达方向联合估计方法",
        "关键词",
        "關鍵詞",
        "中文摘要",
        "方法",
        "高血压; 方法; 温度",
        "1 引言",
        "# 1. 2 区间概况",
        "首页 期刊介绍 编委会 投稿指南",
        "智库(ThinkTank)是以公共政策为研究对象的研究机构",
        "裴俊彦, 佟力行. 双车道公路的设计方法[J]. 学报, 2016, 16(2): 35-43.",
        "裴俊彦(1984-), 男, 湖南浏阳人, 副教授",
        "The results show that the method is effective.",
        "Received 26 January 2016",
        "1. 1 Key Laboratory of Plant Nutrition in the Arid Region of Northwest China",
        "Share Data",
        "",
    ] {
        assert!(likeness(line) < 0.45, "{line} {}", likeness(line));
    }
}

#[test]
fn tells_where_the_byline_ends() {
    for (line, rest) in [
        ("  陶建平¹,裴哲平 2\\*(1.上海植物园,上海 201602)", "(1.上海植物园,上海 201602)"),
        ("丁云,孙伟川(空军工程大学 信息学院,西安 710077)", "(空军工程大学 信息学院,西安 710077)"),
        ("马云超,张颖北京林业大学自然学院", "北京林业大学自然学院"),
        ("作者: 段嘉禾, 沙 莹*:衡水学院经济管理学院,河北 衡水", ":衡水学院经济管理学院,河北 衡水"),
        ("彭一鸣1, 徐进功2", ""),
    ] {
        let opening = opening(line);
        assert_eq!(line[opening.end..].trim(), rest, "{line}");
        assert_eq!(opening.persons, 2);
        assert!(opening.likeness >= 0.6, "{line} {}", opening.likeness);
    }
}

proptest! {
    #[test]
    fn reads_anything(text in r"([王欧阳李明雪娜大学等男· ,;、&$^{}()\[\]\\*†#¹②’'.:@A-Za-zéü0-9\n-]|and |\PC){0,60}") {
        let mut last = 0;
        for person in read(&text) {
            prop_assert!(person.name.start < person.name.end && person.name.start >= last);
            prop_assert!(text.get(person.name.clone()).is_some());
            last = person.name.end;
            for at in person.other.iter().chain(&person.email) {
                prop_assert!(text.get(at.clone()).is_some());
            }
        }
        let opening = opening(&text);
        prop_assert!(text.get(opening.end..).is_some() && (0.0..=1.0).contains(&opening.likeness));
        prop_assert!((0.0..=1.0).contains(&han_name_score(&text)));
    }

    #[test]
    fn a_glance_tells_what_reading_tells(text in r"[王欧阳李明雪娜在大学的扎西等]{1,9}|[0-9(# ]{0,3}[王李明雪,在阳 ]{0,12}") {
        let read = Some(opening(&text)).filter(|opening| opening.likeness >= 0.5);
        prop_assert_eq!(told(&text), read);
    }

    #[test]
    fn compares_anything(zh in r"[王欧阳李明单曾·a]{0,6}", en in r"\PC{0,20}") {
        use crate::field::name::{Agreement, Romanised, agree, split_glued_han};
        let _: Agreement = agree(&zh, &en);
        let _ = Romanised::split(&en, Some(&zh), || None);
        for at in split_glued_han(&zh).into_iter().flatten() {
            prop_assert!(zh.get(at).is_some());
        }
    }
}

#[test]
fn names_of_minorities_are_a_byline() {
    let names = "尼加提·伊米尔,满苏尔·沙比提,玉苏甫·买买提";
    let opening = opening(&format!("{names}(某师范大学地理科学与旅游学院,乌鲁木齐830054)"));
    assert!(opening.likeness >= 0.5 && opening.persons == 3 && opening.end == names.len(), "{opening:?}");
}

#[test]
fn particles_and_bullets() {
    let names = |text: &str| read(text).into_iter().map(|p| text[p.name].to_owned()).collect::<Vec<_>>();
    assert_eq!(
        names("Lara Dina de Lima e Silva Pires1, Jane Lisandra Felipe de Souza2, Alessandra Dei Cas 2"),
        ["Lara Dina de Lima e Silva Pires", "Jane Lisandra Felipe de Souza", "Alessandra Dei Cas"]
    );
    assert_eq!(names("- Xiyi Li\n- Juan J. Delgado"), ["Xiyi Li", "Juan J. Delgado"]);
    assert!(names_only("Andressa Fernandes dos Santos, Jane Lisandra Felipe de Souza") == 2);
}

#[test]
fn the_first_figure_of_the_affiliations_glued_to_the_last_name() {
    let names = "潘以宁2，龙畅，茅芷若";
    let opening = opening(&format!("{names}1.岭南大学管理学院，佛山，5280002.近水大学信息学院，厦门，361001"));
    assert!(opening.likeness >= 0.5 && opening.persons == 3 && opening.end == names.len(), "{opening:?}");
}

#[test]
fn the_link_to_an_address_says_who_corresponds() {
    let text = "Yining PanEmail author, Chang Long";
    let persons = read(text);
    let names: Vec<_> = persons.iter().map(|person| (&text[person.name.clone()], person.corresponding)).collect();
    assert_eq!(names, [("Yining Pan", true), ("Chang Long", false)]);
    assert!(likeness("Yining PanEmail author") > 0.5);
}
