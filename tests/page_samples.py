"""Pages in the manner of the programs that write them, each with one statement; our own words throughout."""

from __future__ import annotations

import base64
import struct
import zlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sample:
    """A page: its file's name and bytes, and the files that lie beside it."""

    data: bytes
    name: str = "page.html"
    beside: dict[str, bytes] = field(default_factory=dict)


def picture(width: int = 40, height: int = 24) -> bytes:
    """Give a PNG of one colour (RFC 2083)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x20\x60\xa0" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _of(text: str, name: str = "page.html", encoding: str = "utf-8", **beside: bytes) -> Sample:
    files = {file.replace("_", "."): data for file, data in beside.items()}
    return Sample(text.encode(encoding), name, files)


ROWS = (
    ("Revenue", "4,700", "3,446"),
    ("Cost of sales", "(1,422)", "(1,015)"),
    ("Gross profit", "3,278", "2,431"),
)


def table(row: str, head: str = "", attributes: str = "") -> str:
    """Write the statement as a table; ``row`` has three places, ``head`` is its first row."""
    heads = head or "<tr><td></td><td>2021</td><td>2020</td></tr><tr><td></td><td>RMB'000</td><td>RMB'000</td></tr>"
    return f"<table{attributes}>{heads}{''.join(row.format(*cells) for cells in ROWS)}</table>"


TITLE = "<h2>Consolidated income statement</h2><p>for the year ended 31 December 2021</p>"
PLAIN = TITLE + table("<tr><td>{}</td><td align=right>{}</td><td align=right>{}</td></tr>")
GIF = "data:image/png;base64," + base64.b64encode(picture(1, 1)).decode()

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!--
 @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}
 p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; margin-bottom:.0001pt; font-size:12.0pt;
  font-family:"Times New Roman",serif; mso-fareast-font-family:"Times New Roman";}
 @page WordSection1 {size:595.3pt 841.9pt; margin:72.0pt 90.0pt 72.0pt 90.0pt;}
 div.WordSection1 {page:WordSection1;}
--></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Table Normal";}</style><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><div class=WordSection1>
<h1><span lang=EN-US>Consolidated income statement<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>for the year ended 31&nbsp;December 2021<o:p></o:p></b></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
@TABLE@
<p class=MsoNormal style='text-indent:36.0pt'>All figures are in thousands.<span style='mso-spacerun:yes'>&nbsp;
</span><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>
<span style='font-size:12.0pt'><br clear=all style='mso-special-character:line-break;page-break-before:always'></span>
<p class=MsoNormal>The next page.<o:p></o:p></p></div></body></html>""".replace(
    "@TABLE@",
    table(
        "<tr style='mso-yfti-irow:1'><td width=284 valign=top style='width:213.05pt;border:solid windowtext 1.0pt;"
        "mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal>{}<o:p></o:p></p></td>"
        "<td width=142 style='width:106.55pt;padding:0cm 5.4pt 0cm 5.4pt'><p class=MsoNormal align=right "
        "style='text-align:right'>{}<o:p></o:p></p></td><td width=142"
        " style='width:106.55pt'><p class=MsoNormal align=right"
        " style='text-align:right'>{}<o:p></o:p></p></td></tr>",
        attributes=" class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;"
        "mso-yfti-tbllook:1184'",
    ),
)

EDGAR = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">
<HTML><HEAD><TITLE>d123.htm</TITLE></HEAD><BODY BGCOLOR="WHITE" TEXT=#000000>
<P STYLE="margin-top:0px;margin-bottom:0px" ALIGN="center"><FONT STYLE="font-family:Times New Roman" SIZE="2"><B>
<FONT COLOR="#000080">Consolidated income statement</FONT></B></FONT></P>
<P ALIGN="center"><FONT SIZE=2><I>for the year ended 31 December 2021</I></FONT></P>
<CENTER>@TABLE@</CENTER><P><FONT SIZE="1"><SUP>(1)</SUP>&nbsp;&nbsp;A note, in <U>small</U> letters.</FONT></P>
<P ALIGN="center"><FONT SIZE=2>12</FONT></P><HR SIZE="3" style="COLOR:#999999" WIDTH="100%" ALIGN="CENTER">
<P STYLE="page-break-before:always"></P><H5 ALIGN="left"><A HREF="#toc">Table of Contents</A></H5>
<DIV STYLE="margin-left:4%;text-indent:-4%"><FONT SIZE=2>A hanging line of text.</FONT></DIV><br><br>
</BODY></HTML>""".replace(
    "@TABLE@",
    table(
        '<TR BGCOLOR="#cceeff"><TD VALIGN="top"><P STYLE="margin-left:1.00em;'
        ' text-indent:-1.00em"><FONT SIZE="2">{}</FONT>'
        '</P></TD><TD VALIGN="bottom"><FONT SIZE="1">&nbsp;&nbsp;</FONT></TD><TD VALIGN="bottom" ALIGN="right" NOWRAP>'
        '<FONT SIZE="2">{}</FONT></TD><TD VALIGN="bottom"><FONT SIZE="1">&nbsp;</FONT></TD><TD ALIGN=right NOWRAP>'
        '<FONT SIZE="2">{}&nbsp;</FONT></TD></TR>',
        '<TR><TD WIDTH="76%"></TD><TD WIDTH="3%"></TD><TD></TD><TD WIDTH="3%"></TD><TD></TD></TR><TR><TD>&nbsp;</TD>'
        '<TD></TD><TD ALIGN="center" STYLE="border-bottom:1px solid #000000"><FONT SIZE="1"><B>2021</B></FONT></TD><TD>'
        '</TD><TD ALIGN="center"><FONT SIZE="1"><B>2020</B></FONT></TD></TR><TR><TD></TD><TD></TD><TD>RMB\'000</TD><TD>'
        "</TD><TD>RMB'000</TD></TR>",
        ' CELLSPACING="0" CELLPADDING="0" WIDTH="92%" BORDER="0" STYLE="BORDER-COLLAPSE:COLLAPSE" ALIGN="center"',
    ),
)

PLACED = """<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/><title>report</title>
<style type="text/css">.pf{{position:relative;background-color:white;overflow:hidden;width:600px;height:300px;
border:1px solid #ccc}}.t{{position:absolute;white-space:pre;transform-origin:0 100%;font:12px Arial}}.m0{{
transform:matrix(0.9,0,0,0.9,0,0)}}.ws1{{word-spacing:2px}}.y1{{left:20px}}.ls0{{letter-spacing:0.2px}}
@media print{{.pf{{border:0}}}}</style></head><body><div id="pf1" class="pf" data-page-no="1">{}</div></body></html>"""
PLACED = PLACED.format(
    '<div class="t m0 ls0" style="left:20px;top:10px">Consolidated income statement</div>'
    '<div class="t" style="left:20px;top:30px">for the year ended 31 December 2021</div>'
    + '<div style="position:absolute;left:20px;top:60px">'
    + table(
        '<tr class="t0"><td><span class="ls0 ws1">{}</span></td><td>{}</td><td><span class="_ _1"> </span>{}</td></tr>'
    )
    + "</div>"
)

BOOTSTRAP_CSS = b"""/* a sheet */ :root{--blue:#0d6efd} *,::after,::before{box-sizing:border-box}
body{margin:0;font-family:system-ui,Arial,sans-serif;font-size:1rem;line-height:1.5;color:#212529}
.container{max-width:960px;margin:0 auto;padding:0 12px} .table{width:100%;border-collapse:collapse;margin-bottom:1rem}
.table>:not(caption)>*>*{padding:.5rem;border-bottom:1px solid #dee2e6} .text-end{text-align:right!important}
.navbar{background:var(--blue) url(logo.png) no-repeat right center;color:#fff;padding:.5rem}
@import "more.css"; @media (min-width:600px){.row{display:flex}.col{flex:1 0 0%}}"""
BOOTSTRAP = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Annual results</title><link href="style.css" rel="stylesheet">
<link rel="icon" href="favicon.ico"><script src="https://cdn.example/bootstrap.bundle.min.js"></script></head>
<body><nav class="navbar"><b>Larkfield</b></nav><main class="container"><section class="row"><div class="col">
<figure><img src="logo.png" alt="Logo"><figcaption>The logo</figcaption></figure></div><div class="col" data-bs-x="1"
aria-label="x" role="note"><button type="button" onclick="go()" style="display:none">Menu</button>Text</div></section>
%s<details open><summary style="list-style:none">More</summary>Text</details><footer class="mt-5">
<small>&copy; 2021 Larkfield</small></footer></main><script>document.write("")</script></body></html>""" % (
    TITLE
    + table(
        '<tr><th scope="row">{}</th><td class="text-end">{}</td><td class="text-end">{}</td></tr>',
        "",
        ' class="table table-striped"',
    )
)

QUIRKS = """<html><head><title>Old</title><style>.BIG {font-size:20} td.Sum {border-top:2px solid; background:EEEEEE}
#Main p {margin-left:30} </style></head><body text=navy leftmargin=20><font size=5 color=green><table border=1
cellspacing=2 bgcolor=yellow><tr><td>In a table<td>sizes start anew</table></font><div id=main class=big
style="color: ff0000; margin-top: 12; width: 500">A page without a DOCTYPE<p>in old lengths</div>
<table cellpadding=0 cellspacing=0><tr><td><img src="dot.png" width=1 height=5></td></tr><tr><td><a href="#x"><img
src="dot.png" width=30 height=8 border=0></a><img src="dot.png" width=30 height=20></td></tr><tr><td height=50
style="padding:10px">Fifty high</td></tr></table><p><img src="dot.png" width=90 height=30><br>below a picture</p>
<form action=go><p>In a form</p></form>@TABLE@</body></html>""".replace("@TABLE@", PLAIN)

SAMPLES = {
    "Word saved as a page": _of(WORD),
    "a filing agent's page": _of(EDGAR),
    "text set at places": _of(PLACED),
    "text set at places, in XHTML": _of(
        PLACED.replace("<!DOCTYPE html>", "").replace(' data-page-no="1"', ""), "page.xhtml"
    ),
    "a page with a sheet beside": _of(
        BOOTSTRAP, style_css=BOOTSTRAP_CSS, more_css=b".mt-5{margin-top:3rem}", logo_png=picture()
    ),
    "a page without a DOCTYPE": _of(QUIRKS, dot_png=picture(1, 1)),
    "a page of HTML 4.01 Transitional": _of(
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd"><html>'
        "<head><title>x</title></head><body><table border=1><tr><td><img src=dot.png width=9"
        " height=4></td><td>text</td>"
        f"</tr></table><font color=red><table><tr><td>red</td></tr></table></font>{PLAIN}</body></html>",
        dot_png=picture(1, 1),
    ),
    "drawings": _of(
        "<!DOCTYPE html><html><head><title>x</title><style>.bar{fill:teal} svg.wide{width:300px}</style></head><body>"
        '<svg width="120" height="60" viewBox="0 0 120 60"><rect class="bar" x="5" y="5" width="20" height="50"/>'
        '<rect x="30" y="25" width="20" height="30" fill="orange" onclick="go()"/><text x="60"'
        ' y="30">Sales</text></svg>'
        '<svg class="wide" viewBox="0 0 30 10"><circle cx="5" cy="5" r="4"/><use xlink:href="#a"/></svg>'
        f"{PLAIN}</body></html>"
    ),
    "a formula": _of(
        "<!DOCTYPE html><html><head><title>x</title></head><body><p>The rate: <math><mi>r</mi><mo>=</mo><mfrac><mn>1"
        f"</mn><mn>2</mn></mfrac></math></p>{PLAIN}</body></html>"
    ),
    "tables in tables": _of(
        "<!DOCTYPE html><html><head><title>x</title></head><body><table width='100%' border=0><tr><td width=20% valign="
        f"top>Menu<br>Home</td><td><table border=1 cellpadding=4><tr><td>{PLAIN}</td></tr></table></td></tr></table>"
        "</body></html>"
    ),
    "tag soup": _of(
        "<!DOCTYPE html><HTML><Body BGCOLOR=#eeeeff><P>One<P>Two <B><I>three</B> four</I><UL><LI>a<LI>b<UL><LI>c</UL>"
        "</UL><TABLE><TR><TD>x<TD>y<TR>stray<TD COLSPAN=2>z</TABLE></P></P></br><h1>Head<h2>Head</h1></h2><p"
        " id=a>1<p id=a>2"
        f"<font color=red><p>red</p></font></div></span>{PLAIN}<p>end & done < 5 &copy"
        f" &nbsp;&euro;&#150;&#x80;<a href=x>1<a"
        " href=y>2</a><center>mid<dl><dt>t<dd>d</dl><hr noshade width=50%>"
    ),
    "a base address": _of(
        "<!DOCTYPE html><html><head><base href='http://x.example/'><title>x</title></head><body><p><a href='#a'>in</a>"
        f" <a href='http://x.example/b.html'>out</a></p>{PLAIN}</body></html>"
    ),
    "UTF-16": _of(
        f"\ufeff<!DOCTYPE html><html><head><title>é</title></head><body><p>Größe – 收入</p>{PLAIN}</body></html>",
        encoding="utf-16-le",
    ),
    "Latin 1": _of(
        "<!DOCTYPE html><html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><title>x"
        f"</title></head><body><p>Größe \x96 caf\xe9 \x80 5</p>{PLAIN}</body></html>",
        encoding="latin-1",
    ),
    "GB 18030": _of(
        "<!DOCTYPE html><html><head><meta"
        " charset='gb18030'><title>收入</title></head><body><p>营业收入 及 成本 — 千元</p>"
        f"{PLAIN}</body></html>",
        encoding="gb18030",
    ),
    "a form": _of(
        "<!DOCTYPE html><html><head><title>x</title></head><body><form action='x'><label"
        " for=a>Word</label> <input type=hidden id=a value=1></form><noscript><p>No script here.</p></noscript>"
        f"{PLAIN}</body></html>"
    ),
    "names of characters": _of(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body><p>a &hellip;&mdash;&frac12;"
        f"&NotEqualTilde;&unknown; x\u2028y\u00ad z &notin; &copy2021</p>{PLAIN}</body></html>"
    ),
    "comments and data": _of(
        "<!DOCTYPE html><html><head><title>x</title><!--[if lt IE 9]><script src='html5shiv.js'></script><![endif]-->"
        "</head><body><!-- a -- b --><!--> odd --><p>one<!---->two<![CDATA[three]]>four<?php echo 1 ?>five</p><!-- - "
        f"-->{PLAIN}<!--x--!><p>last</p></body></html>"
    ),
    "XML in a file of HTML": _of(
        '<?xml version="1.0" encoding="UTF-8"?>\n<html'
        ' xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        "<body><p>one<br></br>two <i/> slanted</p><p><div>in</div>out</p><span/><div class='a'/><a name='x'/>"
        f"{PLAIN.replace('align=right', 'align=' + chr(34) + 'right' + chr(34))}</body></html>"
    ),
    "lists and titles": _of(
        "<!DOCTYPE html><html><head><title>x</title></head><body><h1>A</h1><ol type=a start=3><li>c<li"
        " value=7>g</ol><ul"
        " type=square><li>s</ul><li>alone<dl><dt>t<dd>d<p>e</dl><blockquote>q<p>r</blockquote><pre>  a\n    b <b>c</b>"
        "\n</pre><address>ad</address><hgroup><h1>x</h1></hgroup><section><h1>In a"
        " section</h1></section><table><caption"
        f" align=bottom>Below</caption><tr><td>x</table>{PLAIN}</body></html>"
    ),
    "a picture that is not there": _of(
        f"<!DOCTYPE html><html><head><title>x</title></head><body><p>Before <img src='x.png' alt='our logo'>"
        f" after</p><div>"
        f"<img src='y.png' alt=''></div>{PLAIN}</body></html>"
    ),
    "rules for the names of elements": _of(
        "<!DOCTYPE html><html><head><title>x</title><style>header,footer{background:#eef;padding:9px} main>section{"
        "border-left:3px solid teal;padding-left:6px} div{color:maroon} u{color:green} nav a:hover{color:red} font{"
        "font-weight:bold} mark.soft{background:pink} p{margin:3px 0;line-height:1.2}"
        " td{background:white} .w{width:300px"
        "}"
        "* {text-indent:0} @media"
        " print{section{display:none}}</style></head><body><header>Top</header><main><section><p>a"
        "</p><div>b</div></section></main><p><u>under</u> <font size=4 color=blue>big</font> <mark"
        " class=soft>m</mark></p>"
        "<table class=w width=90% bgcolor=yellow><tr bgcolor=lime><td bgcolor=red"
        " align=right>1</td></tr></table><center>"
        f"mid</center>{PLAIN}<footer>End</footer></body></html>"
    ),
    "frames within": _of(
        f"<html><head><title>x</title></head><body>{PLAIN}<iframe src='b.html' width=0 height=0></iframe><object data="
        "'a.swf' width=0 height=0><p>no</p></object></body></html>"
    ),
}
