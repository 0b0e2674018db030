"""Surnames, forms of address, offices and characters of given names."""

from __future__ import annotations

# Surnames of one character, the frequent ones first.
_SURNAMES = (
    "王李张刘陈杨黄洪赖萧阎傅丘竺蒯糜郗昌蔚赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴"
    "莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪"
    "梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简"
    "车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬和仇栾隋商刁沙荣巫寇桑郎甄"
    "丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝郜阚花"
    "权强帅屠豆朴练廉禹井祖漆巴支狄平计索宣晋相初云容敬扈晁芮都普阙浦戈伏鹿薄邸雍辜裘亓修邰赫杭况那宿"
)
# Surnames that are as often words of another kind: taken for a name only where the tagger agrees.
_AMBIGUOUS = (
    "和向从时莫任那单连全党管常原应路成商尚安支计干平边都方高白明官满花强权盖练祖居宣修相战晋伏薄杭况"
    "丰巴楼车房米云阳古冷乐关解查麻包温景班封谈闻索宿普容荣华金石文章马申戴黄牛龙江井初敬皮沙帅豆农阿"
    "曾万宁麦蓝盛施游蒙项左程费毛叶"
)
# Surnames that hardly any other word begins with, so that even a pair of characters is a name.
_STEADY = "李刘赵吴徐郭郑韩冯邓曹彭肖董袁潘蒋蔡魏吕姚卢崔谭廖贾韦邹孟邱尹薛闫侯龚邵郝聂贺覃樊翁俞阮佟"
_COMPOUND = """
欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 南宫 端木 百里 呼延 司空 东郭 西门
公羊 澹台 濮阳 淳于 太史 申屠 仲孙 钟离 鲜于 闾丘 赫连 拓跋 独孤 万俟 完颜 纳兰 耶律
"""
# Kinship and courtesy, said after a surname.
_ADDRESS = """
阿姨 大姨 姨 叔叔 大叔 叔 伯伯 大伯 老伯 阿伯 伯 大爷 爷爷 姆妈 嬢嬢 嬢 孃孃 孃 姨妈 姑妈 伯母 叔公 伯公
大妹子 妹子 老爷子 老太爷 大妈 大娘 大婶 婶婶 婶子 婶 奶奶 老太太 老太 婆婆 阿婆 老汉 爹爹 阿公 大哥 哥哥 哥
大姐 姐姐 姐 大嫂 嫂子 嫂 姑姑 姑 舅舅 舅 媳妇 先生 女士 小姐 太太 夫人 同志 同学 兄弟 老哥 老弟 大兄弟 老头
"""
# Offices and trades, said after a surname.
_OFFICE = """
书记 副书记 总书记 支书 主任 副主任 委员 组长 副组长 楼长 楼组长 楼栋长 网格长 网格员 社工 干事 会长 副会长
秘书长 秘书 理事长 理事 主席 副主席 队长 副队长 站长 所长 副所长 科长 副科长 处长 副处长 局长 副局长 部长
副部长 区长 副区长 镇长 副镇长 乡长 村长 市长 副市长 县长 副县长 省长 院长 副院长 校长 副校长 园长 厂长 班长
连长 船长 团长 总经理 副总经理 副经理 经理 副总 总监 主管 董事长 老总 老板娘 老板 主编 编辑 记者 老师傅 师傅
师父 老师 教授 副教授 博士 研究员 讲师 导师 工程师 律师 法官 医生 大夫 护士长 护士 警官 民警 警长 所 处 局
队 总 工 董 司机 保安 会计 出纳 保姆 护工 专员 专干 调解员 辅导员 参事 顾问 议员 立委 次长 政委 立法委员
"""
# Offices and kinship said before a name.
_BEFORE_NAME = """
网格员 网格长 志愿者 居民 社工 书记 副书记 主任 副主任 楼长 楼组长 楼栋长 组长 队长 业主 租户 经理 物业经理
保安 民警 医生 护士 老师 教师 邻居 党员 受访者 受访人 访谈者 访谈员 访谈对象 被访者 采访者 调研员 记录人
记录员 主持人 记者 同事 同学 老伴 爱人 妻子 丈夫 老婆 老公 儿子 女儿 儿媳 媳妇 女婿 孙子 孙女 外孙 弟弟 妹妹
哥哥 姐姐 爸爸 妈妈 父亲 母亲 院长 校长 厂长 所长 站长 村民 村支书 支书 司机 师傅 房东 老板 教授 学生 研究员
委员 会长 理事长
"""
_SPEAKERS = """
问 答 甲 乙 丙 丁 主持 记录 旁白 女方 男方 众人 全体 其他 工作人员 访 受 采访 被采访人 访问者 厂商 司仪 时间
地点 编号 日期 主题 备注 注 来源 题目 标题 匿名 线上留言
Interviewer Interviewee Moderator Question Answer Host Speaker Note Date
Place Time Source Title Participant Male Female
"""

_ORDINARY = """
老农 老房 老牛 老练 老花 老豆 老路 老边 老井 老官 老成 老常 老和 老年 小于 小井 小农 小包 小商 小官
小宫 小巴 小房 小支 小时 小景 小楼 小汤 小熊 小牛 小班 小盘 小米 小花 小苗 小解 小谷 小豆 小费 小路
小车 小边 小钱 小项 小麦 小童 小康 小计
"""

SURNAMES = frozenset(_SURNAMES)
AMBIGUOUS = frozenset(_AMBIGUOUS)
STEADY = frozenset(_STEADY)
COMPOUND = tuple(_COMPOUND.split())
#: 老 or 小 with what could be a surname, and yet a common word.
ORDINARY = frozenset(_ORDINARY.split())
#: One surname, in a regular expression.
SURNAME_PATTERN = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
#: Said after a surname: 王阿姨, 刘大爷.
ADDRESS = tuple(_ADDRESS.split())
#: Said after a surname: 张书记, 李工.
OFFICE = tuple(_OFFICE.split())
#: Said before a name: 网格员赵丽, 我女儿小敏.
BEFORE_NAME = tuple(_BEFORE_NAME.split())
#: Speakers that are roles and no names.
SPEAKER_ROLES = frozenset((*BEFORE_NAME, *_SPEAKERS.split()))
#: Characters that given names are made of more often than other words.
GIVEN = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛霞刚桂英萍红玲芬燕兰梅琴莉莲琳雪洁颖倩婷慧佳怡琪瑶蓉凤菊珍珠翠娥娣"
    "斌彬浩鹏宇辉健峰锋鑫凯旭晨俊豪宏志祥贵宝根德旺亮栋松柏森鸿雁晓虹绣淑贞惠"
)
#: Characters that no given name has; a name ends before them.
NEVER_GIVEN = frozenset(
    "的了是在和与我你他她它们这那有不就也都还说讲去来到给让被把个很吗呢吧啊嘛呀从对向跟没要会能可及等或先其此找打问叫做走拿帮送带看听吃喊骂请借接"
)
#: Characters with which a speaker's mark is no name.
NEVER_NAMED = frozenset("的了是在我你他她它们这那不就也都还说讲去到给让被把个吗呢吧啊嘛部局处署会")
#: Before these a character counts things and is no surname: 一张图, 那段时间.
COUNTING = frozenset("一二两三四五六七八九十百千万几半每这那多第零0123456789")
