"""``dragoman actor`` and ``dragoman knowledge check``."""

from click.testing import CliRunner

from dragoman.cli.knowledge import actor, knowledge


def test_actor_prints_office_term_and_source():
    done = CliRunner().invoke(actor, ["Emmanuel", "Macron", "--on", "2021-07-12"])
    assert "emmanuel-macron" in done.output
    assert "president" in done.output
    assert "from: " in done.output


def test_actor_knows_members_on_a_day():
    done = CliRunner().invoke(actor, ["NATO", "--on", "1950-01-01"])
    assert "USA" in done.output
    assert "DEU" not in done.output


def test_a_folder_of_own_tables_wins(tmp_path):
    (tmp_path / "organisations.tsv").write_text(
        "id\tname\tkind\tstate\tsectors\taliases\twikidata\tfrom\tto\tsource\n"
        "org:mine\tHarbour Watch\tngo\t\tNGO\tHW\t\t\t\tour desk\n",
        "utf-8",
    )
    done = CliRunner().invoke(actor, ["Harbour", "Watch", "--knowledge", str(tmp_path)])
    assert "org:mine" in done.output
    assert "our desk" in done.output
    checked = CliRunner().invoke(knowledge, ["check", "--knowledge", str(tmp_path)])
    assert "0 problems" in checked.output


def test_check_names_a_fault(tmp_path):
    (tmp_path / "modifiers.tsv").write_text("form\teffect\tsectors\tsource\nlapsed\tformer\tXYZ\tme\n", "utf-8")
    done = CliRunner().invoke(knowledge, ["check", "--knowledge", str(tmp_path)])
    assert "no sector 'XYZ'" in done.output
