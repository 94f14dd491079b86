"""Of several processes of the tests one reads them first; those that came meanwhile follow."""

from pathlib import Path
from threading import Thread

from costofcare.tests.suite_pace import one_before_the_others


def test_others_wait_for_the_first_and_all_have_their_turn(tmp_path: Path):
    came = list[str]()

    def other() -> None:
        with one_before_the_others(tmp_path):
            came.append("other")

    threads = [Thread(target=other) for _ in range(2)]
    with one_before_the_others(tmp_path):
        for thread in threads:
            thread.start()
        came.append("first")
    for thread in threads:
        thread.join()
    assert came == ["first", "other", "other"]
