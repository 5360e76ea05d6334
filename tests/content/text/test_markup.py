"""The light markup: what it shows, and that nothing in it can run."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteedu.content.text.markup import markup_faults, to_html, to_inline_html, to_text


def test_emphasis_paragraphs_and_lists():
    text = "Is **this** _it_?\n\n- one\n- two\n\n1. first\n2. second"
    assert to_html(text) == (
        "<p>Is <strong>this</strong> <em>it</em>?</p>\n"
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        "<ol>\n<li>first</li>\n<li>second</li>\n</ol>"
    )
    assert to_text(text) == "Is this it?\n- one\n- two\n1. first\n2. second"


def test_inline_has_no_paragraph():
    assert to_inline_html("a **b** < c") == "a <strong>b</strong> &lt; c"


def test_maths_becomes_mathml_and_plain_words():
    html = to_inline_html(r"odds $\frac{1}{4} \times 8 = 2$")
    assert html.startswith('odds <math display="inline">')
    assert "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>4</mn></mrow></mfrac>" in html
    assert to_text(r"odds $\frac{1}{4} \times 8 = 2$") == "odds 1 / 4 × 8 = 2"
    assert to_text(r"$\frac{a+b}{c}$ and $x^2$ and $p_1$") == "(a + b) / c and x^2 and p_1"


@pytest.mark.parametrize("text", ["costs $5 and $6", "$ 5$", "5 $", "$$", r"\$5 and $6"])
def test_dollars_of_money_are_no_maths(text):
    assert "<math" not in to_html(text)
    assert to_text(text) == text.replace("\\", "")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "<https://example.org>",
        "[x]: https://example.org\n\n[x]",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        r"$\text{<script>alert(1)</script>}$",
        r"$\text{</math><img src=x onerror=alert(1)>}$",
        r"$\href{javascript:alert(1)}{x}$",
        r"$\style{position:fixed}{x}$",
        r"$\class{evil}{x}$",
    ],
)
def test_nothing_can_run_link_or_load(text):
    for html in (to_html(text), to_inline_html(text)):
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z]+)", html))
        assert tags <= {"p", "code", "math", "mrow", "mi"}
        assert not re.search(r"<[^>]*\b(?:href|src|style|class|on\w+)\s*=", html)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (r"$\frac{1}{$", "the maths $\\frac{1}{$ cannot be read; write it as LaTeX"),
        ("see [x](y)", "links and HTML are not used here (found '[x](y)'); write words"),
        ("<b>no</b>", "links and HTML are not used here (found '<b>'); write words"),
        ("at https://nhs.uk", "links and HTML are not used here (found 'https://'); write words"),
    ],
)
def test_faults_are_said_to_the_author(text, fault):
    assert markup_faults(text) == [fault]


def test_good_text_has_no_faults():
    assert markup_faults("Under **5** minutes, $p < 0.05$ [sic] & so on: 3 < 4") == []


ALLOWED = re.compile(r"p|ul|ol|li|strong|em|br|code|math|m[a-z]+")


@given(st.text(alphabet=st.sampled_from(list("ab <>/&\"'=()[]!*_$\\{}^\n-1.:`#|")), max_size=60))
def test_any_text_at_all_gives_only_known_tags(text):
    for html in (to_html(text), to_inline_html(text)):
        for tag in re.findall(r"<\s*/?\s*([a-zA-Z!]+)", html):
            assert ALLOWED.fullmatch(tag)
    assert isinstance(to_text(text), str)
    assert isinstance(markup_faults(text), list)
