"""The zip: read by its directory, written without unpacking what stays."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from salesbook.books.xlsx import package as packages
from salesbook.books.xlsx import repack
from salesbook.books.xlsx.package import Package, workbook_mark
from salesbook.books.xlsx.repack import PackageWriter
from salesbook.errors import Damaged, SalesbookError, TooLarge
from tests.books.make import raw_workbook, relations

CONTENT = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": relations().encode(),
    "xl/workbook.xml": b"<workbook/>" * 500,
    "xl/média/bild.png": bytes(range(256)) * 20,
    "xl/empty.xml": b"",
}


def package_of(path: Path, *, stored=(), stream=False) -> Path:
    """A zip as some program may write it; a stream cannot go back, so sizes follow the data."""
    out = io.BytesIO()
    target = Streaming(out) if stream else out
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"made by a test"
        for name, content in CONTENT.items():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o640 << 16
            archive.writestr(info, content)
    path.write_bytes(out.getvalue())
    return path


class Streaming(io.RawIOBase):
    def __init__(self, out):
        self.out = out

    def writable(self):
        return True

    def write(self, data):
        return self.out.write(data)


def rewritten(path: Path, changed: dict[str, bytes], dropped=()) -> zipfile.ZipFile:
    out = io.BytesIO()
    with Package.open(path) as package:
        writer = PackageWriter(out, package)
        for entry in package.entries:
            if entry.name in changed:
                writer.write(entry.name, [changed[entry.name][:7], changed[entry.name][7:]], entry)
            elif entry.name not in dropped:
                writer.copy(entry)
        writer.finish()
    return zipfile.ZipFile(out)


@pytest.mark.parametrize("stored", [(), tuple(CONTENT)])
@pytest.mark.parametrize("stream", [False, True])
def test_copied_parts_stay_packed_as_they_are_and_changed_ones_keep_their_place(tmp_path, stored, stream):
    path = package_of(tmp_path / "b.xlsx", stored=stored, stream=stream)
    new = rewritten(path, {"xl/workbook.xml": b"<changed/>"})
    assert new.testzip() is None
    assert new.comment == b"made by a test"
    with zipfile.ZipFile(path) as old:
        assert new.namelist() == old.namelist()
        for before, after in zip(old.infolist(), new.infolist(), strict=True):
            assert after.date_time == before.date_time
            assert after.external_attr == before.external_attr
            if after.filename != "xl/workbook.xml":
                assert (after.compress_size, after.CRC, after.compress_type) == (
                    before.compress_size,
                    before.CRC,
                    before.compress_type,
                )
                assert new.read(after) == CONTENT[after.filename]
    assert new.read("xl/workbook.xml") == b"<changed/>"


def test_a_part_may_go_and_a_new_one_come(tmp_path):
    out = io.BytesIO()
    with Package.open(package_of(tmp_path / "b.xlsx")) as package:
        writer = PackageWriter(out, package)
        writer.copy(package.entry("_rels/.rels"))
        writer.write("xl/neu/ß.xml", [b"<new/>"], package.entry("_rels/.rels"))
        writer.finish()
    new = zipfile.ZipFile(out)
    assert new.namelist() == ["_rels/.rels", "xl/neu/ß.xml"]
    assert new.read("xl/neu/ß.xml") == b"<new/>"


def test_long_sizes_and_places_are_written_as_zip64(tmp_path, monkeypatch):
    monkeypatch.setattr(repack, "_FULL", 100)  # as if four gigabytes were a hundred bytes
    monkeypatch.setattr(repack, "_MANY", 3)
    path = package_of(tmp_path / "b.xlsx")
    out = io.BytesIO()
    with Package.open(path) as package:
        writer = PackageWriter(out, package)
        for entry in package.entries:
            writer.copy(entry)
        writer.finish()
    data = out.getvalue()
    assert data.count(b"PK\6\6") == data.count(b"PK\6\7") == 1
    # only the values of a real four-gigabyte file would carry the marks that readers look for
    data = data.replace(struct.pack("<L", 100), b"\xff\xff\xff\xff")
    end = data.rindex(b"PK\5\6")
    data = data[: end + 8] + b"\xff\xff\xff\xff" + data[end + 12 :]
    new = zipfile.ZipFile(io.BytesIO(data))
    assert {name: new.read(name) for name in new.namelist()} == CONTENT


def test_zip64_files_are_read(tmp_path):
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in CONTENT.items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(content)
    with Package.open(path) as package:
        assert {entry.name: package.read(entry.name) for entry in package.entries} == CONTENT


def test_names_are_found_whatever_their_case_and_slashes(tmp_path):
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[content_types].xml", b"<Types/>")
        archive.writestr("_RELS\\.rels", relations())
        archive.writestr("/XL\\Workbook.xml", b"<workbook/>")
    with Package.open(path) as package:
        assert package.read("xl/workbook.xml") == b"<workbook/>"
        assert package.find("xl/other.xml") is None
        assert [entry.name for entry in package.entries] == [
            "[content_types].xml",
            "_RELS/.rels",
            "XL/Workbook.xml",
        ]


def test_a_part_packed_in_an_unusual_way_is_refused_but_copied(tmp_path):
    path = tmp_path / "b.xlsx"
    package_of(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/strange.xml", b"<x/>")
    with Package.open(path) as package, pytest.raises(Damaged):
        package.read("xl/strange.xml")
    assert rewritten(path, {}).read("xl/strange.xml") == b"<x/>"


def test_the_mark_changes_with_any_part_and_with_nothing_else(tmp_path):
    marks = []
    for i, rows in enumerate(["<row r='1'/>", "<row r='1'/>", "<row r='2'/>"]):
        with Package.open(raw_workbook(tmp_path / f"{i}.xlsx", rows)) as package:
            marks.append(package.mark)
    # zipfile stamps the second of writing; the fingerprint must not need it
    assert marks[0] != marks[2]
    with Package.open(tmp_path / "0.xlsx") as package:
        (tmp_path / "copy.xlsx").write_bytes((tmp_path / "0.xlsx").read_bytes())
        with Package.open(tmp_path / "copy.xlsx") as copy:
            assert copy.mark == package.mark


def test_parts_can_be_read_in_turn(tmp_path):
    with Package.open(package_of(tmp_path / "b.xlsx", stored=tuple(CONTENT))) as package:
        one, two = package.stream("xl/workbook.xml"), package.stream("xl/média/bild.png")
        first, second = next(one), next(two)
        assert (first + b"".join(one), second + b"".join(two)) == (
            CONTENT["xl/workbook.xml"],
            CONTENT["xl/média/bild.png"],
        )


def test_a_part_as_large_as_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    size = len(CONTENT["xl/workbook.xml"])
    with Package.open(package_of(tmp_path / "b.xlsx")) as package:
        assert package.read("xl/workbook.xml", size) == CONTENT["xl/workbook.xml"]
        with pytest.raises(TooLarge, match=r"xl/workbook\.xml"):
            package.read("xl/workbook.xml", size - 1)


def refused(path: Path) -> str:
    """Why a package is not opened; "" where it is."""
    try:
        Package.open(path).close()
    except SalesbookError as error:
        return type(error).__name__
    return ""


@pytest.mark.parametrize(("limit", "measure"), [
    ("MAX_PARTS", len),
    ("MAX_TOTAL", lambda infos: sum(info.file_size for info in infos)),
])  # fmt: skip
def test_what_a_workbook_may_claim_has_a_limit_that_is_still_allowed(tmp_path, monkeypatch, limit, measure):
    path = package_of(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as archive:
        most = measure(archive.infolist())
    monkeypatch.setattr(packages, limit, most)
    assert refused(path) == ""
    monkeypatch.setattr(packages, limit, most - 1)
    assert refused(path) == "TooLarge"


def test_only_a_large_part_that_is_packed_too_well_is_a_bomb(tmp_path, monkeypatch):
    path = package_of(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/workbook.xml")  # the same words over and over
    ratio = info.file_size // info.compress_size
    for small, most, expected in [
        (info.file_size - 1, ratio, "TooLarge"),
        (info.file_size, ratio, ""),  # small enough to do no harm, whatever it was packed to
        (info.file_size - 1, ratio + 1, ""),
    ]:
        monkeypatch.setattr(packages, "SMALL_PART", small)
        monkeypatch.setattr(packages, "MAX_RATIO", most)
        assert refused(path) == expected


@pytest.mark.parametrize("claimed", [5_999, 6_000, 6_001])
def test_a_part_that_lies_about_its_size_is_told_as_soon_as_it_is_longer(tmp_path, claimed):
    path = package_of(tmp_path / "b.xlsx")  # whose workbook part has 5,500 bytes and a stated check sum
    data = bytearray(path.read_bytes())
    assert len(CONTENT["xl/workbook.xml"]) == 5_500
    entry = data.rindex(b"PK\1\2", 0, data.rindex(b"xl/workbook.xml"))
    data[entry + 24 : entry + 28] = struct.pack("<L", claimed - 500)
    path.write_bytes(data)
    got = b""
    try:
        with Package.open(path) as package:
            for block in package.stream("xl/workbook.xml"):
                got += block
        why = ""
    except Damaged as error:
        why = error.what
    assert ("larger than it claims" in why, "check sum" in why) == (claimed < 6_000, claimed > 6_000)
    assert (got == CONTENT["xl/workbook.xml"]) is (claimed >= 6_000)


def test_the_mark_of_a_file_is_that_of_its_package_however_the_zip_ends(tmp_path, monkeypatch):
    remarked, odd = package_of(tmp_path / "remarked.xlsx"), tmp_path / "odd.xlsx"
    plain = remarked.read_bytes().removesuffix(b"made by a test")
    plain = plain[:-2] + b"\0\0"
    with monkeypatch.context() as patch:
        patch.setattr(packages.zipfile, "ZIP64_LIMIT", 10)
        large = (
            package_of(tmp_path / "large.xlsx").read_bytes().removesuffix(b"made by a test")[:-2] + b"\0\0"
        )
    assert b"PK\6\7" in large
    marks = set()
    for data in (remarked.read_bytes(), plain, large):
        odd.write_bytes(data)
        with Package.open(odd) as package:
            assert workbook_mark(odd) == package.mark
            marks.add(package.mark)
    assert len(marks) == 3
    odd.write_bytes(plain[:-30])
    with pytest.raises(Damaged):
        workbook_mark(odd)
    odd.write_bytes(plain)
    monkeypatch.setattr(Package, "open", None)  # as a rule it is not opened
    assert workbook_mark(odd) in marks
