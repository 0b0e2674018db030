"""Which code points are Chinese characters."""

#: For the inside of a character class of `re`.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
