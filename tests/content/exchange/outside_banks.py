"""Two banks from outside, and files that are built to do harm or are not what they say."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
GIFT = (HERE / "outside.gift").read_text(encoding="utf-8")
"""As teachers write it by hand, with most of what the format can do."""
MOODLE = (HERE / "outside.moodle.xml").read_text(encoding="utf-8")
"""As Moodle exports it, with the types that this course has and some that it has not."""

# What is built to do harm, or is simply not what it says it is, and what the reader answers.
ATTACKS = {
    "billion laughs": (
        '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><quiz><question>&c;</question></quiz>',
        "holds a document type or entities of its own; for safety such a file is not read",
    ),
    "a file of this machine": (
        '<?xml version="1.0"?><!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<quiz><question type="essay"><name><text>&x;</text></name></question></quiz>',
        "holds a document type or entities of its own; for safety such a file is not read",
    ),
    "a document type elsewhere": (
        '<!DOCTYPE quiz SYSTEM "http://localhost:9/x.dtd"><quiz></quiz>',
        "holds a document type or entities of its own; for safety such a file is not read",
    ),
    "cut off": ("<quiz><question>", "is not valid XML: no element found: line 1, column 16"),
    "another XML": ("<html></html>", "begins with <html>; Moodle XML begins with <quiz>"),
    "an unknown encoding": (
        '<?xml version="1.0" encoding="klingon"?><quiz/>',
        "is not valid XML: unknown encoding: klingon",
    ),
    "nothing": ("", "has no question in it; it must be GIFT or Moodle XML"),
    "nothing but remarks": ("// a\n\n// b\n", "has no question in it"),
    "no question that fits": (
        "Only words.",
        "none of its 1 questions can be read; Only words. (line 1): a text that asks nothing",
    ),
    "zeros": ("a\0b", "is neither GIFT nor Moodle XML"),
}
