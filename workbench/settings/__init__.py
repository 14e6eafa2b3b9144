"""What a study and its user may set: `study.yaml`, `report.yaml` and the user's own file, typed and documented.

The field descriptions are the documentation: the settings page of the docs and the forms are made from them.
Precedence: command line, environment, user's file, study.
"""

from workbench.settings.files import (
    ENVIRONMENT,
    Fault,
    faults_of,
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
    "MarksName",
    "OrderName",
    "PartName",
    "ParticipantsTable",
    "Question",
    "ReportChoices",
    "Role",
    "StudySettings",
    "UserSettings",
    "UserStudy",
    "Wave",
    "faults_of",
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
