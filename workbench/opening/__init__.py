"""What both doors do first: open a study and bring files and database to agree; make an empty one; the latest ones.

What is handed on of a study, by whichever door, is in `handing_on`: only those who write it load it.
"""

from workbench.opening.door import Standing, look_around, open_and_look, open_study, redo, to_undo, undo
from workbench.opening.importing import correct_participant, correct_transcript, import_confirmed
from workbench.opening.making import (
    begin_study,
    faults_of_new,
    folder_here,
    folder_named,
    folder_typed,
    keep_out_of_git,
    make_study,
    read_text_exactly,
    take_up,
    usual_settings,
)
from workbench.opening.recent import (
    Recent,
    forget,
    import_folder,
    recent_studies,
    remember,
    remember_import_folder,
    usual_coder,
)
from workbench.opening.settling import change_settings

__all__ = [
    "Recent",
    "Standing",
    "begin_study",
    "change_settings",
    "correct_participant",
    "correct_transcript",
    "faults_of_new",
    "folder_here",
    "folder_named",
    "folder_typed",
    "forget",
    "import_confirmed",
    "import_folder",
    "keep_out_of_git",
    "look_around",
    "make_study",
    "open_and_look",
    "open_study",
    "read_text_exactly",
    "recent_studies",
    "redo",
    "remember",
    "remember_import_folder",
    "take_up",
    "to_undo",
    "undo",
    "usual_coder",
    "usual_settings",
]
