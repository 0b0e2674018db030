from workbench.corpus.layout.glued import glued_heads
from workbench.corpus.layout.lines import read_lines
from workbench.corpus.layout.recurring import find_heads


def found(text):
    lines = read_lines(text)
    return [(text[c.start : c.end].strip(), c.automatic) for c in glued_heads(text, lines, find_heads(lines))]


def test_page_number_glued_to_the_next_line_is_certain():
    assert found("住户都可以旁听，也可以提意见，由社\n— 12 —工整理纪要。") == [("— 12 —", True)]
    assert found("住户都可以旁听，也可以提意见，由社— 12 —\n工整理纪要。") == [("— 12 —", True)]


def test_page_a_sentence_may_speak_of_is_proposed():
    assert found("住户都可以旁听，规则的原文刊登在\n第12页下半部分。") == [("第12页", False)]


def test_whole_sentences_before_are_left():
    assert found("住户都可以旁听。\n江城论坛创刊于去年。") == []
