"""Which words before a colon name a speaker, and what part they take in an interview.

The words are in simplified script; marks in traditional script are brought to it before they are compared.
"""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["interviewer", "respondent", ""]

#: Traditional and simplified form of the characters of the lists below.
_PAIRS = (
    "並并來来個个備备儲储兒儿內内凃涂別别則则劉刘務务勞劳區区協协厲厉參参叢丛吳吴呂吕員员問问喬乔單单嚴严"
    "國国圖图堯尧報报場场塗涂壽寿婁娄媽妈孫孙學学宮宫寧宁審审寫写對对導导嶽岳帥帅師师幹干廠厂廣广廳厅張张"
    "強强後后從从應应懷怀戰战戶户採采換换據据數数於于時时晉晋書书會会條条楊杨業业榮荣樂乐樓楼標标樸朴機机"
    "權权欒栾歐欧歷历沒没況况湯汤準准溫温滿满為为烏乌爲为爺爷牽牵現现環环畢毕發发盤盘盧卢眾众碼码祕秘稱称"
    "竇窦範范簡简紀纪組组結结絡络經经綜综綱纲網网編编練练總总繆缪羅罗習习聞闻聯联聲声聶聂職职聽听臺台舉举"
    "荊荆莊庄華华萬万葉叶著着蓋盖蔣蒋蕭萧藍蓝藺蔺蘆芦蘇苏蘭兰處处號号衆众衛卫補补見见親亲覺觉觀观計计記记"
    "訪访許许註注詞词話话該该認认語语說说調调談谈論论諶谌諸诸諾诺講讲謝谢譚谭議议豐丰負负貢贡責责費费賀贺"
    "資资賈贾賓宾賴赖趙赵車车轉转辦办農农這这連连進进遊游過过遲迟邊边郵邮鄒邹鄔邬鄧邓鄭郑鄺邝醫医釋释銀银"
    "錄录錢钱鍵键鍾钟鏈链長长門门閆闫閉闭間间閔闵閻阎闕阙關关闞阚陰阴陳陈陸陆陽阳隊队雙双難难雲云電电鞏巩"
    "韋韦韓韩項项領领頭头題题額额顏颜願愿顧顾餘余饒饶馬马馮冯駱骆驗验體体鬱郁魚鱼魯鲁鮑鲍鮮鲜麥麦黃黄點点"
    "黨党齊齐齡龄龍龙龐庞龔龚"
)
_SIMPLIFIED = str.maketrans(_PAIRS[::2], _PAIRS[1::2])

_NUMBER = r"[ \t_]?(?:\d{1,3}|[A-Za-z]|[一二三四五六七八九十甲乙丙丁戊])?"
_NUMBERED = re.compile(r"(Q|A|问|問|答)[ \t]?\d{1,3}")


def _words(words: str, *, before: str = "", number: str = _NUMBER) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(words.split())}){number}")


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_INTERVIEWERS = _words(
    "访谈者 访谈员 访谈人 采访者 采访员 采访人 访问者 访问员 访问人 调查者 调查员 调研者 调研员 "
    "研究者 研究员 提问者 提问人 发问者 主访 主访人 访员 提问 记者 主持人 主持 问 Interviewer "
    "INTERVIEWER interviewer Moderator Researcher"
)
_RESPONDENTS = _words(
    "受访者 受访人 受访对象 受访居民 受访户 被访者 被访人 被访对象 被访居民 被访户 被采访者 被采访人 "
    "被访谈者 被访谈人 被调查者 被调查人 访谈对象 答者 答 回答 Interviewee INTERVIEWEE interviewee "
    "Respondent Participant"
)
_LETTERS = {"interviewer": re.compile(r"Q\d{0,3}"), "respondent": re.compile(r"[AR]\d{0,3}|P\d{1,3}")}
_TALKERS = _words("说话人 发言人 发言者 嘉宾 Speaker SPEAKER speaker")
_INFORMANTS = _words("居民 村民 业主 租户 住户 网格员 志愿者 社工 楼长 楼组长 书记 物业经理", before=".*")

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕"
    "单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚"
    "娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池"
    "查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴"
    "盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁都阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿"
    "鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由沐洪赖"
    "金森双芮诸糜荀羿山宓仰秋韶怀贡寿习鱼庾暨步弘广沃蔚越融空别"
)
_DOUBLE_SURNAMES = _listed("欧阳 司马 上官 诸葛 司徒 皇甫 尉迟 长孙 公孙 夏侯 令狐 慕容")
_TITLES = (
    "老师 教授 医师 医生 先生 女士 小姐 同学 阿姨 叔叔 叔 大爷 大妈 大姐 大哥 爷爷 奶奶 书记 主任 "
    "经理 科长 处长 局长 部长 组长 队长 院长 校长 律师 委员 助理 特助 秘书 代表 工 总 某 某某"
)
_HAN = r"[\u3400-\u9fff\U00020000-\U0003134f]"
_PERSON = re.compile(
    rf"[老小阿]{_HAN}{{1,2}}|{_HAN}{{2,4}}|{_HAN}{{1,4}}(?:{'|'.join(_TITLES.split())})[甲乙丙丁]?"
)
_FOREIGN = re.compile(rf"{_HAN}{{1,8}}(?:[·‧•・．]{_HAN}{{1,8}}){{1,3}}")
_LATIN = re.compile(r"[A-Z][\w.'’-]*(?:[ ·][A-Z][\w.'’-]*){0,3}|[A-Za-z][\w.-]{1,19}|[A-Z]{1,2}-?\d{0,3}")
_BODIES = _words(
    "部 局 处 署 厅 院 会 司 科 社 台 中心 公司 大学 会报 代表 助理 学生 老师 组长 科长 提问者 留言 "
    "补充 观众 听众 厂商 网友 民众 之声 "
    "合唱 众人 全体 大家 妻子 丈夫 儿子 女儿 母亲 父亲 老伴 儿媳",
    before=".*",
)

#: Fields in the heading of an interview, eight characters at most before them: 访谈时间.
_FIELDS = _words(
    "时间 日期 地点 地址 编号 方式 时长 长度 主题 背景 提纲 目的 形式 记录 记录人 整理人 转录人 "
    "录音人 整理 场所 环境 语言 情况 概况 简介 "
    "代码 姓名 性别 年龄 职业 职务 学历 民族 电话 手机 邮箱 住址 身份",
    before=".{0,8}",
    number="",
)
#: Words that introduce an example, a list, a note or a part of a paper.
_NO_SPEAKERS = frozenset(
    _listed(
        "例 例如 比如 譬如 诸如 如 即 另 又 并 首先 其先 再先 其次 再次 再者 然后 最后 接着 一个 总之 "
        "可见 一方面 另一方面 结论 原因 结果 答案 目标 任务 措施 做法 经验 成效 举措 思路 原则 要求 "
        "标准 重点 难点 要点 内容 注 注释 附注 说明 备注 提示 注意 同时 此外 因此 所以 但是 不过 于是 "
        "摘要 关键词 关键字 标题 题目 作者 作者简介 来源 资料来源 出处 链接 网址 目录 单位 部门 他 她 "
        "它 http https note notes example examples source sources title date time location abstract "
        "keywords figure table email e-mail tel doi from to subject re ps isbn issn url "
        "金额 数额 总额 总量 数量"
    )
)
_NO_SPEAKER_BEGINS = _listed(
    "综上 总的 换句 换言 换个 简单 简言 简而 简要 也就 就是 今天 现在 具体 附件 附录 附表 特别 "
    "如果 因为 基金 收稿 参考 有 没有 不 从 对 在 把 被 以 由 按 因 为 所 各 每 该 本 据 其一 "
    "其二 其三 其四 其五 其中 www In Fig fig Key Table"
)
_NO_SPEAKER_ENDS = _listed(
    "单位 部门 负责人 联系人 责任人 牵头人 经办人 申报人 填表人 审核人 领导 时限 期限 进度 "
    "联系方式 名称 内容 如下 以下 包括 问题 原因 建议 意见 方面 部分 目标 重点 意思 来说 来讲 "
    "而言 问到 问道 觉得 认为 知道 在于 指出 表示 强调 提到 提及 写道 提出"
)
#: … unless the word has the form of a name, as 李想 has.
_NO_NAME_ENDS = tuple("的了是说讲想条款项点率量数额值")
_COUNTED = re.compile(
    r"第[一二三四五六七八九十\d]+.{0,4}|[一二三四五六七八九十][是来则要]|[零〇一二三四五六七八九十百千\d.]+"
    r"|[一二三四五六七八九十\d]+[、.].*|[这那图表].{0,4}|[我你您他她它咱].+|问题.{0,2}"
)


def role_of(mark: str) -> Role:
    """Part in the interview that the word itself tells.

    >>> role_of("采访者2"), role_of("受訪者B"), role_of("张三")
    ('interviewer', 'respondent', '')
    """
    word = mark.translate(_SIMPLIFIED)
    if _INTERVIEWERS.fullmatch(word) or _LETTERS["interviewer"].fullmatch(word):
        return "interviewer"
    answers = (_RESPONDENTS, _LETTERS["respondent"], _INFORMANTS)
    return "respondent" if any(words.fullmatch(word) for words in answers) else ""


def names_talker(mark: str) -> bool:
    """Whether the word can hardly stand before a colon but for one who speaks: 访谈者, 答, 说话人1."""
    word = mark.translate(_SIMPLIFIED)
    return any(words.fullmatch(word) for words in (_INTERVIEWERS, _RESPONDENTS, _TALKERS, *_LETTERS.values()))


def names_no_speaker(mark: str) -> bool:
    """Whether the word introduces an example, a list or a field of a form: 例如, 一是, 访谈时间, 责任单位."""
    word = mark.translate(_SIMPLIFIED)
    return (
        word.lower() in _NO_SPEAKERS
        or word.startswith(_NO_SPEAKER_BEGINS)
        or word.endswith(_NO_SPEAKER_ENDS)
        or (word.endswith(_NO_NAME_ENDS) and not (len(word) < 4 and word[0] in _SURNAMES))
        or bool(_FIELDS.fullmatch(word) or _COUNTED.fullmatch(word))
    )


def is_header_key(mark: str) -> bool:
    """Whether the word is a field in the heading of an interview: 访谈时间, 地点, 编号."""
    return bool(_FIELDS.fullmatch(mark.translate(_SIMPLIFIED)))


def looks_like_name(mark: str) -> bool:
    """Whether the word has the form of a person's name, with or without a title, or of a body that speaks."""
    word = mark.translate(_SIMPLIFIED)
    has_surname = word[0] in _SURNAMES or word[0] in "老小阿" or word.startswith(_DOUBLE_SURNAMES)
    if has_surname and _PERSON.fullmatch(word):
        return True
    return any(words.fullmatch(word) for words in (_LATIN, _FOREIGN, _BODIES, _INFORMANTS))


def plain_mark(mark: str) -> str:
    """The mark without the number of the question: Q12 and Q are one speaker, 受访者1 and 受访者2 are two."""
    numbered = _NUMBERED.fullmatch(mark)
    return numbered.group(1) if numbered else mark
