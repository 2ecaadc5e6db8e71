import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analysis.records import Removed
from analysis.report.render import breakable, render_html
from analysis.report.view import build_view

HOSTILE = "<script>alert('x')</script>\x00\u202e&amp; “w” " + "w" * 500


class Page(HTMLParser):
    """What a page holds: ids, links, tags, images, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: set[str] = set()
        self.images: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a":
            self.hrefs.append(found["href"])
        if tag == "img":
            self.images.append(found)


@pytest.fixture(scope="module")
def html(comparison, axis):
    return render_html(build_view(comparison, axis))


def test_every_link_leads_somewhere_in_the_page(html):
    page = Page(html)
    assert len(page.hrefs) > 30
    assert {href.removeprefix("#") for href in page.hrefs} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_somewhere_in_the_brief_edition(comparison, axis):
    page = Page(render_html(build_view(comparison, axis, edition="brief")))
    assert {href.removeprefix("#") for href in page.hrefs} <= set(page.ids)


def test_page_asks_for_nothing_and_runs_nothing(html):
    page = Page(html)
    assert "default-src 'none'" in html
    assert page.tags.isdisjoint({"script", "link", "iframe", "object", "form"})
    assert re.findall(r"(?:src|url)[=(]\"?+(?!data:)[^)\s]{,80}", html) == []
    assert "http://" not in html
    assert "https://" not in html


def test_every_image_says_what_it_shows(html):
    images = Page(html).images
    assert len(images) == 6
    for image in images:
        assert len(image["alt"]) > 60
        assert image["src"].startswith("data:image/svg+xml;base64,")


def test_findings_stand_before_everything_else(html):
    places = [html.index(f'id="{name}"') for name in ("findings", "articles", "framing", "texts")]
    assert places == sorted(places)


def test_markup_in_articles_stays_text(comparison, axis):
    first = comparison.analyses[0]
    article = replace(
        first.article,
        title=HOSTILE,
        outlet=HOSTILE,
        authors=(HOSTILE,),
        removed=(Removed(1, HOSTILE, "teaser"),),
    )
    hostile = replace(first, document=replace(first.document, article=article))
    changed = replace(comparison, analyses=(hostile, *comparison.analyses[1:]))
    html = render_html(build_view(changed, axis, title=HOSTILE))
    assert "script" not in Page(html).tags
    assert "&lt;script&gt;" in html
    assert "\x00" not in html
    assert "\u202e" not in html


def test_one_article_renders_without_empty_parts(one_article, axis):
    html = render_html(build_view(one_article, axis))
    assert "One article alone cannot be compared" in html
    assert 'id="shared-copy"' not in html
    assert "told apart</h3>" not in html


def test_same_comparison_gives_the_same_page(comparison, axis, html):
    assert render_html(build_view(comparison, axis)) == html


def test_long_runs_may_be_broken_and_nothing_is_lost():
    text = "short <b> " + "x" * 100
    broken = breakable(text)
    assert broken.count("<wbr>") == 2
    assert broken.replace("<wbr>", "") == "short &lt;b&gt; " + "x" * 100
