"""How plausible a text is as Chinese or Western writing: the sum of the log probabilities of its characters.

Bytes read in a wrong encoding give characters that are rare, of many scripts, or none at all. The
probabilities are rough on purpose: what decides is that the 700 most frequent Chinese characters make up
three quarters of any text and hit one in ten of a wrongly decoded one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable

from workbench.corpus.encoding.codec import ESCAPES

#: The most frequent characters of written and spoken Chinese, in both scripts (jieba's word counts, and
#: transcripts of meetings).
FREQUENT = """\
一七万三上下不与专且世业东两严並个中为主举么义之乐九也习乡书了争事二于云五亚些亞交产京亲人什仁仅今从
他代令以们件价任企众优会传伤似但位低住体佔何余作你使來例供依便保信修個們倒候值做備傳傷僅像價優儿元充
先光克兒党入內全兩八公六共关兴兵其具养内再写军农冲决况准几凤出击分切划列刘则刚创初別利别到制刻則前剛
副創劃劉力办功加务动助劳势動務勝勞勢包化北区医區十千半华协協单南占卫印即却卻历原去县参參又及友双反发
取受变口古另只叫可台史右号司吃各合同名后向吗含听吳吴告员周命和品响員哥哪唐商問喜喫單嗎器嚴四回因团围
国图國圍圖團土在地场均坐型城域執基報場境增士声处备复外多够夠大天太夫央失头女她好如始委子字存学學它安
完宗官定宝实客宫宮害家容密富察實寫寶对导封射将將專對導小少尔就尽局层居展属層屬山州工左己已巴市布师希
帝带師席帮帶常幫干平年并幹幾广应底府度座廣建开式引弟张張強弹强彈当录形影往征很律後得從復微徵德心必志
快念态怎思急性总息情想意愛感愿態應成我或战戰戶户房所手才打执批找承技把投抗护报拉招拿持指按据排採接推
提擊據支收改攻放政故效教数整數文斗料断斯新斷方於施旅族无日早时明易星是显時景更書曾最會月有朋服望朝期
木未本术机杀权李村条来杨東极构林果查标校样根格案桥條检楊業極楼概構樂樓標模樣橋機檢權次正此步武歷死段
殺每比毛民气氣水求汉江決沒没河油治況法注洲活派流济海消深清渔游湖湾源準满滿漁演漢濟灣火点热無然照熱營
爭爱爲父爾片物特状狀独獨獲率玉王环现現球理環甚生產用由电画界留畫當病發白百的皇益盡目直相省看真眼着睿
瞭知石研破确確示社神离种科积称稅程税種稱積究空突立站章笑第等策简算管節範簡米类精系紀約紅級素紧細終組
結絕給統經維網緊線編縣總織續红约级纪线组细织终经结给绝统续维编网罗置署羅美羣群義習老考者而职联聯聲職
聽股育胜能脸臉自至致臺與興舉航般色艺节花芳苍苏若英范药获華营萬落蒼藝藥蘇處號虽血衆行術衛衝补表被装裏
補裝裡西要見規視親覺觀见观规视觉解言計訊討記設許試話該認語說調談請論講謝證識警議護變讓计认讨让议讯记
讲许论设证识试话该语说请调谈谢象負財責費資質賽负财责质费资赛走起超越足跟路身車軍較輕轉车转轻较辦農边
达过运近还这进远连适选透這通速造連進遊運過道達遠適選還邊那部都鄉醫采里重量金針銀錄錢鎮鐵针钱铁银镇長
长門開間關门问间队防阳阶阿际陆陈降限院除陳陸陽隊階随際隨难集雖雙離難雨雲電需青非面革音響項須預領頭題
願類顯项须预领题風风飛飞食養餘首馬驗马验體高鬥魚鱼鳳麼麽黃黄黑點黨龍龙
"""
_SYLLABLES = (
    "이다는의가에을하고를한은로지사기도리서어시나인자아대라있스해정일부그수만것들제원보전"
    "상으장조여공성유주국적연면우소오과관안무신세선구회동경비었했"
)
_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕［］—…·～％　￥"
_WESTERN_LETTERS = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœ"
_EASTERN_LETTERS = "šžčćęąłńśźżőűřěůďťňğışțșă"
_WESTERN_MARKS = "°§«»’‘“”„–—…©®·£€½²³¡¿\xa0"

# natural logarithms of probabilities of one character; what is of no group below has _OTHER
_ASCII = -5.0
_OTHER = -16.0
_BROKEN = -18.0
_MIXED = -5.0  # a word of two scripts, on top of its characters
_MIXED_WORD = re.compile(
    "[A-Za-z](?=[\u0370-\u04ff])|[\u0370-\u04ff](?=[A-Za-z])|[A-Za-z][\u3400-\u9fff](?=[a-z])"
)
_BLOCKS = (
    ("\u0430", "\u044f", -3.9),  # Cyrillic, small and capital
    ("\u0410", "\u042f", -6.2),
    ("\u0401", "\u040f", -8.0),
    ("\u0450", "\u045f", -6.5),
    ("\u03ac", "\u03ce", -3.9),  # Greek
    ("\u0386", "\u03ab", -6.2),
    ("\u3041", "\u3096", -5.0),  # kana
    ("\u30a1", "\u30fc", -6.7),
    ("\uac00", "\ud7a3", -10.0),  # Hangul
    ("\u4e00", "\u9fff", -14.5),  # Han
    ("\u3400", "\u4dbf", -15.5),
    ("\U00020000", "\U0003134f", -15.5),
)


def character_scores() -> dict[str, float]:
    """Log probability of the characters that have one of their own."""
    common = _square(range(0xB0, 0xD7), range(0xA1, 0xFF)).decode("gb2312")  # the first level of either
    common += _square(range(0xA4, 0xC6), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]).decode("big5")
    scores = {chr(i): _ASCII for i in (9, 10, 12, 13, *range(32, 127))}
    for characters, score in (
        (_EASTERN_LETTERS.upper() + _WESTERN_LETTERS.upper(), -8.3),
        (_EASTERN_LETTERS, -6.6),
        (_WESTERN_LETTERS, -6.2),
        (_WESTERN_MARKS, -7.6),
        (common, -11.0),
        (FREQUENT, -7.8),
        (_MARKS, -5.8),
        (_SYLLABLES, -4.7),
    ):
        scores |= dict.fromkeys(characters.replace("\n", ""), score)
    return scores


def _square(leads: Iterable[int], trails: Collection[int]) -> bytes:
    return b"".join(bytes((lead, trail)) for lead in leads for trail in trails)


def score_text(text: str, scores: dict[str, float]) -> float:
    """Log probability of a text.

    >>> known = character_scores()
    >>> score_text("社区治理", known) > score_text("社区治理".encode("gbk").decode("cp1251"), known)
    True
    """
    total = math.fsum(n * _score(character, scores) for character, n in Counter(text).items())
    return total + (0.0 if text.isascii() else _MIXED * len(_MIXED_WORD.findall(text)))


def _score(character: str, scores: dict[str, float]) -> float:
    known = scores.get(character)
    if known is not None:
        return known
    for first, last, score in _BLOCKS:
        if first <= character <= last:
            return score
    is_broken = ESCAPES[0] <= character <= ESCAPES[-1] or character < " " or "\x7f" <= character <= "\x9f"
    return _BROKEN if is_broken else _OTHER
