"""tsuzuri certify over many records: on a terminal, interrupted, and cut into parts by schedulers."""
import fcntl
import os
import pathlib
import re
import shutil
import signal
import subprocess
import termios
import time
import unittest

import yaml

from support import PROGRAM, ROOT, Test, environment, open_terminal, run
from test_certify import FORM, HEAD, ROW, rows

GUIDE = (ROOT / "samples/register/README.md").read_text("utf-8")
METER = re.compile(r"^(\d+) of (\d+), (\d+) a second, (?:(\d+) min )?(\d+) s left$")


def examples(language):
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.M | re.S)


class Terminal:
    """A program in front of a terminal of its own, which sees its standard error."""

    def __init__(self, *args, lang="en"):
        self.master, end = open_terminal()
        self.process = subprocess.Popen(
            [PROGRAM, *map(str, args)], env=environment(lang, TSUZURI_DATA=ROOT), stdin=end, stderr=end,
            stdout=subprocess.DEVNULL, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(2, termios.TIOCSCTTY, 0))
        os.close(end)
        self.said = b""

    def read(self):
        try:
            more = os.read(self.master, 65536)
        except OSError:         # nobody is there any more
            more = b""
        self.said += more
        return more

    def finish(self):
        while self.read():
            continue
        os.close(self.master)
        return self.process.wait()

    def steps(self):
        """What the meter showed, step by step, and what stays below it."""
        parts = self.said.decode("utf-8").replace("\r\n", "\n").split("\r\x1b[K")
        return parts[1:-1], parts[-1]


class Progress(Test):
    def certify(self, count, *args, **more):
        register = self.write("register.csv", HEAD + rows(count).replace("\U000E0101", ""))
        terminal = Terminal("certify", register, "--form", FORM, *args, **more)
        self.assertEqual(terminal.finish(), 0, terminal.said)
        return terminal.steps()

    def test_a_terminal_sees_count_rate_and_time_left(self):
        for more in ((), ("--jobs", "2")):
            steps, rest = self.certify(400, "--split", self.folder / f"s{len(more)}", *more)
            self.assertGreater(len(steps), 1)
            seen = [METER.match(s) for s in steps]
            self.assertTrue(all(seen), steps)
            counts = [int(m[1]) for m in seen]
            self.assertEqual(counts, sorted(counts))
            self.assertEqual(counts[-1], 400)
            self.assertTrue(all(m[2] == "400" for m in seen))
            self.assertEqual(seen[-1][5], "0")
            for m in seen[:-1]:     # what is left fits the rate, rounded up
                left, rate = int(m[4] or 0) * 60 + int(m[5]), int(m[3])
                self.assertGreaterEqual(left * (rate + 1), 400 - int(m[1]) - rate, m[0])
                self.assertGreater(left, 0, m[0])
            self.assertEqual(rest, "400 printed\n")

    def test_one_pdf_has_a_meter_too_and_it_speaks_japanese(self):
        steps, rest = self.certify(60, "-o", self.folder / "out.pdf", lang="ja")
        self.assertRegex(steps[-1], r"^60／60件　毎秒\d+件　残り0秒$")
        self.assertEqual(rest, "印刷60件\n")

    def test_the_line_is_gone_before_messages(self):
        register = self.write("register.csv", HEAD + rows(40) + ROW.replace("0001", "9999").replace("みなと光", "光" * 200))
        terminal = Terminal("certify", register, "--form", FORM, "-o", self.folder / "out.pdf")
        self.assertEqual(terminal.finish(), 1)
        self.assertRegex(terminal.steps()[1], r"even in the smallest type(?s:.*)40 printed, 1 with faults\n$")

    def test_nothing_is_said_but_on_a_terminal(self):
        register = self.write("register.csv", HEAD + ROW)
        for args in (["--split", self.folder / "s"], ["-o", self.folder / "o.pdf"]):
            self.assertEqual(run("certify", register, "--form", FORM, *args).err, "1 printed\n")


class Interrupts(Test):
    def setUp(self):
        super().setUp()
        self.register = self.write("register.csv", HEAD + rows(8000))

    def assert_whole(self, folder):
        """Every file that is there is a whole PDF, and there is nothing else."""
        left = sorted(folder.iterdir())
        self.assertGreater(len(left), 0)
        self.assertLess(len(left), 8000)
        self.assertEqual([p.name for p in left if p.suffix != ".pdf"], [])
        for path in left:
            data = path.read_bytes()
            self.assertTrue(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"), path)

    def interrupted(self, *args):
        """Control-C on the terminal when some are done."""
        terminal = Terminal("certify", self.register, "--form", FORM, *args)
        while b" of 8000" not in terminal.said and terminal.read():
            continue
        os.write(terminal.master, b"\x03")
        self.assertEqual(terminal.finish(), -signal.SIGINT)
        self.assertNotIn(b"printed", terminal.said)
        time.sleep(0.1)

    def test_control_c_leaves_whole_files_only(self):
        for jobs in ("1", "2"):
            self.interrupted("--split", self.folder / f"s{jobs}", "--jobs", jobs)
            self.assert_whole(self.folder / f"s{jobs}")

    def test_control_c_leaves_no_half_pdf_and_keeps_the_old_one(self):
        self.interrupted("-o", self.folder / "new.pdf")
        self.write("old.pdf", "old")
        self.interrupted("-o", self.folder / "old.pdf")
        self.assertEqual(self.left_behind(), ["old.pdf", "register.csv"])
        self.assertEqual((self.folder / "old.pdf").read_bytes(), b"old")

    def test_killed_workers_end_with_their_parent(self):
        folder = self.folder / "s"
        process = subprocess.Popen([PROGRAM, "certify", self.register, "--form", FORM, "--split", folder, "--jobs", "2"],
                                   env=environment(TSUZURI_DATA=ROOT), stderr=subprocess.DEVNULL)
        while not folder.exists() or len(list(folder.iterdir())) < 5:
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)     # to the parent alone
        self.assertEqual(process.wait(), -signal.SIGTERM)
        time.sleep(0.5)
        count = len(list(folder.iterdir()))
        time.sleep(0.5)
        self.assertEqual(len(list(folder.iterdir())), count)
        self.assert_whole(folder)

    def test_an_interrupted_run_is_finished_by_running_it_again(self):
        whole, cut = self.folder / "whole", self.folder / "cut"
        self.register.write_text(HEAD + rows(600), "utf-8")
        args = ["certify", self.register, "--form", FORM, "--split"]
        self.assertEqual(run(*args, whole).code, 0)
        process = subprocess.Popen([PROGRAM, *map(str, args), str(cut)], env=environment(TSUZURI_DATA=ROOT),
                                   stderr=subprocess.DEVNULL)
        while not cut.exists() or len(list(cut.iterdir())) < 20:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(), -signal.SIGINT)
        there = len(list(cut.iterdir()))
        self.assertLess(there, 600)
        result = run(*args, cut)
        self.assertIn(f"{600 - there} printed, {there} unchanged", result.err)
        self.assertEqual({p.name: p.read_bytes() for p in cut.iterdir()},
                         {p.name: p.read_bytes() for p in whole.iterdir()})


class Schedulers(Test):
    """The examples of samples/register/README.md, run as they stand there."""

    def setUp(self):
        super().setUp()
        self.write("isp.csv", HEAD + rows(41))
        (self.folder / "bin").mkdir()
        os.symlink(PROGRAM, self.folder / "bin/tsuzuri")
        result = run("certify", self.folder / "isp.csv", "--form", FORM, "--split", self.folder / "every")
        self.assertEqual(result.code, 0, str(result))
        self.every = self.files("every")

    def files(self, name):
        return {p.name: p.read_bytes() for p in (self.folder / name).iterdir()}

    def shell(self, command, code=0, **more):
        env = environment(TSUZURI_DATA=ROOT, HOME=self.folder, **more)
        env["PATH"] = f"{self.folder}/bin:{env['PATH']}"
        done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=env, capture_output=True)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stderr.decode()

    def example(self, language, word):
        found = [e for e in examples(language) if word in e]
        self.assertEqual(len(found), 1, word)
        return found[0]

    def test_gnu_parallel(self):
        command = self.example("sh", "parallel")
        self.shell(command.replace("parallel -j", "parallel --will-cite -j"))
        self.assertEqual(self.files("out"), self.every)

    def test_slurm(self):
        script = self.write("certify.sh", self.example("sh", "#SBATCH"))
        first, last = map(int, re.search(r"^#SBATCH --array=(\d+)-(\d+)$", script.read_text(), re.M).groups())
        cpus = re.search(r"^#SBATCH --cpus-per-task=(\d+)$", script.read_text(), re.M)[1]
        self.assertEqual(first, 1)
        made = []
        for task in range(first, last + 1):
            said = self.shell("sh certify.sh", SLURM_ARRAY_TASK_ID=task, SLURM_ARRAY_TASK_COUNT=last - first + 1,
                              SLURM_CPUS_PER_TASK=cpus)
            made.append(int(re.search(r"(\d+) printed", said)[1]))
        self.assertEqual(self.files("out"), self.every)
        self.assertEqual(sum(made), 41)     # none twice
        self.assertLessEqual(max(made) - min(made), 1)

    def test_kubernetes(self):
        job = yaml.safe_load(self.example("yaml", "batch/v1"))
        self.assertEqual((job["apiVersion"], job["kind"]), ("batch/v1", "Job"))
        spec, pod = job["spec"], job["spec"]["template"]["spec"]
        self.assertEqual(spec["completionMode"], "Indexed")
        self.assertLessEqual(spec["parallelism"], spec["completions"])
        self.assertIn(pod["restartPolicy"], ("OnFailure", "Never"))
        container, = pod["containers"]
        mount, = container["volumeMounts"]
        self.assertEqual([v["name"] for v in pod["volumes"]], [mount["name"]])
        self.assertTrue(re.fullmatch(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?", job["metadata"]["name"]))
        self.assertEqual(container["command"], ["sh", "-c"])
        line, = container["args"]
        self.assertIn(f"/{spec['completions']}\"", line)
        for index in range(spec["completions"]):
            self.shell(line.replace(mount["mountPath"] + "/", f"{self.folder}/"), JOB_COMPLETION_INDEX=index)
        self.assertEqual(self.files("out"), self.every)

    def test_kubernetes_does_not_repeat_what_no_retry_mends(self):
        job = yaml.safe_load(self.example("yaml", "batch/v1"))
        line = job["spec"]["template"]["spec"]["containers"][0]["args"][0].replace("/data/", f"{self.folder}/")
        self.write("isp.csv", HEAD + ROW.replace("0001", "x"))
        self.shell(line, JOB_COMPLETION_INDEX=0)
        (self.folder / "isp.csv").unlink()
        self.shell(line, JOB_COMPLETION_INDEX=0, code=1)

    def test_the_other_commands_print_what_they_say(self):
        shutil.copy(ROOT / "samples/register/isp.csv", self.folder)
        shutil.copy(ROOT / "samples/register/asp.csv", self.folder)
        for line in examples("sh")[0].splitlines():
            target = re.search(r"(?:-o|--split) (\S+)$", line)[1]
            self.shell(line)
            made = self.folder / target
            self.assertTrue(made.stat().st_size > 1000 if made.is_file() else len(list(made.iterdir())) == 3, line)

    def test_a_part_without_records_is_no_fault(self):
        result = run("certify", self.folder / "isp.csv", "--form", FORM, "--split", self.folder / "s", "--shard", "60/64")
        self.assertEqual(result.code, 0, str(result))


if __name__ == "__main__":
    unittest.main()
