"""What a scenario leaves out, in words: the page, the workbook and the paper say the same."""

WHAT_IS_NOT_IN_IT = (
    "Live-in care and nights, a client’s own contribution, the quality of care, and what a provider is able to charge "
    "others.",
    "Any one provider’s own cost: it is modelled from released medians and typed figures.",
    "A branch is taken to deliver all its hours in one zone.",
    "The fee is for planned time: under another payment rule it has to be multiplied by that rule’s neutral rate.",
    "The Homecare Association’s statutory cost of employment for 2025–26, £22.71 an hour, is not reproduced: its "
    "inputs are not published in full. It is another model, and no fee here is to be compared with it.",
)
