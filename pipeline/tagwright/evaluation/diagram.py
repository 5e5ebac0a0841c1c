"""The reliability diagram: how often concepts put forward with some confidence are right, as a picture (SVG 1.1)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tagwright.evaluation.measure import Bin

_SIZE, _LEFT, _TOP = 300, 60, 30
_SVG = "http://www.w3.org/2000/svg"


def reliability_diagram(bins: Sequence[Bin]) -> str:
    """Draw a bar for each bin that has cells: as high as the share that is right, beside the line of equality."""
    svg = etree.fromstring(f'<svg xmlns="{_SVG}"/>')
    svg.set("viewBox", f"0 0 {_SIZE + _LEFT + 40} {_SIZE + _TOP + 60}")
    svg.set("font-family", "sans-serif")
    svg.set("font-size", "11")
    _part(svg, "title").text = "How often concepts are right, by the confidence that they are put forward with"
    _part(svg, "rect", x=_LEFT, y=_TOP, width=_SIZE, height=_SIZE, fill="none", stroke="#888")
    for one in bins:
        if one.cells:
            height = round(_SIZE * one.right / one.cells)
            left = _LEFT + round(_SIZE * one.low) + 2
            _part(svg, "rect", x=left, y=_TOP + _SIZE - height, width=_SIZE // 10 - 4, height=height, fill="#3b7dd8")
            _text(svg, left + 13, _TOP + _SIZE - height - 4, str(one.cells))
    line = _part(svg, "line", x1=_LEFT, y1=_TOP + _SIZE, x2=_LEFT + _SIZE, y2=_TOP, stroke="#333")
    line.set("stroke-dasharray", "4 4")
    for tenth in range(0, 11, 2):
        _text(svg, _LEFT + _SIZE * tenth // 10, _TOP + _SIZE + 16, f"{tenth / 10:.1f}")
        _text(svg, _LEFT - 18, _TOP + _SIZE - _SIZE * tenth // 10 + 4, f"{tenth / 10:.1f}")
    _text(svg, _LEFT + _SIZE // 2, _TOP + _SIZE + 38, "confidence (over each bar: cells)")
    _text(svg, _LEFT + _SIZE // 2, _TOP - 10, "share right")
    return etree.tostring(svg, pretty_print=True, encoding="unicode")


def _part(svg: etree._Element, name: str, **attributes: object) -> etree._Element:
    part = etree.SubElement(svg, f"{{{_SVG}}}{name}")
    for key, value in attributes.items():
        part.set(key, str(value))
    return part


def _text(svg: etree._Element, x: int, y: int, text: str) -> None:
    part = _part(svg, "text", x=x, y=y)
    part.set("text-anchor", "middle")
    part.text = text
