"""What must not stand in a report, in quotations that an update leaves otherwise as they are."""

from __future__ import annotations

from worked_on_report import LETTERS, edit, rename, updated

from workbench import report, themes
from workbench.prepared import Edit, Prepared
from workbench.report.update.update import plan_update
from workbench.themes import prepare


def test_who_is_named_by_role_only_now_is_not_named_in_what_nobody_chooses_any_more(warmth) -> None:
    study = warmth.study
    themes.judge(study, warmth.theme, [warmth.ids[2]], stance="supports", use="useful")
    assert [one.what for one in plan_update(study, warmth.path).changes] == ["not printed"]
    rename(study, "North,,,yes,2", "North,,,role only,2")
    (told, other) = plan_update(study, warmth.path).changes
    assert (told.what, other.what) == ("redacted", "changed")
    assert told.why.startswith("it names somebody who is to be named by role only, and ")
    assert ("redacted", "", f"{LETTERS} (Parent)") in updated(warmth)
    assert [one.what for one in plan_update(study, warmth.out).changes] == ["not printed"]


def test_nor_where_the_writer_changed_words_and_attribution(warmth) -> None:
    edit(
        warmth.path,
        lambda xml: xml.replace("when the letters came", "when letters came").replace(
            "(Parent\u00a01,\u00a0Early", "(Parent 1"
        ),
    )
    rename(warmth.study, "North,,,yes,2", "North,,,role only,2")
    assert ("redacted", "", "She sat with me when letters came. (Parent, Early)") in updated(warmth)


def test_redacted_words_that_the_writer_put_back_go_again(warmth) -> None:
    """Typed, or rejected in Word: the mark says what the study prints, whatever stands there."""
    start = LETTERS.index("letters")
    prepare(warmth.study, warmth.theme, warmth.ids[2], Prepared(edits=(Edit(start, start + 7, "redact", "(forms)"),)))
    report.write(warmth.study, warmth.path)
    edit(warmth.path, lambda xml: xml.replace("(forms)", "letters"))
    (told,) = plan_update(warmth.study, warmth.path).changes
    assert told.why == "it holds words that are redacted now, and its writer changed it too"
    assert updated(warmth) == [("redacted", "", "She sat with me when the (forms) came. (Parent 1, Early)")]
