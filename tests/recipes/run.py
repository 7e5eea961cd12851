#!/usr/bin/env python3
"""The recipes for CI services, as far as a machine without those services can run them.

run.py PROGRAM: reads action.yml, the GitLab template, the pre-commit hooks and the Containerfile as their services do, and
runs their commands in a repository that `accord init` began.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
DAY = "2024-03-05"  # of the commits; the test's own, so that nothing depends on today
failures = 0


def claim(says, holds, more=""):
    global failures
    if not holds:
        failures += 1
        print(f"not ok: {says}\n{more}")


def load(path):
    return yaml.safe_load(path.read_text())


class Repository:
    """A git repository in a folder of its own, with accord and accord-ci on the PATH."""

    def __init__(self, folder):
        self.room = folder
        self.top = folder / "party data"  # a blank, as folders may have
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "accord").symlink_to(PROGRAM)
        (self.bin / "accord-ci").symlink_to(SOURCE / "scripts/ci/accord-ci")
        (folder / "tmp").mkdir()
        self.environment = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(folder),
            "TMPDIR": str(folder / "tmp"),
            "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "somebody", "GIT_AUTHOR_EMAIL": "somebody@example.org",
            "GIT_COMMITTER_NAME": "somebody", "GIT_COMMITTER_EMAIL": "somebody@example.org",
            "GIT_AUTHOR_DATE": f"{DAY}T12:00:00Z", "GIT_COMMITTER_DATE": f"{DAY}T12:00:00Z",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        self.run("accord init 'party data'", cwd=folder)
        # Confirmed on a day that the commits' day knows.
        self.edit("data/focal_points.csv", lambda text: re.sub(r",\d{4}-\d\d-\d\d,$", ",2024-01-15,", text, flags=re.M))
        self.run("git init --quiet --initial-branch main && git add . && git commit --quiet -m begin")

    def run(self, command, cwd=None, **more):
        return subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=cwd or self.top, text=True,
                              capture_output=True, env={**self.environment, **more})

    def edit(self, name, change):
        path = self.top / name
        path.write_text(change(path.read_text()))

    def commit(self, says):
        done = self.run(f"git add -A && git commit --quiet -m '{says}'")
        assert done.returncode == 0, done.stderr


def expect(says, done, code, *texts):
    output = done.stdout + done.stderr
    missing = [text for text in texts if text not in output]
    claim(says, done.returncode == code and not missing, f"  exit code {done.returncode}, expected {code}; missing "
          f"{missing}\n  {output[:4000]}")


def check_changes(repository):
    run = repository.run
    expect("a repository to begin with is green", run("accord-ci --dataset data"), 0, f"as of {DAY}")
    run("git checkout --quiet -b change")
    repository.edit("data/focal_points.csv", lambda text: re.sub(r"^fp-xab-1.*\n", "", text, flags=re.M))
    repository.commit("take a designation away")
    expect("a designation that is gone is red", run("accord-ci --dataset data --base main"), 1, "actors.csv:3")
    repository.edit("accord.json", lambda text: text.replace('"dataset"', '"fail-on": "none", "dataset"'))
    repository.commit("let nothing fail")
    expect("a change cannot excuse itself by settings", run("accord-ci --dataset data --base main"), 1)
    expect("what it says counts where it is the base", run("accord-ci --dataset data --base change"), 0)
    repository.edit("rules/house/instrument.lua", lambda text: text.replace('"requests"', '"invites"'))
    expect("nor by rules that are not committed there", run("accord-ci --dataset data --base main"), 1)
    run("git checkout --quiet -- .")
    expect("a base that is not there is told", run("accord-ci --base nowhere"), 2, "nowhere: no such commit")
    expect("a base is no option of git", run("accord-ci --base --help"), 2, "no such commit")
    expect("nothing is left of the base", run("ls -A"), 0)
    claim("nothing is left of the base", not (repository.top / ".accord-base").exists())
    run("mkdir .accord-base")
    expect("what is in its place is not removed", run("accord-ci --dataset data"), 2, "is there already")
    run("rmdir .accord-base && ln -s nowhere .accord-base")
    expect("nor is a link to nothing", run("accord-ci --dataset data"), 2, "is there already")
    claim("which stays", (repository.top / ".accord-base").is_symlink())
    run("rm .accord-base")
    claim("nothing is left where temporary files are", not list((repository.room / "tmp").iterdir()))
    run("git checkout --quiet main && git rm --quiet accord.json && git commit --quiet -m 'no settings'")
    expect("a branch without settings is said to have none", run("accord-ci --dataset data"), 0, "has no accord.json")
    run("git reset --quiet --hard HEAD~1 && git checkout --quiet change")
    expect("an option that is unknown is told", run("accord-ci --datset data"), 2, "unknown option --datset")
    expect("options of the check stand behind --",
           run("accord-ci --dataset data --base main -- --fail-on none"), 0)


def check_days(repository):
    """The day is the commit's, which its author sets."""
    run = repository.run
    run("git checkout --quiet -b lapsed main")
    repository.edit("data/focal_points.csv", lambda text: re.sub(r"^fp-xab-1.*\n", "", text, flags=re.M))
    repository.edit("waivers.csv", lambda text: text + "cms-11.10/*,XAB,,because,somebody,,2024-02-28\n")
    repository.commit("a waiver that has lapsed")
    expect("a waiver that has lapsed excuses nothing", run("accord-ci --dataset data"), 1)
    run("git checkout --quiet -b early")
    run("git commit --quiet --allow-empty -m early", GIT_COMMITTER_DATE="2024-02-01T12:00:00Z")
    expect("nor where the commit says that it is older than its base", run("accord-ci --dataset data --base lapsed"), 1,
           f"the commit is of 2024-02-01; asked about {DAY}, of the base")
    expect("which has a day of its own", run("accord-ci --dataset data --base early"), 0, "as of 2024-02-01")
    run("git commit --quiet --allow-empty -m late", GIT_COMMITTER_DATE="2090-01-01T12:00:00Z")
    expect("a day to come is none that can be asked about", run("accord-ci --dataset data --base lapsed"), 1,
           "the commit is of 2090-01-01; asked about 2", "today")
    run("git checkout --quiet main")


def check_base_beside(repository):
    """What the base leads to outside of itself is nothing that a change brings along."""
    run = repository.run
    house = (repository.top / "rules/house/instrument.lua").read_text()
    for says, prepare in (("by a link", "mv rules own && ln -s ../shared rules"),
                          ("in accord.json", """sed -i 's|"rules"]|"../shared"]|' accord.json && mv rules own""")):
        run(f"git checkout --quiet -B beside main && {prepare} && git add -A && git commit --quiet -m beside")
        run("mkdir -p shared/house")
        (repository.top / "shared/house/instrument.lua").write_text(house)
        repository.commit("rules of the change, where the base looks")
        expect(f"a change cannot bring the rules that its base names {says}",
               run("accord-ci --dataset data --base beside~1"), 2, "cannot be opened")
    run("git checkout --quiet main")


def check_settings_left_out(repository):
    run = repository.run
    for says, prepare in (("a link to nothing", "ln -sf nowhere accord.json"),
                          ("left out of archives", "echo 'accord.json export-ignore' > .gitattributes")):
        run(f"git checkout --quiet -B left-out main && {prepare} && git add -A && git commit --quiet -m left-out")
        expect(f"an accord.json that is {says} is not taken for none", run("accord-ci --dataset data"), 2,
               "has an accord.json that")
    run("git checkout --quiet main")


def check_submodules(repository):
    run = repository.run
    rules = repository.room / "rules of all"
    run(f"mv rules '{rules}' && cd '{rules}' && git init --quiet && git add . && git commit --quiet -m begin")
    run("git checkout --quiet -b of-submodule && git rm -r --quiet --cached rules && mkdir -p rules && "
        f"git -c protocol.file.allow=always submodule --quiet add '{rules}' rules/more && git add -A && "
        "git commit --quiet -m submodule")
    expect("rules of a submodule count", run("accord-ci --dataset data"), 0, "house")
    run("git rm --quiet rules/more && rm -rf .git/modules && git commit --quiet -m 'no submodule'")
    expect("a change cannot take them away", run("accord-ci --dataset data --base HEAD~1"), 2, "check out submodules")
    run("git checkout --quiet main && rm -rf rules/more")
    run("git checkout --quiet main -- rules")


def check_action(repository):
    action = load(SOURCE / "action.yml")
    steps = action["runs"]["steps"]
    claim("the action is composite, and each of its commands names a shell",
          action["runs"]["using"] == "composite" and all("shell" in step for step in steps if "run" in step))
    inputs = set(re.findall(r"inputs\.([a-z-]+)", (SOURCE / "action.yml").read_text()))
    claim("the action's inputs are those that it uses", inputs == set(action["inputs"]), f"  {inputs}")
    temporary = repository.room / "runner"
    (temporary / "accord").mkdir(parents=True)
    (temporary / "accord/bin").symlink_to(repository.bin)
    service = {"GITHUB_ACTIONS": "true", "RUNNER_TEMP": str(temporary), "GITHUB_EVENT_NAME": "pull_request",
               "GITHUB_ACTION_PATH": str(SOURCE), "DATASET": "data", "BASE": "main", "TODAY": "",
               "GITHUB_STEP_SUMMARY": str(temporary / "summary.md")}
    (temporary / "summary.md").touch()
    check = next(step for step in steps if "accord-ci" in step.get("run", ""))
    claim("the check's step has the variables that its commands read",
          set(check["env"]) == {"DATASET", "BASE", "TODAY"})
    done = repository.run(check["run"], **service)
    expect("the action marks the line", done, 1, "::error", "file=data/actors.csv,line=3")
    claim("the action leaves SARIF", (temporary / "accord-reports/findings.sarif").exists())
    upload = next(step for step in steps if "upload-sarif" in step.get("uses", ""))
    claim("which is what is uploaded", upload["with"]["sarif_file"].endswith("/accord-reports/findings.sarif"))
    install = next(step for step in steps if "install.sh" in step.get("run", ""))["run"]
    claim("the action's own script is there", repository.run(f"test -x {install.split()[0]}", **service).returncode == 0)
    done = repository.run(check["run"], **{**service, "GITHUB_EVENT_NAME": "schedule", "BASE": ""})
    claim("a run by the clock asks about today", f"as of {DAY}" not in done.stdout + done.stderr)
    done = repository.run(check["run"], **{**service, "BASE": "", "GITHUB_BASE_REF": "main"})
    expect("a base branch that cannot be fetched is told", done, 2, "cannot be fetched")
    repository.run("git update-ref refs/remotes/origin/main main")
    done = repository.run(check["run"], **{**service, "BASE": "", "GITHUB_BASE_REF": "main"})
    expect("the base branch of a pull request is found", done, 1, "::error")
    repository.run("git update-ref refs/remotes/origin/release/1 main")
    done = repository.run(check["run"], **{**service, "BASE": "", "GITHUB_EVENT_NAME": "merge_group",
                                           "GITHUB_REF": "refs/heads/gh-readonly-queue/release/1/pr-7-0123abcd"})
    expect("and that of a merge queue", done, 1, "::error")
    workflow = load(repository.top / ".github/workflows/accord.yml")
    with_ = workflow["jobs"]["check"]["steps"][1]["with"]
    claim("the workflow of `accord init` gives inputs that the action has", set(with_) <= set(action["inputs"]))


def check_gitlab(repository):
    job = load(SOURCE / "scripts/ci/gitlab.yml")["accord"]
    script = "\n".join(job["script"])
    service = {"GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CHECKED_DATASET": "data",
               "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    done = repository.run(script, **service)
    expect("the GitLab job is red where the data is", done, 1, "1 finding fails")
    for kind, path in job["artifacts"]["reports"].items():
        claim(f"the {kind} report is where the job says", (repository.top / path).exists(), path)
    repository.run("rm -r accord-reports")
    fork = {"CI_MERGE_REQUEST_PROJECT_ID": "1", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2",
            "CI_MERGE_REQUEST_PROJECT_URL": f"{repository.room}/target"}
    repository.run(f"git clone --quiet --bare . '{repository.room}/target.git'")
    repository.run("git update-ref refs/remotes/origin/main change")  # which lets nothing fail
    done = repository.run(script, **service, **fork)
    expect("the branch of a fork is not that of the project it goes to", done, 1, "1 finding fails")
    done = repository.run(script, **service, **{**fork, "CI_MERGE_REQUEST_PROJECT_URL": "/nowhere"})
    expect("nor is it taken where that cannot be fetched", done, 2, "cannot be fetched")
    repository.run("git update-ref refs/remotes/origin/main main && rm -r accord-reports")
    for says, prepare in (("a link", "ln -s .. accord-reports"),
                          ("a file", "mkdir accord-reports && ln -s ../README.md accord-reports/junit.xml"),
                          ("a folder that is a link", "ln -s /tmp away")):
        repository.run(f"git checkout --quiet -B reports change && {prepare} && git add -A && git commit --quiet -m r")
        folder = "away/reports" if "away" in prepare else "accord-reports"
        expect(f"reports go nowhere where a change has {says}",
               repository.run(f"accord-ci --dataset data --base main --reports {folder}"), 2, "no change brings along")
    repository.run("git checkout --quiet change")
    included = load(repository.top / ".gitlab-ci.yml")
    claim("the template of `accord init` includes the job", included["include"][0]["file"] == "scripts/ci/gitlab.yml" and
          (SOURCE / "scripts/ci/gitlab.yml").exists())
    claim("and sets the variables that it has", set(included["variables"]) <= {"IMAGE_OF_ACCORD", *job["variables"]})


def check_hooks(repository):
    hooks = load(SOURCE / ".pre-commit-hooks.yaml")
    ids = {hook["id"]: hook for hook in hooks}
    asked = load(repository.top / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    claim("the hooks of `accord init` are there", all(hook["id"] in ids for hook in asked))
    repository.run("git checkout --quiet main")
    for hook in hooks:
        claim(f"{hook['id']} has what pre-commit needs", {"id", "name", "entry", "language"} <= set(hook))
        command = " ".join([hook["entry"], *hook.get("args", [])])
        expect(f"{command} passes", repository.run(command, ACCORD_AS_OF=DAY), 0)
        claim(f"{hook['id']} looks at files that there are",
              any(re.search(hook["files"], name) for name in repository.run("git ls-files").stdout.splitlines()))


def check_image():
    text = (SOURCE / "Containerfile").read_text()
    claim("the image is built by the script that installs", "scripts/install.sh /usr/local" in text)
    if os.environ.get("ACCORD_SANITIZED"):
        return  # a program with sanitizers needs other libraries
    named = set(re.search(r"apt-get install ([^&]*)", text).group(1).split())
    linked = subprocess.run(["ldd", PROGRAM], text=True, capture_output=True, check=True).stdout
    direct = subprocess.run(["readelf", "-d", PROGRAM], text=True, capture_output=True, check=True).stdout
    for library in re.findall(r"NEEDED.*\[(.*?)\]", direct):
        path = re.search(rf"{re.escape(library)} => (\S+)", linked)
        if not path or re.match(r"lib(c|m)\.so", library):
            continue
        owner = subprocess.run(["dpkg", "-S", os.path.realpath(path.group(1))], text=True, capture_output=True).stdout
        claim(f"the image has {library}", owner.split(":")[0] in named, f"  {owner}")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="accord recipes "))
    try:
        repository = Repository(folder)
        check_changes(repository)
        check_days(repository)
        check_base_beside(repository)
        check_settings_left_out(repository)
        check_submodules(repository)
        repository.run("git checkout --quiet change")
        check_action(repository)
        check_gitlab(repository)
        check_hooks(repository)
        check_image()
    finally:
        shutil.rmtree(folder)
    print(f"{failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
