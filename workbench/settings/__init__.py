"""What a study and its user may set: `study.yaml`, `report.yaml` and the user's own file, typed and documented.

The field descriptions are the documentation: the settings page of the docs and the forms are made from them.
Precedence: command line, environment, user's file, study.
"""

from workbench.settings.files import (
    ENVIRONMENT,
    Fault,
    faults_of,
    outline_lines,
    read_report_choices,
    read_study_settings,
    read_text,
    read_user_settings,
    user_data_folder,
    user_file,
    with_changes,
    write_report_choices,
    write_study_settings,
    write_user_settings,
    write_user_study,
)
from workbench.settings.models import (
    DEFAULT_ATTRIBUTION,
    PLACEHOLDERS,
    Asked,
    Question,
    Role,
    StudySettings,
    UserSettings,
    UserStudy,
    Wave,
)
from workbench.settings.outline import Lines, OutlineSection, depth_of, hung_in
from workbench.settings.report_choices import (
    Layered,
    MarksName,
    OrderName,
    ParticipantsTable,
    PartName,
    ReportChoices,
)

__all__ = [
    "DEFAULT_ATTRIBUTION",
    "ENVIRONMENT",
    "PLACEHOLDERS",
    "Asked",
    "Fault",
    "Layered",
    "Lines",
    "MarksName",
    "OrderName",
    "OutlineSection",
    "PartName",
    "ParticipantsTable",
    "Question",
    "ReportChoices",
    "Role",
    "StudySettings",
    "UserSettings",
    "UserStudy",
    "Wave",
    "depth_of",
    "faults_of",
    "hung_in",
    "outline_lines",
    "read_report_choices",
    "read_study_settings",
    "read_text",
    "read_user_settings",
    "user_data_folder",
    "user_file",
    "with_changes",
    "write_report_choices",
    "write_study_settings",
    "write_user_settings",
    "write_user_study",
]
