"""Words that tell no name: those common in the names of firms and councils, and names that are everyday words."""

# What the name of a firm, a home, a ward or a council has beside the word by which it is known.
COMMON_IN_NAMES = frozenset(
    {
        *("ltd", "limited", "plc", "llp", "cic", "group", "holdings", "company", "trust", "society", "association"),
        *("services", "service", "care", "homecare", "home", "homes", "domiciliary", "support", "community", "living"),
        *("solutions", "agency", "healthcare", "health", "nursing", "residential", "house", "lodge", "court", "hall"),
        *("manor", "park", "view", "green", "hill", "wood", "road", "street", "lane", "gate", "bridge", "common"),
        *("quality", "choice", "first", "best", "personal", "private", "social", "people", "person", "independent"),
        *("council", "borough", "county", "city", "district", "metropolitan", "royal", "unitary", "authority", "uk"),
        *("north", "south", "east", "west", "upper", "lower", "great", "new", "old", "saint", "local", "national"),
        *("the", "and", "for", "our", "your", "with", "from", "all", "one", "you", "mrs", "miss", "sir", "lady"),
    }
)
# First names, surnames, wards and brands that a quote may hold in their plain meaning.
EVERYDAY = frozenset(
    {
        *(
            "may",
            "will",
            "mark",
            "bill",
            "grant",
            "frank",
            "rich",
            "pat",
            "joy",
            "dawn",
            "faith",
            "grace",
            "hope",
            "rose",
        ),
        *(
            "summer",
            "june",
            "april",
            "august",
            "young",
            "long",
            "short",
            "small",
            "little",
            "king",
            "queen",
            "day",
            "day",
        ),
        *(
            "white",
            "black",
            "brown",
            "gray",
            "grey",
            "field",
            "fields",
            "price",
            "page",
            "cook",
            "baker",
            "carer",
            "love",
        ),
        *(
            "stone",
            "bell",
            "bird",
            "fox",
            "hunt",
            "power",
            "case",
            "chance",
            "heart",
            "hand",
            "hands",
            "bright",
            "angel",
        ),
        *("angels", "comfort", "help", "right", "time", "trust", "able", "good", "better", "caring", "ward", "marsh"),
        *("brook", "ford", "banks", "wells", "day", "early", "sharp", "strong", "wise", "swift", "noble", "carter"),
    }
)
