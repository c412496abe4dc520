"""The parts of a .docx around its words: what it consists of, its styles, its bullets."""

from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SCHEMAS = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{SCHEMAS}/wordprocessingml/2006/main"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = f"{SCHEMAS}/officeDocument/2006/relationships"
PACKAGE = f"{SCHEMAS}/package/2006"

TYPES = f"""{HEAD}<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{WORD}.numbering+xml"/>
</Types>"""

ROOT = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>"""

OF_DOCUMENT = f"""{HEAD}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/>
</Relationships>"""

NUMBERING = f"""{HEAD}<w:numbering {W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="283"/></w:pPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
</w:numbering>"""


def _style(
    name: str, shown: str, *, size: int = 0, before: int = 0, more: str = "", level: int | None = None
) -> str:
    outline = (
        ""
        if level is None
        else f'<w:keepNext/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level}"/>'
    )
    letters = f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>' if size else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr>{outline}{more}</w:pPr>{letters}</w:style>'
    )


BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
STYLES = f"""{HEAD}<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/>
<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>
{_style("Title", "Title", size=40, before=0, level=0)}
{_style("Heading1", "heading 1", size=30, before=360, level=0)}
{_style("Heading2", "heading 2", size=25, before=240, level=1)}
{_style("Heading3", "heading 3", size=22, before=200, level=2)}
{_style("Caption", "caption", size=22, before=200, level=9)}
{_style("ListBullet", "List Bullet", more=BULLET)}
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>
<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders>
<w:tblCellMar>
<w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>
</w:tblCellMar></w:tblPr></w:style>
</w:styles>"""

MARGINS = " ".join(f'w:{side}="1134"' for side in ("top", "right", "bottom", "left"))
A4 = f"""<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar {MARGINS} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>"""


def parts(body: str) -> Mapping[str, str]:
    """Every part of the file by its name, around these paragraphs and tables."""
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{body}{A4}</w:body></w:document>",
        "word/_rels/document.xml.rels": OF_DOCUMENT,
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
