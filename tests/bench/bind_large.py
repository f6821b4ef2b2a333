#!/usr/bin/env python3
"""Binds scans of 2,000 pages and 500 MB (noise as JPEG, no two alike), every page with a label, and
measures time and peak memory of both processes of the worker program, and of `qpdf --empty --pages`
on the same files. Needs 1.1 GB below FOLDER, which it empties behind itself.

usage: bind_large.py [--build DIR] [--folder DIR] [--files N] [--pages N]"""
import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from documents import pdf, stream  # noqa: E402
from packets import own_pages, plan_of  # noqa: E402

PIXELS = 500
SCAN_BYTES = 250_000


def noise(folder):
    """A JPEG of noise, as poppler draws it."""
    data = random.Random(1).randbytes(PIXELS * PIXELS * 3)
    image = (f"/Type /XObject /Subtype /Image /Width {PIXELS} /Height {PIXELS} /ColorSpace /DeviceRGB "
             "/BitsPerComponent 8")
    path = folder / "noise.pdf"
    path.write_bytes(pdf({
        1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PIXELS} {PIXELS}] /Contents 4 0 R "
           "/Resources << /XObject << /I 5 0 R >> >> >>",
        4: stream(f"{PIXELS} 0 0 {PIXELS} 0 0 cm /I Do"), 5: stream(data, image)}))
    subprocess.run(["pdftoppm", "-jpeg", "-jpegopt", "quality=90", "-r", "72", "-singlefile", path, folder / "noise"],
                   check=True)
    return (folder / "noise.jpg").read_bytes()


def scan(jpeg, number):
    """Its own noise in comments makes it one of a kind, and as long as a scan."""
    source = random.Random(number)
    rest, comments = max(SCAN_BYTES - len(jpeg), 64) + source.randrange(3000), b""
    while rest > 0:
        size = min(rest, 60000)
        comments += b"\xff\xfe" + (size + 2).to_bytes(2, "big") + source.randbytes(size)
        rest -= size
    return jpeg[:2] + comments + jpeg[2:]


def scans(jpeg, number, pages):
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>",
               2: f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{10 + 3 * i} 0 R' for i in range(pages))}] >>"}
    entries = (f"/Type /XObject /Subtype /Image /Width {PIXELS} /Height {PIXELS} /ColorSpace /DeviceRGB "
               "/BitsPerComponent 8 /Filter /DCTDecode")
    for i in range(pages):
        k = 10 + 3 * i
        objects[k] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {k + 1} 0 R "
                      f"/Resources << /XObject << /I {k + 2} 0 R >> >> >>")
        objects[k + 1] = stream("595 0 0 842 0 0 cm /I Do")
        objects[k + 2] = stream(scan(jpeg, number * pages + i), entries)
    return pdf(objects)


def measured(command, name):
    """Seconds, and the peak memory (in MB) of each of its processes that ended, by their names."""
    start = time.perf_counter()
    done = subprocess.run(["/usr/bin/env", sys.executable, "-c", CHILD, *map(str, command)], capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise OSError(f"{name}: {done.stdout[-500:]}{done.stderr[-500:]}")
    return seconds, int(done.stdout.strip().split("\n")[-1]) / 1024


# The largest of the children that were waited for, and of theirs.
CHILD = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)
if done.returncode:
    sys.exit(done.stdout.decode()[-500:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def verify_alone(build, out, pages, folder):
    """The second process alone: what it reads is small."""
    expected = folder / "expected"
    text = str(pages).encode()
    expected.write_bytes(b"%d:%s\0001:0\0" % (len(text), text))
    return measured(["/bin/sh", "-c", f"exec {build / 'tsuzuri-pdf'} verify-packet {out} < {expected}"], "verify")


def measure(build, folder, files, pages):
    jpeg = noise(folder)
    paths = [folder / f"{i:03}.pdf" for i in range(files)]
    for i, path in enumerate(paths):
        path.write_bytes(scans(jpeg, i, pages))
    total = sum(p.stat().st_size for p in paths)
    own, plan, out = folder / "own.pdf", folder / "plan", folder / "out.pdf"
    own.write_bytes(own_pages(1, pages))
    plan.write_text(plan_of(build, own, 1, out, [{"document": p, "label": 1, "every": True} for p in paths]))
    print(f"{files * pages} pages, {total / 1e6:.0f} MB")
    seconds, peak = measured([build / "tool/bind", plan], "bind")
    print(f"bind and verify{seconds:10.1f} s{peak:10.0f} MB peak of the larger process")
    seconds, peak = verify_alone(build, out, files * pages + 1, folder)
    print(f"verify alone   {seconds:10.1f} s{peak:10.0f} MB peak")
    print(f"the packet     {out.stat().st_size / 1e6:10.0f} MB")
    seconds, peak = measured(["qpdf", "--empty", "--pages", *paths, "--", out], "qpdf")
    print(f"qpdf --pages   {seconds:10.1f} s{peak:10.0f} MB peak")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", default="build", help="the build folder, with tool/bind in it")
    arguments.add_argument("--folder", default=None, help="where the scans are written")
    arguments.add_argument("--files", type=int, default=20)
    arguments.add_argument("--pages", type=int, default=100, help="of each file")
    said = arguments.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuzuri-large-", dir=said.folder))
    try:
        measure(pathlib.Path(said.build).resolve(), folder, said.files, said.pages)
    finally:
        shutil.rmtree(folder)
    return os.EX_OK


if __name__ == "__main__":
    sys.exit(main())
