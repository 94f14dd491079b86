"""Tables that no erasure changes, and why: what is neither here nor erased fails a test."""

_OF_THE_PORTAL = "the portal’s own; nobody types anything of a provider or a person into it"
_OF_THE_COUNCIL = "written for everybody by the council or the team; look whether it names somebody"
_RELEASED = "released: protected figures and keyed digests, which name nobody"
_BY_DOOR = "erased by a door of the database, with the account"
UNTOUCHED = {
    **dict.fromkeys(
        (
            "accounts_auditseal",
            "accounts_erasedwords",
            "accounts_erasure",
            "accounts_retentionrule",
            "accounts_retentionrun",
            "accounts_trycount",
            "costofcare_cache",
            "costofcare_incident",
            "django_content_type",
            "django_migrations",
            "engagement_mailboxposition",
            "engagement_standard",
            "auth_group",
            "auth_group_permissions",
            "auth_permission",
            "register_authority",
            "register_exercise",
            "wall_key",
        ),
        _OF_THE_PORTAL,
    ),
    **dict.fromkeys(
        ("account_emailaddress", "account_emailconfirmation", "django_session", "mfa_authenticator"), _BY_DOOR
    ),
    **dict.fromkeys(
        (
            "engagement_mailtemplate",
            "engagement_step",
            "engagement_event",
            "engagement_eventfor",
            "engagement_slot",
            "engagement_slotfor",
            "engagement_joining",
            "engagement_logmeaning",
            "benchmarking_benchmarkround",
            "markets_feescenario",
            "markets_paysurvey",
            "markets_markettable",
            "markets_ownpaymentrule",
            "markets_paymentrun",
            "markets_ratecard",
            "markets_visitmapping",
            "markets_visitrun",
            "register_listmeaning",
            "reports_justification",
            "reports_priceindexedition",
            "submissions_rememberedlayout",
        ),
        _OF_THE_COUNCIL,
    ),
    **dict.fromkeys(
        (
            "reports_release",
            "reports_releasereview",
            "reports_withdrawalnotice",
            "reports_ledgerrow",
            "reports_datasheet",
            "reports_datasheetmember",
            "reports_datasheetcopy",
            "reports_annexdocument",
            "markets_paycounts",
            "benchmarking_benchmarkedition",
            "benchmarking_editioncopy",
            "benchmarking_editionledgerrow",
        ),
        _RELEASED,
    ),
    **dict.fromkeys(
        (
            "benchmarking_memberconsent",
            "benchmarking_returndraft",
            "benchmarking_councilreturn",
            "benchmarking_roundanalysis",
        ),
        "a council’s own figures and word; of providers the CQC’s numbers, with the council’s hours and prices",
    ),
    **dict.fromkeys(
        ("benchmarking_publicfile", "benchmarking_publicfigure"),
        "published of councils by the government and others, with the day and the file; nobody is in it",
    ),
    "benchmarking_councilquery": "asked of a council about its own figures, and answered; look whether it names one",
    "reports_calculation": "loses what it holds by location, by the same door as its rows; its figures stay",
    "reports_calculationrequest": "ids of versions alone",
    "submissions_recheck": "counts, and the ranges of an exercise, which name nobody",
    "accounts_mailserver": "what mail servers answered; addresses in it are digests",
}
