"""Letters that look alike are alike, and nothing else is."""

import pytest

from generator.publishing.proofs.letters import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ring 01632-960777!", "ring 01632-960777!"),
        ("Tŷ Canol, CAFÉ", "ty canol, cafe"),
        ("e\u0301 o\u20dd", "e o"),
        ("ni\u00adght\u200b d\u2060esk", "night desk"),
        ("ni\u3164ght\u115f d\u1160es\uffa0k\u2800", "night desk"),
        ("\u0421\u043e\u0440", "cop"),  # Cyrillic
        ("\u039d\u0399\u03b3\u0397\u03a4", "niyht"),  # Greek
        ("\u0131\u0142\u00f8", "ilo"),  # Latin
        ("\u01ff", "o"),
        ("\u1d05\u1d07s\u1d0b", "desk"),  # small capitals
        ("\u0578\u057d\u13b3", "nuw"),  # Armenian and Cherokee
        ("\U0001f1e6\U0001f1ff", "az"),  # letters of flags
        ("\U0001f130\U0001f149", "az"),  # letters in squares
        ("\U0001f150\U0001f169", "az"),  # white letters in black circles
        ("\U0001f170\U0001f189", "az"),  # and in black squares
        ("\U0001f1e5|\U0001f200", " |\u307b\u304b"),
        ("\U0001f14f|\U0001f16a|\U0001f16f|\U0001f18a", "wc|mc| | "),
        ("\u2019\u2018\u02bc", "'''"),
        ("\uff2e\uff49\uff47\uff48\uff54 \uff10\uff19", "night 09"),
        ("\u0660\u0669 \u0966\u096f", "09 09"),
        ("\u2474 \u00bd", "(1) 1 2"),
        ("\ufb01\ufb06 Stra\u00dfe", "fist strasse"),
        ("\u591c\u95f4", "\u591c\u95f4"),
        ("a\u2014b\u2022c\u20ac", "a b c "),
        ("\ud83c\udde6\ud83c\uddff", "az"),
        ("a\ud800b\udc00c \u00e9", "abc e"),
        ("\u00e9" * 99, "e" * 99),
    ],
)
def test_letters_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded.encode()
