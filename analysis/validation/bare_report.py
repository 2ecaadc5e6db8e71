"""A yardstick: numpy, matplotlib and WeasyPrint make a 12-page PDF with 8 charts and 6 tables.

Run as a script by `bench.py`. It stands for what any report of that size costs before a single
article has been read.
"""

from __future__ import annotations

import base64
import io

PAGES, CHARTS, TABLES = 12, 8, 6


def render() -> bytes:
    """The PDF's bytes."""
    import numpy as np
    from matplotlib.figure import Figure
    from weasyprint import HTML

    rng = np.random.default_rng(1)
    paragraph = "<p>" + "Plain words fill the page so that text is set as well. " * 12 + "</p>"
    parts: list[list[str]] = [[f"<h1>Page {page + 1}</h1>", paragraph] for page in range(PAGES)]
    for chart in range(CHARTS):
        figure = Figure(figsize=(6.3, 2.6))
        axes = figure.subplots()
        axes.barh([f"bar {i}" for i in range(5)], rng.random(5), xerr=rng.random(5) / 10)
        axes.set_title(f"Chart {chart + 1}")
        image = io.BytesIO()
        figure.savefig(image, format="svg")
        data = base64.b64encode(image.getvalue()).decode()
        parts[chart].append(f'<img alt="chart" src="data:image/svg+xml;base64,{data}">')
    for table in range(TABLES):
        rows = "".join(
            "<tr>" + "".join(f"<td>{value:.2f}</td>" for value in row) + "</tr>"
            for row in rng.random((12, 6))
        )
        parts[PAGES - 1 - table].append(f"<table>{rows}</table>")
    pages = "".join(f"<section>{''.join(part)}</section>" for part in parts)
    style = "<style>section { break-before: page } h1 { font-size: 14pt }</style>"
    content: bytes = HTML(string=style + pages).write_pdf(pdf_variant="pdf/ua-1")
    return content


if __name__ == "__main__":
    render()
