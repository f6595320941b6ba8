//! Every printed label and what it announces. Blanks do not count, nor does the case of Latin letters.
//!
//! Variants and their frequencies come from counts over published papers and landing pages; the order is free.

use super::Label::{self, *};
use crate::record::Language::{self, En, Zh};

/// One line of the lexicon: what is announced, in which language, by which words.
pub(super) struct Entry(pub Label, pub Language, pub &'static [&'static str]);

/// The lexicon.
#[rustfmt::skip]
pub(super) const LEXICON: &[Entry] = &[
    Entry(Received, Zh, &["收稿日期", "收稿时间", "收到日期", "来稿日期", "投稿日期", "投稿时间", "到稿日期", "收日期", "收稿", "收件日期", "收稿日", "来稿时间", "收到时间", "收到初稿日期", "受理日期", "收到"]),
    Entry(Received, En, &["Received", "Manuscript received", "Received date", "Date received", "Received for publication", "Recieved", "First received", "Original received", "Submission received", "Submitted", "Submitted on"]),
    Entry(Revised, Zh, &["修回日期", "收修改稿日期", "修改稿收到日期", "修订日期", "修改日期", "最后修改日期", "改回日期", "退修日期", "修改稿收稿日期", "修改返回日期", "修定日期", "修正日期", "修回时间", "修回", "收到修改稿日期", "收修定稿日期", "修稿日期", "修改稿日期", "返修日期", "返修时间", "修改时间", "修订时间", "收修改稿", "收到修改稿", "修改", "修稿"]),
    Entry(Revised, En, &["Revised", "Revised date", "in revised form", "Received in revised form", "revised version received", "revised form", "and in revised form", "revised manuscript received", "last revised", "Revision received", "Date revised"]),
    Entry(Accepted, Zh, &["录用日期", "接受日期", "接收日期", "采用日期", "定稿日期", "审定日期", "录用时间", "接受时间", "接受", "接收", "接受刊登日期", "通过日期", "录用", "终审日期", "采用时间", "定稿时间", "接受刊载日期", "定稿"]),
    Entry(Accepted, En, &["Accepted", "Accepted date", "Accepted for publication", "accepted in final form", "Accepted in revised form", "Date accepted", "revised version accepted"]),
    Entry(Published, Zh, &["出版日期", "刊出日期", "纸质出版日期", "纸质出版", "已出版", "发表日期", "出刊日期", "发行日期", "出版时间", "刊登日期", "出版年月", "发表时间", "刊出时间", "见刊日期", "纸质出版", "出版"]),
    Entry(Published, En, &["Published", "Published date", "Publish date", "Issued date", "Issue date", "Publication date", "Date of publication"]),
    Entry(Online, Zh, &["发布日期", "网络出版日期", "网络首发日期", "网络首发时间", "在线发布日期", "网络版发表日期", "预出版日期", "优先出版日期", "优先数字出版日期", "上线日期", "上网日期", "网络出版时间", "网络发表日期", "网络首发", "在线出版日期", "在线发表日期", "网络发布日期", "网路出版日期", "首发日期", "首发时间", "最近在线出版", "网络出版", "在线出版", "在线发布", "在线公开时间", "线上发表日期", "发布时间", "在线发布时间", "在线出版时间"]),
    Entry(Online, En, &["Available online", "Available online on", "Online", "Published online", "Publishedonline", "originally published online", "Published online first", "published ahead of print", "Online first", "Epub", "First published", "Online publication date", "Online date", "Online published", "First online", "Early Access", "Advance online publication", "Released on J-STAGE", "Just Accepted Date", "Just Accepted", "Available on J-STAGE", "Version of record online", "First published online", "Posted", "Pages posted", "Date of Web Publication"]),

    Entry(Doi, Zh, &["DOI号", "DOI码", "数字对象标识", "DOI编号"]),
    Entry(Doi, En, &["DOI", "Digital Object Identifier"]),
    Entry(ArticleCode, Zh, &["文章编号", "文章编码", "论文编号"]),
    Entry(ArticleCode, En, &["Article ID", "Article code", "Article Number"]),
    Entry(Clc, Zh, &["中图分类号", "分类号", "中图法分类号", "中图分类法", "中图资料分类号", "中图分类", "学科分类号", "ZTFLH", "中国图书分类号", "图书分类号", "中图号"]),
    Entry(Clc, En, &["CLC number", "CLC No.", "CLC", "CLC numbers", "CLC code", "Classification code", "Chinese library classification"]),
    Entry(DocumentCode, Zh, &["文献标识码", "文献标志码", "文献标示码", "文献识别码", "文献标识号", "文献标码"]),
    Entry(DocumentCode, En, &["Document code", "Document codes"]),
    Entry(Issn, Zh, &["ISSN号", "国际标准刊号", "国际刊号", "国际标准连续出版物号"]),
    Entry(Issn, En, &["ISSN", "ISSN (Print)", "Print ISSN", "p-ISSN", "pISSN"]),
    Entry(Eissn, En, &["ISSN (Online)", "Online ISSN", "e-ISSN", "eISSN", "Electronic ISSN"]),
    Entry(Cn, Zh, &["CN号", "国内统一刊号", "国内统一连续出版物号", "国内刊号", "刊号"]),

    Entry(Abstract, Zh, &["摘要", "摘?要", "摘??要", "提要", "内容提要", "内容摘要", "文摘", "中文摘要", "概要", "论文摘要", "内容简介"]),
    Entry(Abstract, En, &["Abstract", "Abstracts", "Summary", "Synopsis", "英文摘要", "其他语种文摘", "并列摘要"]),
    Entry(OtherAbstract, En, &["Resumo", "Resumen", "Résumé", "Riassunto", "Zusammenfassung", "Abstrak"]),
    Entry(Keywords, Zh, &["关键词", "关键字", "主题词", "中文关键词", "关健词", "键词"]),
    Entry(Keywords, En, &["Key words", "Keywords", "Key word", "Keyword", "Index Terms", "Author keywords", "Key words and phrases", "英文关键词", "eywords", "IEEE Keywords"]),
    Entry(OtherKeywords, En, &["Palavras-chave", "Descritores", "Descriptores", "Palavras chave", "Palabras clave", "Palabras-clave", "Mots-clés", "Mots clés", "Parole chiave", "Schlüsselwörter", "Kata kunci"]),

    Entry(Title, Zh, &["题名", "篇名", "中文标题", "中文题名", "论文题目", "文章标题", "中文篇名", "论文标题", "题目", "标题"]),
    Entry(Title, En, &["Title", "Other titles", "英文标题", "英文题名", "并列篇名", "英文篇名", "外文题名", "其他题名", "英文题目"]),
    Entry(Authors, Zh, &["作者", "中文作者", "作者姓名", "著者"]),
    Entry(Authors, En, &["作者(外文)", "Author(s)", "Authors", "Author", "Author name", "英文作者", "By"]),
    Entry(Affiliation, Zh, &["作者单位", "单位", "机构", "作者机构", "工作单位", "第一作者单位", "服务单位", "机构地区", "作者任职单位"]),
    Entry(Affiliation, En, &["Affiliations", "Affiliation", "Institution", "Addresses", "Author affiliations", "Author affiliation"]),
    Entry(AuthorsAffiliations, Zh, &["作者及机构信息", "作者及单位信息", "作者与机构信息", "作者信息"]),
    Entry(AuthorsAffiliations, En, &["Authors and contacts", "Authors Info & Affiliations", "Authors Info & Claims", "Authors and affiliations"]),
    Entry(Corresponding, Zh, &["通信作者", "通讯作者", "责任作者", "通信联系人", "通讯联系人", "联系人", "联系人作者", "联系作者", "共同通讯作者", "共同通信作者", "通信作者简介", "通讯作者简介", "通讯联络人", "责任通信作者"]),
    Entry(Corresponding, En, &["Corresponding author", "Corresponding authors", "Correspondence", "Correspondence to", "Correspondence Address", "Correspondent", "Correspondence author", "To whom correspondence should be addressed", "To whom correspondence may be addressed", "Correspondence should be addressed to", "Correspondence and requests for materials should be addressed to", "For correspondence", "Author for correspondence", "Contact", "Corresponding", "Corresponding author Email", "Authors to whom correspondence should be addressed", "Author to whom correspondence should be addressed", "Corresponding author's e-mail", "Address correspondence to", "Address for correspondence", "Corresponding author at"]),
    Entry(Biography, Zh, &["作者简介", "第一作者简介", "第一作者", "作者介绍", "导师简介", "作者简历", "个人简介"]),
    Entry(Biography, En, &["About author", "About the author", "About the authors", "Author bio", "Biography", "Biographies", "Author biographies", "First author", "About authors", "Author biography", "Brief author introduction"]),
    Entry(Email, Zh, &["联系方式", "电子邮箱", "邮箱", "电子邮件", "电子信箱", "通讯邮箱"]),
    Entry(Email, En, &["E-mail", "Email", "E-mails", "E-mail address", "E-mail addresses", "Email address", "Email addresses"]),

    Entry(Funding, Zh, &["基金项目", "基金资助", "基金资助项目", "项目基金资助", "资助项目", "项目资助", "项目基金", "基金", "基金支持", "基金信息", "资助信息", "课题项目", "项目来源", "科研项目", "支持基金", "资金资助", "基金来源", "资助基金", "课题资助", "经费资助", "资助", "课题来源", "基金课题", "标题注释", "科研立项经费支持", "本文系", "本文为", "本研究得到", "本研究受到", "本研究受", "本研究由", "本文得到", "本文受", "本文由", "本工作得到", "本工作受", "本论文得到", "本研究系"]),
    Entry(Funding, En, &["Funding", "Funds", "Fund", "Fund program", "Fund project", "Fund projects", "Foundation items", "Foundation item", "Foundation support", "Foundation project", "Foundation projects", "Supported by", "Sponsored by", "Financial support", "Project supported by", "Funded by", "Fund supports", "Funding information", "Funding project", "Grant support", "Funding support", "Fund items", "Foundation", "Funding Agency", "Funding Agencies", "Funding source", "Funding sources", "Funding statement"]),

    Entry(Citation, Zh, &["如何引用", "GB/T 7714", "推荐引用方式GB/T 7714", "引用本文", "引用格式", "本文引用格式", "引文格式", "中文引用格式", "参考格式", "文章引用", "引用", "推荐引用方式", "本文引用", "引用信息", "引用该论文"]),
    Entry(Citation, En, &["Citation", "Cite this article", "How to cite this article", "To cite this article", "How to cite", "Cite this article as", "Reference format", "Cite as", "Suggested citation", "英文引用格式", "Citing articles format", "Cite", "Cite this paper", "Citation format", "Share and Cite"]),

    Entry(Section, Zh, &["栏目", "所属栏目", "所属期刊栏目", "专栏", "文章栏目"]),
    Entry(Section, En, &["Section", "Sec.", "Column", "Issue Section"]),
    Entry(Journal, Zh, &["刊名", "期刊名称", "期刊", "来源期刊", "刊名名称", "杂志名称", "书刊名", "来源刊物", "发表期刊", "来源", "文章来源", "出处"]),
    Entry(VolumeIssue, En, &["Journal volume & issue"]),
    Entry(Journal, En, &["Published in", "This article was published in", "Source", "Journal", "Journal title", "Journal name"]),
    Entry(Volume, Zh, &["卷", "卷号"]),
    Entry(Issue, Zh, &["期数", "期号", "期"]),
    Entry(Year, Zh, &["年份", "出版年", "出版年份", "年"]),
    Entry(Year, En, &["Year"]),
    Entry(VolumeIssue, Zh, &["卷期/出版年月", "卷期", "年卷期", "卷期年月", "年,卷(期)"]),
    Entry(Pages, Zh, &["页码", "页", "页次", "页数", "起止页码", "起止页", "页码范围"]),
    Entry(Pages, En, &["Pages", "Page", "Page(s)", "Page range"]),

    Entry(References, Zh, &["参考文献", "引用文献", "参考资料", "参考书目", "引用书目", "主要参考文献", "本文参考文献", "参考"]),
    Entry(References, En, &["References", "Reference", "List of references", "Reference list", "Bibliography", "Literature cited", "Works cited", "References and notes", "Referências", "Referências bibliográficas", "Referencias", "Referencias bibliográficas", "Bibliografía"]),
    Entry(Body, Zh, &["引言", "前言", "绪论", "问题的提出", "引 论", "导言", "研究背景", "全文", "正文"]),
    Entry(Body, En, &["Introduction", "Introdução", "Introducción"]),
    Entry(Equal, En, &["Contributed equally", "These authors contributed equally", "Equal contribution", "Co-first authors"]),
    Entry(Equal, Zh, &["同等贡献", "共同第一作者", "并列第一作者"]),
    Entry(Acknowledgements, Zh, &["致谢", "致 谢", "鸣谢"]),
    Entry(Acknowledgements, En, &["Acknowledgements", "Acknowledgments", "Acknowledgement", "Acknowledgment"]),

    // what ends a value and is none itself: furniture of pages, other identifiers, words that contain a label
    Entry(Other, Zh, &["详细信息", "要点", "HTML全文", "论文亮点", "文章信息", "文章历史", "出版历程", "文章全文", "施引文献", "计量", "目录", "责任编辑", "责任编委", "责任校对", "编辑", "版权声明", "开放科学", "OSID", "CSTR", "PACS", "网络出版地址", "网络首发地址", "优先出版地址", "本刊网址", "上一篇", "下一篇", "本期目录", "相关文章", "计量指标", "阅读次数", "访问统计", "点击次数", "下载次数", "摘要点击", "全文下载", "浏览次数", "被引次数", "被引量", "查看参考文献", "馆藏单位", "来自", "CAJ下载", "内容语文", "主题分类", "被引用次数", "语种", "收录", "分享到", "点击复制", "导出引用", "导出", "使用本文", "学术编辑", "附件", "资源附件", "附加材料", "补充材料", "图表", "图/表", "出版信息", "工作空间", "表1", "图1", "图 1", "表 1", "专辑", "专题", "英文缩写", "利益冲突", "作者贡献", "作者贡献声明", "伦理", "临床试验注册", "备注", "备注信息", "播放", "评价本文", "更新时间", "最近更新", "数据库收录", "关键词共现", "下载PDF", "免费阅读", "扩展功能", "本文信息", "服务", "加入引用管理器", "我的书架", "加入我的书架", "链接本文", "PDF下载", "阅读全文", "录用通知", "检索时间", "检索日期", "试验时间", "采样时间", "观测时间", "调查时间", "截止日期", "会议时间", "开本", "定价", "印张", "栏目主持人", "主持人", "更多引用格式", "许可协议", "条目标识符", "收录类别", "文献类型", "CSCD记录号", "WOS记录号", "特约编辑", "文责编辑", "审稿人", "出版者", "出版单位", "出版社"]),
    Entry(Other, En, &["More Information", "Short title", "Running title", "Running head", "Keywords Plus", "Article Info", "Article history", "Article notes", "Author information", "Copyright", "License", "Highlights", "Graphical abstract", "Highlight", "PDF", "Metrics", "Share", "Rating", "Edited by", "Reviewed by", "Academic Editor", "Conflict of interest", "Conflicts of Interest", "Author contributions", "Authors' contributions", "Data availability", "Data availability statement", "Ethics approval", "Ethics statement", "Declarations", "Footnotes", "Comments", "Subjects", "ACM classes", "Submission history", "Collection date", "PMCID", "PMID", "MSC", "PACS numbers", "PACS number", "JEL", "JEL classification", "Permissions", "Downloads", "Download citation", "More citation formats", "Tables", "Figures", "Supplementary material", "Supplementary materials", "Abbreviations", "Publisher's note", "How to Cite this paper", "Export citation", "Related articles", "Cited by", "Views", "Full text", "FullText(HTML)", "Figures and tables", "Competing interests", "Institutional review board statement", "Informed consent statement", "Next article", "Previous article", "Next Articles", "Previous Articles", "Responsible editor", "Editor", "Handling editor", "Font type", "Versions notes", "Browse figures", "Export", "Download", "Publisher", "Recommended articles", "Section snippets", "Article preview", "URI", "Item Type", "Appears in Collections", "Article information", "Next article in issue", "Previous article in issue", "Next Article in Journal", "Previous Article in Journal", "Next Article in Special Issue", "Previous Article in Special Issue", "INSPEC", "MeSH terms", "Publication types", "ISSN Information", "Similar articles"]),

    // whose the journal is, and how its office is reached
    Entry(Office, Zh, &["主管单位", "主管部门", "主管机关", "主管", "主办单位", "主办机构", "主办", "承办单位", "承办", "协办单位", "协办", "主编单位", "编辑单位", "编辑出版", "主编", "副主编", "执行主编", "常务副主编", "社长", "编辑部", "编辑部地址", "编辑部电话", "编辑部邮箱", "投稿邮箱", "投稿网址", "技术支持", "技术支援", "网站建设", "版权所有", "发行单位", "发行范围", "国内发行", "国外发行", "邮发代号", "印刷单位", "承印单位"]),
    Entry(Office, En, &["Editorial Office", "Editor-in-Chief", "Editors-in-Chief", "Editor in Chief", "Powered by", "Technical support", "Hosted by", "Superintended by", "Supervised by", "Administrated by", "Distributed by"]),
    Entry(Contact, Zh, &["地址", "联系地址", "电话", "联系电话", "邮编", "邮政编码", "传真", "网址"]),
    Entry(Contact, En, &["Address", "Tel", "Telephone", "Phone", "Fax", "Postcode", "Postal code", "Zip code", "Website"]),

    Entry(Button, Zh, &["收藏", "打印", "分享", "关注", "纠错", "点赞", "复制", "认领", "加入收藏", "引用提醒", "我要引用", "获取全文", "查看全文", "下载全文", "全文PDF", "PDF全文", "CAJ全文下载", "PDF全文下载", "HTML阅读", "XML下载", "在线阅读", "手机阅读", "职称材料", "扫码阅读", "手机扫码阅读", "本文二维码信息", "二维码", "码上扫一扫!", "可视化", "查看该刊数据库收录来源", "选择字号", "查看/发表评论", "下载PDF阅读器", "打印本页", "更多还原", "展开更多", "收起", "查看全部", "推荐", "期刊论文", "中国社会科学网", "万方数据知识服务平台", "万方数据", "中国知网", "维普网", "维普期刊", "维普期刊专业版", "百度学术", "超星期刊", "国家哲学社会科学文献中心", "国家科技图书文献中心", "PubScholar公益学术平台", "龙源期刊网", "参考网", "百度学术", "爱思想"]),
    // a site's menu
    Entry(Button, Zh, &["首页", "网站首页", "期刊首页", "本刊首页", "返回首页", "期刊介绍", "期刊简介", "本刊介绍", "本刊简介", "关于本刊", "关于期刊", "关于我们", "编委会", "编辑委员会", "编委介绍", "投稿须知", "投稿指南", "投稿说明", "作者须知", "作者指南", "作者中心", "征稿启事", "征稿简则", "稿约", "期刊订阅", "期刊征订", "订阅指南", "广告服务", "广告合作", "联系我们", "联系方式及地址", "留言板", "读者留言", "在线投稿", "作者投稿", "作者登录", "作者查稿", "专家审稿", "审稿登录", "编辑办公", "主编办公", "编委办公", "远程编辑", "登录", "注册", "过刊浏览", "当期目录", "最新目录", "最新录用", "优先出版", "高级检索", "高级搜索", "快速检索", "文章检索", "下载中心", "资料下载", "常见问题", "学术动态", "新闻公告", "通知公告", "出版道德", "出版伦理", "数据库收录", "设为首页", "返回顶部", "回到顶部", "手机访问", "扫码关注", "扫码关注公众号", "微信公众号", "关注微信", "友情链接", "相关链接", "在线期刊", "审稿中心", "编辑中心", "读者中心", "期刊动态", "学术会议", "网站地图", "中文版", "English"]),
    Entry(Button, En, &["Home", "About", "About Us", "About Journal", "About the Journal", "Editorial Board", "Instructions for Authors", "Instruction for Authors", "Author Guidelines", "Guide for Authors", "For Authors", "Online Submission", "Submit Manuscript", "Subscription", "Subscriptions", "Contact Us", "Contacts Us", "Archive", "Archives", "Current Issue", "Past Issues", "Announcements", "Advanced Search", "Login", "Log in", "Sign in", "Register", "Site Map", "Skip to main content", "Skip to content", "Open Menu"]),

    Entry(Button, En, &["Print", "View PDF", "Download PDF", "Download full issue", "Author links open overlay panel", "Show author's information", "Show less", "Show more", "Show all authors", "Hide author's information", "Add to Mendeley", "Get rights and content", "What do these dates mean?", "View full text", "Mobile Reading", "Explore all metrics", "Check for updates", "Article PDF", "Purchase PDF", "Get access", "Open in viewer", "Read online", "Cite This", "List of Issues", "All Journals", "All Authors", "Aims and scope", "Submit manuscript", "Save article", "View saved research", "SCIMAGO INSTITUTIONS RANKINGS", "Click to copy article link", "Show author details", "Article contents", "Login to access the Email id"]),
];

/// Labels that are everyday words too, in small letters: they announce something only where the line or brackets set
/// them off.
#[rustfmt::skip]
pub(super) const WEAK: &[&str] = &[
    "作者", "单位", "机构", "基金", "资助", "引用", "卷", "期刊", "刊名", "地址", "电话", "编辑", "服务", "邮箱", "题名", "篇名", "联系人", "收录", "目录",
    "全文", "附件", "图表", "计量", "导出", "邮编", "传真", "录用", "修回", "收稿", "收到", "修改", "修稿", "定稿", "专题", "专辑", "栏目", "分享到", "播放", "备注", "伦理", "通过日期",
    "概要", "题目", "出处", "来源", "来自", "year", "期", "年", "年份", "页", "出版", "接受", "接收", "网络出版", "纸质出版", "在线出版", "在线发布", "页数", "卷期", "致谢", "语种", "主持人", "参考", "author", "authors", "by",
    "title", "section", "journal", "source", "addresses", "page", "contact", "fund", "funds", "cite", "pages", "share", "rating", "license",
    "comments", "subjects", "tables", "figures", "pdf", "metrics", "views", "downloads", "column", "foundation",
    "corresponding", "copyright", "editor", "email", "e-mail", "highlight",
    "highlights", "permissions", "declarations", "abbreviations", "footnotes", "citation", "biography",
    "affiliation", "affiliations", "institution", "funding", "msc", "jel", "pacs", "sec.", "emails", "e-mails", "fulltext",
    "full text", "clc", "first author", "cited by", "cite as", "financial support",
    "export", "download", "publisher",
    "主管", "主办", "承办", "协办", "主编", "副主编", "社长", "联系地址", "联系电话", "网址",
];
