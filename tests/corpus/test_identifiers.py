"""Every name and number here is invented; numbers are made by their own rule."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.corpus import Corpus, Document
from workbench.corpus.identifiers import KINDS, find_identifiers
from workbench.corpus.identifiers.mention import Mention, settle_mentions
from workbench.corpus.identifiers.numbers import is_resident_id, passes_luhn
from workbench.corpus.identifiers.words import tag_words

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def found(text, kind=None, **options):
    """Texts of the mentions, of one kind if asked."""
    frame = find_identifiers(Document("d", text), **options)
    return frame[frame["kind"] == kind]["text"].tolist() if kind else frame["text"].tolist()


def made_id(seed):
    rng = random.Random(seed)
    body = f"{rng.choice(['310112', '110105', '510108'])}19{rng.randint(40, 99)}{rng.randint(1, 12):02d}"
    body += f"{rng.randint(1, 28):02d}{rng.randint(0, 999):03d}"
    check = sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11
    return body + "10X98765432"[check]


def made_card(seed):
    body = f"6222{random.Random(seed).randint(0, 10**11):011d}"
    return next(body + str(d) for d in range(10) if passes_luhn(body + str(d)))


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.integers(0, 10**6))
def test_identity_numbers_with_their_check_character_are_certain(seed):
    number = made_id(seed)
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}"
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)
    frame = find_identifiers(Document("d", f"证件是{number}，又写{spaced}，又写{wide}。"))
    assert frame["text"].tolist() == [number, spaced, wide]
    assert set(zip(frame["kind"], frame["certain"], strict=True)) == {("id_number", True)}


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.integers(0, 10**6), st.integers(0, 16))
def test_an_identity_number_with_a_wrong_digit_is_never_certain(seed, at):
    number = made_id(seed)
    wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
    frame = find_identifiers(Document("d", f"证件是{wrong}。"))
    assert not is_resident_id(wrong)
    assert not frame.loc[frame["kind"] == "id_number", "certain"].any()


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.integers(30, 99), st.integers(0, 10**8 - 1), st.sampled_from(["{}{}{}", "{}-{}-{}", "{} {} {}"]))
def test_mobile_numbers_however_they_are_grouped(second, rest, form):
    digits = f"1{second:02d}{rest:08d}"
    number = form.format(digits[:3], digits[3:7], digits[7:])
    assert found(f"打我电话{number}就行", "phone") == [number]
    assert found(f"＋８６ {number}", "phone")[0].endswith(number)


@pytest.mark.parametrize(
    ("text", "kind", "mention"),
    [
        ("座机021-54180000转8012，白天有人", "phone", "021-54180000转8012"),
        ("打(010) 6800 1234找他", "phone", "(010) 6800 1234"),
        ("热线400-800-1234", "phone", "400-800-1234"),
        ("电话是68001234，晚上打", "phone", "68001234"),
        ("号码幺三八零零零幺二三四五", "phone", "幺三八零零零幺二三四五"),
        ("老证110105490101123", "id_number", "110105490101123"),
        ("车牌沪A·8K312停在门口", "plate", "沪A·8K312"),
        ("新能源车粤BD12345", "plate", "粤BD12345"),
        ("加微信：zhang_mou88，备注", "wechat", "zhang_mou88"),
        ("QQ号是10234567，", "qq", "10234567"),
        ("写信到 li.mou@example.org 吧", "e-mail", "li.mou@example.org"),
        ("写信到ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ", "e-mail", "ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ"),
        ("护照E12345678过期了", "passport", "E12345678"),
        ("看他微博https://weibo.com/u/1234567890", "url", "https://weibo.com/u/1234567890"),
        ("我住在柳荫路12号3栋2单元501室，常来", "address", "柳荫路12号3栋2单元501室"),
        ("他家在翠湖花园8号楼1202", "address", "翠湖花园8号楼1202"),
        ("门牌是六栋三单元四零二室", "address", "六栋三单元四零二室"),
        ("弄堂里住：1258弄36号402室", "address", "1258弄36号402室"),
    ],
)
def test_numbers_and_addresses(text, kind, mention):
    assert mention in found(text, kind)


@pytest.mark.parametrize("seed", range(5))
def test_bank_cards_pass_the_luhn_formula(seed):
    card = made_card(seed)
    spaced = " ".join(card[i : i + 4] for i in range(0, len(card), 4))
    assert found(f"工资卡号{card}，另写{spaced}", "bank_card") == [card, spaced]
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert found(f"工资卡号{wrong}", "bank_card") == []


@pytest.mark.parametrize(
    "text",
    [
        "年份2019、2020和2021年，共13 14 15 16 17 18人",
        "完成率达到138.00012345%，累计1380001234500元",
        "拨打12345热线或119",
        "圆周率3.1415926535897932",
        "文件〔2021〕16号，第110105条",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("书记我们叫张书记，还有欧阳主任", ["张书记", "欧阳主任"]),
        ("对门的吕阿姨和邱大爷都来了", ["吕阿姨", "邱大爷"]),
        ("葛家婆婆不肯走", ["葛家婆婆"]),
        ("老佟和小覃一起抬的，阿娟也在", ["老佟", "小覃", "阿娟"]),
        ("我叫彭秀珍，住了三十年", ["彭秀珍"]),
        ("我姓邹。", ["姓邹"]),
        ("网格员谢晓东先到的", ["谢晓东"]),
        ("魏建国主任说可以", ["魏建国"]),
        ("叫小姜来，张嬢也来", ["小姜", "张嬢"]),
    ],
)
def test_people_by_how_they_are_called(text, names):
    assert found(text, "person") == names


@pytest.mark.parametrize(
    "text",
    [
        "小区里老人多，小程序不会用，小康生活",
        "班主任和老师傅都说施工队不行",
        "对方书记没有来，副主任来了",
        "王总是常见的姓",
        "我叫他们别走，大家都叫苦",
        "居民安全第一，志愿者张贴通知",
        "一张图，两张卡，那段时间",
        "各级党委书记和居委会主任要负责",
    ],
)
def test_common_words_are_no_people(text):
    assert [name for name in found(text, "person") if name != "王总"] == []


def test_speakers_are_found_and_roles_are_not():
    text = "访谈者：您好。\n吴爱华：你好。\n受访者2：我也来。\nMary Ng：Hello.\n吴爱华：就这样。\n时间：下午"
    assert found(text, "person") == ["吴爱华", "Mary Ng", "吴爱华"]


def test_a_registered_mark_is_a_person_unless_it_is_a_role():
    document = Document("d", "甲方代表：好。\n问：您说。", speaker_marks=("甲方代表", "问"))
    frame = find_identifiers(document)
    assert frame[frame["rule"] == "speaker"]["text"].tolist() == ["甲方代表"]


def test_places_and_organisations():
    frame = find_identifiers(
        Document("d", "社区：柳荫里社区\n他从武汉搬来，在万和物业公司做事，东西多，台风天。")
    )
    kinds = dict(zip(frame["text"], frame["kind"], strict=True))
    assert kinds["柳荫里社区"] == "place"
    assert kinds["武汉"] == "place"
    assert "东西" not in kinds
    assert "台风" not in kinds


def test_who_is_named_once_is_found_everywhere():
    texts = ("网格员赵丽华来过。", "后来我听赵丽华讲的。")
    corpus = Corpus(tuple(Document(f"d{i}", text) for i, text in enumerate(texts)))
    frame = find_identifiers(corpus)
    assert frame.groupby("doc_id")["text"].apply(list).to_dict() == {"d0": ["赵丽华"], "d1": ["赵丽华"]}


def test_the_studys_own_list_is_certain_and_has_kinds():
    frame = find_identifiers(Document("d", "三号码头边的阿公最清楚"), names={"三号码头": "place"})
    assert frame[["text", "kind", "rule", "certain"]].values.tolist() == [["三号码头", "place", "list", True]]


def test_mentions_do_not_overlap_and_the_certain_one_wins():
    mentions = [
        Mention(0, 9, "address", "a"),
        Mention(3, 6, "phone", "b", certain=True),
        Mention(6, 8, "qq", "c"),
    ]
    assert [m.rule for m in settle_mentions(mentions)] == ["b", "c"]


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.text("王张小老陈书记阿姨138 0001 2345我叫，。\n社区Ab@.路号", max_size=60))
def test_mentions_stand_where_they_say(text):
    frame = find_identifiers(Document("d", text))
    assert [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == frame["text"].tolist()
    assert set(frame["kind"]) <= set(KINDS)
    assert (frame["end"].iloc[:-1].to_numpy() <= frame["start"].iloc[1:].to_numpy()).all()


@settings(deadline=None, max_examples=60)  # the first example loads the dictionary
@given(st.text(max_size=80))
def test_the_words_of_a_text_lose_nothing(text):
    words = tag_words(text)
    assert "".join(map(words.text, words.items)) == text
