"""The transcript view: a text laid out in terminal cells, its paint, its caret, and the widget that shows it.

All but the widget is pure. Offsets are code points of the transcript's text everywhere; `layout` alone turns them into
cells.
"""
