"""What loading a form means stands once: a rule that is nonsense is found by every command."""
import shutil

from support import ROOT, Test, run


class FormFaults(Test):
    def setUp(self):
        super().setUp()
        shutil.copytree(ROOT / "forms", self.folder / "data/forms")
        (self.folder / "data/fonts").symlink_to(ROOT / "fonts")

    def spoil(self, file, rule):
        """Gives a rule of a form's file a format that nobody knows."""
        path = self.folder / "data/forms" / file
        text = path.read_text("utf-8")
        self.assertIn(rule, text)
        path.write_text(text.replace(rule, "{format: nonsense}", 1), "utf-8")

    def assert_found(self, *arguments):
        result = run(*arguments, data=self.folder / "data")
        self.assertEqual(result.code, 3, str(result))
        self.assert_says(result, "nonsense")

    def test_of_a_register_s_form(self):
        register = ROOT / "samples/register/isp.csv"
        self.spoil("anshin-isp/certificate/ask.yaml", "{format: url}")
        self.assert_found("lint", self.folder / "data/forms/anshin-isp/certificate")
        self.assert_found("certify", register, "--form", "anshin-isp/certificate", "-o", self.folder / "out.pdf")
        self.assertFalse((self.folder / "out.pdf").exists())

    def test_of_an_application(self):
        answers = ROOT / "samples/renewal/answers.yaml"
        self.spoil("anshin-isp/ask/closing.yaml", "{format: telephone}")
        self.assert_found("lint", self.folder / "data/forms/anshin-isp")
        self.assert_found("check", answers)
        self.assert_found("build", answers, "-o", self.folder / "out.pdf")
        self.assert_found("schema", "anshin-isp")
