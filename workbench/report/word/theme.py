"""The theme of a report in Word: the colours and fonts that Word offers a writer who adds to it."""

from __future__ import annotations

from workbench.report.word.styles import ACCENT, FONT, QUIET, RULE, SHADE

_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": ACCENT,
    "lt2": SHADE,
    "accent1": ACCENT,
    "accent2": "8A5A2B",
    "accent3": "4F7942",
    "accent4": QUIET,
    "accent5": RULE,
    "accent6": "7A3E48",
    "hlink": ACCENT,
    "folHlink": QUIET,
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme_xml() -> str:
    """The theme part, with its root."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Report"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Report"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
