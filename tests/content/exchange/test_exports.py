"""Each export is read by a parser that is not ours, holds every item, and reports its losses."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from pygiftparser import answer as gift_answers
from pygiftparser import parser as gift_parser

from gluteedu.content.exchange.notes import EVERY
from gluteedu.content.exchange.reading.html import from_html
from gluteedu.content.exchange.wording import as_plain
from gluteedu.content.exchange.writing.exporting import export_edition, file_name
from gluteedu.content.exchange.writing.formats import FORMATS

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


@pytest.fixture(scope="module")
def exported(whole):
    return {form: export_edition(whole, form) for form in FORMATS}


@pytest.fixture(scope="module")
def items(whole):
    return {item.id: item for _, _, item in whole.asked()}


def unescaped(text):
    return re.sub(r"\\([\\#=~{}:])", r"\1", text)


def words(html):
    return as_plain(from_html(html)[0])


def test_gift_is_understood_by_pygiftparser(exported, items):
    read = gift_parser.parseFile(io.StringIO(exported["gift"].data.decode()))
    assert [question.title for question in read] == list(items)
    for question in read:
        assert question.valid, question.source
        item = items[question.title]
        found = question.answers
        assert words(unescaped(question.text)).startswith(as_plain(item.stem))
        assert words(unescaped(question.generalFeedback)).startswith(as_plain(item.explanation))
        if item.number is not None:
            assert isinstance(found, gift_answers.NumericAnswerSet)
            right, low, high = found.answers
            assert (right.value, right.tolerance) == (item.number.value, item.number.tolerance)
            assert (right.fraction, low.fraction, high.fraction) == (100, 0, 0)
            assert words(unescaped(low.feedback)) == as_plain(item.number.low)
        elif item.type == "matching":
            assert isinstance(found, gift_answers.MatchingSet)
            texts = {target.id: as_plain(target.text) for target in item.targets}
            pairs = [(words(a.question), unescaped(a.answer).strip()) for a in found.answers]
            expected = [(as_plain(item.option(a).text), texts[b]) for a, b in item.pairs]
            assert pairs[: len(expected)] == expected
        elif item.type == "ordering":
            assert isinstance(found, gift_answers.MatchingSet)
            parts = [unescaped(a.answer).strip() for a in found.answers]
            assert parts == [as_plain(item.option(one).text) for one in item.key]
        else:
            right = {words(unescaped(a.answer)) for a in found.answers if a.fraction > 0}
            assert right == {as_plain(item.option(one).text) for one in item.key}
            feedback = {words(unescaped(a.feedback)) for a in found.answers}
            assert feedback == {as_plain(option.feedback) for option in item.options}


def test_moodle_xml_has_what_moodle_reads(exported, items):
    """The paths are those of Moodle's own importer, question/format/xml/format.php."""
    root = ET.fromstring(exported["moodle"].data)
    assert root.tag == "quiz"
    asked = [node for node in root if node.get("type") != "category"]
    assert [node.findtext("idnumber") for node in asked] == list(items)
    for node in asked:
        item = items[node.findtext("idnumber")]
        assert node.find("questiontext").get("format") == "html"
        assert words(node.findtext("questiontext/text")).startswith(as_plain(item.stem))
        assert words(node.findtext("generalfeedback/text")).startswith(as_plain(item.explanation))
        assert words(node.findtext("hint/text") or "") == as_plain(item.hint)
        assert all(len(tag) <= 50 for tag in (t.text for t in node.iterfind("tags/tag/text")))
        shares = [float(one.get("fraction", "nan")) for one in node.iterfind("answer")]
        if item.type == "multiple":
            assert node.findtext("single") == "false"
            assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.001)
            assert min(shares) == -max(shares)
        elif item.type in ("single", "hotspot"):
            assert node.findtext("single") == "true"
            assert sorted(set(shares)) == [0, 100]
            assert shares.count(100) == len(item.key)
    categories = [node for node in root if node.get("type") == "category"]
    assert all(node.findtext("category/text").startswith("$course$/top/") for node in categories)


def test_qti_is_written_by_text2qti_and_keeps_the_words(exported, items):
    archive = zipfile.ZipFile(io.BytesIO(exported["qti"].data))
    assert archive.testzip() is None
    ET.fromstring(archive.read("imsmanifest.xml"))
    [name] = [n for n in archive.namelist() if re.search(r"assessment_[0-9a-f]+\.xml$", n)]
    root = ET.fromstring(archive.read(name))
    held: dict[str, list[ET.Element]] = {}
    for node in root.iter(f"{QTI}item"):
        held.setdefault(node.get("title").split()[0], []).append(node)
    assert set(held) == set(items)
    for own, nodes in held.items():
        item = items[own]
        parts = {"matching": len(item.pairs), "ordering": len(item.key)}
        assert len(nodes) == parts.get(item.type, 1), own
        shown = " | ".join(words(t.text or "") for n in nodes for t in n.iter(f"{QTI}mattext"))
        shown = shown.replace("’", "'").replace("‘", "'")
        if "$" in item.stem + item.explanation:
            assert 'class="equation_image"' in "".join(
                t.text or "" for n in nodes for t in n.iter(f"{QTI}mattext")
            )
            continue
        assert as_plain(item.stem) in shown
        assert as_plain(item.explanation) in shown
        if item.type == "single":
            right = nodes[0].findtext(f".//{QTI}respcondition/{QTI}conditionvar/{QTI}varequal")
            labels = {
                label.get("ident"): words(label.findtext(f".//{QTI}mattext"))
                for label in nodes[0].iter(f"{QTI}response_label")
            }
            keyed = [
                condition.findtext(f"{QTI}conditionvar/{QTI}varequal")
                for condition in nodes[0].iter(f"{QTI}respcondition")
                if condition.find(f"{QTI}setvar") is not None
            ]
            told = [labels[one].replace("’", "'").replace("‘", "'") for one in keyed]
            assert told == [as_plain(item.option(item.key[0]).text)], (own, right)


def test_anki_takes_the_deck_and_changes_nothing_the_second_time(exported, items, tmp_path):
    package = tmp_path / "bank.apkg"
    package.write_bytes(exported["anki"].data)
    collection = Collection(str(tmp_path / "anki.anki2"))
    try:
        request = ImportAnkiPackageRequest(
            package_path=str(package), options=ImportAnkiPackageOptions()
        )
        first = collection.import_anki_package(request)
        again = collection.import_anki_package(request)
        assert len(first.log.new) == len(items)
        assert (len(again.log.new), len(again.log.duplicate)) == (0, len(items))
        assert collection.card_count() == len(items)
        for own, item in items.items():
            [note_id] = collection.find_notes(f'"Id:{own}"')
            note = collection.get_note(note_id)
            assert words(note["Question"]).startswith(as_plain(item.stem))
            assert as_plain(item.explanation) in words(note["Why"])
            assert f"objective:{item.objective}" in note.tags
            for one in item.key:
                assert as_plain(item.option(one).text) in words(note["Answer"])
    finally:
        collection.close()


def test_csv_has_every_field_of_every_item(exported, items):
    text = exported["csv"].data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == list(items)
    for row in rows:
        item = items[row["id"]]
        assert (row["type"], row["objective"], row["version"]) == (
            item.type,
            item.objective,
            str(item.version),
        )
        held = set(row.values())
        for field, text in item.texts():
            assert text in held, (item.id, field)
        pairs = "; ".join(f"{a}={b}" for a, b in item.pairs)
        assert row["key"] == ("; ".join(item.key) or pairs)


@pytest.mark.parametrize("form", FORMATS)
def test_the_report_names_every_item_that_lost_something(exported, items, form):
    report = exported[form].report
    touched = {note.item for note in report.notes}
    assert touched - {EVERY} <= {*items, "pre_test", "final_test"}
    hotspots = {own for own, item in items.items() if item.type == "hotspot"}
    assert hotspots <= touched
    everywhere = {note.what for note in report.notes if note.item == EVERY}
    if form != "csv":
        assert "confidence" in everywhere
    hinted = {own for own, item in items.items() if item.hint}
    if form == "gift":
        assert {note.item for note in report.notes if note.what == "hint"} == hinted
    if form in ("qti", "anki"):
        assert "hint" in everywhere
    text = report.text()
    assert text.startswith(report.headline)
    assert f"  hotspot: {len(hotspots)} items" in report.summary()
    for own in hotspots:
        assert re.search(rf"^{own}: ", text, re.M)


def test_names_of_files(whole):
    assert [file_name(whole, form) for form in FORMATS] == [
        "gluteedu.moodle.xml",
        "gluteedu.gift.txt",
        "gluteedu.qti.zip",
        "gluteedu.apkg",
        "gluteedu.csv",
    ]


def test_another_process_on_another_day_writes_the_same_bytes(exported):
    """With another hash seed, another zone and the clock of text2qti and genanki moved on."""
    code = """
import datetime, hashlib, sys, time
real = time.time
time.time = lambda: real() + 40 * 86400
class Later(datetime.date):
    @classmethod
    def today(cls):
        return cls(2031, 2, 3)
datetime.date = Later
from gluteedu.content.exchange.writing.edition import edition
from gluteedu.content.exchange.writing.exporting import export_edition
from gluteedu.content.exchange.writing.formats import FORMATS
from gluteedu.content.course.library import Library
whole = edition(Library())
for form in FORMATS:
    print(form, hashlib.sha256(export_edition(whole, form).data).hexdigest())
"""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    told = dict(line.split() for line in run.stdout.splitlines())
    here = {form: hashlib.sha256(exported[form].data).hexdigest() for form in FORMATS}
    assert told == here
