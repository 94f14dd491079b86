"""A secret may lie in a file, which the environment or systemd's credentials name; its value is never said."""

from pathlib import Path

import pytest

from costofcare.secret_files import SECRETS, read_secrets


def kept(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@pytest.mark.parametrize("name", SECRETS)
def test_every_secret_is_read_from_the_file_that_is_named(name: str, tmp_path: Path):
    values, troubles = read_secrets({f"{name}_FILE": kept(tmp_path, "any", "s3cret\n")})
    assert (values[name], troubles) == ("s3cret", [])


def test_a_credential_of_systemd_is_read_unasked_and_what_the_environment_says_comes_first(tmp_path: Path):
    folder = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    kept(tmp_path, "LEDGER_KEY", "theirs")
    assert read_secrets(folder)[0]["LEDGER_KEY"] == "theirs"
    assert read_secrets(folder | {"LEDGER_KEY": "ours"}) == (folder | {"LEDGER_KEY": "ours"}, [])
    assert "SECRET_KEY" not in read_secrets(folder)[0]


def test_a_dollar_and_a_space_stay_what_they_are(tmp_path: Path):
    assert read_secrets({"SECRET_KEY_FILE": kept(tmp_path, "key", "$a b\r\n")})[0]["SECRET_KEY"] == "$a b"


def test_several_sealing_keys_stand_a_line_each(tmp_path: Path):
    values, _ = read_secrets({"SEALING_KEYS_FILE": kept(tmp_path, "keys", "new\n\nold\n")})
    assert values["SEALING_KEYS"] == "new,old"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is blank."),
        (" \n\n", "is blank."),
        ("one\ntwo", "has 2 lines; it may have one."),
        (b"\xff\xfe\x00s3cret", "is no text (UTF-8)."),
        ("s3cret\0", "holds what is no text."),
        ("s3cret" * 20_000, "is too long for a secret"),
    ],
)
def test_a_file_that_holds_no_secret_is_refused_in_a_sentence(content: str | bytes, sentence: str, tmp_path: Path):
    values, troubles = read_secrets({"SECRET_KEY_FILE": kept(tmp_path, "key", content)})
    assert [trouble.endswith(sentence) or sentence in trouble for trouble in troubles] == [True]
    assert troubles[0].startswith(f"{tmp_path / 'key'}, the file of SECRET_KEY")
    assert "s3cret" not in troubles[0]
    assert "SECRET_KEY" not in values


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path):
    _, troubles = read_secrets({"SECRET_KEY_FILE": str(tmp_path), "LEDGER_KEY_FILE": str(tmp_path / "gone")})
    assert troubles == [
        f"{tmp_path}, the file of SECRET_KEY, cannot be read: Is a directory.",
        f"LEDGER_KEY_FILE names {tmp_path / 'gone'}, and there is no such file.",
    ]


def test_a_secret_that_is_given_twice_is_refused(tmp_path: Path):
    _, troubles = read_secrets({"SECRET_KEY": "a", "SECRET_KEY_FILE": kept(tmp_path, "key", "b")})
    assert troubles == ["SECRET_KEY and SECRET_KEY_FILE are both set; keep one of them."]
