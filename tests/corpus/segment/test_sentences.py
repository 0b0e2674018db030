from __future__ import annotations

import pytest

from workbench.corpus.segment.sentences import sentence_ends


def cut(text: str) -> list[str]:
    ends = sentence_ends(text)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    "marked",
    [
        "停电了。|来水了！|为什么？|先修；|后付。",
        "真的吗？！|真的……！|好。。",
        "他说“好。”然后走了。|天黑了。",
        "他说：“我去。|你别去。”|天黑了。",
        "“真难！”|我说。",
        "大家都喊「快跑！」就散了。",
        "他读了《怎么办？》之后，《你好！李焕英》也看了。",
        "社区（含小区。下同）应当登记。|街道办理。",
        "（会议开始。）|主持人讲话。",
        "他喊“停！”。|没人听。",
        "他说“停一停。|再走！”|没人听，“好。走”是后来说的。",
        "门上写着“闲人免进！”的牌子。|有人问“谁的？”，没人答。",
        "这个……我再想想。|他呀……",
        "共3.5万元。|其中1.2万元在途",
        "1. 登记\n|2. 发放\n|（一）公示；|（二）存档。",
        "见网页 http://a.cn/watch?v=1。|完了?|是的!",
        "半角;|也断。|x;y 不断",
        "They left. |He came at 3.5 p.m. on May 5. |Dr. Li and J. Wang met Fig. 2 there. |然后走了。",
        "如前所述。[12]|另一说法[3]。|完",
        '他说"好。"然后走了。|她说："去吗？"|没人应。',
        "第一段没有句号\n\n　　|第二段。 　|完",
        "他问：“‘怎么办？’是谁写的？”|没人知道。",
    ],
)
def test_sentences_end_where_marked(marked: str) -> None:
    assert cut(marked.replace("|", "")) == marked.split("|")


def test_a_long_line_of_opening_marks_takes_no_longer_than_it_should() -> None:
    assert len(cut("“《（(「" * 40_000)) == 1
