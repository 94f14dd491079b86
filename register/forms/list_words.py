"""The form that says what the words of a council's list mean."""

from register.domain.council_questions import CouncilQuestionKind
from register.fields.file_words import FileWordsForm


class ListWordsForm(FileWordsForm):
    labels = {kind.value: kind.label for kind in CouncilQuestionKind}
