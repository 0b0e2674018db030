"""What one line by itself says about being part of a page rather than of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.corpus.boilerplate.vocabulary import (
    BUTTONS,
    LIST_HEADS,
    SHAMELESS,
    SHAMELESS_ALONE,
    SHARED_BUTTONS,
)

_HAN = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a line is not part of the text; a weak one needs another such line beside it."""

    rule: str
    reason: str
    weak: bool = False


MENU = Verdict("boilerplate-navigation", "menu or button")
WEAK_MENU = Verdict("boilerplate-navigation", "menu or button", weak=True)
ICON = Verdict("boilerplate-navigation", "a stray icon or bullet")
BREADCRUMB = Verdict("boilerplate-navigation", "path to the page")
NEIGHBOUR = Verdict("boilerplate-navigation", "link to the next or the last page")
COUNTER = Verdict("boilerplate-navigation", "how often the page was read, or its type size")
PROMPT = Verdict("boilerplate-navigation", "asks to log in, download, scan or click")
END_MARK = Verdict("boilerplate-navigation", "end mark")
SPAM = Verdict("boilerplate-spam", "advertisement of forbidden trades")
PLACES = Verdict("boilerplate-spam", "list of place names for search engines")
ADVERT = Verdict("boilerplate-spam", "advertisement")
LIST_HEAD = Verdict("boilerplate-related", "heading of a list of other pages")
STAMPED = Verdict("boilerplate-related", "issue and time of another article")
NOTICE = Verdict("boilerplate-notice", "copyright, reprint or liability notice")
FOOTER = Verdict("boilerplate-notice", "site registration or operator")
CREDIT = Verdict("boilerplate-credit", "who edited the page")
WEAK_CREDIT = Verdict("boilerplate-credit", "who edited the page", weak=True)
PAGE_NUMBER = Verdict("boilerplate-furniture", "page number or issue at the edge of a page")

_SEPARATORS = re.compile(r"[\s|｜丨·•/>»›＞,，、:：\[\]【】()（）]+")
_NUMBER = re.compile(r"\d+\+?")
_ICON = re.compile(r"[•●■□▪▫◆◇▲▼★☆※→←↑↓?？|｜·]")
_REFERENCE = re.compile(r"\s*(?:\[\d+\]|［\d+］|【\d+】|[①-⑳]|\\?\*|<sup>|第[一二三四五六七八九十百零\d]+条)")

_SEGMENT = r"[^>›»＞。；！？]{1,24}"
_PATH = re.compile(rf"(?P<first>{_SEGMENT})(?:[>›»＞]{_SEGMENT}){{0,6}}[>›»＞](?P<last>{_SEGMENT})")
_PATH_FIRST = re.compile(
    rf"(?:.*位置[:：]?\s*)?(?:首\s?页|主页|Home|网站首页|[{_HAN}·\w]{{2,20}}(?:网|频道|门户))"
)
_PATH_LAST = re.compile(r"(?:正文|详情|详细内容|详细信息|内容|文章|浏览|阅读|列表|正文页|信息详情)")
_WHERE = re.compile(r"(?:您|你)?(?:的|现在|当前|所在)+的?位置\s*[:：是]")
_DASH_PATH = re.compile(rf"首页(?:\s*[-—_/]\s*[{_HAN}\w]{{2,12}}){{1,5}}")
_NEXT = re.compile(r"[<《«]?\s*[上下]一(?:篇|条|页|章)(?:文章|新闻)?\s*(?:[:：].{0,80})?")

_COUNTER = re.compile(
    r"(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|人数|率)?\s*[:：]\s*\d+|[【\[(（]?\s*字[体号]\s*[:：]\s*[【\[]?\s*[大小]"
    r"|^\s*\d+\s*(?:次|人)?(?:浏览|阅读|点击|评论|点赞)(?:量|次数)?\s*$"
)
_PROMPT = re.compile(
    r"^(?:请)?(?:打开|下载|安装)[^。]{0,8}?(?:APP|App|app|客户端|小程序)(?:$|\s*[,，!！、]|查看|阅读|看|体验)"
    r"|(?:开通|加入|升级)\s*(?:S?VIP|会员)[^。]{0,26}(?:享|特权|服务|优惠|免费)|VIP(?:特权|功能|专享)"
    r"|^(?:后续)?可?请?先?登录(?:后|账号|即可|查看|继续)"
    r"|(?:点击|点此|轻触)(?:这里|此处|下方|上方|右上角|蓝字|阅读原文|查看更多|查看原文|展开|加载|联系|进入|下载)"
    r"|(?:扫一扫|扫码|扫描|长按|识别)[^。]{0,12}(?:二维码|关注|分享|下载|查看|加入|打开)"
    r"|关注[^。]{0,16}(?:公众号|微信号|官方微博)|微信(?:公众)?号\s*[:：]"
    r"|^(?:如果|如)[^。]{0,10}(?:功能|账号|会员)[^。]{0,8}(?:故障|异常)|账号(?:绑定|登录)成功"
    r"|^(?:网友|用户)?(?:评论|留言)仅(?:供|代表)"
)
_PROMPT_WORDS = ("联系客服", "在线客服")
_ADVERT = re.compile(
    r"^[【\[](?:热|荐|广告|推广|赞助|福利|顶|爆|精)[】\]]|算.{0,8}(?:财运|运势|姻缘|桃花运)|限时(?:优惠|特惠|抢购|免费)"
    r"|立即(?:购买|抢购|领取)|免费(?:领取|试听|大?酬宾|大派送)|^(?:广告|推广|赞助)\s*[:：]|加(?:我)?微信.{0,4}[:：]?\s*[A-Za-z0-9_]{5,}"
)
_NOTICE = re.compile(
    r"版权(?:所有|归[^。]{1,20}所有)|著作权归[^。]{1,20}所有|©|Copyright|COPYRIGHT|(?i:all rights reserved)"
    r"|(?:未经|非经|任何(?:单位|媒体|网站))[^。]{0,28}(?:转载|复制|摘编|镜像|链接)"
    r"|转载[^。]{0,14}(?:注明|标明|授权|联系|务必|出处)"
    r"|(?:本文|文章|文中|内容|言论|评论)[^。]{0,14}(?:不代表|仅代表)[^。]{0,16}(?:观点|立场|意见)"
    r"|侵权[^。]{0,14}(?:删除|联系|举报|告知|点击)|(?:本站|本网站?|本平台)[^。]{0,20}(?:存储服务|用户(?:发布|上传)|不承担|不代表|版权)"
    r"|^(?:版权|免责|特别|郑重)声明\s*[:：]"
)
_NOTICE_START = re.compile(
    r"[\s*※【\[(（]*(?:声明|版权|免责|特别|郑重|本文|本网|本站|本刊|本报|本平台|凡|未经|转载|如需|如有|如|任何|欢迎|注明|©|Copyright)"
)
_FOOTER = re.compile(
    r"ICP(?:备|证)|公网安备|网站标识码|网络?(?:视听|文化|信息服务).{0,10}许可证|举报(?:电话|邮箱|热线)\s*[:：]?\s*[\d(（A-Za-z]"
    r"|(?:主办|承办|主管|技术支持|运行维护)(?:单位)?\s*[:：][^。]{2,60}(?:技术支持|联系电话|地址|邮编|承办|维护)"
    r"|^(?:技术支持|网站维护)\s*[:：]|(?:建议|推荐)使用[^。]{0,24}(?:浏览器|分辨率)"
)
_NAMES = rf"[{_HAN}·]{{2,4}}(?:[\s、,，/]+[{_HAN}·]{{2,4}}){{0,4}}"
_EDITOR = (
    r"(?:责任编辑|责编|责任校对|责任印制|本文编辑|文字编辑|网络编辑|网站编辑|实习编辑|值班编辑|本期编辑)"
)
_EDITORS = re.compile(
    rf"[\s(（【\[]*{_EDITOR}(?:\s*[:：|｜/]?\s*{_NAMES}|\s*[:：])(?:[\s;；,，/|｜]*[{_HAN}]{{2,6}}\s*[:：|｜/]?\s*{_NAMES})*[\s)）】\]]*"
)
_ROLES = "(?:编辑|校对|审[核校读]|监制|美编|排版|[初复终一二三]审|录入|编审|供稿|值班编委|统筹|制图)"
_ROLE = re.compile(
    rf"[\s(（【\[]*{_ROLES}\s*[:：|｜丨]\s*{_NAMES}(?:[\s;；,，/|｜丨]+{_ROLES}\s*[:：|｜丨]\s*{_NAMES})*[\s)）】\]]*"
)
_STAMPED = re.compile(
    r".{1,40}[(（](?:19|20)\d\d年(?:第)?\d{1,2}期[)）]\s*(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
)
_PAGE = re.compile(
    r"[-—–·\s]*第\s*\d{1,4}\s*页(?:\s*[,，/／(（]?\s*共\s*\d{1,4}\s*页\s*[)）]?)?[-—–·\s]*|[-—–]+\s*\d{1,4}\s*[-—–]+"
    r"|(?i:page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)|(?:19|20)\d\d\s?[·•]\s?\d{1,2}"
)
_PLACE = re.compile(rf"[{_HAN}]{{1,10}}(?:省|市|县|区|旗|州|盟|镇|乡)")


def judge(line: str) -> Verdict | None:
    """What kind of page part a line without its indent is, if it is one.

    Examples
    --------
    >>> judge("首页 > 理论 > 正文").reason
    'path to the page'
    >>> judge("一、问题的提出")
    """
    if _ICON.fullmatch(line):
        return ICON
    if _REFERENCE.match(line) or (len(line) > 120 and "。" in line and not _NOTICE_START.match(line)):
        return None
    return _menu(line) or _furniture(line) or _list(line) or _prompt(line) or _notice(line) or _credit(line)


def _menu(line: str) -> Verdict | None:
    tokens = [t for t in _SEPARATORS.split(line) if t and not _NUMBER.fullmatch(t)]
    if line in BUTTONS:
        return END_MARK if "END" in line else MENU
    if tokens and all(t in BUTTONS or t in SHARED_BUTTONS for t in tokens) and not line.endswith(("：", ":")):
        certain = len(tokens) > 2 or any(t in BUTTONS for t in tokens)
        return MENU if certain else WEAK_MENU
    return None


def _furniture(line: str) -> Verdict | None:
    if len(line) <= 30 and _PAGE.fullmatch(line):
        return PAGE_NUMBER
    if len(line) > 120:
        return None
    if _NEXT.fullmatch(line):
        return NEIGHBOUR
    path = _PATH.fullmatch(line)
    if path and (_PATH_LAST.fullmatch(path["last"].strip()) or _PATH_FIRST.fullmatch(path["first"].strip())):
        return BREADCRUMB
    if _WHERE.match(line) or _DASH_PATH.fullmatch(line):
        return BREADCRUMB
    return COUNTER if _COUNTER.search(line) and "。" not in line else None


def _list(line: str) -> Verdict | None:
    head = line.strip(" \t:：>»[]【】#*·•|—-…")
    if head in LIST_HEADS:
        return LIST_HEAD
    if _STAMPED.fullmatch(line):
        return STAMPED
    if line.count("|") + line.count("｜") + line.count("丨") >= 11 and _is_places(line):
        return PLACES
    return None


def _is_places(line: str) -> bool:
    tokens = [t.strip() for t in re.split(r"[|｜丨]", line) if t.strip()]
    return sum(_PLACE.fullmatch(t) is not None for t in tokens) > 0.7 * len(tokens)


def _prompt(line: str) -> Verdict | None:
    if "。" not in line:
        if _is_spam(line):
            return SPAM
        if len(line) <= 60 and _ADVERT.search(line):
            return ADVERT
    if len(line) > 80 or line.endswith("。"):
        return None
    if _PROMPT.search(line) or (len(line) <= 20 and any(word in line for word in _PROMPT_WORDS)):
        return PROMPT
    return None


def _is_spam(line: str) -> bool:
    found = [word for word in SHAMELESS if word in line]
    return len(found) > 2 and any(word in SHAMELESS_ALONE for word in found)


def _notice(line: str) -> Verdict | None:
    if len(line) > 260:
        return None
    is_prose = line.count("。") > 1 or (line.endswith("。") and len(line) > 80)
    if _NOTICE.search(line) and (not is_prose or _NOTICE_START.match(line)):
        return NOTICE
    return FOOTER if not line.endswith("。") and _FOOTER.search(line) else None


def _credit(line: str) -> Verdict | None:
    if len(line) > 80:
        return None
    if _EDITORS.fullmatch(line):
        return CREDIT
    return WEAK_CREDIT if _ROLE.fullmatch(line) else None
