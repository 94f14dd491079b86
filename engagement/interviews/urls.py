"""Addresses of studies, interviews, soft market tests, codes, findings and quotes."""

from django.urls import path

from engagement.interviews.views import appointments, codes, interviews, market_tests, own_answers, studies, words

STUDY = "interviews/<uuid:study_id>/"
HELD = STUDY + "held/<uuid:interview_id>/"
TEST = "market-tests/<uuid:market_test_id>/"
OWN_TEST = "market-tests/own/<uuid:asked_provider_id>/"
urlpatterns = [
    path("market-tests/new/", market_tests.market_test_new, name="market_test_new"),
    path("market-tests/own/", own_answers.own_test_list, name="own_test_list"),
    path(OWN_TEST, own_answers.own_test, name="own_test"),
    path(OWN_TEST + "save/", own_answers.own_test_save, name="own_test_save"),
    path(TEST, market_tests.market_test_detail, name="market_test_detail"),
    path(TEST + "change/", market_tests.market_test_change, name="market_test_change"),
    path(TEST + "ask/", market_tests.market_test_ask, name="market_test_ask"),
    path(TEST + "write/", market_tests.market_test_write, name="market_test_write"),
    path(TEST + "take-in/", market_tests.market_test_take_in, name="market_test_take_in"),
    path(TEST + "workshop/", market_tests.market_test_table, name="market_test_table"),
    path("interviews/", studies.study_list, name="study_list"),
    path("interviews/new/", studies.study_new, name="study_new"),
    path("interviews/mine/", interviews.own_interview_list, name="own_interview_list"),
    path("interviews/mine/<uuid:interview_id>/", interviews.own_interview, name="own_interview"),
    path("interviews/released/", words.released_study_list, name="released_study_list"),
    path(STUDY, studies.study_detail, name="study_detail"),
    path(STUDY + "frame/add/", studies.frame_add, name="frame_add"),
    path(STUDY + "frame/<uuid:frame_member_id>/status/", studies.frame_status, name="frame_status"),
    path(STUDY + "frame/<uuid:frame_member_id>/book/", appointments.frame_book, name="frame_book"),
    path(STUDY + "frame/<uuid:frame_member_id>/calendar/", appointments.frame_calendar, name="frame_calendar"),
    path(STUDY + "frame/<uuid:frame_member_id>/interview/", interviews.interview_begin, name="interview_begin"),
    path(HELD, interviews.interview_detail, name="interview_detail"),
    path(HELD + "send/", interviews.interview_send, name="interview_send"),
    path(HELD + "<slug:theme>/", interviews.section_edit, name="section_edit"),
    path(HELD + "<slug:theme>/save/", interviews.section_save, name="section_save"),
    path(HELD + "<slug:theme>/codes/", codes.section_code, name="section_code"),
    path(STUDY + "codes/", codes.code_tree, name="code_tree"),
    path(STUDY + "codes/import/", codes.code_tree_import, name="code_tree_import"),
    path(STUDY + "agreement/", codes.code_agreement, name="code_agreement"),
    path(STUDY + "matrix/", words.study_matrix, name="study_matrix"),
    path(STUDY + "files/<slug:kind>/", words.study_file, name="study_file"),
    path(STUDY + "findings/", words.finding_list, name="finding_list"),
    path(STUDY + "findings/<uuid:study_finding_id>/release/", words.finding_release, name="finding_release"),
    path(STUDY + "findings/<uuid:study_finding_id>/withdraw/", words.finding_withdraw, name="finding_withdraw"),
    path(STUDY + "quotes/", words.quote_list, name="quote_list"),
    path(STUDY + "quotes/<uuid:study_quote_id>/release/", words.quote_release, name="quote_release"),
    path(STUDY + "quotes/<uuid:study_quote_id>/withdraw/", words.quote_withdraw, name="quote_withdraw"),
    path(STUDY + "released/", words.released_words, name="released_words"),
    path(STUDY + "released/file/", words.released_file, name="released_file"),
]
