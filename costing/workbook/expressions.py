"""Spreadsheet formulas made from questions: what was read, what is needed, what is in range."""

from decimal import Decimal

from costing.answers import normal_form
from costing.conditions import Condition, Term
from costing.form import AnswerType, Question
from costing.workbook.names import NA_WORDS, input_name, read_name

CHECK = "Check: "
_EARLIEST, _LATEST = "DATE(1990,1,1)", "DATE(2099,12,31)"


def given(then: str, *names: str) -> str:
    """Return a formula for ``then`` once all the names hold numbers, else blank."""
    return f'IF(COUNT({",".join(names)})={len(names)},{then},"")'


def undefined_if(names: tuple[str, ...], then: str) -> str:
    """Return a formula for ``n/a`` if any of the names is n/a, else ``then``."""
    tests = [f'{name}="n/a"' for name in names]
    test = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
    return f'IF({test},"n/a",{then})'


def words_of(code: str) -> str:
    """Return a choice as people see it: ``per_hour`` is "per hour"."""
    return code.replace("_", " ")


def is_blank(question: Question) -> str:
    return f"LEN(TRIM({input_name(question.key)}))=0"


def is_needed(question: Question) -> str:
    """Return a formula that says whether a question must be answered, TRUE or FALSE."""
    if question.required_when is not None:
        return condition(question.required_when)
    return "TRUE" if question.required else "FALSE"


def condition(when: Condition) -> str:
    tests = [_term(term) for term in when.terms]
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def _term(term: Term) -> str:
    if term.operator == "=":
        return f'{read_name(term.key)}="{words_of(term.operand)}"'
    return f"N({read_name(term.key)})>{term.operand}"


def reading(question: Question) -> str:
    """Return a formula for what is understood: the value, blank, or a sentence that begins with "Check:"."""
    wrong = f'"{CHECK}{expected(question)}"'
    value = _value(question, input_name(question.key))
    return f'=IFERROR(IF({is_blank(question)},"",{_read(question, value, wrong)}),{wrong})'


def _read(question: Question, value: str, wrong: str) -> str:
    in_range = fits(question, input_name(question.key))
    match question.type:
        case AnswerType.TEXT | AnswerType.EMAIL | AnswerType.LOCATION_ID:
            return f'IF({in_range},"",{wrong})'
        case AnswerType.DECIMAL_OR_NA:
            is_na = f"SUMPRODUCT(--({NA_WORDS}=TRIM({input_name(question.key)})))>0"
            number = f"AND(ISNUMBER({value}),{_between(question, value)})"
            return f'IF({is_na},"n/a",IF({number},{value},{wrong}))'
    return f"IF({in_range},{value},{wrong})"


def fits(question: Question, cell: str) -> str:
    """Return a formula that says whether a cell holds an answer of the right type within the hard range."""
    value = _value(question, cell)
    match question.type:
        case AnswerType.TEXT:
            return "TRUE"
        case AnswerType.EMAIL:
            return f'AND(ISNUMBER(FIND("@",{cell})),ISERROR(FIND(" ",TRIM({cell}))))'
        case AnswerType.LOCATION_ID:
            return f'AND(LEFT(TRIM({cell}),2)="1-",ISNUMBER(VALUE(MID(TRIM({cell}),3,20))))'
        case AnswerType.CHOICE:
            tests = [f'{value}="{words_of(choice)}"' for choice in question.choices]
            return f"OR({','.join(tests)})"
        case AnswerType.DATE:
            return f"AND(ISNUMBER({cell}),{cell}>={_EARLIEST},{cell}<={_LATEST})"
        case AnswerType.DECIMAL_OR_NA:
            number = f"IF(ISNUMBER({cell}),{_between(question, value)},FALSE)"
            return f'OR(LOWER(TRIM({cell}))="n/a",{number})'
    return f"IF(ISNUMBER({cell}),{_between(question, value)},FALSE)"


def _value(question: Question, cell: str) -> str:
    """Return the value in the question's own terms: shares up to 1, choices in words."""
    match question.type:
        case AnswerType.PERCENT:
            return f"IF(ABS({cell})>1,{cell}/100,{cell})"
        case AnswerType.CHOICE:
            return f'SUBSTITUTE(LOWER(TRIM({cell})),"_"," ")'
        case AnswerType.DATE:
            return f"INT({cell})"
    return cell


def _between(question: Question, value: str) -> str:
    tests = [f"{value}=INT({value})"] if question.type == AnswerType.INTEGER else []
    if question.hard_min is not None:
        tests.append(f"{value}>={normal_form(question.hard_min)}")
    if question.hard_max is not None:
        tests.append(f"{value}<={normal_form(question.hard_max)}")
    return f"AND({','.join(tests)})" if tests else "TRUE"


def expected(question: Question) -> str:
    """Return what may be typed, in a few words."""
    match question.type:
        case AnswerType.TEXT:
            return "words"
        case AnswerType.EMAIL:
            return "an email address"
        case AnswerType.LOCATION_ID:
            return "an ID like 1-123456789"
        case AnswerType.DATE:
            return "a date like 31/03/2026"
        case AnswerType.CHOICE:
            return "one of the list"
        case AnswerType.DECIMAL_OR_NA:
            return f"{_range_in_words(question)}, or n/a"
    return _range_in_words(question)


def _range_in_words(question: Question) -> str:
    low, high = question.hard_min, question.hard_max
    noun = "a whole number" if question.type == AnswerType.INTEGER else "a number"
    if low is not None and high is not None:
        return f"{_shown(question, low)} to {_shown(question, high)}"
    return noun if low is None else f"{noun}, {_shown(question, low)} or more"


def _shown(question: Question, bound: Decimal) -> str:
    if question.type == AnswerType.PERCENT:
        return f"{normal_form(bound * 100)} %"
    return f"{bound:,f}"
