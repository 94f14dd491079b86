"""The different texts that rows have together: looked up once each, then joined to the rows in two steps."""

from markets.store.engine import Connection
from markets.store.stage_sql import OF_A_CLIENT, SEPARATOR, TOGETHER, WORDS

# What of a row's words tells cells of the half-minute table apart.
SAME = ("provider", "zone_key", "ruc", "outcome", "by_hand")


def group_texts(connection: Connection) -> None:
    """Make tables of the different texts that rows have together, so that all rows are looked through only twice."""
    parts = ", ".join(
        f"split_part(words, chr({ord(SEPARATOR)}), {at}) AS {name}"
        for at, name in enumerate(("provider", *TOGETHER[1:]), 1)
    )
    connection.execute("CREATE TABLE texts_of_people AS SELECT words, carer, count(*) AS n FROM staged GROUP BY ALL")
    connection.execute(
        f"""
        CREATE TABLE texts_together AS SELECT *, {parts} FROM (
            SELECT words, CAST(sum(n) AS BIGINT) AS n FROM texts_of_people GROUP BY words)
        """
    )
    columns = ", ".join(("client", *OF_A_CLIENT))
    connection.execute(
        f"CREATE TABLE texts_of_clients AS SELECT {columns}, count(*) AS n FROM staged GROUP BY {columns}"
    )


def different(connection: Connection, column: str) -> list[tuple[str, int]]:
    table = "texts_of_clients" if column in ("client", *OF_A_CLIENT) else "texts_together"
    asked = f"SELECT {column}, CAST(sum(n) AS BIGINT) FROM {table} GROUP BY 1 ORDER BY 1"
    return connection.execute(asked).fetchall()


def resolve_texts(connection: Connection) -> None:
    """Make the tables ``people`` and ``clients``: what the texts of a row mean, all looked up.

    ``same`` is one number for all texts that come to the same cell of the half-minute table.
    """
    words = ", ".join(f"{key}_words.meant AS {key}" for key in (*WORDS[1:], "zone_key", "ruc"))
    joins = " ".join(f"JOIN {key}_words ON {key} = {key}_words.word" for key in (*WORDS[1:], "zone_key", "ruc"))
    connection.execute(
        f"""
        CREATE TABLE meanings AS SELECT *, CAST(dense_rank() OVER (ORDER BY {", ".join(SAME)}) AS INTEGER) AS same
        FROM (
            SELECT words, provider_words.code AS provider, known, {words},
                coalesce(outcome_words.meant, CAST('unknown' AS outcome_kind)) AS outcome,
                outcome_words.meant IS NULL AS unknown_outcome,
                coalesce(outcome_words.meant = 'done', false) AS is_done,
                coalesce(start_method_words.meant = 'manual' OR end_method_words.meant = 'manual', false) AS by_hand
            FROM texts_together JOIN provider_words ON texts_together.provider = provider_words.word
            JOIN outcome_words ON texts_together.outcome = outcome_words.word {joins})
        """
    )
    connection.execute(
        """
        CREATE TABLE people AS SELECT texts_of_people.carer AS carer_text, meanings.*, pseudonym AS carer_ref,
            coalesce(named, false) AS carer_named
        FROM texts_of_people JOIN meanings USING (words)
        LEFT JOIN carer_words ON carer_words.word = carer AND carer_words.code = meanings.provider
        """
    )
    connection.execute(
        """
        CREATE TABLE clients AS SELECT client, contract_ref, place_ref, pseudonym AS client_ref, named AS client_named,
            contract_ref_words.meant AS contract, place_ref_words.meant AS place
        FROM texts_of_clients JOIN client_words ON client = client_words.word
        JOIN contract_ref_words ON contract_ref = contract_ref_words.word
        JOIN place_ref_words ON place_ref = place_ref_words.word
        """
    )
    connection.execute("DROP TABLE texts_of_clients")
